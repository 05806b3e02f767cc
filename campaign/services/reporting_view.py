"""Reading reported numbers: a day's cells, what waits for a decision, who is silent, the history of one number.

Constant numbers of queries, whatever the number of units. A draft is shown to those who may write it, and to nobody
else: before it is sent it is the unit's own affair.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.queries import reports as queries
from campaign.db.queries.report_history import events_of_number
from campaign.domain.reporting import Move, deadline
from campaign.domain.vocabulary import CampaignStatus, ReportStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.reporting_models import (
    HistoryLine,
    ReportingDay,
    Silence,
    SilentUnit,
    Waiting,
)
from campaign.services.reporting_scene import clamped, number_shown, scene, units_shown
from campaign.services.reporting_units import may_decide, may_report, reported_indicators
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call

MOST_PENDING: Final = 3_000
__all__ = ["clamped", "history", "reporting_day", "silence", "waiting"]

_ONE_DAY = timedelta(days=1)


def reporting_day(*, call: Call, slug: str, day: date | None = None) -> ReportingDay:
    """Return the numbers of a day (default: today, or the campaign's nearest day) in the viewer's scope. 4 queries.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign, plan, places = scene(call, connection, slug)
        on = clamped(campaign, day or call.moment.today)
        units = plan.units(places, on)
        found = queries.reports_of(
            connection, campaign_id=campaign.id, place_ids=[unit.id for unit in units], since=on, until=on
        )
    mine = {unit.id for unit in units if may_report(call, unit)}
    keys = {indicator.id: indicator.key for indicator in reported_indicators(campaign)}
    return ReportingDay(
        campaign=slug,
        campaign_name=campaign.name,
        open_for_entry=campaign.status is CampaignStatus.OPEN,
        plan=plan,
        day=on,
        first_day=campaign.starts_on,
        last_day=clamped(campaign, call.moment.today),
        indicators=reported_indicators(campaign),
        units=units_shown(call, places, units),
        numbers={
            (report.place_id, keys[report.indicator_id]): number_shown(report, keys, plan)
            for report in found
            if report.status is not ReportStatus.DRAFT or report.place_id in mine
        },
    )


def waiting(*, call: Call, slug: str) -> tuple[Waiting, ...]:
    """Return, unit by unit and day by day, how many numbers wait for the viewer's decision, oldest first. 4 queries.

    Empty for whoever never decides; raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign, plan, places = scene(call, connection, slug)
        units = {place.id: place for place in places if plan.is_unit(place) and may_decide(call, place)}
        found = queries.waiting_by_day(connection, campaign_id=campaign.id, place_ids=units) if units else ()
    return tuple(
        Waiting(
            place_id=place_id,
            code=units[place_id].code,
            name=units[place_id].name,
            day=day,
            numbers=numbers,
            submitted_at=sent_at,
            late=sent_at > deadline(day=day, cut_off=plan.cut_off),
        )
        for place_id, day, numbers, sent_at in found
    )


def silence(*, call: Call, slug: str, day: date | None = None) -> Silence:
    """Return which units in scope have sent nothing for a day (default: today), the longest silence first. 6 queries.

    Before the campaign nobody is silent; after it the last day counts. Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign, plan, places = scene(call, connection, slug)
        on = day or call.moment.today
        before = on < campaign.starts_on
        on = clamped(campaign, on)
        indicators = reported_indicators(campaign)
        units = () if before or not indicators else plan.units(places, on)
        ids = [unit.id for unit in units]
        sent = queries.sent_on(connection, campaign_id=campaign.id, place_ids=ids, day=on)
        quiet = [unit for unit in units if unit.id not in sent]
        last = queries.last_sent(
            connection,
            campaign_id=campaign.id,
            place_ids=[unit.id for unit in quiet],
            indicator_ids=[indicator.id for indicator in indicators],
            until=on,
        )
        people = queries.in_charge_of(connection, place_ids=[unit.id for unit in quiet], on=on)
    names = {place.id: place.name for place in places}
    silent = [
        SilentUnit(
            place_id=unit.id,
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent_name=names.get(unit.parent_id or 0, ""),
            last_day=last.get(unit.id),
            silent_days=(on - last.get(unit.id, max(campaign.starts_on, unit.valid_from) - _ONE_DAY)).days,
            in_charge=people.get(unit.id, ""),
        )
        for unit in quiet
    ]
    return Silence(
        day=on,
        units=len(units),
        incomplete=sum(len(found) < len(indicators) for found in sent.values()),
        silent=tuple(sorted(silent, key=lambda unit: -unit.silent_days)),
    )


def history(*, call: Call, slug: str, place_id: int, indicator: str, day: date) -> tuple[HistoryLine, ...]:
    """Return what was done with one number, newest first: who, when, what, why, from the audit chain. 3 queries.

    Drafts of others are not told to those who may not write them. Raises `campaign_unknown`, `not_permitted`,
    `place_unknown`, `indicator_unknown`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, ever=True)
        unit = next((place for place in places if place.id == place_id), None)
        if unit is None:
            raise CampaignError("place_unknown")
        if indicator not in {i.key for i in reported_indicators(campaign)}:
            raise CampaignError("indicator_unknown", indicator=indicator)
        found = events_of_number(connection, unit=unit, campaign_id=campaign.id, cell=f"{day.isoformat()} {indicator}")
    hidden = frozenset() if may_report(call, unit) else frozenset({Move.SAVE.value, Move.TAKE_BACK.value})
    return tuple(
        HistoryLine(
            at=event.at,
            by=event.by,
            move=event.move,
            status=ReportStatus(event.values[0]) if event.values else None,
            n=event.values[1] if event.values else None,
            denominator=event.values[2] if len(event.values) > 2 else None,  # noqa: PLR2004 - status, number, of what
            published=event.values[3] if len(event.values) > 3 else None,  # noqa: PLR2004
            reason=event.reason,
        )
        for event in found
        if event.move not in hidden
    )
