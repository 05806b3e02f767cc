"""Two periods of one campaign side by side, or two campaigns by the number of their day: what was completed in each.

Compared are results, never those who had it before: so that what a campaign did is compared with what it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.domain.periods import period_of
from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.place_matching import matches
from campaign.services.progress import Readings
from campaign.services.progress_charts import ComparedPlace, ComparedSeries, Comparison
from campaign.services.progress_heat import order_of_kind
from campaign.services.progress_scene import indicator_of
from campaign.services.reporting_units import REPORTED_KINDS
from campaign.services.scoping import Terrain, campaign_in_scope, place_in_campaign, terrain_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.domain.vocabulary import PeriodKind
    from campaign.services.call import Call

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One campaign of a comparison: the places that are read of it, and their days by one indicator."""

    campaign: CampaignDefinition
    indicator: Indicator
    readings: Readings

    def days(self, places: Iterable[Place]) -> Mapping[date, int] | None:
        """Return the results of some places by day, added up; None where numbers are reported and none is there."""
        found: dict[date, int] = {}
        known = self.indicator.kind not in REPORTED_KINDS
        for place in places:
            known = known or self.readings.result(place, self.indicator) is not None
            for day, n in self.readings.days(place, self.indicator, StepStatus.COMPLETED).items():
                found[day] = found.get(day, 0) + n
        return found if known else None


def compare_periods(
    *,
    call: Call,
    slug: str,
    kind: PeriodKind,
    place_code: str | None = None,
    indicator: str | None = None,
    as_of: date | None = None,
) -> Comparison:
    """Return a period, up to a day, against as many days of the one before, at a place and those right below it.

    The names of both sides are empty: their days say what they are. A place that was not there in the period before,
    and came from none that was, has None there; so has one of which nothing was approved in a period.

    Raises `period_before_missing` for the first period and the whole campaign, `campaign_unknown`, `place_unknown`,
    `place_outside_campaign`, `indicator_unknown`, `not_permitted`. 5 queries, whatever the size.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        period = period_of(kind=kind, on=on, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
        if period.before_first is None or period.before_last is None:
            raise CampaignError("period_before_missing", campaign=campaign.name, first=period.first)
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, on=on)
        place = place_in_campaign(connection, campaign=campaign, code=place_code, places=terrain.places)
        below = tuple(p for p in terrain.places if p.parent_id == place.id)
        side = _read(
            connection,
            campaign=campaign,
            indicator=indicator_of(campaign, indicator),
            terrain=terrain,
            places=(place, *below),
            on=on,
        )
    spans = (period.first, period.last), (period.before_first, period.before_last)
    now, then = (_series("", side.days([place]) or {}, first=first, last=last) for first, last in spans)
    return Comparison(
        indicator=side.indicator.key,
        now=now,
        then=then,
        places=tuple(
            _compared(unit, *(_brought(side, terrain, unit, *span) for span in spans))
            for unit in sorted(below, key=order_of_kind)
        ),
    )


def _brought(side: _Side, terrain: Terrain, unit: Place, first: date, last: date) -> int | None:
    """Return what a place did in some days; None where it was not there yet, or nothing of it was approved."""
    if unit.valid_from > last and terrain.lineage.with_old([unit.id]) == [unit.id]:
        return None
    found = side.days([unit])
    inside = [n for day, n in (found or {}).items() if first <= day <= last]
    reported = side.indicator.kind in REPORTED_KINDS
    return None if found is None or (reported and not inside) else sum(inside)


def compare_campaigns(
    *,
    call: Call,
    slug: str,
    other: str,
    place_code: str | None = None,
    indicator: str | None = None,
    other_indicator: str | None = None,
    as_of: date | None = None,
) -> Comparison:
    """Return a campaign, up to a day, against another one by the number of the day; the viewer must see both.

    The widest place stands against the widest one of the other. Any other place stands against what became it, or
    is it still; `places` are those right below, with what both had on the same day of their campaign, and empty where
    the two have no place in common.

    Raises `comparison_indicator_missing`, `comparison_indicator_unlike` (a ratio against a number),
    `comparison_place_missing`, `campaign_unknown` (for either), `place_unknown`, `place_outside_campaign`,
    `indicator_unknown`, `not_permitted`. 10 queries, whatever the size.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        before = campaign_in_scope(call, connection, slug=other, action=Action.SEE_PROGRESS)
        chosen = indicator_of(campaign, indicator)
        counted = _counted_there(chosen, before, other_indicator)
        here = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, on=on)
        there = terrain_in_scope(call, connection, campaign=before, action=Action.SEE_PROGRESS, on=before.nearest(on))
        place = place_in_campaign(connection, campaign=campaign, code=place_code, places=here.places)
        below = tuple(p for p in here.places if p.parent_id == place.id)
        widest = place_in_campaign(connection, campaign=before, code=None, places=there.places)
        found = matches(ours=(place, *below), theirs=there.places, known=(*here.ever, *there.ever))
        roots = (widest,) if place.id == here.places[0].id else found.get(place.id, ())
        if not roots:
            raise CampaignError("comparison_place_missing", place=place.name, campaign=before.name)
        wanted = {p.id: p for p in (*roots, *(p for unit in below for p in found.get(unit.id, ())))}
        side = _read(connection, campaign=campaign, indicator=chosen, terrain=here, places=(place, *below), on=on)
        past = _read(
            connection, campaign=before, indicator=counted, terrain=there, places=tuple(wanted.values()), on=on
        )
    return Comparison(
        indicator=chosen.key,
        now=_whole(side, (place,), on),
        then=_whole(past, roots, on),
        places=_places_by_day(side, past, below, found, campaign.day_number(on)),
    )


def _read(
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    indicator: Indicator,
    terrain: Terrain,
    places: Sequence[Place],
    on: date,
) -> _Side:
    readings = Readings(
        connection, campaign=campaign, places=places, indicators=[indicator], on=on, lineage=terrain.lineage
    )
    return _Side(campaign=campaign, indicator=indicator, readings=readings)


def _counted_there(chosen: Indicator, before: CampaignDefinition, key: str | None) -> Indicator:
    found = before.indicator(key or chosen.key)
    if found is None:
        raise CampaignError("comparison_indicator_missing", indicator=chosen.name_vi, campaign=before.name)
    if (found.kind is IndicatorKind.RATIO) is not (chosen.kind is IndicatorKind.RATIO):
        raise CampaignError("comparison_indicator_unlike", indicator=chosen.name_vi, campaign=before.name)
    return found


def _whole(side: _Side, places: Sequence[Place], on: date) -> ComparedSeries:
    """Return a campaign up to a day; several places that became one had no target together."""
    target = side.readings.reading(places[0], side.indicator).target if len(places) == 1 else None
    return _series(
        side.campaign.name,
        side.days(places) or {},
        first=side.campaign.starts_on,
        last=side.campaign.nearest(on),
        target=None if side.indicator.kind is IndicatorKind.RATIO else target,
    )


def _series(
    name: str, days: Mapping[date, int], *, first: date, last: date, target: int | None = None
) -> ComparedSeries:
    """Return the sum so far for each day that brought something, the first day being number 1."""
    points, so_far = [], 0
    for day in sorted(day for day in days if first <= day <= last):
        so_far += days[day]
        points.append(((day - first).days + 1, so_far))
    return ComparedSeries(name=name, first=first, last=last, points=tuple(points), total=so_far, target=target)


def _places_by_day(
    side: _Side, past: _Side, below: Sequence[Place], found: Mapping[int, tuple[Place, ...]], number: int
) -> tuple[ComparedPlace, ...]:
    """Return the places below with what they had on the same day of both campaigns."""
    if not any(unit.id in found for unit in below):
        return ()

    def had(of: _Side, places: Sequence[Place]) -> int | None:
        days = of.days(places) if places else None
        until = of.campaign.starts_on + (number - 1) * _ONE_DAY
        return None if days is None else sum(n for day, n in days.items() if day <= until)

    return tuple(
        _compared(unit, had(side, (unit,)), had(past, found.get(unit.id, ())))
        for unit in sorted(below, key=order_of_kind)
    )


def _compared(place: Place, now: int | None, then: int | None) -> ComparedPlace:
    return ComparedPlace(code=place.code, name=place.name, kind=place.kind, now=now, then=then)
