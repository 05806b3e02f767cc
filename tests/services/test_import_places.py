"""A file of villages and schools becomes places: the good rows in one write, the others said, all of it taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.queries.places import populations
from campaign.db.tables import import_batch, import_item, place
from campaign.domain.imports.place_tables import PlaceRow
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.services.imports import places
from campaign.services.imports.list_undoing import undo_list
from campaign.services.imports.lists import ListDryRun
from campaign.services.imports.results import ImportResult
from campaign.services.place_upkeep import Face, edit_unit
from campaign.services.places import places_of
from tests.support.desk import Desk
from tests.support.list_files import PLACES, places_request
from tests.support.world import COMMUNE, NEIGHBOUR_COMMUNE, PROVINCE, TODAY, Persona

HEAD = PLACES[3]


def look(desk: Desk, *, by: Persona = Persona.OFFICIAL, **more: object) -> ListDryRun[PlaceRow]:
    return places.dry_run(call=desk.as_(by), request=places_request(**more))  # type: ignore[arg-type]


def bring(desk: Desk, found: ListDryRun[PlaceRow] | None = None, *, by: Persona = Persona.OFFICIAL) -> ImportResult:
    return places.run(call=desk.as_(by), dry_run=found or look(desk), batch_id=new_id())


def names(desk: Desk) -> list[str]:
    return [p.name for p in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE)]


# ------------------------------------------------------------------------------------------ it works
def test_a_dry_run_says_what_would_become_of_every_row(desk: Desk) -> None:
    before = desk.state()
    found = look(desk).result
    assert (found.rows_read, found.accepted, found.rejected, found.duplicates) == (4, 2, 1, 1)
    assert [(issue.row, issue.heading, issue.code, issue.value) for issue in found.issues] == [
        (7, "Tên thôn, buôn", "duplicate_place", "Buôn Jung"),
        (9, "Loại", "list_kind_unknown", "Huyện"),
    ]
    assert found.columns == {
        "name": ("Tên thôn, buôn",),
        "kind": ("Loại",),
        "local_code": ("Mã",),
        "population": ("Dân số",),
        "from_14": ("Từ đủ 14 tuổi",),
        "households": ("Số hộ",),
    }
    assert (look(desk).unknown, found.batch, desk.state()) == (("Trưởng thôn",), None, before)


def test_the_good_rows_become_places_with_their_figures(desk: Desk) -> None:
    found = bring(desk)
    assert (found.accepted, found.rejected, found.duplicates) == (2, 1, 1)
    with desk.store.read() as connection:
        made = connection.execute(
            select(place.c.id, place.c.code, place.c.kind).where(place.c.name == "Buôn Krai")
        ).one()
        figures = populations(connection, place_ids=[made.id], groups=PopulationGroup, on=TODAY)
        assert connection.execute(select(import_batch.c.id)).scalar_one() == found.batch
    assert (made.code, made.kind) == ("24490-H01", PlaceKind.VILLAGE)
    assert {group: n for (_id, group), (n, _day) in figures.items()} == {
        PopulationGroup.ALL: 1250,
        PopulationGroup.FROM_14: 940,
        PopulationGroup.HOUSEHOLDS: 310,
    }
    assert desk.rows(import_item) == 2


def test_coordinates_come_with_the_file_in_one_column_or_two(desk: Desk) -> None:
    rows = (
        ("Tên thôn, buôn", "Vĩ độ", "Kinh độ", "Tọa độ"),
        ("Thôn 5", "12,7096", "108,3037", None),
        ("Thôn 6", None, None, "12.71, 108.31"),
        ("Thôn 7", 48.85, 2.35, None),
        ("Thôn 8", None, None, None),
    )
    found = look(desk, rows=rows)
    assert [(issue.row, issue.heading, issue.code) for issue in found.result.issues] == [
        (4, "Vĩ độ", "list_coordinates_outside")
    ]
    assert bring(desk, found).accepted == 4
    there = {p.name: (p.latitude, p.longitude) for p in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE)}
    assert [there[f"Thôn {n}"] for n in (5, 6, 7, 8)] == [
        (12.7096, 108.3037),
        (12.71, 108.31),
        (None, None),
        (None, None),
    ]


def test_the_refused_rows_are_there_to_be_handed_back(desk: Desk) -> None:
    (table,) = look(desk).refused
    assert [row.number for row in table.rows] == [9]
    assert [heading.title for heading in table.headings] == list(HEAD)


def test_the_file_twice_changes_nothing(desk: Desk) -> None:
    bring(desk)
    before = (desk.state(), desk.rows(place), desk.rows(import_batch))
    again = bring(desk)
    assert (again.accepted, again.duplicates, again.batch) == (0, 3, None)
    assert (desk.state(), desk.rows(place), desk.rows(import_batch)) == before


def test_the_batch_twice_is_one(desk: Desk) -> None:
    found, own_id = look(desk), new_id()
    first = places.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=own_id)
    before = desk.state()
    second = places.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=own_id)
    assert (second.repeated, second.accepted, second.issues) == (True, first.accepted, first.issues)
    assert desk.state() == before


def test_a_file_of_an_endless_name_is_taken(desk: Desk) -> None:
    found = look(desk)
    request = replace(found.request, file_name=f"{'danh-sach-' * 24}.xlsx")
    assert bring(desk, replace(found, request=request)).accepted == found.result.accepted
    with desk.store.read() as connection:
        stored = connection.execute(select(import_batch.c.file_name)).scalar_one()
    assert stored == request.file_name[:200]


def test_what_another_official_added_after_the_dry_run_is_not_added_again(desk: Desk) -> None:
    found = look(desk)
    bring(desk, by=Persona.ADMIN)
    assert bring(desk, found).accepted == 0


def test_a_column_is_what_the_clerk_says_it_is(desk: Desk) -> None:
    rows = [("Nơi ở", "Số lượng"), ("Buôn Krai", 12)]
    with desk.refused("header_missing", needed="Tên thôn, buôn"):
        look(desk, rows=rows)
    found = look(desk, rows=rows, mapping={"noi o": "name", "so luong": "households"})
    assert [dict(row.line.populations) for row in found.rows] == [{PopulationGroup.HOUSEHOLDS: 12}]
    assert look(desk, mapping={"dan so": ""}).result.columns.get("population") is None


def test_a_header_of_two_rows_over_several_sheets_figures(desk: Desk) -> None:
    rows = [
        ("TT", "Tên thôn, buôn", "Dân số", None),
        (None, None, "Tổng", "Từ đủ 14 tuổi"),
        (1, "Buôn Krai", 90, 70),
    ]
    found = look(desk, rows=rows)
    assert dict(found.rows[0].line.populations) == {PopulationGroup.ALL: 90, PopulationGroup.FROM_14: 70}


def test_one_event_that_says_what_came(desk: Desk) -> None:
    with desk.one_event("import.run") as fresh:
        bring(desk)
    assert fresh[0]["after"]["added"] == 2
    assert fresh[0]["commune_id"] == desk.world.place("Krông Pắc").id


# ---------------------------------------------------------------------------------------- and back
def test_an_undo_takes_the_places_away(desk: Desk) -> None:
    before, known = names(desk), desk.rows(place)
    batch = bring(desk).batch
    assert batch is not None
    with desk.one_event("import.undo"):
        undone = undo_list(call=desk.as_(Persona.OFFICIAL), batch_id=batch)
    assert (undone.removed, undone.stayed) == (2, ())
    assert (names(desk), desk.rows(place)) == (before, known)
    assert bring(desk).accepted == 2
    desk.verified()


def test_a_place_in_use_stays_and_is_named(desk: Desk) -> None:
    batch = bring(desk).batch
    assert batch is not None
    made = next(p for p in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE) if p.name == "Buôn Krai")
    edit_unit(
        call=desk.as_(Persona.OFFICIAL),
        place_id=made.id,
        seen=Face(name="Buôn Krai", kind=PlaceKind.VILLAGE, local_code="H01"),
        face=Face(name="Buôn Krai Mới", kind=PlaceKind.VILLAGE, local_code="H01"),
    )
    undone = undo_list(call=desk.as_(Persona.OFFICIAL), batch_id=batch)
    assert (undone.removed, undone.stayed) == (1, ("Buôn Krai Mới",))


def test_a_second_undo_changes_nothing(desk: Desk) -> None:
    batch = bring(desk).batch
    assert batch is not None
    undo_list(call=desk.as_(Persona.OFFICIAL), batch_id=batch)
    before = desk.state()
    assert undo_list(call=desk.as_(Persona.OFFICIAL), batch_id=batch).repeated
    assert desk.state() == before


# ---------------------------------------------------------------------------------------- it refuses
@pytest.mark.parametrize("who", [Persona.NEIGHBOUR, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER])
def test_only_who_manages_places_here(desk: Desk, who: Persona) -> None:
    found = look(desk)
    with desk.refused("not_permitted"):
        look(desk, by=who)
    with desk.refused("not_permitted"):
        bring(desk, found, by=who)


def test_of_a_foreign_batch_nobody_learns_that_it_exists(desk: Desk) -> None:
    batch = bring(desk).batch
    assert batch is not None
    with desk.refused("batch_unknown"):
        undo_list(call=desk.as_(Persona.NEIGHBOUR), batch_id=batch)
    with desk.refused("batch_unknown"):
        undo_list(call=desk.as_(Persona.OFFICIAL), batch_id=new_id())
    with desk.refused("not_permitted"):
        undo_list(call=desk.as_(Persona.VOLUNTEER), batch_id=batch)


def test_lists_belong_to_communes(desk: Desk) -> None:
    with desk.refused("parent_not_commune"):
        look(desk, to=PROVINCE, by=Persona.ADMIN)
    with desk.refused("place_unknown"):
        look(desk, to=None)


def test_the_neighbours_list_is_theirs(desk: Desk) -> None:
    found = look(desk, to=NEIGHBOUR_COMMUNE, by=Persona.NEIGHBOUR)
    assert bring(desk, found, by=Persona.NEIGHBOUR).accepted == 3


def test_more_rows_cost_no_more_queries(desk: Desk) -> None:
    few = places_request([HEAD, (1, "Buôn A1")])
    many = places_request([HEAD, *((n, f"Buôn B{n}") for n in range(40))])
    counts = []
    for request in (few, many):
        found = places.dry_run(call=desk.as_(Persona.OFFICIAL), request=request)
        with desk.statements() as seen:
            places.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
        counts.append(len(seen))
    assert counts[0] == counts[1]
