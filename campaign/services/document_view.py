"""What documents are made from, read once: the numbers of *Tiến độ* for one place, and what a period brought.

Whoever may take progress out of the house may have a document of it. Reads roll-ups only.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.queries import document_events, outreach
from campaign.db.queries.places import place_by_id
from campaign.domain.periods import Period, period_of
from campaign.domain.vocabulary import IndicatorKind, PeriodKind, StepStatus
from campaign.services.call import Action
from campaign.services.document_models import (
    DocumentEvents,
    DocumentIndicator,
    DocumentNumber,
    DocumentUnit,
    DocumentView,
    PlannedDay,
)
from campaign.services.progress import Readings
from campaign.services.progress_charts import Funnel
from campaign.services.progress_heat import funnel, heat_map, milestones
from campaign.services.progress_parts import burn_up, place_lines
from campaign.services.progress_ranking import ranking
from campaign.services.progress_scene import Scene, read_scene
from campaign.services.reporting_units import REPORTED_KINDS

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.progress_models import PlaceLine

MAX_PLANNED: Final = 10
"""How many of the next outreach days a document names."""

_ONE_DAY = timedelta(days=1)


def document_view(
    *,
    call: Call,
    slug: str,
    place_code: str | None = None,
    kind: PeriodKind = PeriodKind.WHOLE,
    as_of: date | None = None,
    period: Period | None = None,
) -> DocumentView:
    """Return what a document about a place (default: the widest in scope) may say on a day (default: today).

    `period` is for days that no kind has by itself, such as the seven before a Friday. Raises `campaign_unknown`,
    `place_unknown`, `place_outside_campaign`, `not_permitted`. The number of queries is the same whatever the size.
    """
    call.require(Action.EXPORT_PROGRESS, None)
    scene = read_scene(call, slug=slug, place_code=place_code, as_of=as_of)
    call.require(Action.EXPORT_PROGRESS, scene.place.path)
    campaign, place, on = scene.campaign, scene.place, scene.on
    period = period or period_of(kind=kind, on=on, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
    with call.read() as connection:
        # Every day of every indicator: only so a period's sums are those of the days that the whole is made of.
        readings = Readings(
            connection,
            campaign=campaign,
            places=(place, *scene.below),
            indicators=campaign.indicators,
            on=on,
            lineage=scene.lineage,
            aims=scene.tallies,
        )
        events = _events(connection, campaign, place, period, on)
        above = None if place.parent_id is None else place_by_id(connection, place_id=place.parent_id)
    return _view(scene, readings, period=period, events=events, above=above)


def _view(
    scene: Scene, readings: Readings, *, period: Period, events: DocumentEvents, above: Place | None
) -> DocumentView:
    campaign, place, headline = scene.campaign, scene.place, scene.chosen
    own = place_lines(scene.readings, scene.below, headline, scene.last, scene.sent, groups=scene.groups)
    lines = {line.place_id: line for line in own}
    burn = burn_up(readings, place, headline, readings.reading(place, headline))
    return DocumentView(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        plan_number=campaign.plan_number or "",
        synthetic=campaign.synthetic,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=scene.on,
        day=campaign.day_number(scene.on),
        days=campaign.days,
        period=period,
        place_code=place.code,
        place_name=place.name,
        place_kind=place.kind,
        parent_name=above.name if above else "",
        parent_kind=above.kind if above else None,
        headline=headline.key,
        indicators=tuple(_indicator(readings, place, item, period) for item in campaign.indicators),
        units=tuple(_unit(readings, unit, lines.get(unit.id), period) for unit in scene.below),
        ranking=ranking(scene),
        burn_up=burn,
        heat_map=heat_map(scene),
        funnel=funnel(scene) or Funnel(steps=(), reached=0, all_steps=0, all_steps_already_had=0),
        milestones=milestones(scene, burn),
        events=events,
    )


def _indicator(readings: Readings, place: Place, indicator: Indicator, period: Period) -> DocumentIndicator:
    return DocumentIndicator(
        key=indicator.key,
        kind=indicator.kind,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        short_vi=indicator.short_vi,
        short_en=indicator.short_en,
        unit_vi=indicator.unit_vi,
        unit_en=indicator.unit_en,
        required=indicator.required,
        here=_number(readings, place, indicator, period),
    )


def _unit(readings: Readings, unit: Place, line: PlaceLine | None, period: Period) -> DocumentUnit:
    """Return one place below; without a line it stands below those that report, and is neither ranked nor silent."""
    return DocumentUnit(
        place_id=unit.id,
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        numbers=tuple(_number(readings, unit, item, period) for item in readings.campaign.indicators),
        rank=line.rank if line else None,
        ranked=line.ranked if line else 0,
        silent_days=line.silent_days if line else None,
        units=line.units if line else None,
        sent=line.sent if line else None,
    )


def _number(readings: Readings, place: Place, indicator: Indicator, period: Period) -> DocumentNumber:
    """Return one number as `campaign progress` prints it, with what the period and the one before brought."""
    row = readings.row(place, indicator)
    reading, known = row.reading, row.result is not None
    days = readings.days(place, indicator, StepStatus.COMPLETED)
    reported = indicator.kind in REPORTED_KINDS
    now = [n for day, n in days.items() if period.holds(day)]
    before = [n for day, n in days.items() if period.held_before(day)]
    return DocumentNumber(
        indicator=indicator.key,
        # A period for which no number was reported brought nothing that is known, which is not 0.
        in_period=None if reported and not now else sum(now),
        before=None if period.before_first is None or (reported and not before) else sum(before),
        result=row.result,
        already_had=row.already_had,
        assisted=row.assisted,
        eligible=row.eligible,
        denominator=row.eligible if indicator.kind is IndicatorKind.RATIO else None,
        target=reading.target,
        toward_target=reading.toward_target if known else None,
        rate=reading.rate if known else None,
        planned_today=reading.planned_today,
        needed_per_day=reading.needed_per_day,
        forecast_total=reading.forecast_total if known else None,
        forecast_end=reading.forecast_end,
        pace=reading.pace,
        recent_per_day=reading.recent_per_day if known else None,
    )


def _events(
    connection: Connection, campaign: CampaignDefinition, place: Place, period: Period, on: date
) -> DocumentEvents:
    counts = document_events.event_counts(
        connection, campaign_id=campaign.id, path=place.path, first=period.first, last=period.last
    )
    coming = outreach.coming_days(
        connection,
        campaign_id=campaign.id,
        place_paths=[place.path],
        first=max(on, campaign.starts_on - _ONE_DAY) + _ONE_DAY,
        last=campaign.ends_on,
    )
    return DocumentEvents(
        held=counts.held,
        attendance=counts.attendance,
        planned=tuple(
            PlannedDay(day=day.day, place=day.place.name, title=day.title, kind=day.kind)
            for day in coming[:MAX_PLANNED]
        ),
        teams=counts.teams,
        volunteers=counts.workers,
    )
