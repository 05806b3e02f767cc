"""The parts of the screen, chosen in the address: the list of people, possible duplicates; and one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import N_, _
from campaign.services import person_file
from campaign.ui import cards, choosers, state
from campaign.ui.citizens import listing, names, pairs, person, route
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.campaigns import CampaignSummary
    from campaign.ui.context import Context

_LIST: Final = "list"
_VIEWS: Final[Mapping[str, str]] = {_LIST: N_("List"), route.DUPLICATES: N_("Possible duplicates")}


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the person of the address, else the part that it asks for."""
    chosen = route.chosen_person()
    if chosen is None:
        st.title(_("Citizens"), anchor=False)
        if choosers.choose_part(_VIEWS, key=names.VIEW, on_change=_take) == route.DUPLICATES:
            pairs.draw(here, campaign.slug)
        else:
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


def _take() -> None:
    """Write the chosen part to the address; filters of the other part leave it (callback)."""
    view = state.widget_value(names.VIEW) or _LIST
    state.set_params({**dict.fromkeys(route.FILTERS), Param.VIEW: view if view != _LIST else None})
