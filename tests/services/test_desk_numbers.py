"""What the desk counts: the numbers of *Tiến độ*, told from sums; who is silent; who has no target."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.clock import moment_at
from campaign.domain.vocabulary import Pace, TargetKind
from campaign.services import places, targets
from campaign.services.desk_models import DeskNumbers
from campaign.services.desk_numbers import desk_numbers
from campaign.services.places import NewUnit
from campaign.services.progress_view import progress_view
from campaign.services.targets import TargetChange
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, COMMUNE, END, START, TODAY, Persona

ONE = timedelta(days=1)
VILLAGES = ("Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi")


def numbers(
    desk: Desk,
    by: Persona = Persona.OFFICIAL,
    *,
    on: date = TODAY,
    place: str | None = None,
    indicator: str | None = STEP,
    days: int = 7,
) -> DeskNumbers:
    call = desk.as_(by, moment_at(on))
    return desk_numbers(call=call, slug=CAMPAIGN, place_code=place, indicator=indicator, silent_days=days)


@pytest.mark.parametrize("on", [START, START + timedelta(days=3), date(2026, 11, 16), TODAY, date(2026, 12, 20), END])
def test_every_reading_is_the_one_of_the_progress_screen(desk: Desk, on: date) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 400)
    aim(desk, "Trường THCS Nguyễn Trãi", 9)
    aim(desk, "Buôn Pan", 5_000, kind=TargetKind.PERCENT)
    aim(desk, "Thôn 3", 2_000, kind=TargetKind.PERCENT)
    view = progress_view(call=desk.as_(Persona.OFFICIAL, moment_at(on)), slug=CAMPAIGN, indicator=STEP)
    found = numbers(desk, on=on)
    behind = {line.name: line.reading for line in view.lines if line.reading.pace is Pace.BEHIND}
    assert found.behind is not None
    assert {place.name: place.reading for place in found.behind.worst} == behind
    assert (found.behind.total, found.reading) == (len(behind), view.reading)
    assert found.behind.of == sum(line.reading.pace is not Pace.NO_TARGET for line in view.lines)


def test_the_worst_come_first_and_at_most_five_are_named(desk: Desk) -> None:
    added = places.add_units(
        call=desk.as_(Persona.OFFICIAL),
        parent_code=COMMUNE,
        units=[NewUnit(name=f"Thôn {n}", kind=desk.world.place("Thôn 3").kind) for n in range(11, 17)],
    )
    for n, place in enumerate(added, start=1):
        change = TargetChange(
            place_id=place.id, indicator="reached", kind=TargetKind.COUNT, amount=100 * n, expected_version=0
        )
        targets.set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="KH")
    aim(desk, "Buôn Jung", 100, indicator="reached")
    desk.save("maryam", "scam_awareness")
    found = numbers(desk, indicator="reached").behind
    assert found is not None
    assert (found.total, found.of, len(found.worst)) == (7, 7, 5)
    assert "Buôn Jung" not in [place.name for place in found.worst]


def test_silence_is_counted_as_on_the_progress_screen(desk: Desk) -> None:
    record_example(desk)
    view = progress_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, indicator=STEP)
    for days in (3, 5, 7, 10, 14):
        found = numbers(desk, days=days).silent
        assert found is not None
        silent = {line.name: line.silent_days for line in view.lines if (line.silent_days or 0) >= days}
        assert {place.name: place.silent_days for place in found.worst} == silent
        assert found.total == len(silent)


def test_the_longest_silence_comes_first(desk: Desk) -> None:
    desk.save("dao", "scam_awareness", by=Persona.COLLEAGUE, day=TODAY - timedelta(days=7))
    desk.save("maryam", "scam_awareness", day=TODAY - timedelta(days=6))
    found = numbers(desk).silent
    assert found is not None
    # Buôn Pan and the school never recorded, which is longer than Thôn 3's seven days; six are not seven.
    assert [(place.name, place.silent_days, place.last) for place in found.worst] == [
        ("Buôn Pan", 15, None),
        ("Trường THCS Nguyễn Trãi", 15, None),
        ("Thôn 3", 7, TODAY - timedelta(days=7)),
    ]


def test_a_young_campaign_has_no_silent_unit_yet(desk: Desk) -> None:
    found = numbers(desk, on=START + timedelta(days=5)).silent
    assert found is not None
    assert found.total == 0
    again = numbers(desk, on=START + timedelta(days=6)).silent
    assert again is not None
    assert again.total == 4


def test_a_village_that_is_no_more_is_nobodys_work(desk: Desk) -> None:
    aim(desk, "Buôn Pan", 40)
    desk.run("UPDATE place SET valid_to = '2026-11-20' WHERE name = 'Buôn Pan'")
    found = numbers(desk)
    assert found.behind is not None
    assert found.silent is not None
    assert found.behind.total == 0
    assert "Buôn Pan" not in [place.name for place in found.silent.worst]


@pytest.mark.parametrize(
    ("status", "on"),
    [("draft", TODAY), ("closed", TODAY), ("anonymised", TODAY), ("open", START - timedelta(days=1))],
)
def test_what_is_not_running_is_not_judged(desk: Desk, status: str, on: date) -> None:
    aim(desk, "Buôn Pan", 40)
    desk.run("UPDATE campaign SET status = :status", status=status)
    found = numbers(desk, on=on)
    assert (found.behind, found.silent, found.reading) == (None, None, None)
    # A draft and a campaign to come still want their targets; what is closed wants nothing.
    assert (found.without_target is None) == (status in {"closed", "anonymised"})


def test_after_the_last_day_nobody_is_behind_any_more(desk: Desk) -> None:
    aim(desk, "Buôn Pan", 40)
    assert numbers(desk, on=END + timedelta(days=1)).behind is None


def test_places_without_a_target(desk: Desk) -> None:
    aim(desk, "Buôn Pan", 40)
    found = numbers(desk).without_target
    assert found is not None
    assert (found.total, [place.name for place in found.first]) == (
        3,
        ["Buôn Jung", "Thôn 3", "Trường THCS Nguyễn Trãi"],
    )


def test_a_team_leader_sees_the_own_villages_and_sets_no_targets(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Buôn Pan", 40)
    whole = numbers(desk, Persona.TEAM_LEAD)
    assert whole.without_target is None
    assert whole.behind is not None
    assert whole.behind.total == 2
    narrow = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    found = desk_numbers(call=narrow, slug=CAMPAIGN, indicator=STEP, silent_days=7)
    assert found.behind is not None
    assert [place.name for place in found.behind.worst] == ["Buôn Jung"]
    assert found.place_name == "Buôn Jung"


def test_a_place_of_the_desk_has_a_desk_of_its_own(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    found = numbers(desk, place="24490-V07")
    assert found.behind is not None
    assert [place.name for place in found.behind.worst] == ["Buôn Jung"]


def test_refusals(desk: Desk) -> None:
    with desk.refused("indicator_unknown"):
        numbers(desk, indicator="no_such")
    with desk.refused("place_unknown"):
        numbers(desk, place="99999")
    with desk.refused("place_unknown"):
        numbers(desk, place=desk.world.place("Buôn Phê").code)
    with desk.refused("campaign_unknown"):
        numbers(desk, Persona.NEIGHBOUR)
    for persona in (Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            numbers(desk, persona)
    with desk.refused("not_permitted"):
        desk_numbers(
            call=desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung"),
            slug=CAMPAIGN,
            place_code=desk.world.place("Buôn Pan").code,
            silent_days=7,
        )


def test_statements_do_not_grow_and_no_record_is_read(desk: Desk) -> None:
    numbers(desk)
    with desk.statements() as empty:
        numbers(desk)
    units = [NewUnit(name=f"Thôn {n}", kind=desk.world.place("Thôn 3").kind) for n in range(11, 60)]
    places.add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=units)
    record_example(desk)
    for place in VILLAGES:
        aim(desk, place, 40)
    with desk.statements() as full:
        numbers(desk)
    assert len(empty) == len(full) <= 8
    assert not any(" record" in statement or " citizen" in statement for statement in full)


# ------------------------------------------------------------------------------------- reported numbers
def drive_target(desk: Desk, place: str, amount: int, indicator: str) -> None:
    change = TargetChange(
        place_id=desk.world.place(place).id,
        indicator=indicator,
        kind=TargetKind.PERCENT if indicator == RATIO else TargetKind.COUNT,
        amount=amount,
        expected_version=0,
    )
    targets.set_targets(call=desk.system(), slug=DRIVE, changes=[change], reason="KH 44 ngày")


@pytest.mark.parametrize("indicator", [SKILLS, RATIO])
def test_reported_numbers_are_read_as_on_the_progress_screen(desk: Desk, indicator: str) -> None:
    open_drive(desk)
    with_ratio(desk)
    for place in ("Đắk Lắk", "Krông Pắc", "Ea Phê"):
        drive_target(desk, place, 8_000, indicator)
    of = 500 if indicator == RATIO else None
    typed = [replace(entry(desk, 90 + n, indicator, day=TODAY - n * ONE), denominator=of) for n in (0, 3, 9)]
    approved(desk, *typed)
    view = progress_view(call=desk.as_(Persona.ADMIN), slug=DRIVE, indicator=indicator)
    found = desk_numbers(call=desk.as_(Persona.ADMIN), slug=DRIVE, indicator=indicator, silent_days=7)
    behind = {line.name: line.reading for line in view.lines if line.reading.pace is Pace.BEHIND}
    assert found.behind is not None
    assert {place.name: place.reading for place in found.behind.worst} == behind
    assert found.reading == view.reading
    assert {place.name: place.known for place in found.behind.worst} == {
        line.name: line.result is not None for line in view.lines if line.name in behind
    }


def test_a_commune_that_reports_itself_stands_on_its_own_desk(desk: Desk) -> None:
    open_drive(desk)
    drive_target(desk, "Krông Pắc", 1_000, SKILLS)
    found = desk_numbers(call=desk.as_(Persona.OFFICIAL), slug=DRIVE, indicator=SKILLS, silent_days=7)
    assert found.behind is not None
    assert [(place.name, place.known) for place in found.behind.worst] == [("Krông Pắc", False)]
    # Its villages report nothing and are asked for nothing; who has not reported is told by day, not by records.
    assert found.silent is None
