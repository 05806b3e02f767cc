"""The parts of a document that charts are drawn from: heat map, funnel, ranking, milestones, made from readings."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from campaign.domain.ranking import rank
from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.services.progress_charts import (
    Funnel,
    FunnelStep,
    HeatCell,
    HeatColumn,
    HeatMap,
    HeatRow,
    Milestone,
    RankingLine,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db.queries.places import Place
    from campaign.domain.indicators import Indicator
    from campaign.services.progress import Readings

_ONE_DAY = timedelta(days=1)


def heat_map_of(readings: Readings, places: Sequence[Place]) -> HeatMap:
    """Return places x indicators."""
    indicators = readings.campaign.indicators
    columns = tuple(
        HeatColumn(key=i.key, name_vi=i.name_vi, name_en=i.name_en, short_vi=i.short_vi, short_en=i.short_en)
        for i in indicators
    )
    return HeatMap(
        columns=columns,
        rows=tuple(
            HeatRow(code=p.code, name=p.name, kind=p.kind, cells=tuple(_cell(readings, p, i) for i in indicators))
            for p in places
        ),
    )


def _cell(readings: Readings, place: Place, indicator: Indicator) -> HeatCell:
    row = readings.row(place, indicator)
    known = row.result is not None
    return HeatCell(
        result=row.result,
        toward_target=row.reading.toward_target if known else None,
        target=row.reading.target,
        eligible=row.eligible,
        rate=row.reading.rate if known else None,
        pace=row.reading.pace,
    )


def funnel_of(readings: Readings, place: Place) -> Funnel:
    """Return the steps at a place, in their order."""
    campaign = readings.campaign
    totals = {i.kind: readings.total(place, i, StepStatus.COMPLETED) for i in campaign.indicators}
    return Funnel(
        steps=tuple(
            FunnelStep(
                key=step.key,
                name_vi=step.name_vi,
                name_en=step.name_en,
                short_vi=step.short_vi,
                short_en=step.short_en,
                required=step.required,
                requires=step.rule.prerequisites,
                completed=readings.total(place, step, StepStatus.COMPLETED),
                already_had=readings.total(place, step, StepStatus.ALREADY_HAD),
                assisted=readings.total(place, step, StepStatus.ASSISTED),
                eligible=readings.eligible(place, step),
            )
            for step in campaign.steps
        ),
        reached=totals.get(IndicatorKind.REACHED, 0),
        all_steps=totals.get(IndicatorKind.ALL_STEPS, 0),
    )


def ranking_of(readings: Readings, places: Sequence[Place], indicator: Indicator) -> tuple[RankingLine, ...]:
    """Return the places among those of their kind, by one indicator."""
    rows = {place.id: readings.row(place, indicator) for place in places}
    lines = []
    for place in places:
        peers = [p for p in places if p.kind is place.kind]
        rates = {p.id: _share(rows[p.id].reading.toward_target, rows[p.id].reading.target, rows[p.id]) for p in peers}
        shares = {p.id: _share(rows[p.id].reading.toward_target, rows[p.id].eligible, rows[p.id]) for p in peers}
        row, known = rows[place.id], rows[place.id].result is not None
        lines.append(
            RankingLine(
                code=place.code,
                name=place.name,
                kind=place.kind,
                group="",
                result=row.result,
                toward_target=row.reading.toward_target if known else None,
                target=row.reading.target,
                eligible=row.eligible,
                rate=row.reading.rate if known else None,
                eligible_rate=None if shares[place.id] is None else float(shares[place.id] or 0),
                rank=rank(rates=rates).get(place.id),
                ranked=sum(rate is not None for rate in rates.values()),
                eligible_rank=rank(rates=shares).get(place.id),
                eligible_ranked=sum(share is not None for share in shares.values()),
                pace=row.reading.pace,
            )
        )
    return tuple(lines)


def _share(part: int, whole: int | None, row: object) -> Fraction | None:
    known = getattr(row, "result", None) is not None
    return Fraction(part, whole) if known and whole else None


def milestones_of(readings: Readings, place: Place, indicator: Indicator) -> tuple[Milestone, ...]:
    """Return the days before the last on which the plan asks for a number."""
    done = readings.days(place, indicator, StepStatus.COMPLETED)
    return tuple(
        Milestone(
            day=due,
            planned=people,
            actual=sum(n for day, n in done.items() if day <= due) if due <= readings.on else None,
        )
        for due, people in sorted(readings.plan(place, indicator).milestones)
    )
