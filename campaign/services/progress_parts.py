"""The two large parts of the progress screen, made from readings: the burn-up, and a line for every place below."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.domain.pace import RECENT_DAYS, PaceReading, forecast_band, planned_by
from campaign.domain.vocabulary import StepStatus
from campaign.services.progress_models import BurnUp, BurnUpPoint, PlaceLine
from campaign.services.progress_ranking import NO_GROUPS, ranks_among_peers, target_rate
from campaign.services.reporting_units import REPORTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.db.queries.places import Place
    from campaign.domain.indicators import Indicator
    from campaign.services.progress import Readings
    from campaign.services.progress_reports import Sendings

_ONE_DAY = timedelta(days=1)


def burn_up(readings: Readings, place: Place, indicator: Indicator, reading: PaceReading) -> BurnUp:
    """Return plan, actual and forecast of a place, day by day."""
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
    # Nothing reported is no line along the bottom.
    known = readings.result(place, indicator) is not None
    # What a ratio is asked for grows with what was handled: it has a plan, and neither a ceiling nor a band.
    wanted = readings.wanted_so_far(place, indicator)
    points, so_far = [], 0
    for offset in range(campaign.days):
        day = campaign.starts_on + offset * _ONE_DAY
        so_far += completed.get(day, 0) + had.get(day, 0)
        planned = planned_by(plan=plan, as_of=day) if wanted is None else wanted.get(day)
        points.append(
            BurnUpPoint(
                day=day,
                actual=so_far if known and day <= on else None,
                planned=None if planned is None else float(planned),
            )
        )
    return BurnUp(
        indicator=indicator.key,
        points=tuple(points),
        as_of=on,
        end=campaign.ends_on,
        target=reading.target if wanted is None else None,
        toward_target=reading.toward_target,
        forecast_total=reading.forecast_total,
        low=band[0] if band and wanted is None else None,
        high=band[1] if band and wanted is None else None,
    )


def place_lines(
    readings: Readings,
    places: tuple[Place, ...],
    indicator: Indicator,
    last: Mapping[int, date],
    sent: Sendings | None,
    *,
    groups: Mapping[int, str] = NO_GROUPS,
) -> tuple[PlaceLine, ...]:
    """Return a line for each place, ranked among its peers; one without a target or without data is not ranked.

    `sent` is who has reported. The silence of a reported indicator is that of the reports, because somebody's steps
    say nothing about it; places below those that report have no line. `groups` are the commune groups of a province.
    """
    if indicator.kind not in REPORTED_KINDS:
        sent = None
    elif sent is not None:
        places = tuple(place for place in places if sent.under(place))
    found = {place.id: readings.reading(place, indicator) for place in places}
    results = {place.id: readings.result(place, indicator) for place in places}
    if sent is not None:
        days = {place.id: sent.last_of(place) for place in places}
        last = {place_id: day for place_id, day in days.items() if day is not None}
    rates = {p.id: target_rate(found[p.id], known=results[p.id] is not None) for p in places}
    ranks = ranks_among_peers(places, rates, groups)
    week_ago = readings.on - RECENT_DAYS * _ONE_DAY
    return tuple(
        PlaceLine(
            place_id=place.id,
            code=place.code,
            name=place.name,
            kind=place.kind,
            result=results[place.id],
            already_had=readings.total(place, indicator, StepStatus.ALREADY_HAD),
            assisted=readings.total(place, indicator, StepStatus.ASSISTED),
            eligible=readings.eligible(place, indicator),
            reading=found[place.id],
            rank=ranks[place.id][0],
            ranked=ranks[place.id][1],
            week=sum(n for day, n in readings.days(place, indicator, StepStatus.COMPLETED).items() if day > week_ago),
            last_activity=last.get(place.id),
            silent_days=_silent_days(readings, last.get(place.id)),
            units=sent.count(place, indicator)[0] if sent else None,
            sent=sent.count(place, indicator)[1] if sent else None,
        )
        for place in places
    )


def _silent_days(readings: Readings, last: date | None) -> int | None:
    """Return the days since the last record, counted to the end of a campaign that is over; None before the start."""
    campaign = readings.campaign
    if readings.on < campaign.starts_on:
        return None
    until = min(readings.on, campaign.ends_on)
    return (until - (last or campaign.starts_on - _ONE_DAY)).days
