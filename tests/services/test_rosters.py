"""Volunteers by pasted list: what each line would make, all or none, and the same list sent twice."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from campaign.db.operations import teams as team_operations
from campaign.db.tables import account, assignment, metadata, team_member
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import roster_preview, rosters, sessions
from campaign.services.call import Call
from campaign.services.passwords import one_time_password
from campaign.services.rosters import NewPerson, Slip
from tests.support.desk import Desk
from tests.support.world import COMMUNE, END, NEIGHBOUR_COMMUNE, NOW, TODAY, Persona


def person(desk: Desk, name: str = "Lò Văn Mới", username: str = "lo.van.moi", **more: object) -> NewPerson:
    base = NewPerson(
        username=username,
        full_name=name,
        role=Role.VOLUNTEER,
        village_code=desk.world.place("Buôn Jung").code,
        team_id=None,
        password=one_time_password(),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def add(desk: Desk, people: Sequence[NewPerson], *, call: Call | None = None, place: str = COMMUNE) -> tuple[Slip, ...]:
    asked = call or desk.as_(Persona.OFFICIAL)
    return rosters.add_people(call=asked, place_code=place, people=people, starts_on=TODAY, ends_on=END)


def read(desk: Desk, text: str, by: Persona = Persona.OFFICIAL) -> tuple[roster_preview.RosterLine, ...]:
    return roster_preview.preview(call=desk.as_(by), place_code=COMMUNE, text=text)


# ---------------------------------------------------------------------------------------------- looking
def test_a_line_finds_its_village_without_accents_and_by_code(desk: Desk) -> None:
    lines = read(desk, "Lò Mới; buon jung\nLò Hai; 24490-V07\nLò Ba; V07\nLò Bốn")
    assert [line.village_name for line in lines] == ["Buôn Jung", "Buôn Jung", "Buôn Jung", None]
    assert [line.username for line in lines] == ["lo.moi", "lo.hai", "lo.ba", "lo.bon"]
    assert all(line.issues == () for line in lines)


def test_each_line_says_what_is_wrong_with_it(desk: Desk) -> None:
    lines = read(desk, "Họ tên;Vai trò;Thôn;Tổ\nLò Một;;Buôn Phê;\nLò Hai;Bí thư;;\nLò Ba;;;Đoàn xã\n;;Thôn 3;\n12;;;")
    assert [[issue.code for issue in line.issues] for line in lines] == [
        # A village of the next commune is as unknown as one that is nowhere.
        ["village_unknown"],
        ["role_unknown"],
        ["team_not_here"],
        ["name_missing"],
        ["name_invalid"],
    ]


def test_who_has_an_account_already_is_named(desk: Desk) -> None:
    (line,) = read(desk, "y bhăm kbuôr")
    assert line.issues == ()
    assert line.namesakes == ((Persona.VOLUNTEER.value, "Y Bhăm Kbuôr"),)


def test_a_name_of_the_next_commune_is_not_told(desk: Desk) -> None:
    (line,) = read(desk, "Hoàng Văn Tám")
    assert line.namesakes == ()


def test_user_names_go_on_where_the_ones_in_use_end(desk: Desk) -> None:
    add(desk, [person(desk)])
    assert [line.username for line in read(desk, "Lò Văn Mới\nlo van moi")] == ["lo.van.moi.2", "lo.van.moi.3"]


def test_an_official_makes_no_administrator(desk: Desk) -> None:
    (line,) = read(desk, "Lò Mới; cán bộ")
    assert line.issues == ()
    with desk.refused("role_above_own"):
        add(desk, [person(desk, role=Role.ADMIN)])


@pytest.mark.parametrize(("text", "code"), [("\n \n", "people_list_empty"), ("An\n" * 201, "people_list_too_long")])
def test_lists_that_are_no_lists(desk: Desk, text: str, code: str) -> None:
    with desk.refused(code):
        read(desk, text)


def test_a_longer_list_costs_no_more_queries(desk: Desk) -> None:
    with desk.statements() as one:
        read(desk, "Lò Mới; Buôn Jung")
    with desk.statements() as many:
        read(desk, "\n".join(f"Lò Mới {letter}; Buôn Jung" for letter in "abcdefghijklmnop"))
    assert len(many) == len(one) <= 6


# ---------------------------------------------------------------------------------------------- making
def test_accounts_assignments_and_memberships_are_made_at_once(desk: Desk) -> None:
    before = len(desk.events())
    slips = add(desk, [person(desk), person(desk, "H’Mới", "h.moi", village_code=None, role=Role.TEAM_LEAD)])
    assert [(slip.username, slip.place_name) for slip in slips] == [("lo.van.moi", "Buôn Jung"), ("h.moi", "Krông Pắc")]
    assert len(desk.events()) == before + 2
    fresh = {row["after"]["username"]: row["after"] for row in desk.events("account.add")}
    assert fresh["lo.van.moi"] == {
        "username": "lo.van.moi",
        "role": "volunteer",
        "place": COMMUNE,
        "places": ["24490-V07"],
        "from": TODAY.isoformat(),
        "to": END.isoformat(),
    }
    signed = sessions.sign_in(
        store=desk.store, moment=NOW, username="lo.van.moi", password=slips[0].password, address="", agent=""
    )
    assert signed.must_change_password
    assert signed.viewer.scope == (desk.world.place("Buôn Jung").path,)


def test_the_same_list_twice_makes_nobody_twice_and_answers_alike(desk: Desk) -> None:
    people = [person(desk), person(desk, "H’Mới", "h.moi")]
    first = add(desk, people)
    before = desk.state(), desk.rows(account), desk.rows(assignment)
    assert add(desk, people) == first
    assert (desk.state(), desk.rows(account), desk.rows(assignment)) == before


def test_two_clicks_at_once_are_one_list(desk: Desk) -> None:
    people = [person(desk), person(desk, "H’Mới", "h.moi")]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda _turn: add(desk, people), range(4)))
    assert answers == [answers[0]] * 4
    assert desk.rows(account) == len(Persona) + 2


def test_a_user_name_of_somebody_else_is_refused_whole(desk: Desk) -> None:
    with desk.refused("username_taken", username=Persona.VOLUNTEER.value):
        add(desk, [person(desk), person(desk, "Y Bhăm", Persona.VOLUNTEER.value)])
    assert desk.rows(account) == len(Persona)


def test_what_is_wrong_with_the_command_is_refused_before_hashing(desk: Desk) -> None:
    told: list[int] = []
    wrong = {
        "username_invalid": [person(desk, username="Lò Văn")],
        "username_twice": [person(desk), person(desk, "Lò Văn Hai")],
        "name_missing": [person(desk, name=" ")],
        "place_unknown": [person(desk, village_code=desk.world.place("Buôn Phê").code)],
        "team_unknown": [person(desk, team_id=99)],
        "people_list_empty": [],
    }
    for code, people in wrong.items():
        with desk.refused(code):
            rosters.add_people(
                call=desk.as_(Persona.OFFICIAL),
                place_code=COMMUNE,
                people=people,
                starts_on=TODAY,
                ends_on=None,
                progress=lambda done, _of: told.append(done),
            )
    assert told == []
    with desk.refused("date_range_invalid"):
        rosters.add_people(
            call=desk.as_(Persona.OFFICIAL),
            place_code=COMMUNE,
            people=[person(desk)],
            starts_on=TODAY,
            ends_on=TODAY - timedelta(days=1),
        )


def test_progress_is_told_while_no_transaction_is_open(desk: Desk) -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> None:
        # A write from here would wait for ever if the list held the database.
        desk.run("UPDATE campaign SET name = name")
        told.append((done, of))

    rosters.add_people(
        call=desk.as_(Persona.OFFICIAL),
        place_code=COMMUNE,
        people=[person(desk), person(desk, "H’Mới", "h.moi")],
        starts_on=TODAY,
        ends_on=None,
        progress=listen,
    )
    assert told == [(0, 2), (1, 2)]


def test_a_role_without_the_right_and_the_next_commune_are_refused(desk: Desk) -> None:
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.NEIGHBOUR):
        with desk.refused("not_permitted"):
            add(desk, [person(desk)], call=desk.as_(persona))
    with desk.refused("not_permitted"):
        add(desk, [person(desk, village_code=None)], place=NEIGHBOUR_COMMUNE)


def test_a_password_is_in_no_table_no_log_and_no_text_of_an_object(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    people = [person(desk)]
    slips = add(desk, people)
    with desk.store.read() as connection:
        dump = "\n".join(repr(row) for table in metadata.tables.values() for row in connection.execute(select(table)))
    for text in (dump, caplog.text, repr(slips), repr(people)):
        assert people[0].password not in text


def test_a_failure_in_the_middle_leaves_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise CampaignError("database_full")

    monkeypatch.setattr(team_operations, "insert_members", fail)
    with desk.refused("database_full"):
        add(desk, [person(desk)])
    assert (desk.rows(account), desk.rows(team_member)) == (len(Persona), 0)
