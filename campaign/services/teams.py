"""Teams of a campaign: adding and renaming one, who leads it, who is in it on which days, and its end.

A team that ended keeps its past: records and outreach days of its time still name it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.db.operations import teams as operations
from campaign.db.queries import teams as queries
from campaign.domain.names import fold
from campaign.domain.vocabulary import TeamKind
from campaign.errors import CampaignError
from campaign.services.account_rules import person_of_area, place_to_give
from campaign.services.call import Action, Call, Change, Event

if TYPE_CHECKING:
    from campaign.db.queries.accounts import StoredAccount
    from campaign.db.queries.teams import StoredMember, StoredTeam

MAX_NAME: Final = 200
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One stay in a team, both days included; `left_on` None is until further notice."""

    username: str
    full_name: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """One team: who leads it, who is in it today, who was before or will be later. `ended_on` is its last day."""

    id: int
    kind: TeamKind
    name: str
    place_code: str
    place_name: str
    lead: str | None
    lead_name: str | None
    ended_on: date | None
    members: tuple[Member, ...]
    others: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """What can be changed of a team; `lead` is a user name. Also what somebody saw before they changed it."""

    kind: TeamKind
    name: str
    lead: str | None


def list_teams(*, call: Call) -> tuple[TeamRow, ...]:
    """Return the teams of the viewer's area, those at work first, then by name (2 queries); raises `not_permitted`."""
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        teams = queries.teams_in(connection, scope=call.viewer.scope)
        stays = queries.members_of(connection, team_ids=[team.id for team in teams])
    today = call.moment.today
    rows = [_row(team, [stay for stay in stays if stay.team_id == team.id], today) for team in teams]
    return tuple(sorted(rows, key=lambda row: row.ended_on is not None and row.ended_on < today))


def add_team(*, call: Call, place_code: str, facts: TeamFacts) -> int:
    """Add a team to a place and return its id; the same team added twice is one team.

    Raises `not_permitted`, `place_unknown`, `team_name_invalid`, `team_name_taken`, `account_unknown`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    name = _clean(facts.name)
    with call.write() as change:
        place = place_to_give(call, change.connection, place_code)
        if place is None:
            raise CampaignError("place_unknown", place=place_code)
        lead = _lead(call, change, facts.lead)
        there = queries.teams_in(change.connection, scope=(place.path,), working_on=call.moment.today)
        twin = next((t for t in there if t.place_id == place.id and t.name_fold == fold(name)), None)
        if twin is not None and _facts(twin) == TeamFacts(kind=facts.kind, name=name, lead=facts.lead or None):
            change.nothing_done()
            return twin.id
        team_id = operations.insert_team(
            change.connection,
            place_id=place.id,
            kind=facts.kind,
            name=name,
            name_fold=fold(name),
            lead_id=lead.id if lead else None,
            at=call.moment.now,
        )
        change.log(
            Event(
                commune_id=place.commune_id,
                action="team.add",
                subject_kind="team",
                subject_id=str(team_id),
                place_id=place.id,
                after={"team": name, "team_kind": facts.kind.value, "lead": facts.lead or None},
            )
        )
    return team_id


def edit_team(*, call: Call, team_id: int, seen: TeamFacts, facts: TeamFacts) -> None:
    """Change a team's name, kind or lead; `seen` is what it was when the form was drawn.

    Raises `not_permitted`, `team_unknown`, `team_name_invalid`, `team_name_taken`, `account_unknown`, and
    `team_changed_meanwhile` (theirs, yours) when it is not as it was seen.
    """
    name = _clean(facts.name)
    wanted = TeamFacts(kind=facts.kind, name=name, lead=facts.lead or None)
    with call.write() as change:
        team = _team(call, change, team_id)
        stored = _facts(team)
        if stored == wanted:
            change.nothing_done()
            return
        if stored != seen:
            raise CampaignError("team_changed_meanwhile", theirs=_said(stored), yours=_said(wanted))
        lead = _lead(call, change, wanted.lead)
        values = {
            "name": name,
            "name_fold": fold(name),
            "kind": wanted.kind.value,
            "lead_id": lead.id if lead else None,
        }
        operations.update_team(change.connection, team_id=team.id, values=values)
        before = {"team": stored.name, "team_kind": stored.kind.value, "lead": stored.lead}
        after = {"team": name, "team_kind": wanted.kind.value, "lead": wanted.lead}
        change.log(_event(team, "team.edit", before=before, after=after))


def join_team(*, call: Call, team_id: int, usernames: Sequence[str], on: date) -> int:
    """Take people into a team from a day on; whoever is in it then stays as they are. Returns how many joined.

    Raises `not_permitted`, `team_unknown`, `team_ended`, `account_unknown`.
    """
    with call.write() as change:
        team = _team(call, change, team_id)
        if team.ended_on is not None and team.ended_on < on:
            raise CampaignError("team_ended", name=team.name, day=team.ended_on)
        people = [person_of_area(call, change, username) for username in dict.fromkeys(usernames)]
        stays = queries.members_of(change.connection, team_ids=[team.id])
        there = {stay.account_id for stay in stays if stay.left_on is None or stay.left_on >= on}
        fresh = [person for person in people if person.id not in there]
        if not fresh:
            change.nothing_done()
            return 0
        rows = [{"team_id": team.id, "account_id": person.id, "joined_on": on} for person in fresh]
        operations.insert_members(change.connection, rows=rows)
        after = {"team": team.name, "members": [person.username for person in fresh], "from": on.isoformat()}
        change.log(_event(team, "team.join", after=after))
    return len(fresh)


def leave_team(*, call: Call, team_id: int, username: str, on: date) -> None:
    """Let somebody's stay in a team end on a day, the last one in it; a stay that begins later is taken back.

    Raises `not_permitted`, `team_unknown`, `account_unknown`, `team_member_missing`.
    """
    with call.write() as change:
        team = _team(call, change, team_id)
        person = person_of_area(call, change, username)
        stays = queries.members_of(change.connection, team_ids=[team.id])
        own = [stay for stay in stays if stay.account_id == person.id]
        open_ = next((stay for stay in own if stay.left_on is None or stay.left_on > on), None)
        if open_ is None:
            if not own:
                raise CampaignError("team_member_missing", name=person.full_name, team=team.name)
            change.nothing_done()
            return
        operations.end_membership(
            change.connection, team_id=team.id, account_id=person.id, joined_on=open_.joined_on, left_on=on
        )
        after = {"team": team.name, "members": [person.username], "to": on.isoformat()}
        change.log(_event(team, "team.leave", after=after))


def end_team(*, call: Call, team_id: int, on: date) -> None:
    """End a team with a day, its last one, and everybody's stay in it; raises `not_permitted`, `team_unknown`."""
    with call.write() as change:
        team = _team(call, change, team_id)
        if team.ended_on is not None:
            change.nothing_done()
            return
        operations.update_team(change.connection, team_id=team.id, values={"ended_on": on})
        operations.end_memberships(change.connection, team_id=team.id, left_on=on)
        change.log(_event(team, "team.end", after={"team": team.name, "to": on.isoformat()}))


def _team(call: Call, change: Change, team_id: int) -> StoredTeam:
    """Return a team of the viewer's area, its row held; one of another commune is as unknown as none."""
    call.require(Action.MANAGE_ACCOUNTS, None)
    team = queries.team_by_id(change.connection, team_id=team_id, lock=True)
    if team is None or not any(team.place_path.startswith(root) for root in call.viewer.scope):
        raise CampaignError("team_unknown")
    return team


def _lead(call: Call, change: Change, username: str | None) -> StoredAccount | None:
    return person_of_area(call, change, username) if username else None


def _clean(name: str) -> str:
    found = " ".join(name.split())
    if not any(character.isalpha() for character in found) or len(found) > MAX_NAME:
        raise CampaignError("team_name_invalid", name=found[:_SHOWN], limit=MAX_NAME)
    return found


def _facts(team: StoredTeam) -> TeamFacts:
    return TeamFacts(kind=team.kind, name=team.name, lead=team.lead_username)


def _said(facts: TeamFacts) -> str:
    return f"{facts.name} ({facts.lead or '–'})"


def _row(team: StoredTeam, stays: Sequence[StoredMember], today: date) -> TeamRow:
    now = [stay for stay in stays if stay.joined_on <= today and (stay.left_on is None or stay.left_on >= today)]
    return TeamRow(
        id=team.id,
        kind=team.kind,
        name=team.name,
        place_code=team.place_code,
        place_name=team.place_name,
        lead=team.lead_username,
        lead_name=team.lead_name,
        ended_on=team.ended_on,
        members=tuple(_member(stay) for stay in now),
        others=tuple(_member(stay) for stay in stays if stay not in now),
    )


def _member(stay: StoredMember) -> Member:
    return Member(username=stay.username, full_name=stay.full_name, joined_on=stay.joined_on, left_on=stay.left_on)


def _event(
    team: StoredTeam,
    action: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    return Event(
        commune_id=team.commune_id,
        action=action,
        subject_kind="team",
        subject_id=str(team.id),
        place_id=team.place_id,
        before=before,
        after=after,
    )
