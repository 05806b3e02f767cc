"""Properties of plan, speed and forecast."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.pace import (
    RECENT_DAYS,
    Plan,
    condensed,
    forecast_band,
    percentage_target,
    planned_by,
    read_pace,
    round_half_up,
)
from campaign.domain.vocabulary import Pace

START = date(2026, 3, 1)
day_numbers = st.integers(-5, 130)
plans = st.builds(
    lambda days, target, milestones: Plan(
        start=START,
        end=START + timedelta(days=days - 1),
        target=target,
        milestones=tuple((START + timedelta(days=number), people) for number, people in milestones),
    ),
    st.integers(1, 120),
    st.none() | st.integers(0, 5000),
    st.lists(st.tuples(day_numbers, st.integers(0, 5000)), max_size=3),
)
dailies = st.dictionaries(day_numbers.map(lambda number: START + timedelta(days=number)), st.integers(0, 200))
moments = day_numbers.map(lambda number: START + timedelta(days=number))


@given(plans, moments, dailies, st.integers(0, 500), st.booleans())
def test_a_reading_agrees_with_itself(
    plan: Plan,
    as_of: date,
    daily: dict[date, int],
    already: int,
    percent: bool,  # noqa: FBT001
) -> None:
    reading = read_pace(plan=plan, as_of=as_of, daily_completed=daily, already_had=already, counts_already_had=percent)
    assert 0 <= reading.day <= reading.days
    assert (reading.rate is None) == (not plan.target)
    assert (reading.pace is Pace.NO_TARGET) == (not plan.target)
    assert (reading.forecast_total is None) == (as_of < plan.start)
    if reading.forecast_total is not None:
        assert reading.forecast_total >= reading.toward_target
    if plan.target and reading.toward_target >= plan.target:
        assert reading.forecast_end is not None
        assert reading.needed_per_day in {0, None}
        assert reading.pace in {Pace.DONE, Pace.NOT_STARTED}
        assert plan.start <= reading.forecast_end <= max(as_of, plan.start)
    elif reading.forecast_end is not None:
        assert reading.forecast_end > as_of
        assert reading.recent_per_day > 0


@given(plans, moments, dailies)
def test_the_future_and_the_outside_never_matter(plan: Plan, as_of: date, daily: dict[date, int]) -> None:
    inside = {day: people for day, people in daily.items() if plan.start <= day <= min(as_of, plan.end)}
    everything = read_pace(plan=plan, as_of=as_of, daily_completed=daily, already_had=0, counts_already_had=False)
    assert everything == read_pace(
        plan=plan, as_of=as_of, daily_completed=inside, already_had=0, counts_already_had=False
    )
    assert everything.toward_target == sum(inside.values())


@given(plans, moments)
def test_the_plan_starts_at_nothing_and_ends_at_the_target(plan: Plan, as_of: date) -> None:
    assert planned_by(plan=plan, as_of=plan.start - timedelta(days=1)) == (None if plan.target is None else 0)
    assert planned_by(plan=plan, as_of=plan.end) == plan.target
    planned = planned_by(plan=plan, as_of=as_of)
    if planned is not None and plan.target is not None:
        highest = max([plan.target, *(people for _, people in plan.milestones)])
        assert 0 <= planned <= highest


@given(plans, moments, dailies, st.integers(1, 50))
def test_doing_more_never_worsens_the_pace(plan: Plan, as_of: date, daily: dict[date, int], more: int) -> None:
    better = [Pace.DONE, Pace.AHEAD, Pace.ON_TRACK, Pace.AT_RISK, Pace.BEHIND]

    def rank(counts: dict[date, int]) -> int:
        reading = read_pace(plan=plan, as_of=as_of, daily_completed=counts, already_had=0, counts_already_had=False)
        return better.index(reading.pace) if reading.pace in better else -1

    assert rank({**daily, as_of: daily.get(as_of, 0) + more}) <= rank(daily)


@given(plans, moments, dailies, st.integers(0, 500), st.integers(0, 9))
def test_the_band_lies_between_the_worst_and_the_best_weeks(
    plan: Plan, as_of: date, daily: dict[date, int], toward: int, seed: int
) -> None:
    def band() -> tuple[float, float] | None:
        return forecast_band(
            plan=plan,
            as_of=as_of,
            daily_completed=daily,
            toward_target=toward,
            rng=random.Random(seed),
            samples=40,
        )

    found = band()
    assert found == band()
    if found is not None:
        low, high = found
        weeks_left = (plan.days - plan.elapsed(as_of)) // 7 + 1
        assert toward <= low <= high <= toward + weeks_left * 7 * max(daily.values(), default=0)


@given(st.integers(0, 20_000), st.integers(0, 100_000))
def test_a_percentage_target_is_the_smallest_that_is_enough(hundredths: int, population: int) -> None:
    people = percentage_target(hundredths=hundredths, population=population)
    assert people * 10_000 >= hundredths * population > (people - 1) * 10_000


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_rounded_percentage_is_near_and_never_below_a_half(numerator: int, denominator: int, digits: int) -> None:
    rounded = round(round_half_up(numerator=numerator, denominator=denominator, digits=digits) * 10**digits)
    twice_the_error = 2 * (rounded * denominator - 100 * numerator * 10**digits)
    assert -denominator < twice_the_error <= denominator


@given(plans, moments, dailies)
def test_two_days_stand_for_all(plan: Plan, as_of: date, daily: dict[date, int]) -> None:
    inside = {day: n for day, n in daily.items() if plan.start <= day <= min(as_of, plan.end)}
    recent = sum(n for day, n in inside.items() if day > as_of - timedelta(days=RECENT_DAYS))
    last = max(plan.start, min(as_of, plan.end))
    short = condensed(first=plan.start, last=last, total=sum(inside.values()), recent=recent)
    whole, brief = (
        read_pace(plan=plan, as_of=as_of, daily_completed=found, already_had=0, counts_already_had=False)
        for found in (inside, short)
    )
    told = ("toward_target", "rate", "pace", "needed_per_day", "recent_per_day", "forecast_total")
    assert [getattr(brief, name) for name in told] == [getattr(whole, name) for name in told]
