"""How one number is reckoned: its value as the contract prints it, the reckoning in numbers, or why there is none.

The value is never reckoned here a second time: it comes from the row of `campaign progress --json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.pace import RECENT_DAYS, planned_by
from campaign.domain.vocabulary import Figure, IndicatorKind, TargetKind
from campaign.services.provenance_models import Formula, FormulaKind, Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.db.queries.targets import StoredTarget
    from campaign.domain.pace import Plan
    from campaign.services.progress import ProgressRow, Readings
    from campaign.services.provenance_ground import Ground
    from campaign.services.provenance_models import Counted, Peer

_OF_PEOPLE_ALONE = frozenset({Figure.ALREADY_HAD, Figure.ASSISTED})
_NOT_OF_RATIO = frozenset({Figure.NEEDED_PER_DAY, Figure.FORECAST_TOTAL})
_NEEDS_TARGET = frozenset({Figure.TARGET, Figure.RATE, Figure.PLANNED_TODAY, Figure.NEEDED_PER_DAY})


def value_of(row: ProgressRow, figure: Figure, *, counted: Counted | None, peers: Sequence[Peer]) -> float | None:
    """Return the number: that of the contract's row, and beyond it the last seven days and the rank."""
    if figure is Figure.WEEK:
        return None if row.result is None or counted is None else counted.n
    if figure is Figure.RANK:
        return next((peer.rank for peer in peers if peer.code == row.place_code), None)
    found: float | None = row.as_json()[figure.value]
    return found


def why_missing(ground: Ground, readings: Readings, row: ProgressRow, figure: Figure) -> Missing:
    """Return why a number that is not there cannot be."""
    ratio = ground.indicator.kind is IndicatorKind.RATIO
    of_people = figure is Figure.ELIGIBLE and not ratio
    reasons = (
        (Missing.NOT_OF_REPORTED, figure in _OF_PEOPLE_ALONE),
        (Missing.NOT_OF_RATIO, ratio and figure in _NOT_OF_RATIO),
        (Missing.NOT_RANKED, figure is Figure.RANK),
        (Missing.NO_GROUP, of_people and ground.indicator.population_group is None),
        (Missing.NO_POPULATION, of_people),
        (_no_target(readings, ground, row), figure in _NEEDS_TARGET and not row.reading.target),
        (Missing.NOTHING_APPROVED, row.result is None and figure is not Figure.NEEDED_PER_DAY),
        (Missing.NO_DAY_LEFT, figure is Figure.NEEDED_PER_DAY),
    )
    return next((reason for reason, holds in reasons if holds), Missing.NOT_STARTED)


def _no_target(readings: Readings, ground: Ground, row: ProgressRow) -> Missing:
    given = final_target(readings, ground)
    if given is None:
        return Missing.NO_TARGET
    if row.reading.target == 0 or given.amount == 0:
        return Missing.TARGET_OF_NOBODY
    if ground.indicator.kind is IndicatorKind.RATIO:
        return Missing.NOTHING_APPROVED if given.kind is TargetKind.PERCENT else Missing.NO_TARGET
    return Missing.TARGET_WITHOUT_POPULATION


def final_target(readings: Readings, ground: Ground) -> StoredTarget | None:
    """Return the target in force that the campaign is measured by: the latest one."""
    found = [t for t in readings.targets.get((ground.place.id, ground.indicator.id), ()) if t.amount is not None]
    return found[-1] if found else None


def formula_of(
    ground: Ground,
    readings: Readings,
    row: ProgressRow,
    figure: Figure,
    *,
    value: float,
    peers: Sequence[Peer],
) -> Formula:
    """Return the reckoning of a number that is there."""
    reading = row.reading
    makers: dict[Figure, Callable[[], Formula]] = {
        Figure.RATE: lambda: _made(
            FormulaKind.RATE, rate=value, toward=reading.toward_target, target=reading.target or 0
        ),
        Figure.RANK: lambda: _made(FormulaKind.RANK, rank=value, ranked=sum(peer.rate is not None for peer in peers)),
        Figure.TOWARD_TARGET: lambda: _toward(readings, ground, row),
        Figure.TARGET: lambda: _target(readings, ground, row),
        Figure.PLANNED_TODAY: lambda: _planned(readings, ground, row),
        Figure.NEEDED_PER_DAY: lambda: _needed(row, value),
        Figure.FORECAST_TOTAL: lambda: _forecast(row, value),
        Figure.WEEK: lambda: _made(FormulaKind.WEEK, n=value),
    }
    return makers.get(figure, lambda: _count(ground, row, figure, value))()


def _count(ground: Ground, row: ProgressRow, figure: Figure, value: float) -> Formula:
    if ground.indicator.kind is IndicatorKind.RATIO:
        return _made(FormulaKind.REPORTS, n=row.result or 0, denominator=row.eligible or 0)
    if figure is Figure.ELIGIBLE:
        return _made(FormulaKind.POPULATION, n=value)
    return _made(FormulaKind.REPORTS if ground.reported else FormulaKind.PEOPLE, n=value)


def _toward(readings: Readings, ground: Ground, row: ProgressRow) -> Formula:
    done, toward = row.result or 0, row.reading.toward_target
    if ground.reported or not readings.counts_already_had(ground.place, ground.indicator):
        return _made(FormulaKind.TOWARD, toward=toward, completed=done)
    return _made(FormulaKind.TOWARD_WITH_HAD, toward=toward, completed=done, had=toward - done)


def _target(readings: Readings, ground: Ground, row: ProgressRow) -> Formula:
    target, given = row.reading.target or 0, final_target(readings, ground)
    if ground.indicator.kind is IndicatorKind.RATIO:
        share = readings.share(ground.place, ground.indicator) or 0
        return _made(FormulaKind.PLAN_RATIO, target=target, share=share, population=row.eligible or 0)
    if given is None or given.kind is TargetKind.COUNT or given.population_group is None:
        return _made(FormulaKind.TARGET_COUNT, target=target)
    people, _as_of = readings.populations[ground.place.id, given.population_group]
    return _made(FormulaKind.TARGET_PERCENT, target=target, share=given.amount or 0, population=people)


def _planned(readings: Readings, ground: Ground, row: ProgressRow) -> Formula:
    if ground.indicator.kind is IndicatorKind.RATIO:
        return _target(readings, ground, row)
    plan, planned = readings.plan(ground.place, ground.indicator), row.reading.planned_today or 0
    if not any(plan.start <= due < plan.end for due, _people in plan.milestones):
        return _made(
            FormulaKind.PLAN, planned=planned, target=plan.target or 0, day=row.reading.day, days=row.reading.days
        )
    (left_day, left), (right_day, right) = _segment(plan, row.reading.day)
    return _made(
        FormulaKind.PLAN_MILESTONES,
        planned=planned,
        left=left,
        left_day=left_day,
        right=right,
        right_day=right_day,
        day=row.reading.day,
    )


def _segment(plan: Plan, day: int) -> tuple[tuple[int, float], tuple[int, float]]:
    """Return the points (day, people) of the plan between which a day lies: on a point, the stretch that ends there."""
    known = sorted({0, plan.days, *(plan.elapsed(due) for due, _n in plan.milestones if plan.start <= due < plan.end)})
    right = next(point for point in known if point >= max(day, 1))
    left = max(point for point in known if point < right)
    return (left, _planned_on(plan, left)), (right, _planned_on(plan, right))


def _planned_on(plan: Plan, day: int) -> float:
    # Day 0 is the eve of the first one.
    found = planned_by(plan=plan, as_of=plan.start.fromordinal(plan.start.toordinal() + day - 1))
    return float(found or 0)


def _needed(row: ProgressRow, value: float) -> Formula:
    reading = row.reading
    return _made(
        FormulaKind.NEEDED,
        needed=value,
        target=reading.target or 0,
        toward=reading.toward_target,
        left_days=reading.days - reading.day,
    )


def _forecast(row: ProgressRow, value: float) -> Formula:
    reading = row.reading
    days = min(RECENT_DAYS, max(reading.day, 1))
    return _made(
        FormulaKind.FORECAST,
        forecast=value,
        toward=reading.toward_target,
        recent=round(reading.recent_per_day * days),
        recent_days=days,
        left_days=reading.days - reading.day,
    )


def _made(kind: FormulaKind, **terms: float) -> Formula:
    return Formula(kind=kind, terms=tuple(terms.items()))
