"""The parts of the screen, chosen in the address: the list of people, possible duplicates; and one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import N_, _
from campaign.services import person_file
from campaign.ui import cards, state
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
        if _view() == route.DUPLICATES:
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


def _view() -> str:
    """Draw the choice of the part and return it; what the address does not name is the list."""
    asked = state.param(Param.VIEW)
    view = asked if asked is not None and asked in _VIEWS else _LIST
    state.put_widget(names.VIEW, view)
    st.segmented_control(
        _("Part of the screen"),
        list(_VIEWS),
        format_func=lambda code: _(_VIEWS[code]),
        key=names.VIEW,
        on_change=_take,
        label_visibility="collapsed",
    )
    return view


def _take() -> None:
    """Write the chosen part to the address; filters of the other part leave it (callback)."""
    view = state.widget_value(names.VIEW) or _LIST
    state.set_params({**dict.fromkeys(route.FILTERS), Param.VIEW: view if view != _LIST else None})
