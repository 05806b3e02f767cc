"""Villages and schools of a commune: adding them, their populations, who became whom, who may see them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from campaign.db.operations.places import insert_places, take_ids
from campaign.db.queries.places import populations, predecessor_paths
from campaign.db.tables import place as place_table
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.services.places import NewUnit, add_units, places_of, places_of_campaign, set_population, succeed
from campaign.services.reference import REFORM
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, FORMER, NEIGHBOUR_COMMUNE, NOW, PROVINCE, TODAY, Persona

VILLAGE, SCHOOL = PlaceKind.VILLAGE, PlaceKind.SCHOOL
ALL = PopulationGroup.ALL


def unit(name: str, kind: PlaceKind = VILLAGE, local_code: str | None = None, **more: object) -> NewUnit:
    return NewUnit(name=name, kind=kind, local_code=local_code, **more)  # type: ignore[arg-type]


def add(desk: Desk, *units: NewUnit, to: str = COMMUNE, by: Persona = Persona.OFFICIAL) -> list[str]:
    return [place.code for place in add_units(call=desk.as_(by), parent_code=to, units=units)]


def people_of(desk: Desk, name: str, on: date = TODAY) -> tuple[int, date] | None:
    own = desk.world.place(name).id
    with desk.store.read() as connection:
        return populations(connection, place_ids=[own], groups=[ALL], on=on).get((own, ALL))


# ------------------------------------------------------------------------------------------ it works
def test_codes_are_readable_and_go_on_counting(desk: Desk) -> None:
    # V07, V01 (Buôn Pan took the first free number after V07, so V08), Thôn 3 and the school are there already.
    assert add(desk, unit("Buôn Krai"), unit("Trường Tiểu học Hòa An", SCHOOL)) == ["24490-V10", "24490-S02"]
    assert add(desk, unit("Thôn 12"), unit("Tổ dân phố 1", PlaceKind.RESIDENTIAL_GROUP)) == ["24490-V11", "24490-G01"]
    kinds = {PlaceKind.AGENCY: "24490-A01", PlaceKind.SUPPORT_POINT: "24490-P01"}
    assert add(desk, *(unit(kind.value, kind) for kind in kinds)) == list(kinds.values())


def test_the_communes_own_code_is_kept(desk: Desk) -> None:
    assert add(desk, unit("Buôn Krai", local_code="H01-L19")) == ["24490-H01-L19"]


def test_a_place_stands_under_its_commune(desk: Desk) -> None:
    found = add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=[unit("Buôn  Krai ")])[0]
    commune = desk.world.place("Krông Pắc")
    assert found.name == "Buôn Krai"
    assert found.path == f"{commune.path}{found.id}/"
    assert (found.parent_id, found.commune_id) == (commune.id, commune.id)
    assert (found.valid_from, found.valid_to) == (REFORM, None)
    assert found.is_unit


def test_units_of_a_commune_that_ended_ended_with_it(desk: Desk) -> None:
    found = add_units(call=desk.as_(Persona.OFFICIAL), parent_code=FORMER, units=[unit("Buôn Jung")])[0]
    assert (found.code, found.valid_to) == ("24508-V01", date(2025, 6, 30))


def test_populations_come_with_their_day(desk: Desk) -> None:
    day = date(2026, 1, 1)
    found = add_units(
        call=desk.as_(Persona.OFFICIAL),
        parent_code=COMMUNE,
        units=[unit("Buôn Krai", populations={ALL: 900}, as_of=day)],
    )[0]
    with desk.store.read() as connection:
        assert populations(connection, place_ids=[found.id], groups=[ALL], on=TODAY) == {(found.id, ALL): (900, day)}


def test_capitals_of_a_name_stay(desk: Desk) -> None:
    found = add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=[unit("THPT PHƯỚC AN", SCHOOL)])
    assert found[0].name == "THPT PHƯỚC AN"


def test_every_place_leaves_its_event(desk: Desk) -> None:
    add(desk, unit("Buôn Krai"), unit("Thôn 12"))
    chain = desk.world.place("Krông Pắc").id
    fresh = [row for row in desk.events("place.add") if row["commune_id"] == chain][-2:]
    assert [row["after"]["name"] for row in fresh] == ["Buôn Krai", "Thôn 12"]


def test_no_units_change_nothing(desk: Desk) -> None:
    before = desk.state()
    assert add(desk) == []
    assert desk.state() == before


# ---------------------------------------------------------------------------------------- it refuses
@pytest.mark.parametrize("name", ["buon jung", "BUÔN  JUNG", "Buôn Jũng"])
def test_a_name_that_folds_like_another_is_taken(desk: Desk, name: str) -> None:
    with desk.refused("place_name_taken", place="Krông Pắc"):
        add(desk, unit("Buôn Krai"), unit(name))


def test_two_of_one_name_in_one_list_are_refused_and_nothing_stays(desk: Desk) -> None:
    known = desk.rows(place_table)
    with desk.refused("place_name_taken"):
        add(desk, unit("Buôn Krai"), unit("Buôn Krai"))
    assert desk.rows(place_table) == known


def test_another_commune_may_use_the_name(desk: Desk) -> None:
    assert add(desk, unit("Buôn Jung"), to=NEIGHBOUR_COMMUNE, by=Persona.NEIGHBOUR) == ["24502-V02"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (unit("—"), "place_name_invalid"),
        (unit("B" * 201), "place_name_invalid"),
        (unit("Krông Pắc", PlaceKind.COMMUNE), "unit_kind_invalid"),
        (unit("Buôn Krai", local_code="V07"), "place_code_taken"),
        (unit("Buôn Krai", local_code="../V"), "local_code_invalid"),
        (unit("Buôn Krai", populations={ALL: -1}), "population_invalid"),
    ],
)
def test_a_wrong_unit_is_refused(desk: Desk, bad: NewUnit, code: str) -> None:
    with desk.refused(code):
        add(desk, unit("Thôn 12"), bad)


def test_units_hang_on_communes_only(desk: Desk) -> None:
    with desk.refused("parent_not_commune"):
        add(desk, unit("Buôn Krai"), to=PROVINCE, by=Persona.ADMIN)
    with desk.refused("parent_not_commune"):
        add(desk, unit("Buôn Krai"), to="24490-V07")
    with desk.refused("place_unknown", place="99999"):
        add(desk, unit("Buôn Krai"), to="99999")


@pytest.mark.parametrize(
    "who", [Persona.NEIGHBOUR, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR]
)
def test_only_who_manages_places_here_adds_them(desk: Desk, who: Persona) -> None:
    with desk.refused("not_permitted"):
        add(desk, unit("Buôn Krai"), by=who)


# ---------------------------------------------------------------------------------------- population
def test_a_population_is_written_and_written_over(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    day = date(2026, 11, 1)
    with desk.one_event("place.population") as first:
        set_population(call=call, place_code="24490-V07", group=ALL, n=1012, as_of=day)
    with desk.one_event("place.population") as second:
        set_population(call=call, place_code="24490-V07", group=ALL, n=1020, as_of=day)
    assert people_of(desk, "Buôn Jung") == (1020, day)
    assert first[0]["before"] is None
    assert (second[0]["before"]["n"], second[0]["after"]["n"]) == (1012, 1020)


def test_an_earlier_figure_keeps_its_own_day(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    for n, day in ((900, date(2025, 7, 1)), (950, date(2026, 7, 1))):
        set_population(call=call, place_code="24490-V07", group=ALL, n=n, as_of=day)
    assert people_of(desk, "Buôn Jung", date(2026, 1, 1)) == (900, date(2025, 7, 1))
    assert people_of(desk, "Buôn Jung", TODAY) == (950, date(2026, 7, 1))


def test_a_figure_may_be_older_than_the_place(desk: Desk) -> None:
    set_population(call=desk.as_(Persona.OFFICIAL), place_code="24490-V07", group=ALL, n=880, as_of=date(2019, 4, 1))
    assert people_of(desk, "Buôn Jung") == (880, date(2019, 4, 1))


def test_the_same_figure_again_changes_nothing(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    set_population(call=call, place_code="24490-V07", group=ALL, n=900, as_of=TODAY)
    before = desk.state()
    set_population(call=call, place_code="24490-V07", group=ALL, n=900, as_of=TODAY)
    assert desk.state() == before


def test_populations_are_refused(desk: Desk) -> None:
    with desk.refused("population_invalid", value=-1):
        set_population(call=desk.as_(Persona.OFFICIAL), place_code="24490-V07", group=ALL, n=-1, as_of=TODAY)
    with desk.refused("not_permitted"):
        set_population(call=desk.as_(Persona.NEIGHBOUR), place_code="24490-V07", group=ALL, n=1, as_of=TODAY)
    with desk.refused("place_unknown"):
        set_population(call=desk.as_(Persona.OFFICIAL), place_code="24490-V99", group=ALL, n=1, as_of=TODAY)


# ---------------------------------------------------------------------------------------- succession
def test_a_village_becomes_another(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    old = add_units(call=call, parent_code=FORMER, units=[unit("Buôn Jung")])[0]
    with desk.one_event("place.succeed") as events:
        succeed(call=call, old_code=old.code, new_code="24490-V07", on=REFORM)
    with desk.store.read() as connection:
        assert predecessor_paths(connection, place_id=desk.world.place("Buôn Jung").id) == (old.path,)
    assert events[0]["before"]["code"] == "24508-V01"


def test_a_merged_village_ends_the_day_before(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    new = add_units(call=call, parent_code=COMMUNE, units=[unit("Thôn Mới", valid_from=date(2026, 12, 1))])[0]
    succeed(call=call, old_code=desk.world.place("Thôn 3").code, new_code=new.code, on=date(2026, 12, 1))
    with desk.store.read() as connection:
        ended = connection.execute(
            select(place_table.c.valid_to).where(place_table.c.id == desk.world.place("Thôn 3").id)
        ).scalar_one()
    assert ended == date(2026, 11, 30)


def test_a_name_is_free_again_after_its_bearer_ended(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    new = add_units(call=call, parent_code=COMMUNE, units=[unit("Thôn Mới", valid_from=date(2026, 12, 1))])[0]
    succeed(call=call, old_code=desk.world.place("Thôn 3").code, new_code=new.code, on=date(2026, 12, 1))
    assert add(desk, unit("Thôn 3", valid_from=date(2026, 12, 1)))
    with desk.refused("place_name_taken"):
        add(desk, unit("Thôn 3", valid_from=date(2026, 6, 1)))


def test_successions_are_refused(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    add(desk, unit("Buôn Jung"), to=FORMER)
    pair: dict[str, Any] = {"old_code": "24508-V01", "new_code": "24490-V07", "on": REFORM}
    with desk.refused("share_unknown", value="half"):
        succeed(call=call, **pair, share="half")
    with desk.refused("not_permitted"):
        succeed(call=desk.as_(Persona.NEIGHBOUR), **pair)
    with desk.refused("place_unknown"):
        succeed(call=call, **{**pair, "old_code": "24508-V02"})
    with desk.refused("succession_of_itself"):
        succeed(call=call, old_code="24490-V07", new_code="24490-V07", on=date(2026, 1, 1))
    succeed(call=call, **pair)
    with desk.refused("succession_known"):
        succeed(call=call, **pair)


# ------------------------------------------------------------------------------------------- reading
def test_places_come_in_the_order_of_a_list(desk: Desk) -> None:
    add(desk, unit("Thôn 12"), unit("Thôn 2"))
    names = [place.name for place in places_of(call=desk.as_(Persona.OFFICIAL), root_code=COMMUNE)]
    assert names[0] == "Krông Pắc"
    assert [name for name in names if name.startswith("Thôn")] == ["Thôn 2", "Thôn 3", "Thôn 12"]


def test_a_volunteer_sees_the_village_of_the_day_only(desk: Desk) -> None:
    found = places_of(call=desk.as_(Persona.VOLUNTEER), root_code=COMMUNE)
    assert [place.name for place in found] == ["Buôn Jung"]


def test_the_neighbour_sees_none_of_them(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        places_of(call=desk.as_(Persona.NEIGHBOUR), root_code=COMMUNE)
    own = places_of(call=desk.as_(Persona.NEIGHBOUR), root_code=PROVINCE)
    assert [place.name for place in own] == ["Ea Phê", "Buôn Phê"]


def test_an_unknown_root_is_refused(desk: Desk) -> None:
    with pytest.raises(CampaignError, match="place_unknown"):
        places_of(call=desk.as_(Persona.OFFICIAL), root_code="00000")


def test_a_campaigns_places_are_its_own_also_when_its_code_was_given_anew(desk: Desk) -> None:
    """The old 24490 is another commune than the new one: a campaign keeps the place that it was made for."""
    own = desk.world.place("Krông Pắc")
    with desk.store.write() as connection:
        (later,) = take_ids(connection, how_many=1)
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
            "valid_from": date(2026, 11, 1),
            "created_at": NOW.now,
        }
        insert_places(connection, [row])
    found = places_of_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert [place.name for place in found] == [
        "Krông Pắc",
        "Buôn Jung",
        "Buôn Pan",
        "Thôn 3",
        "Trường THCS Nguyễn Trãi",
    ]
    with desk.refused("campaign_unknown"):
        places_of_campaign(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN)
