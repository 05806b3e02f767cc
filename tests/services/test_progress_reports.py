"""Progress of reported numbers: sums of what was approved, ratios, who has sent; missing is no 0 anywhere."""

from datetime import timedelta

import pytest

from campaign.domain.vocabulary import Pace, TargetKind
from campaign.services.exports import PROGRESS_COLUMNS, export_progress
from campaign.services.progress import progress_report
from campaign.services.progress_models import ReportedLine
from campaign.services.progress_view import progress_view
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.drive import DRIVE, EID, RATIO, SKILLS, approved, entry, open_drive, put, with_ratio
from tests.support.world import TODAY, Persona

ONE = timedelta(days=1)
READER = Persona.PROVINCE_OFFICIAL


@pytest.fixture(autouse=True)
def drive(desk: Desk) -> None:
    open_drive(desk)


def aim(desk: Desk, place: str, amount: int, indicator: str = SKILLS, kind: TargetKind = TargetKind.COUNT) -> None:
    change = TargetChange(
        place_id=desk.world.place(place).id, indicator=indicator, kind=kind, amount=amount, expected_version=0
    )
    set_targets(call=desk.system(), slug=DRIVE, changes=[change], reason="giao")


def rows(desk: Desk, indicator: str = SKILLS) -> dict[str, dict[str, object]]:
    found = progress_report(call=desk.as_(READER), slug=DRIVE)
    return {row.place_name: row.as_json() for row in found.rows if row.indicator == indicator}


def line(desk: Desk, key: str = SKILLS) -> ReportedLine:
    view = progress_view(call=desk.as_(READER), slug=DRIVE)
    return next(found for found in view.overview if found.key == key)


# --------------------------------------------------------------------------------------------- counts
def test_the_sum_of_what_was_approved_against_the_target(desk: Desk) -> None:
    aim(desk, "Krông Pắc", 40)
    approved(desk, entry(desk, 300), entry(desk, 14, day=TODAY - ONE))
    put(desk, entry(desk, 5, day=TODAY - 2 * ONE), submit=True)
    own = rows(desk)["Krông Pắc"]
    # 785 % of the target, and nothing caps it.
    assert (own["result"], own["target"], own["toward_target"], own["rate"]) == (314, 40, 314, 7.85)
    assert (own["pace"], own["already_had"], own["assisted"]) == ("done", None, None)
    assert rows(desk)["Đắk Lắk"]["result"] == 314


def test_nothing_approved_is_null_and_not_zero(desk: Desk) -> None:
    aim(desk, "Ea Phê", 40)
    put(desk, entry(desk, 5, place="Ea Phê"), by=Persona.NEIGHBOUR, submit=True)
    found = rows(desk)["Ea Phê"]
    assert {found[key] for key in ("result", "toward_target", "rate", "forecast_total", "eligible")} == {None}
    assert (found["target"], found["pace"]) == (40, "behind")
    approved(desk, entry(desk, 0))
    own = rows(desk)["Krông Pắc"]
    assert (own["result"], own["toward_target"]) == (0, 0)


def test_the_exported_table_has_them_too(desk: Desk) -> None:
    approved(desk, entry(desk, 7))
    table = export_progress(call=desk.as_(READER), slug=DRIVE)
    found = [dict(zip(PROGRESS_COLUMNS, row, strict=True)) for row in table.rows]
    assert {row["result"] for row in found if row["indicator"] == SKILLS} == {7, None}
    assert len(found) == table.expected


def test_plan_speed_and_forecast_are_those_of_the_definition(desk: Desk) -> None:
    aim(desk, "Đắk Lắk", 440)
    approved(desk, *(entry(desk, 14, day=TODAY - n * ONE) for n in range(7)))
    reading = line(desk).reading
    # Day 15 of 44: 440 x 15 / 44 planned, 98 done, 14 a day over the last 7, 29 days left.
    assert (reading.planned_today, reading.toward_target, reading.recent_per_day) == (150.0, 98, 14.0)
    assert (reading.forecast_total, reading.needed_per_day) == (504.0, 342 / 29)
    assert reading.pace is Pace.AT_RISK


# --------------------------------------------------------------------------------------------- ratios
def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators(desk: Desk) -> None:
    with_ratio(desk)
    aim(desk, "Đắk Lắk", 8_000, RATIO, TargetKind.PERCENT)
    approved(
        desk,
        entry(desk, 60, RATIO, denominator=100),
        entry(desk, 30, RATIO, place="Ea Phê", denominator=50, published=9_000),
    )
    found = rows(desk, RATIO)["Đắk Lắk"]
    # 90 of 150, where 80 % of 150 were asked for.
    assert (found["result"], found["eligible"], found["target"], found["rate"]) == (90, 150, 120, 0.75)
    assert (found["planned_today"], found["pace"], found["needed_per_day"]) == (120.0, "behind", None)
    told = line(desk, RATIO)
    assert (told.result, told.denominator, told.share) == (90, 150, 8_000)


def test_the_plan_of_a_ratio_grows_with_what_was_handled(desk: Desk) -> None:
    with_ratio(desk)
    aim(desk, "Đắk Lắk", 8_000, RATIO, TargetKind.PERCENT)
    approved(
        desk,
        entry(desk, 60, RATIO, denominator=100, day=TODAY - ONE),
        entry(desk, 30, RATIO, denominator=50),
    )
    burn = progress_view(call=desk.as_(READER), slug=DRIVE, indicator=RATIO).burn_up
    by_day = {point.day: (point.actual, point.planned) for point in burn.points}
    assert (by_day[TODAY - ONE], by_day[TODAY], by_day[TODAY + ONE]) == ((60, 80.0), (90, 120.0), (None, None))
    assert (burn.target, burn.low, burn.high) == (None, None, None)


def test_a_ratio_needs_no_population_for_its_percentage(desk: Desk) -> None:
    with_ratio(desk)
    aim(desk, "Ea Phê", 9_000, RATIO, TargetKind.PERCENT)
    with desk.refused("population_missing"):
        aim(desk, "Ea Phê", 9_000, SKILLS, TargetKind.PERCENT)


# ---------------------------------------------------------------------------------------------- the screen
def test_each_indicator_has_a_line_with_who_has_sent(desk: Desk) -> None:
    approved(desk, entry(desk, 7), entry(desk, 9, day=TODAY - ONE))
    put(desk, entry(desk, 3, EID, place="Ea Phê"), by=Persona.NEIGHBOUR, submit=True)
    view = progress_view(call=desk.as_(READER), slug=DRIVE)
    assert (view.indicator, len(view.overview), view.steps) == (SKILLS, 11, ())
    told = {found.key: (found.result, found.units, found.sent) for found in view.overview}
    assert (told[SKILLS], told[EID], told["websites"]) == ((16, 2, 1), (None, 2, 1), (None, 2, 0))
    assert {p.name: (p.result, p.units, p.sent, p.silent_days) for p in view.lines} == {
        "Krông Pắc": (16, 1, 1, 0),
        "Ea Phê": (None, 1, 0, 0),
    }


def test_a_commune_that_never_sent_is_silent_from_the_first_day(desk: Desk) -> None:
    approved(desk, entry(desk, 7))
    found = {p.name: p for p in progress_view(call=desk.as_(READER), slug=DRIVE).lines}
    assert (found["Ea Phê"].last_activity, found["Ea Phê"].silent_days) == (None, 15)
    aim(desk, "Ea Phê", 10)
    # Nobody knows its rate, so it has no rank.
    assert {p.name: p.rank for p in progress_view(call=desk.as_(READER), slug=DRIVE).lines}["Ea Phê"] is None


def test_a_burn_up_without_numbers_has_no_line(desk: Desk) -> None:
    view = progress_view(call=desk.as_(READER), slug=DRIVE)
    assert {point.actual for point in view.burn_up.points} == {None}
    approved(desk, entry(desk, 7, day=TODAY - ONE))
    points = progress_view(call=desk.as_(READER), slug=DRIVE).burn_up.points
    assert [p.actual for p in points if p.day in {TODAY - 2 * ONE, TODAY - ONE, TODAY}] == [0, 7, 7]


def test_below_the_units_that_report_there_is_no_table(desk: Desk) -> None:
    view = progress_view(call=desk.as_(Persona.OFFICIAL), slug=DRIVE)
    assert (view.place_name, view.lines) == ("Krông Pắc", ())


def test_statements_do_not_grow_and_no_number_is_read(desk: Desk) -> None:
    call = desk.as_(READER)
    progress_view(call=call, slug=DRIVE)
    with desk.statements() as empty:
        progress_view(call=call, slug=DRIVE)
    approved(desk, *(entry(desk, n, key, day=TODAY - n * ONE) for n in range(9) for key in (SKILLS, EID)))
    with desk.statements() as full:
        progress_view(call=call, slug=DRIVE)
    assert len(empty) == len(full) <= 11
    sums = [statement for statement in full if "sum(" in statement.lower()]
    assert not any("count_report." in statement for statement in sums)
