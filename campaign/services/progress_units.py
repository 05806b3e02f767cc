"""The second half of *Tiến độ*: who is ahead and who needs help, each place's curve, and the places on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.services.progress_charts import Curve, Curves, PlacePoint, PointMap
from campaign.services.progress_heat import order_of_kind
from campaign.services.progress_models import ProgressPage, UnitsView
from campaign.services.progress_ranking import ranking
from campaign.services.progress_scene import Scene, read_scene
from campaign.services.progress_view import view_of

if TYPE_CHECKING:
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.services.call import Call


def progress_units(
    *, call: Call, slug: str, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> UnitsView:
    """Return ranking, curves and point map of the places right below one (defaults as in `progress_view`).

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    return units_of(read_scene(call, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of))


def progress_page(
    *, call: Call, slug: str, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> ProgressPage:
    """Return both halves of the screen, which one reading serves: at most 12 queries, whatever the size.

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    scene = read_scene(call, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of)
    return ProgressPage(view=view_of(scene), units=units_of(scene))


def units_of(scene: Scene) -> UnitsView:
    """Return the second half of the screen from what was read for it."""
    chosen = scene.chosen
    return UnitsView(
        campaign=scene.campaign.slug,
        as_of=scene.on,
        place_code=scene.place.code,
        place_name=scene.place.name,
        indicator=chosen.key,
        indicator_vi=chosen.name_vi,
        indicator_en=chosen.name_en,
        unit_vi=chosen.unit_vi,
        unit_en=chosen.unit_en,
        ranking=ranking(scene),
        curves=_curves(scene),
        point_map=_point_map(scene),
    )


def _curves(scene: Scene) -> Curves:
    campaign = scene.campaign
    return Curves(
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=scene.on,
        curves=tuple(_curve(scene, place) for place in sorted(scene.measured, key=order_of_kind)),
    )


def _curve(scene: Scene, place: Place) -> Curve:
    """Return what counts toward the target, added up; nothing reported is no line along the bottom."""
    readings, chosen = scene.readings, scene.chosen
    reading, known = readings.reading(place, chosen), readings.result(place, chosen) is not None
    brought = dict(readings.days(place, chosen, StepStatus.COMPLETED))
    if readings.counts_already_had(place, chosen):
        for day, n in readings.days(place, chosen, StepStatus.ALREADY_HAD).items():
            brought[day] = brought.get(day, 0) + n
    points, so_far = [], 0
    for day in sorted(brought):
        so_far += brought[day]
        points.append((day, so_far))
    # What a ratio is asked for grows with what was handled: it has no ceiling.
    target = None if chosen.kind is IndicatorKind.RATIO else reading.target
    return Curve(
        code=place.code,
        name=place.name,
        kind=place.kind,
        points=tuple(points),
        target=target,
        rate=reading.rate if known else None,
        pace=reading.pace,
    )


def _point_map(scene: Scene) -> PointMap:
    points, without = [], []
    for place in sorted(scene.measured, key=order_of_kind):
        reading, result = scene.readings.reading(place, scene.chosen), scene.readings.result(place, scene.chosen)
        if place.latitude is None or place.longitude is None:
            without.append(place.name)
            continue
        points.append(
            PlacePoint(
                code=place.code,
                name=place.name,
                kind=place.kind,
                latitude=place.latitude,
                longitude=place.longitude,
                result=result,
                target=reading.target,
                rate=None if result is None else reading.rate,
                pace=reading.pace,
            )
        )
    return PointMap(points=tuple(points), without=tuple(without))
