"""Commune groups: read from a pasted list, stored once, logged, and for one campaign alone."""

import pytest

from campaign.db.tables import commune_group
from campaign.domain.group_lists import ListedCommune, read_groups
from campaign.services import commune_groups
from campaign.services.commune_groups import preview_groups, set_commune_groups
from tests.support.desk import Desk
from tests.support.drive import DRIVE, open_drive
from tests.support.world import CAMPAIGN, Persona

COMMUNES = [
    ListedCommune(place_id=1, code="24490", name="Xã Krông Pắc"),
    ListedCommune(place_id=2, code="24502", name="Xã Ea Phê"),
    ListedCommune(place_id=3, code="24133", name="Phường Tân An"),
    ListedCommune(place_id=4, code="24700", name="Xã Tân An"),
]


@pytest.fixture
def wide(desk: Desk) -> Desk:
    open_drive(desk)
    return desk


def groups(desk: Desk) -> dict[str, str]:
    return {c.name: c.group for c in commune_groups.commune_groups(call=desk.system(), slug=DRIVE) if c.group}


def put(desk: Desk, by: Persona = Persona.PROVINCE_OFFICIAL, **named: str) -> int:
    wanted = {desk.world.place(place.replace("_", " ")).id: group for place, group in named.items()}
    return set_commune_groups(call=desk.as_(by), slug=DRIVE, groups=wanted)


# ------------------------------------------------------------------------------------------------ lists
def test_a_list_is_read_by_name_without_marks_by_bare_name_and_by_code() -> None:
    text = "Xã, phường\tNhóm\nXã Krông Pắc\tNhóm 1\n\nea phe ; Nhóm  2\n24700\tNhóm 3\nPhường Tân An|Nhóm 1"
    found = read_groups(text=text, communes=COMMUNES)
    assert (found.groups, found.problems) == ({1: "Nhóm 1", 2: "Nhóm 2", 4: "Nhóm 3", 3: "Nhóm 1"}, ())


def test_what_is_not_understood_is_handed_back_with_its_line() -> None:
    text = "Krông Pắc\tNhóm 1\nTân An\tNhóm 1\nEa Kly\tNhóm 2\nEa Phê\nXã Krông Pắc\tNhóm 2\nEa Phê\t" + "n" * 61
    found = read_groups(text=text, communes=COMMUNES)
    assert found.groups == {1: "Nhóm 1"}
    assert [(problem.number, problem.code) for problem in found.problems] == [
        (2, "group_place_ambiguous"),
        (3, "group_place_unknown"),
        (4, "group_line_unreadable"),
        (5, "group_place_twice"),
        (6, "group_name_long"),
    ]
    assert found.problems[0].details["codes"] == "24133, 24700"


def test_an_empty_group_takes_a_commune_out() -> None:
    assert read_groups(text="24490\t", communes=COMMUNES).groups == {1: ""}


# ---------------------------------------------------------------------------------------------- storing
def test_communes_are_put_into_groups_moved_and_taken_out(wide: Desk) -> None:
    assert put(wide, Krông_Pắc="Nhóm 1", Ea_Phê=" Nhóm  2 ") == 2
    assert groups(wide) == {"Krông Pắc": "Nhóm 1", "Ea Phê": "Nhóm 2"}
    assert put(wide, Krông_Pắc="Nhóm 2") == 1
    assert put(wide, Ea_Phê="") == 1
    assert groups(wide) == {"Krông Pắc": "Nhóm 2"}


def test_saying_what_is_so_changes_nothing(wide: Desk) -> None:
    put(wide, Krông_Pắc="Nhóm 1")
    before = wide.state()
    assert put(wide, Krông_Pắc="Nhóm 1", Ea_Phê="") == 0
    assert wide.state() == before


def test_the_log_says_how_many_stand_in_each_group(wide: Desk) -> None:
    before = wide.revision()
    put(wide, Krông_Pắc="Nhóm 1", Ea_Phê="Nhóm 1")
    [event] = wide.events("campaign.groups")
    assert (event["before"], event["after"]) == ({"groups": []}, {"groups": ["Nhóm 1 (2)"], "changed": 2})
    assert wide.revision() == before + 1


def test_a_preview_tells_the_changes_and_stores_nothing(wide: Desk) -> None:
    put(wide, Ea_Phê="Nhóm 2")
    found = preview_groups(call=wide.system(), slug=DRIVE, text="Krông Pắc\tNhóm 1\nEa Phê\tNhóm 2\nBuôn Hồ\tNhóm 1")
    assert [(c.name, c.group) for c in found.changes] == [("Krông Pắc", "Nhóm 1")]
    assert [problem.code for problem in found.read.problems] == ["group_place_unknown"]
    assert groups(wide) == {"Ea Phê": "Nhóm 2"}


# --------------------------------------------------------------------------------------------- refusals
def test_a_village_is_in_no_group(wide: Desk) -> None:
    with wide.refused("group_place_not_commune"):
        put(wide, Buôn_Jung="Nhóm 1")
    with wide.refused("group_name_long", limit=60):
        put(wide, Krông_Pắc="n" * 61)


def test_the_province_decides_and_nobody_below_it(wide: Desk) -> None:
    for persona in (Persona.OFFICIAL, Persona.NEIGHBOUR, Persona.LEADER):
        with wide.refused("not_permitted"):
            put(wide, persona, Krông_Pắc="Nhóm 1")


def test_groups_belong_to_one_campaign(wide: Desk) -> None:
    put(wide, Krông_Pắc="Nhóm 1")
    other = commune_groups.commune_groups(call=wide.system(), slug=CAMPAIGN)
    assert [(c.name, c.group) for c in other] == [("Krông Pắc", "")]
    assert wide.rows(commune_group) == 1
