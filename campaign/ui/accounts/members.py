"""Who is in a team on which days: joining, leaving, and the end of the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, ngettext, number
from campaign.services import teams
from campaign.ui import actions, cards, outcomes, tables
from campaign.ui.accounts import names, words, work
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.teams import TeamRow
    from campaign.ui.actions import Values
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """People who join or leave a team on a day; nobody: the team ends with the day."""

    team_id: int
    usernames: tuple[str, ...]
    on: date


def draw(here: Context, team: TeamRow, people: Mapping[str, str]) -> None:
    """Draw the members of a team, and the ways in and out of it while it works."""
    if team.members or team.others:
        st.html(_table(team))
    else:
        cards.empty(_("Nobody is in this team yet"), _("Choose people below and take them in."))
    if team.ended_on is not None:
        return
    there = {member.username for member in team.members}
    _join(here, team, {name: text for name, text in people.items() if name not in there})
    if team.members:
        _leave(here, team)


def draw_end(here: Context, team: TeamRow) -> None:
    """Draw the folded way to end a team."""
    with st.expander(_("End the team"), key=names.of(names.TEAM_ENDS, team.id), on_change="rerun") as folded:
        if not folded.open:
            return
        st.caption(_("Its members leave with the last day; what the team did keeps its name."))
        last = names.of(names.TEAM_ENDS, f"{team.id}-last")
        st.date_input(_("Last day"), value=here.call.moment.today, key=last, format="DD/MM/YYYY")
        form = names.form("team-end", team.id)
        outcomes.draw_refusal(form)

        def command(values: Values, _token: UUID) -> Command:
            return Command(team_id=team.id, usernames=(), on=work.first_day(values["last"]))

        clicked = actions.on_click(form=form, command=command, write=_end, reads={"last": last})
        st.button(_("End the team"), key=names.of(names.TEAM_END, team.id), **clicked)


def _table(team: TeamRow) -> tables.Html:
    columns = (Column(title=_("Member")), Column(title=_("Days in the team")))
    rows = [
        (Cell(text=member.full_name, sub=member.username), Cell(text=words.stretch(member.joined_on, member.left_on)))
        for member in (*team.members, *team.others)
    ]
    n = len(team.members)
    caption = ngettext("{n} member today", "{n} members today", n).format(n=number(n))
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption))


def _join(here: Context, team: TeamRow, people: Mapping[str, str]) -> None:
    who, first = names.of(names.TEAM_WHO, team.id), names.of(names.TEAM_FROM, team.id)
    left, right = st.columns((3, 1))
    left.multiselect(
        _("People to take in"),
        list(people),
        format_func=lambda name: people.get(name, name),
        key=who,
        placeholder=_("Choose people"),
    )
    right.date_input(_("From"), value=here.call.moment.today, key=first, format="DD/MM/YYYY")
    form = names.form("join", team.id)
    outcomes.draw(form, _("They are in the team."))

    def command(values: Values, _token: UUID) -> Command:
        return Command(team_id=team.id, usernames=tuple(values["who"] or ()), on=work.first_day(values["first"]))

    clicked = actions.on_click(
        form=form, command=command, write=_take_in, reads={"who": who, "first": first}, resets={who: []}
    )
    st.button(_("Take them in"), key=names.of(names.TEAM_JOIN, team.id), type="primary", **clicked)


def _leave(here: Context, team: TeamRow) -> None:
    members = {member.username: f"{member.full_name} ({member.username})" for member in team.members}
    who, last = names.of(names.TEAM_LEAVER, team.id), names.of(names.TEAM_LAST, team.id)
    opened = names.of(names.TEAM_LEAVER, f"{team.id}-open")
    with st.expander(_("Somebody leaves the team"), key=opened, on_change="rerun") as folded:
        if not folded.open:
            return
        left, right = st.columns((3, 1))
        left.selectbox(_("Member"), list(members), format_func=lambda name: members.get(name, name), key=who)
        right.date_input(_("Last day"), value=here.call.moment.today, key=last, format="DD/MM/YYYY")
        form = names.form("leave", team.id)
        outcomes.draw(form, _("The last day is written down."))

        def command(values: Values, _token: UUID) -> Command:
            chosen = (values["who"],) if values["who"] else ()
            return Command(team_id=team.id, usernames=chosen, on=work.first_day(values["last"]))

        clicked = actions.on_click(form=form, command=command, write=_let_go, reads={"who": who, "last": last})
        st.button(_("Leaves with this day"), key=names.of(names.TEAM_LEAVE, team.id), **clicked)


def _take_in(call: Call, command: Command) -> int:
    return teams.join_team(call=call, team_id=command.team_id, usernames=command.usernames, on=command.on)


def _let_go(call: Call, command: Command) -> None:
    (username,) = command.usernames
    teams.leave_team(call=call, team_id=command.team_id, username=username, on=command.on)


def _end(call: Call, command: Command) -> None:
    teams.end_team(call=call, team_id=command.team_id, on=command.on)
