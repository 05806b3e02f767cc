"""Reading the roll-ups: daily counts, totals and last activity, for a few places at a time.

Every function costs the same with ten thousand people as with a million, because no record is read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from campaign.db.tables import count_report, indicator, outreach_day, place, progress_day
from campaign.domain.vocabulary import OutreachStatus, StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

# (place, indicator, status) -> day -> n
Daily = dict[tuple[int, int, StepStatus], dict[date, int]]
# (place, indicator, status) -> n
Totals = dict[tuple[int, int, StepStatus], int]

COUNTED = (StepStatus.COMPLETED, StepStatus.ALREADY_HAD, StepStatus.ASSISTED)


def daily_counts(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    statuses: Iterable[StepStatus],
    until: date,
) -> Daily:
    """Return the daily counts up to a day, for the given places and indicators (1 query)."""
    statement = select(
        progress_day.c.place_id,
        progress_day.c.indicator_id,
        progress_day.c.status,
        progress_day.c.day,
        progress_day.c.n,
    ).where(
        progress_day.c.campaign_id == campaign_id,
        progress_day.c.place_id.in_(list(place_ids)),
        progress_day.c.indicator_id.in_(list(indicator_ids)),
        progress_day.c.status.in_([status.value for status in statuses]),
        progress_day.c.day <= until,
        progress_day.c.n > 0,
    )
    words = {status.value: status for status in StepStatus}
    found: Daily = {}
    for place_id, indicator_id, status, day, n in connection.execute(statement):
        found.setdefault((place_id, indicator_id, words[status]), {})[day] = n
    return found


def totals(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    since: date | None = None,
    until: date,
) -> Totals:
    """Return sums up to a day (from `since` on, if given), for the given places and indicators (1 query)."""
    statement = (
        select(progress_day.c.place_id, progress_day.c.indicator_id, progress_day.c.status, func.sum(progress_day.c.n))
        .where(
            progress_day.c.campaign_id == campaign_id,
            progress_day.c.place_id.in_(list(place_ids)),
            progress_day.c.indicator_id.in_(list(indicator_ids)),
            progress_day.c.day <= until,
        )
        .group_by(progress_day.c.place_id, progress_day.c.indicator_id, progress_day.c.status)
    )
    if since is not None:
        statement = statement.where(progress_day.c.day >= since)
    return {
        (place_id, indicator_id, StepStatus(status)): int(n)
        for place_id, indicator_id, status, n in connection.execute(statement)
    }


def last_activity(
    connection: Connection, *, campaign_id: int, place_ids: Sequence[int], indicator_ids: Sequence[int], until: date
) -> dict[int, date]:
    """Return place -> the last day with any record (1 query).

    One index seek for every (place, step, status) finds the greatest day; reading all days would grow with them.
    """
    pairs = (
        select(
            place.c.id,
            *(
                select(func.max(progress_day.c.day))
                .where(
                    progress_day.c.campaign_id == campaign_id,
                    progress_day.c.place_id == place.c.id,
                    progress_day.c.indicator_id == indicator.c.id,
                    progress_day.c.status == status.value,
                    progress_day.c.day <= until,
                    progress_day.c.n > 0,
                )
                .correlate(place, indicator)
                .scalar_subquery()
                for status in COUNTED
            ),
        )
        .select_from(place.join(indicator, indicator.c.id.in_(list(indicator_ids))))
        .where(place.c.id.in_(list(place_ids)))
    )
    found: dict[int, date] = {}
    for place_id, *days in connection.execute(pairs):
        for day in days:
            if day is not None and day > found.get(place_id, date.min):
                found[place_id] = day
    return found


def last_day_of_work(connection: Connection, *, campaign_id: int) -> date | None:
    """Return the last day that has a record, a reported number or an outreach day; None before the first.

    3 queries; the first reads all roll-ups of the campaign, which is asked for when its end is moved and never else.
    """
    counted = select(func.max(progress_day.c.day)).where(
        progress_day.c.campaign_id == campaign_id, progress_day.c.n > 0
    )
    reported = select(func.max(count_report.c.day)).where(count_report.c.campaign_id == campaign_id)
    outreach = select(func.max(outreach_day.c.day)).where(
        outreach_day.c.campaign_id == campaign_id, outreach_day.c.status != OutreachStatus.CANCELLED.value
    )
    days = [connection.execute(statement).scalar_one() for statement in (counted, reported, outreach)]
    return max((day for day in days if day is not None), default=None)
