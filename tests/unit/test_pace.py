"""Plan, speed and forecast, number by number."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest

from campaign.domain.pace import (
    PaceFactors,
    PaceReading,
    Plan,
    forecast_band,
    percentage_target,
    planned_by,
    read_pace,
    round_half_up,
)
from campaign.domain.vocabulary import Pace

START = date(2026, 11, 1)
PLAN = Plan(start=START, end=date(2026, 12, 30), target=1200)


def day(number: int) -> date:
    """Return the n-th day of the campaign."""
    return START + timedelta(days=number - 1)


FIFTEENTH = day(15)
TWENTY_EIGHTH = day(28)
USUAL = PaceFactors()


def read(
    *,
    plan: Plan = PLAN,
    as_of: date = FIFTEENTH,
    daily: Mapping[date, int] | None = None,
    already: int = 0,
    percent: bool = False,
    factors: PaceFactors = USUAL,
    already_by_day: Mapping[date, int] | None = None,
) -> PaceReading:
    return read_pace(
        plan=plan,
        as_of=as_of,
        daily_completed=daily or {},
        already_had=already,
        counts_already_had=percent,
        factors=factors,
        already_by_day=already_by_day,
    )


def test_the_whole_reading_of_an_ordinary_day() -> None:
    reading = read(daily={day(1): 100, day(8): 50, day(9): 70, day(15): 140, day(16): 999})
    assert (reading.day, reading.days, reading.target) == (15, 60, 1200)
    assert reading.toward_target == 360
    assert reading.rate == 0.3
    assert reading.planned_today == 300
    assert reading.needed_per_day == (1200 - 360) / 45
    assert reading.recent_per_day == 30
    assert reading.forecast_total == 360 + 30 * 45
    assert reading.forecast_end == day(15 + 28)
    assert reading.pace is Pace.AHEAD


def test_days_outside_the_campaign_do_not_count() -> None:
    daily = {day(0): 1000, day(1): 5, day(60): 7, day(61): 1000}
    assert read(daily=daily, as_of=day(100)).toward_target == 12


def test_what_people_already_had_counts_for_a_percentage_only() -> None:
    daily = {day(1): 100}
    assert read(daily=daily, already=40).toward_target == 100
    assert read(daily=daily, already=40, percent=True).toward_target == 140


def test_a_young_campaign_divides_by_its_own_days() -> None:
    reading = read(as_of=day(3), daily={day(1): 6, day(3): 3})
    assert reading.recent_per_day == 3
    assert reading.forecast_total == 9 + 3 * 57


def test_the_first_and_the_last_day() -> None:
    first = read(as_of=day(1))
    assert (first.day, first.planned_today, first.needed_per_day) == (1, 20, 1200 / 59)
    last = read(as_of=day(60), daily={day(60): 70})
    assert (last.day, last.planned_today, last.needed_per_day) == (60, 1200, None)
    assert last.forecast_total == 70


def test_before_the_start_nothing_is_forecast() -> None:
    reading = read(as_of=day(0), already=1300, percent=True)
    assert (reading.day, reading.planned_today, reading.recent_per_day) == (0, 0, 0)
    assert reading.forecast_total is None
    assert reading.pace is Pace.NOT_STARTED
    assert read(as_of=day(-5)).forecast_end is None
    assert read(as_of=day(-5)).needed_per_day == 20


def test_after_the_end_the_days_stand_still() -> None:
    reading = read(as_of=day(63), daily={day(60): 70})
    assert (reading.day, reading.needed_per_day, reading.forecast_total) == (60, None, 70)
    assert reading.recent_per_day == 10
    assert reading.pace is Pace.BEHIND


def test_without_a_target_there_is_no_data() -> None:
    reading = read(plan=Plan(start=START, end=PLAN.end, target=None), daily={day(15): 7})
    assert (reading.rate, reading.planned_today, reading.needed_per_day) == (None, None, None)
    assert (reading.forecast_end, reading.forecast_total) == (None, 7 + 45)
    assert reading.pace is Pace.NO_TARGET


def test_a_target_of_zero_has_no_rate() -> None:
    reading = read(plan=Plan(start=START, end=PLAN.end, target=0), daily={day(15): 7})
    assert (reading.rate, reading.forecast_end, reading.pace) == (None, None, Pace.NO_TARGET)


def test_the_end_is_forecast_beyond_the_campaign() -> None:
    assert read(as_of=day(59), daily={day(59): 7}).forecast_end == day(59) + timedelta(days=1193)
    assert read(as_of=day(20), daily={day(1): 7}).forecast_end is None
    far = Plan(start=START, end=PLAN.end, target=10**12)
    assert read(plan=far, daily={day(15): 1}).forecast_end is None


def test_a_met_target_names_the_day_it_was_met() -> None:
    daily = {day(2): 600, day(5): 599, day(9): 1, day(12): 300}
    reading = read(daily=daily)
    assert (reading.pace, reading.forecast_end) == (Pace.DONE, day(9))
    assert reading.rate == 1.25
    assert reading.needed_per_day == 0


def test_what_people_already_had_meets_a_target_on_its_own_day() -> None:
    daily = {day(2): 600, day(9): 300}
    assert read(daily=daily, already=600, percent=True).forecast_end == day(2)
    noted = {day(-3): 100, day(12): 500}
    reading = read(daily=daily, already=600, percent=True, already_by_day=noted)
    assert reading.forecast_end == day(12)
    assert read(already=1200, percent=True).forecast_end == day(1)


def test_days_before_the_campaign_meet_no_target() -> None:
    plan = Plan(start=START, end=PLAN.end, target=59)
    reading = read(plan=plan, daily={day(0): 1, day(1): 58, day(2): 1})
    assert (reading.pace, reading.forecast_end) == (Pace.DONE, day(2))


def test_milestones_bend_the_plan() -> None:
    plan = Plan(
        start=START,
        end=PLAN.end,
        target=1200,
        milestones=((day(30), 900), (day(10), 100), (day(0), 7), (day(60), 5), (day(61), 5)),
    )
    points = {0: 0, 5: 50, 10: 100, 20: 500, 30: 900, 45: 1050, 60: 1200, 61: 1200}
    assert {number: planned_by(plan=plan, as_of=day(number)) for number in points} == points
    assert read(plan=plan, as_of=day(11)).planned_today == 140


def test_the_plan_is_exact() -> None:
    plan = Plan(start=START, end=day(3), target=10)
    assert planned_by(plan=plan, as_of=day(1)) == Fraction(10, 3)


@pytest.mark.parametrize(
    ("done", "pace"),
    [
        (1200, Pace.DONE),
        (1199, Pace.AHEAD),
        (315, Pace.AHEAD),
        (314, Pace.ON_TRACK),
        (285, Pace.ON_TRACK),
        (284, Pace.AT_RISK),
        (240, Pace.AT_RISK),
        (239, Pace.BEHIND),
        (0, Pace.BEHIND),
    ],
)
def test_the_borders_of_the_words_belong_to_the_better_one(done: int, pace: Pace) -> None:
    # 300 are planned by day 15; all were done on day 1, so that the forecast adds nothing.
    assert read(daily={day(1): done}).pace is pace


def test_borders_are_exact_where_binary_numbers_are_not() -> None:
    plan = Plan(start=START, end=day(100), target=2000)
    assert read(plan=plan, as_of=day(1), daily={day(1): 21}).pace is Pace.AHEAD
    assert read(plan=plan, as_of=day(1), daily={day(1): 19}).pace is Pace.ON_TRACK


def test_a_good_forecast_saves_a_late_place() -> None:
    assert read(daily={day(15): 200}).pace is Pace.AT_RISK
    assert read(daily={day(15): 160}).forecast_total == float(160 + Fraction(160, 7) * 45)
    assert read(daily={day(15): 160}).pace is Pace.BEHIND


def test_the_factors_are_settings() -> None:
    daily = {day(1): 240}
    assert read(daily=daily, factors=PaceFactors(ahead=0.8, on_track=0.5, at_risk=0.1)).pace is Pace.AHEAD
    assert read(daily=daily, factors=PaceFactors(ahead=2, on_track=1.5, at_risk=0.81)).pace is Pace.BEHIND


def band(
    daily: Mapping[date, int], *, as_of: date = TWENTY_EIGHTH, toward: int = 400, seed: int = 1
) -> tuple[float, float] | None:
    return forecast_band(plan=PLAN, as_of=as_of, daily_completed=daily, toward_target=toward, rng=random.Random(seed))


def test_the_band_of_even_weeks_is_a_point() -> None:
    wednesdays = {day(number): 70 for number in (4, 11, 18, 25)}
    # 32 days are left: four whole weeks and four days, of which one is a Wednesday.
    assert band(wednesdays) == (400 + 5 * 70, 400 + 5 * 70)


def test_the_band_holds_the_middle_and_repeats_itself() -> None:
    daily = {day(number): number % 5 * 10 for number in range(1, 29)}
    found = band(daily)
    assert found is not None
    low, high = found
    assert 400 < low < 400 + sum(daily.values()) / 28 * 32 < high
    assert found == band(daily)


def test_only_the_last_four_weeks_make_the_band() -> None:
    assert band({day(1): 5000}, as_of=day(35)) == (400, 400)


def test_later_days_do_not_make_the_band() -> None:
    assert band({day(30): 5000}, as_of=day(28)) == (400, 400)


def test_one_week_makes_no_band() -> None:
    assert band({day(1): 10}, as_of=day(13)) is None
    assert band({day(1): 10}, as_of=day(0)) is None
    assert band({day(1): 10}, as_of=day(14)) is not None


def test_after_the_last_day_the_band_is_the_result() -> None:
    assert band({}, as_of=day(60)) == (400, 400)
    assert band({}, as_of=day(80)) == (400, 400)


@pytest.mark.parametrize(
    ("hundredths", "population", "people"),
    [
        (8000, 100, 80),
        (8000, 101, 81),
        (8050, 1000, 805),
        (1, 1, 1),
        (0, 50, 0),
        (10000, 7, 7),
        (12000, 5, 6),
    ],
)
def test_a_percentage_of_people_is_rounded_up(hundredths: int, population: int, people: int) -> None:
    assert percentage_target(hundredths=hundredths, population=population) == people


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "percentage"),
    [
        (71893, 78663, 2, 91.39),
        (67787, 74950, 2, 90.44),
        (66, 108, 2, 61.11),
        (1, 800, 2, 0.13),
        (1, 8, 0, 13),
        (7850, 1000, 2, 785),
        (0, 5, 2, 0),
    ],
)
def test_percentages_round_half_up(numerator: int, denominator: int, digits: int, percentage: float) -> None:
    assert round_half_up(numerator=numerator, denominator=denominator, digits=digits) == percentage


def test_a_percentage_of_nothing_is_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_up(numerator=1, denominator=0)
