"""Counting from the reported numbers themselves: the recount of one sum, and the reports behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from campaign.db.queries.provenance import there
from campaign.db.tables import account, count_report, count_report_day, place
from campaign.domain.vocabulary import ReportStatus

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection

    from campaign.db.queries.provenance import Asked


def sums_by_place(
    connection: Connection,
    *,
    campaign_id: int,
    indicator_id: int,
    place_ids: Collection[int],
    since: date | None,
    until: date,
) -> dict[int, tuple[int, int]]:
    """Return place -> (sum, sum of denominators) of the reported numbers' roll-ups (1 query)."""
    statement = (
        select(
            count_report_day.c.place_id,
            func.sum(count_report_day.c.n).label("n"),
            func.sum(count_report_day.c.denominator).label("denominator"),
        )
        .where(
            count_report_day.c.campaign_id == campaign_id,
            count_report_day.c.indicator_id == indicator_id,
            count_report_day.c.place_id.in_(list(place_ids)),
            count_report_day.c.day <= until,
            count_report_day.c.reports > 0,
        )
        .group_by(count_report_day.c.place_id)
    )
    if since is not None:
        statement = statement.where(count_report_day.c.day >= since)
    return {row.place_id: (int(row.n), int(row.denominator)) for row in connection.execute(statement)}


def count_reports(connection: Connection, *, asked: Asked) -> tuple[tuple[int, ReportStatus, date, int, int], ...]:
    """Return (place, status, day, number, denominator) of the reported numbers themselves, without drafts (1 query)."""
    statement = select(
        count_report.c.place_id,
        count_report.c.status,
        count_report.c.day,
        count_report.c.n,
        func.coalesce(count_report.c.denominator, 0),
    ).where(*_reports(asked), count_report.c.status != ReportStatus.DRAFT.value)
    words = {status.value: status for status in ReportStatus}
    return tuple((row[0], words[row[1]], row[2], row[3], row[4]) for row in connection.execute(statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReport:
    """One reported number that counts: whose, of which day, who sent and who approved it."""

    place_name: str
    day: date
    status: ReportStatus
    n: int
    denominator: int | None
    reported_by: str
    decided_by: str
    decided_at: datetime | None


def page_of_reports(
    connection: Connection, *, asked: Asked, statuses: Collection[ReportStatus], offset: int, limit: int
) -> tuple[tuple[CountedReport, ...], int]:
    """Return some of the reported numbers, newest day first, then by unit, and how many there are (1 query)."""
    reporter, judge = account.alias("reporter"), account.alias("judge")
    statement = (
        select(
            count_report,
            place.c.name.label("place_name"),
            reporter.c.full_name.label("reporter"),
            judge.c.full_name.label("judge"),
            func.count().over().label("total"),
        )
        .join(place, place.c.id == count_report.c.place_id)
        .outerjoin(reporter, reporter.c.id == count_report.c.reported_by)
        .outerjoin(judge, judge.c.id == count_report.c.decided_by)
        .where(*_reports(asked), count_report.c.status.in_([status.value for status in statuses]))
        .order_by(count_report.c.day.desc(), place.c.sort_key, place.c.id)
        .offset(offset)
        .limit(limit)
    )
    rows = connection.execute(statement).all()
    found = tuple(
        CountedReport(
            place_name=row.place_name,
            day=row.day,
            status=ReportStatus(row.status),
            n=row.n,
            denominator=row.denominator,
            reported_by=row.reporter or "",
            decided_by=row.judge or "",
            decided_at=row.decided_at,
        )
        for row in rows
    )
    return found, int(rows[0].total) if rows else 0


def _reports(asked: Asked) -> list[ColumnElement[bool]]:
    return [
        count_report.c.campaign_id == asked.campaign.id,
        count_report.c.indicator_id == asked.indicator.id,
        *there(asked, count_report.c.place_id, count_report.c.day),
    ]
