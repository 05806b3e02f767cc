"""Changing accounts, looking for them, and giving many people many villages at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaign.domain.vocabulary import Role, TeamKind
from campaign.services import account_changes, account_list, accounts, assignments, teams
from campaign.services.account_changes import AccountFacts
from campaign.services.account_list import AccountState, AccountsWanted
from campaign.services.teams import TeamFacts
from tests.support.desk import Desk
from tests.support.world import COMMUNE, END, NEIGHBOUR_COMMUNE, PERSONAS, TODAY, Persona

JUNG = "24490-V07"


def facts(persona: Persona, **more: object) -> AccountFacts:
    post = PERSONAS[persona]
    values = {"full_name": post.name, "role": post.role, "place_code": post.place, **more}
    return AccountFacts(**values)  # type: ignore[arg-type]


def edit(desk: Desk, persona: Persona, by: Persona = Persona.OFFICIAL, **more: object) -> None:
    account_changes.edit_account(
        call=desk.as_(by), username=persona.value, seen=facts(persona), facts=facts(persona, **more)
    )


def find(desk: Desk, by: Persona = Persona.OFFICIAL, **wanted: object) -> set[str]:
    page = account_list.find_accounts(call=desk.as_(by), wanted=AccountsWanted(**wanted))  # type: ignore[arg-type]
    return {line.row.username for line in page.lines}


# --------------------------------------------------------------------------------------------- changing
def test_a_role_and_a_name_are_changed_with_one_event(desk: Desk) -> None:
    with desk.one_event("account.edit") as fresh:
        edit(desk, Persona.VOLUNTEER, role=Role.TEAM_LEAD, full_name="Y  Bhăm Kbuôr Adrơng")
    assert fresh[0]["before"] == {"name": "Y Bhăm Kbuôr", "role": "volunteer"}
    assert fresh[0]["after"] == {"name": "Y Bhăm Kbuôr Adrơng", "role": "team_lead"}
    before = desk.state()
    edit(desk, Persona.VOLUNTEER, role=Role.TEAM_LEAD, full_name="Y Bhăm Kbuôr Adrơng")
    assert desk.state() == before


def test_another_place_takes_the_villages_away(desk: Desk) -> None:
    edit(desk, Persona.VOLUNTEER, by=Persona.ADMIN, place_code=NEIGHBOUR_COMMUNE)
    rows = {row.username: row for row in accounts.list_accounts(call=desk.as_(Persona.ADMIN))}
    moved = rows[Persona.VOLUNTEER.value]
    assert (moved.place_code, moved.assignments) == (NEIGHBOUR_COMMUNE, ())


@pytest.mark.parametrize(
    ("persona", "by", "more", "code"),
    [
        (Persona.VOLUNTEER, Persona.OFFICIAL, {"role": Role.ADMIN}, "role_above_own"),
        (Persona.VOLUNTEER, Persona.OFFICIAL, {"place_code": NEIGHBOUR_COMMUNE}, "not_permitted"),
        (Persona.VOLUNTEER, Persona.OFFICIAL, {"full_name": " "}, "name_missing"),
        (Persona.OFFICIAL, Persona.OFFICIAL, {"role": Role.LEADER}, "account_is_own"),
        (Persona.ADMIN, Persona.OFFICIAL, {"full_name": "An"}, "account_unknown"),
        (Persona.VOLUNTEER, Persona.NEIGHBOUR, {"full_name": "An"}, "account_unknown"),
        (Persona.VOLUNTEER, Persona.TEAM_LEAD, {"full_name": "An"}, "not_permitted"),
    ],
)
def test_what_is_refused(desk: Desk, persona: Persona, by: Persona, more: dict[str, object], code: str) -> None:
    with desk.refused(code):
        edit(desk, persona, by, **more)


def test_the_last_administrator_keeps_the_role(desk: Desk) -> None:
    with desk.refused("last_admin"):
        account_changes.edit_account(
            call=desk.system(),
            username=Persona.ADMIN.value,
            seen=facts(Persona.ADMIN),
            facts=facts(Persona.ADMIN, role=Role.OFFICIAL),
        )


def test_an_official_does_not_touch_a_rank_above(desk: Desk) -> None:
    desk.run("UPDATE account SET role = 'admin' WHERE username = :name", name=Persona.LEADER.value)
    with desk.refused("role_above_own"):
        edit(desk, Persona.LEADER, full_name="Ai đó")
    with desk.refused("role_above_own"):
        accounts.reset_password(call=desk.as_(Persona.OFFICIAL), username=Persona.LEADER.value)


def test_two_officials_at_once_both_learn_of_it(desk: Desk) -> None:
    edit(desk, Persona.VOLUNTEER, by=Persona.ADMIN, full_name="Y Bhăm Một")
    with desk.refused("account_changed_meanwhile"):
        edit(desk, Persona.VOLUNTEER, full_name="Y Bhăm Hai")


# -------------------------------------------------------------------------------------------- looking for
def test_a_name_is_found_without_accents_and_a_user_name_as_well(desk: Desk) -> None:
    assert find(desk, text="y bham") == {Persona.VOLUNTEER.value}
    assert find(desk, text="hnga") == {Persona.COLLEAGUE.value}
    assert find(desk, text="cu.dis") == {Persona.DISABLED.value}
    assert find(desk, text="mai") == set()


def test_filters_by_role_village_team_and_state(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    own = teams.add_team(call=call, place_code=COMMUNE, facts=TeamFacts(kind=TeamKind.OTHER, name="Đội một", lead=None))
    teams.join_team(call=call, team_id=own, usernames=[Persona.COLLEAGUE.value], on=TODAY)
    assert find(desk, role=Role.VOLUNTEER) == {Persona.VOLUNTEER.value, Persona.COLLEAGUE.value}
    assert find(desk, village=JUNG) == {Persona.VOLUNTEER.value}
    assert find(desk, team_id=own) == {Persona.COLLEAGUE.value}
    assert find(desk, state=AccountState.DISABLED) == {Persona.DISABLED.value}
    assert find(desk, state=AccountState.NEVER_SIGNED_IN) == set()
    desk.run(
        "UPDATE account SET last_sign_in_at = NULL, created_at = :old WHERE username = :name",
        old=desk.as_(Persona.OFFICIAL).moment.now - timedelta(days=40),
        name=Persona.LEADER.value,
    )
    assert find(desk, state=AccountState.IDLE_SOON) == {Persona.LEADER.value}
    assert find(desk, state=AccountState.NEVER_SIGNED_IN) == {Persona.LEADER.value}


def test_the_next_commune_and_field_roles(desk: Desk) -> None:
    assert find(desk, by=Persona.NEIGHBOUR) == {Persona.NEIGHBOUR.value, Persona.NEIGHBOUR_VOLUNTEER.value}
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            find(desk, by=persona)
    with desk.refused("account_unknown"):
        account_list.account_line(call=desk.as_(Persona.NEIGHBOUR), username=Persona.VOLUNTEER.value)


def test_pages_beyond_the_last_show_the_last(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_list, "PAGE_SIZE", 2)
    pages = [account_list.find_accounts(call=desk.as_(Persona.OFFICIAL), page=page) for page in (1, 2, 3, 99)]
    assert [page.page for page in pages] == [1, 2, 3, 3]
    assert pages[0].pages == 3
    names = [line.row.username for page in pages[:3] for line in page.lines]
    assert len(names) == len(set(names)) == pages[0].total == 6


def test_a_list_costs_the_same_for_any_number(desk: Desk) -> None:
    with desk.statements() as few:
        account_list.find_accounts(call=desk.as_(Persona.NEIGHBOUR))
    with desk.statements() as more:
        account_list.find_accounts(call=desk.as_(Persona.ADMIN))
    assert len(few) == len(more) <= 6


# ------------------------------------------------------------------------------------- many at once
def work(desk: Desk, people: list[Persona], places: list[str], by: Persona = Persona.OFFICIAL) -> int:
    names = [person.value for person in people]
    return assignments.assign_many(call=desk.as_(by), usernames=names, place_codes=places, starts_on=TODAY, ends_on=END)


def test_many_people_get_the_same_villages_with_an_event_each(desk: Desk) -> None:
    before = len(desk.events("account.assign"))
    assert (
        work(desk, [Persona.VOLUNTEER, Persona.COLLEAGUE, Persona.TEAM_LEAD], [JUNG, desk.world.place("Buôn Pan").code])
        == 3
    )
    assert len(desk.events("account.assign")) == before + 3
    rows = {row.username: row for row in accounts.list_accounts(call=desk.as_(Persona.OFFICIAL))}
    days = {(job.place_name, job.starts_on) for job in rows[Persona.VOLUNTEER.value].assignments}
    assert days == {("Buôn Jung", TODAY), ("Buôn Pan", TODAY)}


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    people = [Persona.VOLUNTEER, Persona.COLLEAGUE]
    work(desk, people, [JUNG])
    before = desk.state()
    assert work(desk, people, [JUNG]) == 0
    assert desk.state() == before


def test_one_that_cannot_be_keeps_all_out(desk: Desk) -> None:
    with desk.refused("account_unknown"):
        work(desk, [Persona.COLLEAGUE, Persona.NEIGHBOUR_VOLUNTEER], [JUNG])
    with desk.refused("place_unknown"):
        work(desk, [Persona.COLLEAGUE], ["24490-V99"])
    with desk.refused("not_permitted"):
        work(desk, [Persona.COLLEAGUE], [JUNG], by=Persona.TEAM_LEAD)
