"""Keeping a place up to date: name, kind, code, figures, its last day; two officials at once; what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import moment_at
from campaign.db.operations import places as operations
from campaign.db.queries.places import Place, place_by_id, populations
from campaign.domain.coordinates import Coordinates
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.services import place_lists
from campaign.services.place_directory import communes, directory, unit_file
from campaign.services.place_upkeep import Face, edit_unit, end_unit, put_figures, put_point, revive_unit
from campaign.services.places import NewUnit, add_units, places_of, succeed
from tests.support.desk import Desk
from tests.support.world import COMMUNE, COUNTED_ON, NEIGHBOUR_COMMUNE, PROVINCE, TODAY, Persona

VILLAGE, SCHOOL = PlaceKind.VILLAGE, PlaceKind.SCHOOL
ALL, FROM_15 = PopulationGroup.ALL, PopulationGroup.FROM_15
HERE = Coordinates(latitude=12.7096, longitude=108.3037)
JUNG = Face(name="Buôn Jung", kind=VILLAGE, local_code="V07")
THREE = Face(name="Thôn 3", kind=VILLAGE, local_code=None)
SCHOOL_FACE = Face(name="Trường THCS Nguyễn Trãi", kind=SCHOOL, local_code=None)


def edit(desk: Desk, seen: Face, by: Persona = Persona.OFFICIAL, **wanted: Any) -> Place:  # noqa: ANN401 - fields of Face
    own = desk.world.place(seen.name).id
    face = replace(seen, **wanted)
    return edit_unit(call=desk.as_(by), place_id=own, face=face, seen=seen)


def stored(desk: Desk, name: str) -> Place:
    with desk.store.read() as connection:
        found = place_by_id(connection, place_id=desk.world.place(name).id)
    assert found is not None
    return found


def put(desk: Desk, figures: dict[PopulationGroup, int], seen: dict[PopulationGroup, int] | None = None) -> int:
    own = desk.world.place("Buôn Jung").id
    return put_figures(call=desk.as_(Persona.OFFICIAL), place_id=own, as_of=TODAY, figures=figures, seen=seen or {})


def end(desk: Desk, place: str, last_day: date, seen: date | None = None, by: Persona = Persona.OFFICIAL) -> None:
    end_unit(call=desk.as_(by), place_id=desk.world.place(place).id, last_day=last_day, seen=seen)


# ------------------------------------------------------------------------------------- on the map
def put_at(
    desk: Desk, point: Coordinates | None, seen: Coordinates | None = None, by: Persona = Persona.OFFICIAL
) -> None:
    put_point(call=desk.as_(by), place_id=desk.world.place("Buôn Jung").id, point=point, seen=seen)


def test_where_a_village_lies_is_stored_logged_shown_and_taken_back(desk: Desk) -> None:
    revision = desk.revision()
    with desk.one_event("place.point") as events:
        put_at(desk, HERE)
    assert (events[0]["before"], events[0]["after"]) == (
        {"coordinates": None},
        {"coordinates": "12.70960, 108.30370"},
    )
    assert (stored(desk, "Buôn Jung").latitude, stored(desk, "Buôn Jung").longitude) == (12.7096, 108.3037)
    file = unit_file(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, unit_code="24490-V07")
    assert (file.unit.point, desk.revision()) == (HERE, revision + 1)
    put_at(desk, None, seen=HERE)
    assert stored(desk, "Buôn Jung").latitude is None


def test_the_same_point_again_changes_nothing_and_another_is_told(desk: Desk) -> None:
    put_at(desk, HERE)
    before = desk.state()
    put_at(desk, HERE)
    assert desk.state() == before
    with desk.refused("place_changed_meanwhile", theirs=HERE.text):
        put_at(desk, replace(HERE, latitude=12.8))


def test_a_commune_and_a_place_next_door_have_no_point_to_set(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        put_point(call=desk.as_(Persona.OFFICIAL), place_id=desk.world.place("Krông Pắc").id, point=HERE, seen=None)
    for who in (Persona.NEIGHBOUR, Persona.VOLUNTEER, Persona.LEADER):
        with desk.refused("not_permitted"):
            put_at(desk, HERE, by=who)


def test_a_pasted_list_brings_coordinates_and_leaves_out_what_lies_abroad(desk: Desk) -> None:
    text = "Tên\tTọa độ\nThôn 5\t12,70960; 108,30370\nThôn 6\t48.85, 2.35\nThôn 7\tsau đình\nThôn 8\t"
    preview = place_lists.preview_list(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, text=text)
    assert [(line.name, line.point, [issue.code for issue in line.issues]) for line in preview.lines] == [
        ("Thôn 5", HERE, []),
        ("Thôn 6", None, ["list_coordinates_outside"]),
        ("Thôn 7", None, ["list_coordinates_unread"]),
        ("Thôn 8", None, []),
    ]
    place_lists.add_list(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, text=text, as_of=TODAY)
    there = {p.name: p for p in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE)}
    assert (there["Thôn 5"].latitude, there["Thôn 5"].longitude) == (12.7096, 108.3037)
    assert there["Thôn 6"].latitude is None


# --------------------------------------------------------------------------------- name, kind, code
def test_a_new_name_keeps_the_code_and_is_logged_with_the_old_one(desk: Desk) -> None:
    revision = desk.revision()
    with desk.one_event("place.edit") as events:
        found = edit(desk, JUNG, name=" Buôn  Jung A")
    assert (found.name, found.code, found.path) == ("Buôn Jung A", "24490-V07", stored(desk, "Buôn Jung").path)
    assert (events[0]["before"], events[0]["after"]) == ({"name": "Buôn Jung"}, {"name": "Buôn Jung A"})
    assert desk.revision() == revision + 1


def test_a_renamed_place_stands_where_its_new_name_belongs(desk: Desk) -> None:
    edit(desk, JUNG, name="Thôn 1")
    names = [row.name for row in directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE).units]
    assert names == ["Buôn Pan", "Thôn 1", "Thôn 3", "Trường THCS Nguyễn Trãi"]


def test_a_local_code_makes_the_code_and_none_gives_a_number_back(desk: Desk) -> None:
    assert edit(desk, JUNG, local_code="H01-L19").code == "24490-H01-L19"
    with desk.one_event("place.edit") as events:
        found = edit(desk, replace(JUNG, local_code="H01-L19"), local_code=None)
    assert (found.code, found.local_code) == ("24490-V10", None)
    assert events[0]["before"] == {"local_code": "H01-L19", "code": "24490-H01-L19"}


def test_a_kind_changes_where_nothing_contradicts_it(desk: Desk) -> None:
    found = edit(desk, THREE, kind=PlaceKind.RESIDENTIAL_GROUP)
    assert (found.kind, found.code) == (PlaceKind.RESIDENTIAL_GROUP, stored(desk, "Thôn 3").code)
    assert edit(desk, SCHOOL_FACE, kind=PlaceKind.AGENCY).kind is PlaceKind.AGENCY
    with desk.refused("place_kind_has_people", place="Buôn Jung", n=3):
        edit(desk, JUNG, kind=SCHOOL)
    with desk.refused("unit_kind_invalid"):
        edit(desk, JUNG, kind=PlaceKind.COMMUNE)


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    edit(desk, JUNG, name="Buôn Jung A")
    before = desk.state()
    # A double click sends what its author saw before the first one.
    edit(desk, JUNG, name="Buôn Jung A")
    assert desk.state() == before


def test_the_second_official_is_told_both_values(desk: Desk) -> None:
    edit(desk, JUNG, name="Buôn Jung A", by=Persona.ADMIN)
    with desk.refused(
        "place_changed_meanwhile",
        place="Buôn Jung A",
        by="Trần Thị An",
        theirs=("Buôn Jung A", "village", "V07"),
        yours=("Buôn Jung B", "village", "V07"),
    ):
        edit(desk, JUNG, name="Buôn Jung B")
    assert stored(desk, "Buôn Jung").name == "Buôn Jung A"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"name": "thon 3"}, "place_name_taken"),
        ({"name": "—"}, "place_name_invalid"),
        ({"local_code": "../x"}, "local_code_invalid"),
        ({"local_code": "S01"}, "place_code_taken"),
    ],
)
def test_a_face_is_refused(desk: Desk, wanted: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        edit(desk, JUNG, **wanted)
    assert stored(desk, "Buôn Jung").name == "Buôn Jung"


def test_a_name_is_free_after_its_bearer_ended_before_this_place_began(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    end(desk, "Thôn 3", TODAY)
    (new,) = add_units(
        call=call,
        parent_code=COMMUNE,
        units=[NewUnit(name="Thôn Mới", kind=VILLAGE, valid_from=TODAY + timedelta(days=1))],
    )
    face = Face(name="Thôn Mới", kind=VILLAGE, local_code=None)
    assert edit_unit(call=call, place_id=new.id, face=replace(face, name="Thôn 3"), seen=face).name == "Thôn 3"
    with desk.refused("place_name_taken"):
        edit(desk, JUNG, name="Thôn 3")


# ------------------------------------------------------------------------------------------- figures
def test_figures_of_a_new_day_stand_beside_the_old_ones(desk: Desk) -> None:
    revision = desk.revision()
    with desk.one_event("place.population") as events:
        assert put(desk, {ALL: 1012, FROM_15: 410}) == 2
    own = desk.world.place("Buôn Jung").id
    with desk.store.read() as connection:
        now = populations(connection, place_ids=[own], groups=[FROM_15], on=TODAY)
        then = populations(connection, place_ids=[own], groups=[FROM_15], on=COUNTED_ON)
    assert (now[own, FROM_15], then[own, FROM_15]) == ((410, TODAY), (400, COUNTED_ON))
    assert events[0]["after"] == {"as_of": TODAY.isoformat(), "populations": {"all": 1012, "from_15": 410}}
    # Shares of this village are now shares of other people: open pages must see it.
    assert desk.revision() == revision + 1


def test_the_same_figures_again_change_nothing_and_a_part_of_them_only_that(desk: Desk) -> None:
    put(desk, {ALL: 1012, FROM_15: 410})
    before = desk.state()
    assert put(desk, {ALL: 1012, FROM_15: 410}) == 0
    assert desk.state() == before
    assert put(desk, {ALL: 1012, FROM_15: 420}, seen={ALL: 1012, FROM_15: 410}) == 1


def test_the_second_figure_of_a_day_is_told_of_the_first(desk: Desk) -> None:
    put(desk, {ALL: 1012})
    with desk.refused("population_changed_meanwhile", theirs=1012, yours=999, by="Nguyễn Thị Lan", group="all"):
        put(desk, {ALL: 999})


def test_figures_are_refused(desk: Desk) -> None:
    with desk.refused("population_invalid", value=-1):
        put(desk, {ALL: -1})
    own = desk.world.place("Buôn Jung").id
    with desk.refused("day_in_future"):
        put_figures(
            call=desk.as_(Persona.OFFICIAL), place_id=own, as_of=TODAY + timedelta(days=1), figures={ALL: 1}, seen={}
        )


# ------------------------------------------------------------------------------------------- the end
def test_a_place_ends_and_keeps_its_people(desk: Desk) -> None:
    with desk.one_event("place.end") as events:
        end(desk, "Thôn 3", TODAY)
    assert stored(desk, "Thôn 3").valid_to == TODAY
    assert events[0]["after"] == {"valid_to": TODAY.isoformat()}
    tomorrow = desk.as_(Persona.OFFICIAL, moment_at(TODAY + timedelta(days=1)))
    shown = directory(call=tomorrow, commune_code=COMMUNE)
    assert "Thôn 3" not in [row.name for row in shown.units]
    assert shown.ended == 1
    everything = directory(call=tomorrow, commune_code=COMMUNE, with_ended=True)
    assert [row.ended for row in everything.units if row.name == "Thôn 3"] == [True]
    code = stored(desk, "Thôn 3").code
    assert unit_file(call=tomorrow, commune_code=COMMUNE, unit_code=code).holds.people == 1


def test_an_end_before_the_last_work_is_refused(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    with desk.refused("place_worked_later", day=TODAY):
        end(desk, "Buôn Jung", TODAY - timedelta(days=1))
    end(desk, "Buôn Jung", TODAY)


def test_an_end_before_the_beginning_is_refused(desk: Desk) -> None:
    with desk.refused("place_ends_before_start", start=date(2025, 7, 1)):
        end(desk, "Thôn 3", date(2025, 6, 30))


def test_ending_twice_changes_nothing_and_another_day_is_told(desk: Desk) -> None:
    end(desk, "Thôn 3", TODAY)
    before = desk.state()
    end(desk, "Thôn 3", TODAY)
    assert desk.state() == before
    with desk.refused("place_changed_meanwhile", theirs=TODAY):
        end(desk, "Thôn 3", TODAY + timedelta(days=5))
    end(desk, "Thôn 3", TODAY + timedelta(days=5), seen=TODAY)


def test_an_end_is_taken_back(desk: Desk) -> None:
    end(desk, "Thôn 3", TODAY)
    own = desk.world.place("Thôn 3").id
    with desk.refused("place_changed_meanwhile"):
        revive_unit(call=desk.as_(Persona.OFFICIAL), place_id=own, seen=date(2027, 1, 1))
    with desk.one_event("place.revive"):
        revive_unit(call=desk.as_(Persona.OFFICIAL), place_id=own, seen=TODAY)
    before = desk.state()
    revive_unit(call=desk.as_(Persona.OFFICIAL), place_id=own, seen=TODAY)
    assert desk.state() == before
    assert stored(desk, "Thôn 3").valid_to is None


def test_an_end_stays_when_the_name_is_anothers_now_or_the_place_went_into_another(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    own = desk.world.place("Thôn 3").id
    end(desk, "Thôn 3", TODAY)
    new = NewUnit(name="Thôn 3", kind=VILLAGE, valid_from=TODAY + timedelta(days=1))
    add_units(call=call, parent_code=COMMUNE, units=[new])
    with desk.refused("place_name_taken"):
        revive_unit(call=call, place_id=own, seen=TODAY)
    pan = desk.world.place("Buôn Pan")
    succeed(call=call, old_code=pan.code, new_code="24490-V07", on=TODAY)
    with desk.refused("place_went_into", into=("Buôn Jung",)):
        revive_unit(call=call, place_id=pan.id, seen=TODAY - timedelta(days=1))


# --------------------------------------------------------------------------- scope, role, all or nothing
@pytest.mark.parametrize("who", [Persona.NEIGHBOUR, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER])
def test_nobody_else_keeps_this_places_data(desk: Desk, who: Persona) -> None:
    own = desk.world.place("Thôn 3").id
    with desk.refused("not_permitted"):
        edit(desk, THREE, name="Thôn 4", by=who)
    with desk.refused("not_permitted"):
        put_figures(call=desk.as_(who), place_id=own, as_of=TODAY, figures={ALL: 1}, seen={})
    with desk.refused("not_permitted"):
        end(desk, "Thôn 3", TODAY, by=who)
    with desk.refused("not_permitted"):
        revive_unit(call=desk.as_(who), place_id=own, seen=None)


def test_communes_come_from_the_reference_and_a_stranger_learns_nothing(desk: Desk) -> None:
    for place_id in (desk.world.place("Krông Pắc").id, 987_654):
        with desk.refused("not_permitted"):
            edit_unit(call=desk.as_(Persona.OFFICIAL), place_id=place_id, face=JUNG, seen=JUNG)


def test_a_break_in_the_middle_leaves_everything_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_populations", broken)
    with pytest.raises(RuntimeError):
        put(desk, {FROM_15: 1})
    assert desk.state() == before


# ------------------------------------------------------------------------------------------- reading
def test_the_directory_has_figures_with_their_day_and_who_is_in_charge(desk: Desk) -> None:
    desk.run(
        "INSERT INTO person_in_charge (place_id, account_id, starts_on)"
        " SELECT :place, id, '2026-11-08' FROM account WHERE username = 'son.lead'",
        place=desk.world.place("Buôn Jung").id,
    )
    found = directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE)
    jung = next(row for row in found.units if row.name == "Buôn Jung")
    assert (jung.code, jung.local_code, jung.in_charge) == ("24490-V07", "V07", "Y Sơn Mlô")
    assert jung.populations[FROM_15] == (400, COUNTED_ON)
    assert [row.in_charge for row in found.units if row.name != "Buôn Jung"] == [None, None, None]


def test_a_unit_tells_what_hangs_on_it(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    found = unit_file(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, unit_code="24490-V07")
    assert (found.holds.people, found.holds.last_day, found.holds.assignments) == (3, TODAY, 1)
    assert [(f.group, f.n) for f in found.figures if f.group is FROM_15] == [(FROM_15, 400)]


def test_communes_are_found_without_diacritics_and_by_code(desk: Desk) -> None:
    admin = desk.as_(Persona.ADMIN)
    assert [row.name for row in communes(call=admin, text="krong pac")] == ["Krông Pắc"]
    assert [row.name for row in communes(call=admin, text="24502")] == ["Ea Phê"]
    # One that is no more is not offered; nobody finds what lies outside.
    assert [row.name for row in communes(call=admin)] == ["Ea Phê", "Krông Pắc"]
    assert [row.name for row in communes(call=desk.as_(Persona.NEIGHBOUR))] == ["Ea Phê"]
    assert communes(call=desk.as_(Persona.NEIGHBOUR), text="krong") == ()
    assert communes(call=admin, text="%") == ()


def test_the_neighbour_reads_nothing_here(desk: Desk) -> None:
    call = desk.as_(Persona.NEIGHBOUR)
    with desk.refused("not_permitted"):
        directory(call=call, commune_code=COMMUNE)
    with desk.refused("not_permitted"):
        unit_file(call=call, commune_code=COMMUNE, unit_code="24490-V07")
    with desk.refused("place_unknown"):
        unit_file(call=call, commune_code=NEIGHBOUR_COMMUNE, unit_code="24490-V07")
    with desk.refused("not_permitted"):
        directory(call=call, commune_code=PROVINCE)


def test_a_commune_costs_as_many_statements_with_a_hundred_places(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    with desk.statements() as few:
        directory(call=call, commune_code=COMMUNE)
    units = [NewUnit(name=f"Thôn {n}", kind=VILLAGE, populations={ALL: n}) for n in range(100, 200)]
    add_units(call=call, parent_code=COMMUNE, units=units)
    with desk.statements() as many:
        assert len(directory(call=call, commune_code=COMMUNE).units) == 104
    assert len(many) == len(few)
