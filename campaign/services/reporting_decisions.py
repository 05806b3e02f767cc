"""What waits for an official's decision, and what may be locked: days with their numbers, one day in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries import reports as queries
from campaign.domain.vocabulary import ReportStatus
from campaign.services.call import Action
from campaign.services.reporting_models import DecisionDay, Pending
from campaign.services.reporting_scene import number_shown, scene, units_shown
from campaign.services.reporting_units import may_decide, reported_indicators

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call


def decision_days(*, call: Call, slug: str) -> tuple[DecisionDay, ...]:
    """Return, day by day, how many numbers the viewer has to decide about, and may lock. 4 queries.

    Raises `campaign_unknown`, `not_permitted` (also for whoever never decides).
    """
    call.require(Action.APPROVE_NUMBERS, None)
    with call.read() as connection:
        campaign, plan, places = scene(call, connection, slug)
        units = [place.id for place in places if plan.is_unit(place) and may_decide(call, place)]
        found = queries.statuses_by_day(connection, campaign_id=campaign.id, place_ids=units)
    return tuple(
        DecisionDay(
            day=day,
            waiting=numbers.get(ReportStatus.SUBMITTED, 0),
            approved=numbers.get(ReportStatus.APPROVED, 0),
            locked=numbers.get(ReportStatus.LOCKED, 0),
        )
        for day, numbers in sorted(found.items())
    )


def pending(*, call: Call, slug: str, day: date, status: ReportStatus = ReportStatus.SUBMITTED) -> Pending:
    """Return a day's numbers that wait for the viewer's decision, with what is remarkable about them. 5 queries.

    Another `status` lists those that stand in it: approved ones may still be returned.

    Raises `campaign_unknown`, `not_permitted` (also for whoever never decides).
    """
    call.require(Action.APPROVE_NUMBERS, None)
    with call.read() as connection:
        campaign, plan, places = scene(call, connection, slug)
        units = tuple(place for place in places if plan.is_unit(place) and may_decide(call, place))
        found = queries.reports_of(
            connection,
            campaign_id=campaign.id,
            place_ids=[unit.id for unit in units],
            since=day,
            until=day,
            statuses={status},
        )
        sums = queries.daily_sums(
            connection,
            campaign_id=campaign.id,
            place_ids={report.place_id for report in found},
            indicator_ids={report.indicator_id for report in found},
            until=day,
        )
    keys = {indicator.id: indicator.key for indicator in reported_indicators(campaign)}
    order = {unit.id: position for position, unit in enumerate(units)}
    shown = (number_shown(report, keys, plan, sums) for report in found)
    return Pending(
        day=day,
        indicators=reported_indicators(campaign),
        units={unit.place_id: unit for unit in units_shown(call, places, units)},
        numbers=tuple(sorted(shown, key=lambda number: order[number.place_id])),
    )
