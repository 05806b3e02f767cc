"""Plan, speed and forecast of one target: the numbers behind every chart.

Owns the definitions, so that two people get the same number; all comparisons are exact fractions. Refuses the
clock and the database: the day and the daily counts come in.
"""

import random
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from campaign.domain.vocabulary import Pace

RECENT_DAYS = 7
BAND_WEEKS = 4
_WEEK = 7
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A campaign's window, both ends included, and its target with milestones (day, people so far)."""

    start: date
    end: date
    target: int | None
    milestones: tuple[tuple[date, int], ...] = ()

    @property
    def days(self) -> int:
        """Days of the campaign, both ends included."""
        return (self.end - self.start).days + 1

    def elapsed(self, as_of: date) -> int:
        """Days up to and including a day, between 0 and `days`."""
        return min(max((as_of - self.start).days + 1, 0), self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceFactors:
    """Shares of the planned number from which a place is ahead, on track or merely at risk."""

    ahead: float = 1.05
    on_track: float = 0.95
    at_risk: float = 0.80


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceReading:
    """Where one place stands with one indicator; None means "no data", never 0.

    `rate` is a fraction of the target (0.6), the other numbers are people or people a day.
    """

    day: int
    days: int
    target: int | None
    toward_target: int
    rate: float | None
    planned_today: float | None
    needed_per_day: float | None
    recent_per_day: float
    forecast_end: date | None
    forecast_total: float | None
    pace: Pace


def read_pace(
    *,
    plan: Plan,
    as_of: date,
    daily_completed: Mapping[date, int],
    already_had: int,
    counts_already_had: bool,
    factors: PaceFactors = PaceFactors(),
    already_by_day: Mapping[date, int] | None = None,
) -> PaceReading:
    """Read plan, speed and forecast on a day.

    Args:
        plan: window, target and milestones.
        as_of: the day; what is dated later is ignored.
        daily_completed: completed by the campaign, by day; days outside the campaign are ignored.
        already_had: people who had it before, as known on that day.
        counts_already_had: true for a target given as a percentage of a population.
        factors: the borders between the words for pace.
        already_by_day: when those who already had it were recorded; without it they count from the first day.

    A target of 0 is treated like none. Before the first day nothing is forecast.
    """
    day = plan.elapsed(as_of)
    base = already_had if counts_already_had else 0
    completed = _in_campaign(plan=plan, as_of=as_of, daily=daily_completed)
    toward = sum(completed.values()) + base
    recent = _recent(plan=plan, as_of=as_of, completed=completed)
    forecast = toward + recent * (plan.days - day) if day else None
    planned = planned_by(plan=plan, as_of=as_of)
    met_on: date | None = None
    if plan.target and toward >= plan.target:
        started_with = {plan.start: base} if already_by_day is None or not counts_already_had else already_by_day
        met_on = _day_met(plan=plan, as_of=as_of, additions=(completed, started_with))
    return PaceReading(
        day=day,
        days=plan.days,
        target=plan.target,
        toward_target=toward,
        rate=toward / plan.target if plan.target else None,
        planned_today=None if planned is None else float(planned),
        needed_per_day=_needed(plan=plan, toward=toward, days_left=plan.days - day),
        recent_per_day=float(recent),
        forecast_end=met_on or _forecast_end(plan=plan, as_of=as_of, toward=toward, recent=recent),
        forecast_total=None if forecast is None else float(forecast),
        pace=_pace(plan=plan, toward=toward, planned=planned, forecast=forecast, factors=factors),
    )


def condensed(*, first: date, last: date, total: int, recent: int) -> dict[date, int]:
    """Return two days that stand for all: a reading asks only how many there are, and how many of them are recent.

    `recent` are those of the last seven days and stand at the last day; what is older stands at the first day of the
    campaign, which then lies before that week. Only the day on which a target was met is lost by it.
    """
    found = {last: recent}
    found[first] = found.get(first, 0) + total - recent
    return found


def planned_by(*, plan: Plan, as_of: date) -> Fraction | None:
    """Return the planned number on a day, exact: straight lines through the milestones.

    The lines start at (0, 0) and end at (days, target).

    Milestones outside the campaign, or on its last day, give way to the window and the target.
    """
    if plan.target is None:
        return None
    day = plan.elapsed(as_of)
    points = {plan.elapsed(due): people for due, people in sorted(plan.milestones) if plan.start <= due < plan.end}
    points = {0: 0, **points, plan.days: plan.target}
    left = max(known for known in points if known <= day)
    right = min(known for known in points if known >= day)
    if left == right:
        return Fraction(points[day])
    return points[left] + Fraction(points[right] - points[left], right - left) * (day - left)


def forecast_band(
    *,
    plan: Plan,
    as_of: date,
    daily_completed: Mapping[date, int],
    toward_target: int,
    rng: random.Random,
    samples: int = 1000,
) -> tuple[float, float] | None:
    """Return the 80 % interval of the final number, by resampling whole weeks of the last 28 days.

    Weeks stay whole and keep their weekdays, because Wednesdays and Saturdays carry most. None before two
    whole weeks of the campaign have passed: one week says nothing about variation. With no day left both ends
    are the result.
    """
    day = plan.elapsed(as_of)
    left = plan.days - day
    if day and not left:
        return float(toward_target), float(toward_target)
    weeks = [
        [daily_completed.get(as_of - _ONE_DAY * (_WEEK * back - weekday - 1), 0) for weekday in range(_WEEK)]
        for back in range(1, min(BAND_WEEKS, day // _WEEK) + 1)
    ]
    if len(weeks) < 2:  # noqa: PLR2004
        return None
    whole, rest = divmod(left, _WEEK)
    sums = [sum(week) for week in weeks]
    begun = [sum(week[:rest]) for week in weeks]
    totals = [toward_target + sum(rng.choices(sums, k=whole)) + rng.choice(begun) for _ in range(samples)]
    tenths = statistics.quantiles(totals, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def percentage_target(*, hundredths: int, population: int) -> int:
    """Return the people behind a percentage target, rounded up.

    Args:
        hundredths: the percentage in hundredths of a percent: 8050 is 80,5 %.
        population: people in the named group.
    """
    return -(-hundredths * population // 10_000)


def round_half_up(*, numerator: int, denominator: int, digits: int = 2) -> float:
    """Return a percentage for print: 71893 of 78663 is 91.39; halves go up, the parts need not sum to 100.

    Raises:
        ZeroDivisionError: the denominator is 0; a rate without a denominator is no data.
    """
    scale = 10**digits
    return float(Fraction((200 * numerator * scale + denominator) // (2 * denominator), scale))


def _in_campaign(*, plan: Plan, as_of: date, daily: Mapping[date, int]) -> dict[date, int]:
    last = min(as_of, plan.end)
    return {day: people for day, people in daily.items() if plan.start <= day <= last}


def _recent(*, plan: Plan, as_of: date, completed: Mapping[date, int]) -> Fraction:
    """Completed a day over the last seven calendar days, or over fewer in a younger campaign."""
    days = min(RECENT_DAYS, (as_of - plan.start).days + 1)
    if days <= 0:
        return Fraction(0)
    first = as_of - _ONE_DAY * (days - 1)
    return Fraction(sum(people for day, people in completed.items() if day >= first), days)


def _needed(*, plan: Plan, toward: int, days_left: int) -> float | None:
    if plan.target is None or days_left == 0:
        return None
    return max(0, plan.target - toward) / days_left


def _forecast_end(*, plan: Plan, as_of: date, toward: int, recent: Fraction) -> date | None:
    """Return the first day on which an open target is met at the recent speed, also beyond the campaign."""
    if not plan.target or not recent:
        return None
    days = -(-(plan.target - toward) // recent)
    try:
        return as_of + _ONE_DAY * days
    except OverflowError:
        return None


def _day_met(*, plan: Plan, as_of: date, additions: Iterable[Mapping[date, int]]) -> date:
    """Return the day on which a met target was reached; what came earlier counts from the first day."""
    by_day: dict[date, int] = {}
    for daily in additions:
        for day, people in daily.items():
            by_day[max(day, plan.start)] = by_day.get(max(day, plan.start), 0) + people
    reached = 0
    for day in sorted(by_day):
        reached += by_day[day]
        if reached >= (plan.target or 0):
            return day
    return min(as_of, plan.end)


def _pace(
    *,
    plan: Plan,
    toward: int,
    planned: Fraction | None,
    forecast: Fraction | None,
    factors: PaceFactors,
) -> Pace:
    """Return the first word that holds, in the order of the definition; no forecast means not started."""
    if not plan.target or planned is None:
        return Pace.NO_TARGET
    if forecast is None:
        return Pace.NOT_STARTED
    words = (
        (Pace.DONE, toward >= plan.target),
        (Pace.AHEAD, toward >= _exact(factors.ahead) * planned),
        (Pace.ON_TRACK, toward >= _exact(factors.on_track) * planned),
        (Pace.AT_RISK, forecast >= plan.target or toward >= _exact(factors.at_risk) * planned),
    )
    return next((word for word, holds in words if holds), Pace.BEHIND)


@cache
def _exact(factor: float) -> Fraction:
    """Return the factor as it is written, 21/20 for 1.05, so that the very border counts."""
    return Fraction(str(factor))
