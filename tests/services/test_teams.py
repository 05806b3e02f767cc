"""Teams: adding, renaming, leading, joining, leaving, ending; each once, in the own area, with one event."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaign.db.tables import team, team_member
from campaign.domain.vocabulary import TeamKind
from campaign.services import teams
from campaign.services.teams import TeamFacts, TeamRow
from tests.support.desk import Desk
from tests.support.world import COMMUNE, NEIGHBOUR_COMMUNE, TODAY, Persona

FACTS = TeamFacts(kind=TeamKind.DIGITAL_TEAM, name="Tổ công nghệ số buôn Jung", lead=Persona.TEAM_LEAD.value)
WEEK = timedelta(days=7)


def add(desk: Desk, facts: TeamFacts = FACTS, by: Persona = Persona.OFFICIAL, place: str = COMMUNE) -> int:
    return teams.add_team(call=desk.as_(by), place_code=place, facts=facts)


def the_team(desk: Desk, by: Persona = Persona.OFFICIAL) -> TeamRow:
    (found,) = teams.list_teams(call=desk.as_(by))
    return found


def join(desk: Desk, team_id: int, *people: Persona, by: Persona = Persona.OFFICIAL) -> int:
    names = [person.value for person in people]
    return teams.join_team(call=desk.as_(by), team_id=team_id, usernames=names, on=TODAY)


def test_a_team_is_added_with_its_lead_and_one_event(desk: Desk) -> None:
    with desk.one_event("team.add") as fresh:
        add(desk)
    found = the_team(desk)
    assert (found.name, found.kind, found.lead, found.place_code) == (FACTS.name, FACTS.kind, FACTS.lead, COMMUNE)
    assert fresh[0]["after"] == {"team": FACTS.name, "team_kind": "digital_team", "lead": FACTS.lead}


def test_the_same_team_twice_is_one(desk: Desk) -> None:
    first = add(desk)
    before = desk.state()
    assert add(desk) == first
    assert desk.state() == before
    with desk.refused("team_name_taken"):
        add(desk, TeamFacts(kind=TeamKind.POLICE, name="TỔ CÔNG NGHỆ SỐ BUÔN JUNG", lead=None))


def test_a_name_is_free_again_when_its_team_has_ended(desk: Desk) -> None:
    first = add(desk)
    teams.end_team(call=desk.as_(Persona.OFFICIAL), team_id=first, on=TODAY - timedelta(days=1))
    assert add(desk) != first


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (TeamFacts(kind=TeamKind.OTHER, name="  ", lead=None), "team_name_invalid"),
        (TeamFacts(kind=TeamKind.OTHER, name="12", lead=None), "team_name_invalid"),
        (TeamFacts(kind=TeamKind.OTHER, name="x" * 201, lead=None), "team_name_invalid"),
        (TeamFacts(kind=TeamKind.OTHER, name="Đội", lead=Persona.NEIGHBOUR_VOLUNTEER.value), "account_unknown"),
    ],
)
def test_what_is_no_team(desk: Desk, facts: TeamFacts, code: str) -> None:
    with desk.refused(code):
        add(desk, facts)


def test_roles_and_communes_without_the_right(desk: Desk) -> None:
    own = add(desk)
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER):
        with desk.refused("not_permitted"):
            add(desk, by=persona)
    with desk.refused("not_permitted"):
        add(desk, place=NEIGHBOUR_COMMUNE)
    with desk.refused("team_unknown"):
        join(desk, own, Persona.NEIGHBOUR_VOLUNTEER, by=Persona.NEIGHBOUR)
    assert teams.list_teams(call=desk.as_(Persona.NEIGHBOUR)) == ()


def test_two_officials_at_once_both_learn_of_it(desk: Desk) -> None:
    own = add(desk)
    theirs = TeamFacts(kind=TeamKind.YOUTH_UNION, name="Đoàn xã", lead=None)
    teams.edit_team(call=desk.as_(Persona.ADMIN), team_id=own, seen=FACTS, facts=theirs)
    mine = TeamFacts(kind=TeamKind.DIGITAL_TEAM, name="Tổ số 1", lead=None)
    with desk.refused("team_changed_meanwhile", theirs="Đoàn xã (–)", yours="Tổ số 1 (–)"):
        teams.edit_team(call=desk.as_(Persona.OFFICIAL), team_id=own, seen=FACTS, facts=mine)
    before = desk.state()
    teams.edit_team(call=desk.as_(Persona.ADMIN), team_id=own, seen=FACTS, facts=theirs)
    assert desk.state() == before


def test_people_join_once_and_leave_with_a_day(desk: Desk) -> None:
    own = add(desk)
    with desk.one_event("team.join"):
        assert join(desk, own, Persona.VOLUNTEER, Persona.COLLEAGUE) == 2
    before = desk.state()
    assert join(desk, own, Persona.VOLUNTEER) == 0
    assert desk.state() == before
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("team.leave"):
        teams.leave_team(call=call, team_id=own, username=Persona.VOLUNTEER.value, on=TODAY + WEEK)
    found = {member.username: member.left_on for member in the_team(desk).members}
    assert found == {Persona.VOLUNTEER.value: TODAY + WEEK, Persona.COLLEAGUE.value: None}
    # A stay that would begin after the last day is taken back.
    teams.leave_team(call=call, team_id=own, username=Persona.COLLEAGUE.value, on=TODAY - timedelta(days=1))
    assert desk.rows(team_member) == 1
    with desk.refused("team_member_missing"):
        teams.leave_team(call=call, team_id=own, username=Persona.LEADER.value, on=TODAY)


def test_the_end_of_a_team_ends_every_stay_in_it(desk: Desk) -> None:
    own = add(desk)
    join(desk, own, Persona.VOLUNTEER)
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("team.end"):
        teams.end_team(call=call, team_id=own, on=TODAY)
    assert [member.left_on for member in the_team(desk).members] == [TODAY]
    before = desk.state()
    teams.end_team(call=call, team_id=own, on=TODAY)
    assert desk.state() == before
    with desk.refused("team_ended"):
        teams.join_team(call=call, team_id=own, usernames=[Persona.LEADER.value], on=TODAY + WEEK)


def test_somebody_of_the_next_commune_cannot_be_taken_in(desk: Desk) -> None:
    own = add(desk)
    with desk.refused("account_unknown"):
        join(desk, own, Persona.VOLUNTEER, Persona.NEIGHBOUR_VOLUNTEER)
    assert desk.rows(team_member) == 0


def test_the_list_costs_the_same_for_any_number(desk: Desk) -> None:
    add(desk)
    with desk.statements() as one:
        teams.list_teams(call=desk.as_(Persona.OFFICIAL))
    for number in range(5):
        join(desk, add(desk, TeamFacts(kind=TeamKind.OTHER, name=f"Đội {number}x", lead=None)), Persona.VOLUNTEER)
    with desk.statements() as many:
        teams.list_teams(call=desk.as_(Persona.OFFICIAL))
    assert len(one) == len(many) == 2
    assert desk.rows(team) == 6
