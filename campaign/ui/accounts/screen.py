"""The screen's four parts, chosen in the address: people, a pasted list, teams, villages; and one account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import N_, _
from campaign.services import workplaces
from campaign.ui import cards, choosers, state
from campaign.ui.accounts import names, newcomer, pasting, people, person, teams, villages
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.ui.context import Context

PEOPLE: Final = "people"
LIST: Final = "list"
TEAMS: Final = "teams"
VILLAGES: Final = "villages"
_VIEWS: Final[Mapping[str, str]] = {
    PEOPLE: N_("People"),
    LIST: N_("Add by list"),
    TEAMS: N_("Teams"),
    VILLAGES: N_("Villages"),
}
_FORM: Final = "accounts"


def draw(here: Context) -> None:
    """Draw the part that the address asks for, or the account that it names."""
    home = workplaces.home_place(call=here.call, preferred=here.campaign.place_code if here.campaign else None)
    chosen = state.param(Param.PERSON)
    if chosen is not None:
        person.draw(here, chosen, home)
        return
    view = choosers.choose_part(_VIEWS, key=names.VIEW, on_change=_take)
    if view == PEOPLE:
        newcomer.draw(here, home)
        people.draw(here, home.code if home else None)
    elif home is None:
        cards.empty(
            _("Choose a campaign first"),
            _("Your account is of the whole country. The campaign says for which place the people are."),
        )
    elif view == LIST:
        st.caption(cards.plain(_("The accounts are made for {place}.").format(place=home.name)))
        pasting.draw(place_code=home.code, form=_FORM)
    elif view == TEAMS:
        teams.draw(here, home)
    else:
        villages.draw(here, home)


def _take() -> None:
    """Write the chosen part to the address; filters of another part leave it (callback)."""
    view = state.widget_value(names.VIEW) or PEOPLE
    gone = (Param.TEAM, Param.UNIT, Param.STATUS, Param.KIND, Param.TEXT, Param.PAGE, Param.ONLY, Param.PERSON)
    state.set_params({**dict.fromkeys(gone), Param.VIEW: view if view != PEOPLE else None})
