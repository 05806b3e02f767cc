"""Everything the screen *Tiến độ* shows, read once: tiles, burn-up, villages with pace, steps.

Reads roll-ups only: 9 queries and the same work with a thousand people as with a million.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from campaign.db.queries import progress as queries
from campaign.domain.pace import RECENT_DAYS, PaceReading, forecast_band, planned_by
from campaign.domain.ranking import rank
from campaign.domain.vocabulary import PlaceKind, StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.progress import PEOPLE_KINDS, Readings
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUpPoint:
    """One day of the burn-up: people so far (None after `as_of`), people planned (None without a target)."""

    day: date
    actual: int | None
    planned: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUp:
    """Plan, actual and forecast of one place and indicator. `low` and `high` bound the last day with 80 %."""

    indicator: str
    points: tuple[BurnUpPoint, ...]
    as_of: date
    end: date
    target: int | None
    toward_target: int
    forecast_total: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place in the table: what it did, against what, how fast, and since when it has been silent."""

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    result: int
    already_had: int
    assisted: int
    eligible: int | None
    reading: PaceReading
    rank: int | None
    ranked: int
    week: int
    last_activity: date | None
    silent_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One indicator at the place in view."""

    key: str
    name_vi: str
    name_en: str
    result: int
    already_had: int
    assisted: int
    eligible: int | None
    target: int | None
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The numbers at the top. `*_week` are the last seven days, `*_week_before` the seven before them."""

    reached: int
    reached_week: int
    reached_week_before: int
    all_steps: int
    all_steps_week: int
    all_steps_week_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A place above the one in view."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """The view model of the progress screen; plain frozen data, so that it can be cached and drawn by anybody."""

    campaign: str
    campaign_name: str
    synthetic: bool
    starts_on: date
    ends_on: date
    as_of: date
    day: int
    days: int
    place_code: str
    place_name: str
    place_kind: PlaceKind
    crumbs: tuple[Crumb, ...]
    indicator: str
    indicator_vi: str
    indicator_en: str
    unit_vi: str
    unit_en: str
    tiles: Tiles
    reading: PaceReading
    burn_up: BurnUp
    lines: tuple[PlaceLine, ...]
    steps: tuple[StepLine, ...]


def progress_view(
    *,
    call: Call,
    slug: str,
    place_code: str | None = None,
    indicator: str | None = None,
    as_of: date | None = None,
) -> ProgressView:
    """Return the progress of a place (default: the widest in scope) by one indicator (default: all steps).

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        chosen = _indicator(campaign, indicator)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        place = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        below = tuple(p for p in seen if p.parent_id == place.id)
        shown = (place, *below)
        readings = Readings(connection, campaign=campaign, places=shown, indicators=[chosen], on=on)
        here = Readings(connection, campaign=campaign, places=[place], indicators=campaign.indicators, on=on)
        last = queries.last_activity(
            connection,
            campaign_id=campaign.id,
            place_ids=[p.id for p in shown],
            indicator_ids=[step.id for step in campaign.steps],
            until=min(on, campaign.ends_on),
        )
    reading = readings.reading(place, chosen)
    above = tuple(Crumb(code=p.code, name=p.name) for p in seen if place.path.startswith(p.path) and p.id != place.id)
    return ProgressView(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        synthetic=campaign.synthetic,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=on,
        day=campaign.day_number(on),
        days=campaign.days,
        place_code=place.code,
        place_name=place.name,
        place_kind=place.kind,
        crumbs=above,
        indicator=chosen.key,
        indicator_vi=chosen.name_vi,
        indicator_en=chosen.name_en,
        unit_vi=chosen.unit_vi,
        unit_en=chosen.unit_en,
        tiles=_tiles(here, place, campaign),
        reading=reading,
        burn_up=_burn_up(readings, place, chosen, reading),
        lines=_lines(readings, below, chosen, last),
        steps=tuple(_step(here, place, item) for item in campaign.indicators if item.kind in PEOPLE_KINDS),
    )


def _indicator(campaign: CampaignDefinition, key: str | None) -> Indicator:
    if key is None:
        return campaign.headline
    found = campaign.indicator(key)
    if found is None or found.kind not in PEOPLE_KINDS:
        raise CampaignError("indicator_unknown", indicator=key)
    return found


def _tiles(here: Readings, place: Place, campaign: CampaignDefinition) -> Tiles:
    def counts(key: str) -> tuple[int, int, int]:
        found = campaign.indicator(key)
        if found is None:
            return 0, 0, 0
        days = here.days(place, found, StepStatus.COMPLETED)
        week = sum(n for day, n in days.items() if here.on - RECENT_DAYS * _ONE_DAY < day)
        fortnight = sum(n for day, n in days.items() if here.on - 2 * RECENT_DAYS * _ONE_DAY < day)
        return sum(days.values()), week, fortnight - week

    reached, all_steps = counts("reached"), counts("all_steps")
    return Tiles(
        reached=reached[0],
        reached_week=reached[1],
        reached_week_before=reached[2],
        all_steps=all_steps[0],
        all_steps_week=all_steps[1],
        all_steps_week_before=all_steps[2],
    )


def _burn_up(readings: Readings, place: Place, indicator: Indicator, reading: PaceReading) -> BurnUp:
    campaign, on = readings.campaign, readings.on
    plan = readings.plan(place, indicator)
    completed = readings.days(place, indicator, StepStatus.COMPLETED)
    had = (
        readings.days(place, indicator, StepStatus.ALREADY_HAD) if readings.counts_already_had(place, indicator) else {}
    )
    band = forecast_band(
        plan=plan,
        as_of=on,
        daily_completed=completed,
        toward_target=reading.toward_target,
        # Seeded by what is shown, so that the same screen never shows two bands.
        rng=random.Random(f"{campaign.id}/{place.id}/{indicator.id}/{on}"),  # noqa: S311 - a resampling, no secret
    )
    points, so_far = [], 0
    for offset in range(campaign.days):
        day = campaign.starts_on + offset * _ONE_DAY
        so_far += completed.get(day, 0) + had.get(day, 0)
        planned = planned_by(plan=plan, as_of=day)
        points.append(
            BurnUpPoint(
                day=day, actual=so_far if day <= on else None, planned=None if planned is None else float(planned)
            )
        )
    return BurnUp(
        indicator=indicator.key,
        points=tuple(points),
        as_of=on,
        end=campaign.ends_on,
        target=plan.target,
        toward_target=reading.toward_target,
        forecast_total=reading.forecast_total,
        low=band[0] if band else None,
        high=band[1] if band else None,
    )


def _lines(
    readings: Readings, places: tuple[Place, ...], indicator: Indicator, last: dict[int, date]
) -> tuple[PlaceLine, ...]:
    found = {place.id: readings.reading(place, indicator) for place in places}
    ranks: dict[int, int] = {}
    peers: dict[PlaceKind, int] = {}
    for kind in {place.kind for place in places}:
        # Villages and schools are ranked apart; a place without a target is not ranked.
        rates = {p.id: _rate(found[p.id]) for p in places if p.kind is kind}
        ranks |= rank(rates=rates)
        peers[kind] = sum(rate is not None for rate in rates.values())
    week_ago = readings.on - RECENT_DAYS * _ONE_DAY
    return tuple(
        PlaceLine(
            place_id=place.id,
            code=place.code,
            name=place.name,
            kind=place.kind,
            result=readings.total(place, indicator, StepStatus.COMPLETED),
            already_had=readings.total(place, indicator, StepStatus.ALREADY_HAD),
            assisted=readings.total(place, indicator, StepStatus.ASSISTED),
            eligible=readings.eligible(place, indicator),
            reading=found[place.id],
            rank=ranks.get(place.id),
            ranked=peers[place.kind],
            week=sum(n for day, n in readings.days(place, indicator, StepStatus.COMPLETED).items() if day > week_ago),
            last_activity=last.get(place.id),
            silent_days=_silent_days(readings, last.get(place.id)),
        )
        for place in places
    )


def _rate(reading: PaceReading) -> Fraction | None:
    return Fraction(reading.toward_target, reading.target) if reading.target else None


def _silent_days(readings: Readings, last: date | None) -> int | None:
    """Return the days since the last record, counted to the end of a campaign that is over; None before the start."""
    campaign = readings.campaign
    if readings.on < campaign.starts_on:
        return None
    until = min(readings.on, campaign.ends_on)
    return (until - (last or campaign.starts_on - _ONE_DAY)).days


def _step(here: Readings, place: Place, indicator: Indicator) -> StepLine:
    reading = here.reading(place, indicator)
    return StepLine(
        key=indicator.key,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        result=here.total(place, indicator, StepStatus.COMPLETED),
        already_had=here.total(place, indicator, StepStatus.ALREADY_HAD),
        assisted=here.total(place, indicator, StepStatus.ASSISTED),
        eligible=here.eligible(place, indicator),
        target=reading.target,
        rate=reading.rate,
    )
