"""A village that is divided: its history follows the first part, chosen people live in the others."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from campaign.clock import new_id
from campaign.db.tables import citizen, place, place_succession
from campaign.domain.vocabulary import PlaceKind
from campaign.services.boundaries.units import Changed, NewPart, SplitUnit, split_unit
from campaign.services.progress import progress_report
from campaign.services.target_grid import target_grid
from tests.support.desk import Desk
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, TODAY, Persona

FROM = date(2026, 11, 20)
VILLAGE = PlaceKind.VILLAGE


def command(desk: Desk, *people: str, **more: Any) -> SplitUnit:  # noqa: ANN401 - fields of SplitUnit
    chosen = tuple(desk.world.people[key].id for key in people)
    parts = (NewPart(name="Buôn Jung", kind=VILLAGE), NewPart(name="Buôn Jung B", kind=VILLAGE, people=chosen))
    values = {
        "id": new_id(),
        "place_id": desk.world.place("Buôn Jung").id,
        "parts": parts,
        "effective_on": FROM,
        "reason": "NQ 12",
        **more,
    }
    return SplitUnit(**values)


def split(desk: Desk, *people: str, by: Persona = Persona.OFFICIAL, **more: Any) -> Changed:  # noqa: ANN401 - fields of SplitUnit
    return split_unit(call=desk.as_(by), command=command(desk, *people, **more))


def by_name(desk: Desk, on: date = TODAY) -> dict[str, Any]:
    rows = progress_report(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, as_of=on).rows
    return {row.place_name: row for row in rows if row.indicator == STEP}


def test_history_follows_the_first_part_and_chosen_people_the_other(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    before = by_name(desk)
    with desk.one_event("place.split"):
        split(desk, "maryam")
    after = by_name(desk)
    assert (after["Buôn Jung"].result, after["Buôn Jung B"].result) == (before["Buôn Jung"].result, 0)
    assert after["Krông Pắc"].result == before["Krông Pắc"].result
    assert (after["Buôn Jung"].reading.target, after["Buôn Jung B"].reading.target) == (40, None)
    homes = homes_of(desk)
    assert (homes["H’Maryam Niê"], homes["Y Siên Ayŭn"]) == ("Buôn Jung B", "Buôn Jung")
    desk.verified()


def homes_of(desk: Desk) -> dict[str, str]:
    statement = citizen.join(place, place.c.id == citizen.c.place_id).select()
    with desk.store.read() as connection:
        return {row.full_name: row.name for row in connection.execute(statement)}


def test_work_of_afterwards_counts_where_people_live_now(desk: Desk) -> None:
    split(desk, "maryam")
    desk.save("maryam", STEP, by=Persona.OFFICIAL)
    desk.save("sien", STEP, by=Persona.OFFICIAL)
    after = by_name(desk)
    assert (after["Buôn Jung"].result, after["Buôn Jung B"].result) == (1, 1)
    desk.verified()


def test_a_report_of_an_earlier_day_is_what_it_was(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    eve = FROM - timedelta(days=1)
    before = progress_report(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, as_of=eve)
    split(desk, "maryam")
    assert progress_report(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, as_of=eve) == before


def test_the_old_village_is_kept_with_its_parts(desk: Desk) -> None:
    split(desk)
    with desk.store.read() as connection:
        rows = connection.execute(
            place_succession.select().where(place_succession.c.old_id == desk.world.place("Buôn Jung").id)
        ).all()
    assert sorted(row.share for row in rows) == ["part", "part_main"]


def test_the_grid_of_targets_lists_the_parts_alone(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    split(desk)
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert [row.name for row in grid.rows if "Jung" in row.name] == ["Buôn Jung", "Buôn Jung B"]
    assert grid.remainders[STEP].given == 40


def test_the_same_form_sent_twice_divides_once(desk: Desk) -> None:
    wanted = command(desk, "maryam")
    call = desk.as_(Persona.OFFICIAL)
    first = split_unit(call=call, command=wanted)
    state = desk.state()
    assert replace(split_unit(call=call, command=wanted), repeated=False) == first
    assert desk.state() == state


def test_what_cannot_be(desk: Desk) -> None:
    one = (NewPart(name="Buôn Jung", kind=VILLAGE),)
    twice = (desk.world.people["maryam"].id,)
    several = tuple(NewPart(name=f"Buôn {letter}", kind=VILLAGE, people=twice) for letter in "ABC")
    with desk.refused("boundary_parts"):
        split(desk, parts=one)
    with desk.refused("boundary_person_twice"):
        split(desk, parts=several)
    with desk.refused("boundary_person_elsewhere"):
        split(desk, "dao")
    with desk.refused("place_name_taken"):
        split(desk, parts=(*one, *one))
    with desk.refused("boundary_kinds"):
        split(desk, parts=(*one, NewPart(name="Trường mới", kind=PlaceKind.SCHOOL)))
    with desk.refused("reason_missing"):
        split(desk, reason="")
    with desk.refused("not_permitted"):
        split(desk, by=Persona.NEIGHBOUR)
