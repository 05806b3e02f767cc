"""Reading reported numbers: a day's cells, what waits for a decision, who is silent, the history of one number.

Constant numbers of queries, whatever the number of units. A draft is shown to those who may write it, and to nobody
else: before it is sent it is the unit's own affair.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.queries import reports as queries
from campaign.db.queries.report_history import events_of_number
from campaign.domain.reporting import RECENT_REPORTS, Move, deadline, far_above, is_late, ratio_check
from campaign.domain.vocabulary import CampaignStatus, ReportStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.reporting_models import (
    HistoryLine,
    Pending,
    ReportedNumber,
    ReportingDay,
    ReportingUnit,
    Silence,
    SilentUnit,
    Waiting,
)
from campaign.services.reporting_units import may_decide, may_report, plan_of, reported_indicators
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.reports import StoredReport
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.reporting_units import ReportingPlan

MOST_PENDING: Final = 3_000
_ONE_DAY = timedelta(days=1)


def reporting_day(*, call: Call, slug: str, day: date | None = None) -> ReportingDay:
    """Return the numbers of a day (default: today, or the campaign's nearest day) in the viewer's scope. 4 queries.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign, plan, places = _scene(call, connection, slug)
        on = clamped(campaign, day or call.moment.today)
        units = plan.units(places, on)
        found = _day_of(connection, campaign, units, on)
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
        units=_units(call, places, units),
        numbers={
            (report.place_id, keys[report.indicator_id]): _number(report, keys, plan)
            for report in found
            if report.status is not ReportStatus.DRAFT or report.place_id in mine
        },
    )


def pending(*, call: Call, slug: str) -> Pending:
    """Return the numbers that wait for the viewer's decision, with what is remarkable about them. 5 queries.

    Raises `campaign_unknown`, `not_permitted` (also for whoever never decides).
    """
    call.require(Action.APPROVE_NUMBERS, None)
    with call.read() as connection:
        campaign, plan, places = _scene(call, connection, slug)
        units = tuple(place for place in places if plan.is_unit(place) and may_decide(call, place))
        found = queries.reports_of(
            connection,
            campaign_id=campaign.id,
            place_ids=[unit.id for unit in units],
            since=campaign.starts_on,
            until=campaign.ends_on,
            statuses={ReportStatus.SUBMITTED},
        )
        shown = sorted(found, key=lambda report: report.day)[:MOST_PENDING]
        sums = queries.daily_sums(
            connection,
            campaign_id=campaign.id,
            place_ids={report.place_id for report in shown},
            indicator_ids={report.indicator_id for report in shown},
            until=max((report.day for report in shown), default=campaign.starts_on),
        )
    keys = {indicator.id: indicator.key for indicator in reported_indicators(campaign)}
    return Pending(
        total=len(found),
        units={unit.place_id: unit for unit in _units(call, places, units)},
        numbers=tuple(_number(report, keys, plan, sums) for report in shown),
    )


def waiting(*, call: Call, slug: str) -> tuple[Waiting, ...]:
    """Return, unit by unit and day by day, how many numbers wait for the viewer's decision, oldest first. 4 queries.

    Empty for whoever never decides; raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign, plan, places = _scene(call, connection, slug)
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
        campaign, plan, places = _scene(call, connection, slug)
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
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
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


def clamped(campaign: CampaignDefinition, day: date) -> date:
    """Return the day of the campaign that lies nearest to a day."""
    return max(campaign.starts_on, min(day, campaign.ends_on))


def _scene(
    call: Call, connection: Connection, slug: str
) -> tuple[CampaignDefinition, ReportingPlan, tuple[Place, ...]]:
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
    plan = plan_of(connection, campaign)
    return campaign, plan, places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)


def _day_of(
    connection: Connection, campaign: CampaignDefinition, units: Sequence[Place], on: date
) -> tuple[StoredReport, ...]:
    return queries.reports_of(
        connection, campaign_id=campaign.id, place_ids=[unit.id for unit in units], since=on, until=on
    )


def _units(call: Call, places: Sequence[Place], units: Sequence[Place]) -> tuple[ReportingUnit, ...]:
    names = {place.id: place.name for place in places}
    return tuple(
        ReportingUnit(
            place_id=unit.id,
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent_name=names.get(unit.parent_id or 0, ""),
            may_report=may_report(call, unit),
            may_decide=may_decide(call, unit),
        )
        for unit in units
    )


def _number(
    report: StoredReport, keys: dict[int, str], plan: ReportingPlan, sums: queries.DailySums | None = None
) -> ReportedNumber:
    check = None
    if report.denominator is not None:
        check = ratio_check(n=report.n, denominator=report.denominator, published=report.published)
    days = (sums or {}).get((report.place_id, report.indicator_id), {})
    recent = [days[day][0] for day in sorted(days) if day < report.day][-RECENT_REPORTS:]
    return ReportedNumber(
        place_id=report.place_id,
        indicator=keys[report.indicator_id],
        day=report.day,
        status=report.status,
        n=report.n,
        denominator=report.denominator,
        published=report.published,
        note=report.note,
        version=report.version,
        reported_by=report.reported_by,
        reported_at=report.reported_at,
        submitted_at=report.submitted_at,
        decided_by=report.decided_by,
        decided_at=report.decided_at,
        decision_reason=report.decision_reason,
        late=is_late(submitted_at=report.submitted_at, day=report.day, cut_off=plan.cut_off),
        check=check,
        far_above=far_above(n=report.n, recent=recent),
    )
