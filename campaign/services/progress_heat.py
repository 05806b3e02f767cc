"""Where it is stuck: places x indicators, the way from step to step, and the milestones of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, IndicatorKind, PlaceKind
from campaign.services.progress_charts import Funnel, FunnelStep, HeatCell, HeatColumn, HeatMap, HeatRow, Milestone

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import Indicator
    from campaign.services.progress_models import BurnUp
    from campaign.services.progress_scene import Scene

_VILLAGES, _SCHOOLS, _OTHERS = 1, 2, 3
_ORDER: Final = {
    **dict.fromkeys(COMMUNE_KINDS, 0),
    **dict.fromkeys(RESIDENCE_KINDS, _VILLAGES),
    PlaceKind.SCHOOL: _SCHOOLS,
}


def order_of_kind(place: Place) -> int:
    """Return where a place stands among others: communes, then villages, then schools, then the rest."""
    return _ORDER.get(place.kind, _OTHERS)


def heat_map(scene: Scene) -> HeatMap:
    """Return the places right below the one in view by the indicators of their campaign; by kind, then by name.

    Where everything is reported, places of which nobody reports (the villages of a commune that reports) are left out.
    """
    indicators = scene.campaign.indicators
    expected = {place.id for one in _one_of_each(indicators) for place in scene.with_data(one)}
    rows = [place for place in scene.below if place.id in expected]
    return HeatMap(
        columns=tuple(
            HeatColumn(key=i.key, name_vi=i.name_vi, name_en=i.name_en, short_vi=i.short_vi, short_en=i.short_en)
            for i in indicators
        ),
        rows=tuple(
            HeatRow(
                code=place.code,
                name=place.name,
                kind=place.kind,
                cells=tuple(heat_cell(scene, place, indicator) for indicator in indicators),
            )
            for place in sorted(rows, key=order_of_kind)
        ),
    )


def heat_cell(scene: Scene, place: Place, indicator: Indicator) -> HeatCell:
    """Return one cell, which is the row of `campaign progress --json` for the place and indicator."""
    reading, known = scene.tallies.reading(place, indicator), scene.tallies.known(place, indicator)
    return HeatCell(
        result=scene.tallies.result(place, indicator),
        toward_target=reading.toward_target if known else None,
        target=reading.target,
        eligible=scene.tallies.eligible(place, indicator),
        rate=reading.rate if known else None,
        pace=reading.pace,
    )


def funnel(scene: Scene) -> Funnel | None:
    """Return the steps of the campaign at the place in view, None for a campaign without steps."""
    campaign, place = scene.campaign, scene.place
    if not campaign.steps:
        return None
    steps = []
    for step in campaign.steps:
        tally = scene.tallies.tally(place, step)
        steps.append(
            FunnelStep(
                key=step.key,
                name_vi=step.name_vi,
                name_en=step.name_en,
                short_vi=step.short_vi,
                short_en=step.short_en,
                required=step.required,
                requires=step.rule.prerequisites,
                completed=tally.completed,
                already_had=tally.already_had,
                assisted=tally.assisted,
                eligible=scene.tallies.eligible(place, step),
            )
        )
    by_kind = {i.kind: scene.tallies.tally(place, i) for i in campaign.indicators}
    every = by_kind.get(IndicatorKind.ALL_STEPS)
    reached = by_kind.get(IndicatorKind.REACHED)
    return Funnel(
        steps=tuple(steps),
        reached=reached.completed if reached else 0,
        all_steps=every.completed if every else 0,
        all_steps_already_had=every.already_had if every else 0,
    )


def milestones(scene: Scene, burn_up: BurnUp) -> tuple[Milestone, ...]:
    """Return the milestones of the place in view; the target of the last day is none of them.

    `actual` is the cumulative number of that day, as the burn-up draws it; None for a day to come or without data.
    A ratio, which is asked for a share of what was handled, has none.
    """
    if scene.chosen.kind is IndicatorKind.RATIO:
        return ()
    plan = scene.readings.plan(scene.place, scene.chosen)
    actual = {point.day: point.actual for point in burn_up.points}
    return tuple(
        Milestone(day=day, planned=planned, actual=actual[day])
        for day, planned in sorted(plan.milestones)
        if plan.start <= day < plan.end
    )


def _one_of_each(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Return one indicator of each kind: who has data depends on nothing else."""
    return tuple({indicator.kind: indicator for indicator in indicators}.values())
