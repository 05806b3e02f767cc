"""Reading reported numbers: how a campaign reports, the numbers of some cells, who has sent, and their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from campaign.db.tables import (
    account,
    count_report,
    count_report_day,
    indicator,
    person_in_charge,
    place,
    reporting_plan,
)
from campaign.domain.reporting import SENT
from campaign.domain.vocabulary import ReportLevel, ReportStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from campaign.db.base import AnyRow

# (place, indicator, day)
CellKey = tuple[int, int, "date"]
# (place, indicator) -> day -> (sum, sum of denominators)
DailySums = dict[tuple[int, int], dict["date", tuple[int, int]]]
_SENT_WORDS = sorted(status.value for status in SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """One number as it stands, with the names of who reported and who decided."""

    place_id: int
    indicator_id: int
    day: date
    status: ReportStatus
    n: int
    denominator: int | None
    published: int | None
    note: str
    version: int
    save_id: object
    reported_by: str
    reported_at: datetime
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    decision_reason: str

    @property
    def key(self) -> CellKey:
        """Which cell it is."""
        return self.place_id, self.indicator_id, self.day


def find_plan(connection: Connection, *, campaign_id: int) -> tuple[ReportLevel, int] | None:
    """Return the level and the cut-off (minutes after midnight) that a campaign was given, None without any."""
    statement = select(reporting_plan.c.level, reporting_plan.c.cut_off).where(
        reporting_plan.c.campaign_id == campaign_id
    )
    row = connection.execute(statement).first()
    return (ReportLevel(row.level), row.cut_off) if row else None


def any_report(connection: Connection, *, campaign_id: int) -> bool:
    """Whether a campaign has any number at all, in whatever status."""
    statement = select(count_report.c.place_id).where(count_report.c.campaign_id == campaign_id).limit(1)
    return connection.execute(statement).first() is not None


def reports_of(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    since: date,
    until: date,
    indicator_ids: Iterable[int] | None = None,
    statuses: Collection[ReportStatus] | None = None,
    for_update: bool = False,
) -> tuple[StoredReport, ...]:
    """Return the numbers of some places from one day to another, by place, indicator and day (1 query).

    `for_update` holds the rows in that order until the transaction ends, so that two writers never deadlock.
    """
    # Everything of a campaign's places is filtered by the range of days, which is short; the places come in one list.
    statement = _reports().where(
        count_report.c.campaign_id == campaign_id,
        count_report.c.day >= since,
        count_report.c.day <= until,
        count_report.c.place_id.in_(list(place_ids)),
    )
    if indicator_ids is not None:
        statement = statement.where(count_report.c.indicator_id.in_(list(indicator_ids)))
    if statuses is not None:
        statement = statement.where(count_report.c.status.in_([status.value for status in statuses]))
    statement = statement.order_by(count_report.c.place_id, count_report.c.indicator_id, count_report.c.day)
    if for_update:
        statement = statement.with_for_update(of=count_report)
    words = {status.value: status for status in ReportStatus}
    return tuple(_report(row, words) for row in connection.execute(statement))


def daily_sums(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    until: date,
) -> DailySums:
    """Return the sums of approved numbers by day, for the given places and indicators, from the roll-ups (1 query)."""
    statement = select(
        count_report_day.c.place_id,
        count_report_day.c.indicator_id,
        count_report_day.c.day,
        count_report_day.c.n,
        count_report_day.c.denominator,
    ).where(
        count_report_day.c.campaign_id == campaign_id,
        count_report_day.c.place_id.in_(list(place_ids)),
        count_report_day.c.indicator_id.in_(list(indicator_ids)),
        count_report_day.c.day <= until,
        count_report_day.c.reports > 0,
    )
    found: DailySums = {}
    for place_id, indicator_id, day, n, denominator in connection.execute(statement):
        found.setdefault((place_id, indicator_id), {})[day] = (n, denominator)
    return found


def last_sent(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    until: date,
) -> dict[int, date]:
    """Return place -> the last day for which it sent any number (1 query).

    One index seek for every place and indicator finds the greatest day; reading all days would grow with them.
    """
    newest = (
        select(count_report.c.day)
        .where(
            count_report.c.campaign_id == campaign_id,
            count_report.c.place_id == place.c.id,
            count_report.c.indicator_id == indicator.c.id,
            count_report.c.day <= until,
            count_report.c.status.in_(_SENT_WORDS),
        )
        .order_by(count_report.c.day.desc())
        .limit(1)
        .correlate(place, indicator)
        .scalar_subquery()
    )
    statement = (
        select(place.c.id, newest)
        .select_from(place.join(indicator, indicator.c.id.in_(list(indicator_ids))))
        .where(place.c.id.in_(list(place_ids)))
    )
    found: dict[int, date] = {}
    for place_id, day in connection.execute(statement):
        if day is not None and (place_id not in found or day > found[place_id]):
            found[place_id] = day
    return found


def sent_on(
    connection: Connection, *, campaign_id: int, place_ids: Iterable[int], day: date
) -> dict[int, frozenset[int]]:
    """Return place -> the indicators for which it sent a number of this day (1 query)."""
    statement = select(count_report.c.place_id, count_report.c.indicator_id).where(
        count_report.c.campaign_id == campaign_id,
        count_report.c.day == day,
        count_report.c.place_id.in_(list(place_ids)),
        count_report.c.status.in_(_SENT_WORDS),
    )
    found: dict[int, set[int]] = {}
    for place_id, indicator_id in connection.execute(statement):
        found.setdefault(place_id, set()).add(indicator_id)
    return {place_id: frozenset(ids) for place_id, ids in found.items()}


def waiting_by_day(
    connection: Connection, *, campaign_id: int, place_ids: Iterable[int]
) -> tuple[tuple[int, date, int, datetime], ...]:
    """Return (place, day, how many numbers, the latest sending) of what waits, oldest first (1 query)."""
    statement = (
        select(
            count_report.c.place_id,
            count_report.c.day,
            func.count().label("numbers"),
            func.max(count_report.c.submitted_at, type_=count_report.c.submitted_at.type).label("sent_at"),
        )
        .where(
            count_report.c.campaign_id == campaign_id,
            count_report.c.status == ReportStatus.SUBMITTED.value,
            count_report.c.place_id.in_(list(place_ids)),
        )
        .group_by(count_report.c.place_id, count_report.c.day)
        .order_by(count_report.c.day, count_report.c.place_id)
    )
    return tuple((row.place_id, row.day, row.numbers, row.sent_at) for row in connection.execute(statement))


def statuses_by_day(
    connection: Connection, *, campaign_id: int, place_ids: Iterable[int]
) -> dict[date, dict[ReportStatus, int]]:
    """Return day -> status -> how many numbers of some places (1 query)."""
    statement = (
        select(count_report.c.day, count_report.c.status, func.count().label("numbers"))
        .where(count_report.c.campaign_id == campaign_id, count_report.c.place_id.in_(list(place_ids)))
        .group_by(count_report.c.day, count_report.c.status)
    )
    found: dict[date, dict[ReportStatus, int]] = {}
    for day, status, numbers in connection.execute(statement):
        found.setdefault(day, {})[ReportStatus(status)] = numbers
    return found


def in_charge_of(connection: Connection, *, place_ids: Iterable[int], on: date) -> dict[int, str]:
    """Return place -> the name of the person in charge on a day (1 query)."""
    statement = (
        select(person_in_charge.c.place_id, account.c.full_name)
        .join(account, account.c.id == person_in_charge.c.account_id)
        .where(
            person_in_charge.c.place_id.in_(list(place_ids)),
            person_in_charge.c.starts_on <= on,
            (person_in_charge.c.ends_on.is_(None)) | (person_in_charge.c.ends_on >= on),
        )
        .order_by(person_in_charge.c.starts_on)
    )
    return {row.place_id: row.full_name for row in connection.execute(statement)}


def _reports() -> Select[tuple[object, ...]]:
    reporter, judge = account.alias("reporter"), account.alias("judge")
    names: list[ColumnElement[object]] = [reporter.c.full_name.label("reporter"), judge.c.full_name.label("judge")]
    return (
        select(count_report, *names)
        .outerjoin(reporter, reporter.c.id == count_report.c.reported_by)
        .outerjoin(judge, judge.c.id == count_report.c.decided_by)
    )


def _report(row: AnyRow, words: dict[str, ReportStatus]) -> StoredReport:
    return StoredReport(
        place_id=row.place_id,
        indicator_id=row.indicator_id,
        day=row.day,
        status=words[row.status],
        n=row.n,
        denominator=row.denominator,
        published=row.published,
        note=row.note,
        version=row.version,
        save_id=row.save_id,
        reported_by=row.reporter or "",
        reported_at=row.reported_at,
        submitted_at=row.submitted_at,
        decided_by=row.judge or "",
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
    )
