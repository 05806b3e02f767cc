"""The list of accounts: looked for without accents, filtered by role, village, team and state, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from campaign.domain.vocabulary import Role
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import account_list, teams, workplaces
from campaign.services.account_list import AccountState, AccountsWanted
from campaign.ui import cards, choosers, state, tables
from campaign.ui.accounts import names, words
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.account_list import AccountLine, AccountsPage
    from campaign.ui.context import Context

_PLACES_SHOWN = 3


def draw(here: Context, place_code: str | None) -> None:
    """Draw the filters and a page of the list for what the address asks."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        choosers.find(_("Name or user name"), key=names.FIND, param=Param.TEXT, placeholder=_("Accents are not needed"))
        panel = st.popover(_("Filter"), key=names.FILTERS, width="content", on_change="rerun")
        if panel.open:
            with panel:
                _filters(here, place_code)
    found = account_list.find_accounts(call=here.call, wanted=_wanted(), page=state.param_number(Param.PAGE, default=1))
    st.caption(_summary(found))
    if not found.lines:
        cards.empty(_("Nobody like this is in the list"), _("Take away a filter, or add the person."))
        return
    st.html(_table(here, found))
    choosers.turn_pages(pages=found.pages, shown=found.page, key=names.PAGE)


def address(here: Context, username: str) -> str:
    """Return the address of one account's page."""
    values = {"campaign": here.campaign.slug} if here.campaign else {}
    return f"/accounts?{urlencode({**values, Param.PERSON.value: username})}"


def _wanted() -> AccountsWanted:
    team = state.param_number(Param.TEAM, default=0)
    return AccountsWanted(
        text=state.param(Param.TEXT) or "",
        role=next((role for role in Role if role.value == state.param(Param.KIND)), None),
        village=state.param(Param.UNIT),
        team_id=team or None,
        state=next((found for found in AccountState if found.value == state.param(Param.STATUS)), None),
    )


def _filters(here: Context, place_code: str | None) -> None:
    roles = [("", _("All roles")), *((role.value, label(role)) for role in Role)]
    choosers.choose(_("Role"), roles, chosen=_known(Param.KIND, roles), key=names.ROLE, param=Param.KIND)
    states = [("", _("All states")), *((found.value, _(text)) for found, text in words.STATES.items())]
    choosers.choose(_("State"), states, chosen=_known(Param.STATUS, states), key=names.STATE, param=Param.STATUS)
    if place_code is not None:
        units = workplaces.workplaces(call=here.call, place_code=place_code)
        villages = [("", _("All villages")), *((unit.place.code, unit.place.name) for unit in units)]
        choosers.choose(
            _("Village"), villages, chosen=_known(Param.UNIT, villages), key=names.VILLAGE, param=Param.UNIT
        )
    known = [("", _("All teams")), *((str(team.id), team.name) for team in teams.list_teams(call=here.call))]
    choosers.choose(_("Team"), known, chosen=_known(Param.TEAM, known), key=names.TEAM, param=Param.TEAM)


def _known(param: Param, options: list[tuple[str, str]]) -> str:
    asked = state.param(param) or ""
    return asked if asked in dict(options) else ""


def _summary(found: AccountsPage) -> str:
    total = ngettext("{n} account", "{n} accounts", found.total).format(n=number(found.total))
    told = (AccountState.NEVER_SIGNED_IN, AccountState.IDLE_SOON, AccountState.LOCKED, AccountState.DISABLED)
    marks = [f"{_(words.STATES[what]).lower()}: {number(n)}" for what in told if (n := found.in_all[what])]
    return cards.plain(" · ".join([total, *marks]))


def _table(here: Context, found: AccountsPage) -> tables.Html:
    columns = (
        Column(title=_("Full name")),
        Column(title=_("Works at")),
        Column(title=_("Team")),
        Column(title=_("State")),
        Column(title=_("Last sign-in"), wide=True),
    )
    rows = [_row(here, line) for line in found.lines]
    return tables.page(tables.table(columns=columns, rows=rows, caption=_("Accounts of your area, by place")))


def _row(here: Context, line: AccountLine) -> tuple[Cell, ...]:
    row = line.row
    today = here.call.moment.today
    work = [job.place_name for job in row.assignments if job.starts_on <= today]
    more = len(work) - _PLACES_SHOWN
    shown = ", ".join(work[:_PLACES_SHOWN]) + (f" +{number(more)}" if more > 0 else "")
    charge = ", ".join(name for _code, name in line.in_charge)
    charged = _("in charge: {places}").format(places=charge) if charge else ""
    return (
        Cell(text=row.full_name, sub=f"{row.username} · {label(row.role)}", href=address(here, row.username)),
        Cell(text=shown or row.place_name or _("the whole country"), sub=charged),
        Cell(text=", ".join(name for _key, name in line.teams) or "–"),
        Cell(text=words.state_text(line)),
        Cell(text=words.last_sign_in(row)),
    )
