"""Person in charge of a village: one at a time, from a day on, with the days before kept."""

from __future__ import annotations

from datetime import date, timedelta

from campaign.db.queries.teams import charges_of, in_charge_on
from campaign.db.tables import person_in_charge
from campaign.services import charges, workplaces
from tests.support.desk import Desk
from tests.support.world import COMMUNE, TODAY, Persona

VILLAGE = "24490-V07"
WEEK = timedelta(days=7)


def put(
    desk: Desk,
    who: Persona | None,
    on: date = TODAY,
    *,
    seen: Persona | None = None,
    by: Persona = Persona.OFFICIAL,
) -> None:
    charges.put_in_charge(
        call=desk.as_(by),
        place_code=VILLAGE,
        username=who.value if who else None,
        on=on,
        seen=seen.value if seen else None,
    )


def history(desk: Desk) -> list[tuple[str, date, date | None]]:
    rows = charges.charge_history(call=desk.as_(Persona.OFFICIAL), place_code=VILLAGE)
    return [(row.username, row.starts_on, row.ends_on) for row in rows]


def test_somebody_is_put_in_charge_with_one_event(desk: Desk) -> None:
    with desk.one_event("place.in_charge") as fresh:
        put(desk, Persona.VOLUNTEER)
    assert fresh[0]["after"] == {"in_charge": Persona.VOLUNTEER.value, "on": TODAY.isoformat()}
    assert history(desk) == [(Persona.VOLUNTEER.value, TODAY, None)]
    before = desk.state()
    put(desk, Persona.VOLUNTEER)
    assert desk.state() == before


def test_another_takes_over_and_the_days_before_stay(desk: Desk) -> None:
    put(desk, Persona.VOLUNTEER)
    put(desk, Persona.COLLEAGUE, TODAY + WEEK, seen=Persona.VOLUNTEER)
    eve = TODAY + WEEK - timedelta(days=1)
    assert history(desk) == [
        (Persona.COLLEAGUE.value, TODAY + WEEK, None),
        (Persona.VOLUNTEER.value, TODAY, eve),
    ]
    with desk.store.read() as connection:
        place = desk.world.place("Buôn Jung")
        found = [in_charge_on(connection, scope=(place.path,), day=day) for day in (TODAY, TODAY + WEEK)]
        own = charges_of(connection, account_id=desk.world.viewers[Persona.VOLUNTEER].account_id or 0)
    assert [charge[place.id].username for charge in found] == [Persona.VOLUNTEER.value, Persona.COLLEAGUE.value]
    assert [row.place_code for row in own] == [VILLAGE]


def test_a_change_from_an_earlier_day_replaces_what_was_to_come(desk: Desk) -> None:
    put(desk, Persona.VOLUNTEER, TODAY + WEEK)
    put(desk, Persona.COLLEAGUE, TODAY, seen=Persona.VOLUNTEER)
    assert history(desk) == [(Persona.COLLEAGUE.value, TODAY, None)]


def test_a_village_may_be_left_without_anybody(desk: Desk) -> None:
    put(desk, Persona.VOLUNTEER)
    with desk.one_event("place.charge_end"):
        put(desk, None, TODAY + WEEK, seen=Persona.VOLUNTEER)
    before = desk.state()
    put(desk, None, TODAY + WEEK + WEEK)
    assert desk.state() == before


def test_the_second_of_two_officials_is_told_both_names(desk: Desk) -> None:
    put(desk, Persona.VOLUNTEER, by=Persona.ADMIN)
    with desk.refused("in_charge_taken", theirs="Y Bhăm Kbuôr", yours="H’Nga Êban"):
        put(desk, Persona.COLLEAGUE)
    assert desk.rows(person_in_charge) == 1


def test_who_may_not_and_who_cannot_be(desk: Desk) -> None:
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.NEIGHBOUR):
        with desk.refused("not_permitted"):
            put(desk, Persona.VOLUNTEER, by=persona)
    with desk.refused("account_unknown"):
        put(desk, Persona.NEIGHBOUR_VOLUNTEER)
    with desk.refused("account_disabled"):
        put(desk, Persona.DISABLED)
    with desk.refused("place_unknown"):
        charges.charge_history(call=desk.as_(Persona.NEIGHBOUR), place_code=VILLAGE)


def test_villages_say_who_works_there_and_who_is_in_charge(desk: Desk) -> None:
    put(desk, Persona.TEAM_LEAD)
    with desk.statements() as seen:
        found = workplaces.workplaces(call=desk.as_(Persona.OFFICIAL), place_code=COMMUNE)
    assert len(seen) <= 5
    rows = {unit.place.name: ([worker.username for worker in unit.workers], unit.in_charge) for unit in found}
    assert rows == {
        "Buôn Jung": ([Persona.VOLUNTEER.value], Persona.TEAM_LEAD.value),
        "Buôn Pan": ([], None),
        "Thôn 3": ([Persona.COLLEAGUE.value], None),
        "Trường THCS Nguyễn Trãi": ([Persona.COLLEAGUE.value], None),
    }
