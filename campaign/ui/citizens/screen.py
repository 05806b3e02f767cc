"""The parts of the screen, chosen in the address: the list of people, possible duplicates; and one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import person_file
from campaign.ui import cards
from campaign.ui.citizens import listing, names, person, route

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the person of the address, else the part that it asks for."""
    chosen = route.chosen_person()
    if chosen is None:
        st.title(_("Citizens"), anchor=False)
        listing.draw(here, campaign.slug)
        return
    try:
        file = person_file.person_file(call=here.call, slug=campaign.slug, commune_id=chosen[0], citizen_id=chosen[1])
    except CampaignError as error:
        st.title(_("Citizens"), anchor=False)
        cards.refusal(error)
        st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=route.close_person)
        return
    person.draw(here, campaign, file)
