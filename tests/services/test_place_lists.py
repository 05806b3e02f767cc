"""A pasted list becomes places: the good lines in one write, the others handed back; twice changes nothing."""

from datetime import date, timedelta

import pytest

from campaign.db.operations import places as operations
from campaign.db.queries.places import populations
from campaign.db.tables import place
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.services.place_lists import AddedList, add_list, preview_list
from campaign.services.places import places_of
from tests.support.desk import Desk
from tests.support.world import COMMUNE, NEIGHBOUR_COMMUNE, NOW, PROVINCE, TODAY, Persona

LIST = (
    "STT\tTên thôn, buôn\tLoại\tMã\tDân số\tSố hộ\n"
    "1\tBuôn Krai\tBuôn\tH01\t1.250\t310\n"
    "2\tbuon jung\tBuôn\t\t900\t\n"
    "3\tTrường Tiểu học Hòa An\t\t\t\t\n"
    "4\tThôn 12\tHuyện\t\t5\t\n"
)
LEFT = "STT\tTên thôn, buôn\tLoại\tMã\tDân số\tSố hộ\n2\tbuon jung\tBuôn\t\t900\t\n4\tThôn 12\tHuyện\t\t5\t"


def add(desk: Desk, text: str = LIST, *, by: Persona = Persona.OFFICIAL, to: str = COMMUNE) -> AddedList:
    return add_list(call=desk.as_(by), commune_code=to, text=text, as_of=TODAY)


def test_the_good_lines_become_places_and_the_others_come_back(desk: Desk) -> None:
    found = add(desk)
    assert [(p.code, p.name, p.kind) for p in found.places] == [
        ("24490-H01", "Buôn Krai", PlaceKind.VILLAGE),
        ("24490-S02", "Trường Tiểu học Hòa An", PlaceKind.SCHOOL),
    ]
    assert (found.refused, found.rest) == (2, LEFT)
    own = found.places[0].id
    groups = [PopulationGroup.ALL, PopulationGroup.HOUSEHOLDS]
    with desk.store.read() as connection:
        assert populations(connection, place_ids=[own], groups=groups, on=TODAY) == {
            (own, PopulationGroup.ALL): (1250, TODAY),
            (own, PopulationGroup.HOUSEHOLDS): (310, TODAY),
        }
    assert "Buôn Krai" in [p.name for p in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE)]


def test_the_preview_says_the_codes_that_they_get(desk: Desk) -> None:
    shown = preview_list(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, text=LIST)
    assert [line.code for line in shown.taken] == [p.code for p in add(desk).places]


def test_twice_changes_nothing(desk: Desk) -> None:
    add(desk)
    before, places = desk.state(), desk.rows(place)
    again = add(desk)
    assert (again.places, again.refused) == ((), 4)
    assert (desk.state(), desk.rows(place)) == (before, places)


def test_what_another_official_added_meanwhile_is_told_line_by_line(desk: Desk) -> None:
    add(desk, "Buôn Krai", by=Persona.ADMIN)
    found = add(desk)
    assert [p.name for p in found.places] == ["Trường Tiểu học Hòa An"]
    assert "Buôn Krai" in found.rest


def test_a_name_borne_before_begins_after_its_bearer_ended(desk: Desk) -> None:
    desk.run("UPDATE place SET valid_to = '2026-10-31' WHERE code = '24490-V07'")
    (made,) = add(desk, "Buôn Jung").places
    assert (made.valid_from, made.code) == (date(2026, 11, 1), "24490-V10")


def test_open_pages_of_the_campaign_see_the_new_places(desk: Desk) -> None:
    before = desk.revision()
    add(desk)
    assert desk.revision() == before + 1


def test_every_place_leaves_its_event(desk: Desk) -> None:
    known = len(desk.events("place.add"))
    add(desk)
    fresh = desk.events("place.add")[known - 1 :]
    assert {"Buôn Krai", "Trường Tiểu học Hòa An"} <= {row["after"]["name"] for row in fresh}
    assert len(desk.events("place.add")) == known + 2


@pytest.mark.parametrize("text", ["", "\n \n", "Tên thôn, buôn\n", "buon jung"])
def test_a_list_without_a_good_line_changes_nothing(desk: Desk, text: str) -> None:
    before = desk.state()
    assert add(desk, text).places == ()
    assert desk.state() == before


# ---------------------------------------------------------------------------------------- it refuses
@pytest.mark.parametrize(
    "who", [Persona.NEIGHBOUR, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR]
)
def test_only_who_manages_places_here_adds_and_looks(desk: Desk, who: Persona) -> None:
    with desk.refused("not_permitted"):
        add(desk, by=who)
    with desk.refused("not_permitted"):
        preview_list(call=desk.as_(who), commune_code=COMMUNE, text=LIST)


def test_the_neighbour_adds_at_home(desk: Desk) -> None:
    assert [p.code for p in add(desk, "Buôn Jung", by=Persona.NEIGHBOUR, to=NEIGHBOUR_COMMUNE).places] == ["24502-V02"]


def test_lists_belong_to_communes(desk: Desk) -> None:
    with desk.refused("parent_not_commune"):
        add(desk, to=PROVINCE, by=Persona.ADMIN)
    with desk.refused("place_unknown", place="99999"):
        add(desk, to="99999")


def test_figures_of_tomorrow_are_refused(desk: Desk) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with desk.refused("day_in_future", day=tomorrow):
        add_list(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, text=LIST, as_of=tomorrow)


def test_a_list_that_is_too_long_is_refused_whole(desk: Desk) -> None:
    with desk.refused("place_list_too_long", n=501):
        add(desk, "\n".join(f"Thôn {n}" for n in range(501)))


def test_a_break_in_the_middle_leaves_no_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, places = desk.state(), desk.rows(place)

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_populations", broken)
    with pytest.raises(RuntimeError):
        add(desk)
    assert (desk.state(), desk.rows(place)) == (before, places)


def test_a_long_list_costs_as_many_statements_as_one_line(desk: Desk) -> None:
    with desk.statements() as one:
        add(desk, "Thôn 50; 5")
    with desk.statements() as many:
        add(desk, "\n".join(f"Thôn {n}; {n}" for n in range(100, 140)))
    # Each place is logged, in one statement for all of them.
    assert len(many) == len(one)


def test_a_code_that_is_given_anew_later_names_who_bears_it_today(desk: Desk) -> None:
    own = desk.world.place("Krông Pắc")
    with desk.store.write() as connection:
        (later,) = operations.take_ids(connection, how_many=1)
        row = {
            "id": later,
            "code": COMMUNE,
            "kind": "commune",
            "parent_id": own.parent_id,
            "commune_id": later,
            "path": f"/{own.parent_id}/{later}/",
            "name": "Mai Sau",
            "name_fold": "mai sau",
            "sort_key": "mai sau",
            "valid_from": date(2027, 7, 1),
            "created_at": NOW.now,
        }
        operations.insert_places(connection, [row])
    assert add(desk, "Buôn Krai").places[0].parent_id == own.id
