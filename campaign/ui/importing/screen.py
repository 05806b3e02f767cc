"""Drawing *Nhập danh sách*: one earlier import, or the kind of list, the file, and what was imported before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.ui import cards
from campaign.ui.importing import held, past, running, uploading

if TYPE_CHECKING:
    from campaign.ui.context import Context


def draw(here: Context) -> None:
    """Draw what the address asks for."""
    st.title(_("Import a list"), anchor=False)
    asked = past.chosen()
    if asked is not None:
        try:
            past.draw_one(here, asked)
        except CampaignError as error:
            cards.refusal(error)
        return
    chosen = uploading.draw_kind()
    found = held.current(here, chosen)
    if found is not None:
        running.draw(here, found)
        return
    place_code = uploading.draw(here, chosen)
    try:
        past.draw_list(here, chosen, place_code)
    except CampaignError as error:
        cards.refusal(error)
