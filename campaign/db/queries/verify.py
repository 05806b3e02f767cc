"""Reading everything once, in order, for a recount: records by person, roll-ups, the audit chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, or_, select

from campaign.db.tables import (
    audit_event,
    audit_head,
    campaign,
    count_report,
    count_report_day,
    place,
    progress_day,
    record,
)
from campaign.domain.steps import LiveRecord
from campaign.domain.vocabulary import COMMUNE_KINDS, COUNTED_REPORTS, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

_PAGE = 5_000


def campaign_slugs(connection: Connection) -> tuple[str, ...]:
    """Return the slugs of all campaigns."""
    return tuple(connection.execute(select(campaign.c.slug).order_by(campaign.c.slug)).scalars())


def live_records_by_person(
    connection: Connection, *, campaign_id: int
) -> Iterator[tuple[uuid.UUID, tuple[LiveRecord, ...]]]:
    """Yield every person's live records of a campaign; memory stays flat however many there are."""
    statement = (
        select(
            record.c.citizen_id,
            record.c.id,
            record.c.indicator_id,
            record.c.status,
            record.c.place_id,
            record.c.day,
            record.c.server_at,
        )
        .where(record.c.campaign_id == campaign_id, record.c.voided_at.is_(None))
        .order_by(record.c.commune_id, record.c.citizen_id)
        .execution_options(yield_per=_PAGE)
    )
    words = {status.value: status for status in StepStatus}
    person: uuid.UUID | None = None
    records: list[LiveRecord] = []
    for citizen_id, record_id, indicator_id, status, place_id, day, server_at in connection.execute(statement):
        if citizen_id != person and person is not None:
            yield person, tuple(records)
            records = []
        person = citizen_id
        records.append(
            LiveRecord(
                id=record_id,
                indicator_id=indicator_id,
                status=words[status],
                place_id=place_id,
                day=day,
                server_at=server_at,
            )
        )
    if person is not None:
        yield person, tuple(records)


def stored_cells(connection: Connection, *, campaign_id: int) -> dict[tuple[int, int, str, date], int]:
    """Return the roll-ups of a campaign: (place, indicator, status, day) -> n, without empty cells."""
    statement = select(
        progress_day.c.place_id,
        progress_day.c.indicator_id,
        progress_day.c.status,
        progress_day.c.day,
        progress_day.c.n,
    ).where(progress_day.c.campaign_id == campaign_id, progress_day.c.n != 0)
    return {(p, i, status, day): n for p, i, status, day, n in connection.execute(statement)}


def counted_reports(connection: Connection, *, campaign_id: int) -> Iterator[tuple[int, int, date, int, int]]:
    """Yield (unit, indicator, day, number, denominator) of every number that counts; memory stays flat."""
    statement = (
        select(
            count_report.c.place_id,
            count_report.c.indicator_id,
            count_report.c.day,
            count_report.c.n,
            func.coalesce(count_report.c.denominator, 0),
        )
        .where(
            count_report.c.campaign_id == campaign_id,
            count_report.c.status.in_([status.value for status in COUNTED_REPORTS]),
        )
        .execution_options(yield_per=_PAGE)
    )
    yield from (tuple(row) for row in connection.execute(statement))


def stored_sums(connection: Connection, *, campaign_id: int) -> dict[tuple[int, int, date], tuple[int, int, int]]:
    """Return the sums of a campaign: (place, indicator, day) -> (n, denominator, reports), without empty ones."""
    statement = select(
        count_report_day.c.place_id,
        count_report_day.c.indicator_id,
        count_report_day.c.day,
        count_report_day.c.n,
        count_report_day.c.denominator,
        count_report_day.c.reports,
    ).where(
        count_report_day.c.campaign_id == campaign_id,
        or_(count_report_day.c.reports != 0, count_report_day.c.n != 0, count_report_day.c.denominator != 0),
    )
    return {(p, i, day): (n, of, reports) for p, i, day, n, of, reports in connection.execute(statement)}


def chains_under(connection: Connection, *, scope: Sequence[str]) -> tuple[int, ...] | None:
    """Return the chains of the communes under a scope; None for the whole country, whose chains are all of them."""
    if "/" in scope:
        return None
    # Below "/12/" is everything from "/12/" up to "/120", bytewise: "0" follows "/".
    ranges = [and_(place.c.path >= root, place.c.path < root[:-1] + "0") for root in scope]
    statement = select(place.c.id).where(
        place.c.kind.in_([kind.value for kind in COMMUNE_KINDS]), or_(false(), *ranges)
    )
    return tuple(connection.execute(statement).scalars())


def audit_chain(connection: Connection, *, chains: Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the events of some chains (None: of all), each chain in its order."""
    statement = (
        select(audit_event).order_by(audit_event.c.commune_id, audit_event.c.seq).execution_options(yield_per=_PAGE)
    )
    if chains is not None:
        statement = statement.where(audit_event.c.commune_id.in_(chains))
    for row in connection.execute(statement):
        yield dict(row._mapping)  # noqa: SLF001 - the library's documented way to a row's columns by name


def audit_heads(connection: Connection, *, chains: Sequence[int] | None = None) -> dict[int, tuple[int, bytes]]:
    """Return chain -> (last number, last hash)."""
    statement = select(audit_head)
    if chains is not None:
        statement = statement.where(audit_head.c.commune_id.in_(chains))
    return {row.commune_id: (row.seq, row.hash) for row in connection.execute(statement)}


def count_live_records(connection: Connection) -> int:
    """Return how many live records there are, for a progress bar."""
    return int(connection.execute(select(func.count()).where(record.c.voided_at.is_(None))).scalar_one())
