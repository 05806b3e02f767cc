"""Teams: the list, one team with who is in it on which days, and adding one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st

from campaign.domain.vocabulary import TeamKind
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import accounts, teams
from campaign.services.teams import TeamFacts
from campaign.ui import actions, cards, outcomes, state, tables
from campaign.ui.accounts import members, names, words
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.teams import TeamRow
    from campaign.services.workplaces import Place
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_KINDS: Final = list(TeamKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A team to be added to a place, or (with `team_id`) changed from what was seen."""

    place_code: str
    facts: TeamFacts
    team_id: int | None = None
    seen: TeamFacts | None = None


def draw(here: Context, home: Place) -> None:
    """Draw the team of the address, or all of them."""
    people = words.people(accounts.list_accounts(call=here.call))
    found = teams.list_teams(call=here.call)
    wanted = state.param_number(Param.TEAM, default=0)
    chosen = next((team for team in found if team.id == wanted), None)
    if chosen is not None:
        _one(here, chosen, people)
        return
    with st.expander(_("Add a team"), key=names.TEAM_NEW, on_change="rerun") as folded:
        if folded.open:
            _form(stem=names.TEAM_NEW, team=None, place_code=home.code, people=people)
    added = actions.outcome(names.FORM_TEAM_NEW)
    if added is not None and added.done:
        st.success(cards.plain(_("The team was added. Open it to take people in.")))
    if not found:
        cards.empty(
            _("There are no teams yet"),
            _("Add the community digital team, the youth union, the police or the school team."),
        )
        return
    st.html(_table(here, found))


def _table(here: Context, found: tuple[TeamRow, ...]) -> tables.Html:
    today = here.call.moment.today
    columns = (
        Column(title=_("Team")),
        Column(title=_("Leader of the team")),
        Column(title=_("Members today"), number=True),
        Column(title=_("Place"), wide=True),
    )
    rows = [
        (
            Cell(text=team.name, sub=_kind(team, today), href=_address(here, team.id)),
            Cell(text=team.lead_name or "–"),
            Cell(text=number(len(team.members))),
            Cell(text=team.place_name),
        )
        for team in found
    ]
    caption = ngettext("{n} team", "{n} teams", len(found)).format(n=number(len(found)))
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption))


def _kind(team: TeamRow, today: date) -> str:
    ended = team.ended_on is not None and team.ended_on < today
    return f"{label(team.kind)} · {_('ended')}" if ended else label(team.kind)


def _address(here: Context, team_id: int) -> str:
    values = {"campaign": here.campaign.slug} if here.campaign else {}
    return f"/accounts?{urlencode({**values, Param.VIEW.value: 'teams', Param.TEAM.value: team_id})}"


def _one(here: Context, team: TeamRow, people: Mapping[str, str]) -> None:
    st.button(_("‹ All teams"), key=names.BACK, type="tertiary", on_click=_back)
    st.header(cards.plain(team.name), anchor=False)
    lead = _("led by {name}").format(name=team.lead_name) if team.lead_name else _("without a leader")
    ended = f" · {_('ended on {day}').format(day=day(team.ended_on))}" if team.ended_on else ""
    st.caption(cards.plain(f"{label(team.kind)} · {team.place_name} · {lead}{ended}"))
    members.draw(here, team, people)
    if team.ended_on is None:
        with st.expander(_("Name, kind, leader"), key=names.of(names.TEAM_EDIT, team.id), on_change="rerun") as folded:
            if folded.open:
                seen = TeamFacts(kind=team.kind, name=team.name, lead=team.lead)
                stem = names.version(names.of(names.TEAM_EDIT, team.id), seen)
                _form(stem=stem, team=team, place_code=team.place_code, people=people)
        members.draw_end(here, team)


def _form(*, stem: str, team: TeamRow | None, place_code: str, people: Mapping[str, str]) -> None:
    seen = TeamFacts(kind=team.kind, name=team.name, lead=team.lead) if team else None
    form = names.form("team", team.id) if team else names.FORM_TEAM_NEW
    kind = team.kind if team else TeamKind.DIGITAL_TEAM
    leads = ["", *people]
    lead = team.lead if team and team.lead in people else ""
    st.text_input(_("Name of the team"), value=team.name if team else "", key=f"{stem}-name", max_chars=200)
    left, right = st.columns(2)
    left.selectbox(_("Kind of team"), _KINDS, index=_KINDS.index(kind), format_func=label, key=f"{stem}-kind")
    right.selectbox(
        _("Leader of the team"),
        leads,
        index=leads.index(lead or ""),
        format_func=lambda name: people.get(name, _("Nobody yet")),
        key=f"{stem}-lead",
    )
    if team is not None:
        outcomes.draw(form, _("The team was changed."))
    else:
        outcomes.draw_refusal(form)

    def command(values: Values, _token: UUID) -> Command:
        facts = TeamFacts(kind=values["kind"] or kind, name=str(values["name"] or ""), lead=values["lead"] or None)
        return Command(place_code=place_code, facts=facts, team_id=team.id if team else None, seen=seen)

    clicked = actions.on_click(
        form=form,
        command=command,
        write=_write,
        reads={"name": f"{stem}-name", "kind": f"{stem}-kind", "lead": f"{stem}-lead"},
        resets={} if team else {f"{stem}-name": ""},
    )
    text = _("Save") if team else _("Add the team")
    saved = names.of(names.TEAM_EDIT_SAVE, team.id) if team else names.TEAM_NEW_SAVE
    st.button(text, key=saved, type="secondary" if team else "primary", **clicked)


def _write(call: Call, command: Command) -> None:
    if command.team_id is None or command.seen is None:
        teams.add_team(call=call, place_code=command.place_code, facts=command.facts)
    else:
        teams.edit_team(call=call, team_id=command.team_id, seen=command.seen, facts=command.facts)


def _back() -> None:
    state.set_params({Param.TEAM: None})
