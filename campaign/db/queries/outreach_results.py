"""Counting what was done on outreach days, from the records that name them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from campaign.db.tables import record
from campaign.domain.steps import LiveRecord
from campaign.domain.vocabulary import StepStatus

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


def people_by_day(
    connection: Connection, *, commune_ids: Iterable[int], day_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, int]:
    """Return how many people were recorded on each of some days; those without anybody are left out (1 query)."""
    statement = (
        select(record.c.outreach_day_id, func.count(distinct(record.c.citizen_id)))
        .where(
            record.c.commune_id.in_(list(commune_ids)),
            record.c.outreach_day_id.in_(list(day_ids)),
            record.c.voided_at.is_(None),
        )
        .group_by(record.c.outreach_day_id)
    )
    return {day_id: int(people) for day_id, people in connection.execute(statement)}


def people_and_accounts(connection: Connection, *, commune_id: int, day_id: uuid.UUID) -> tuple[int, int]:
    """Return how many people were recorded on a day, and by how many accounts (1 query)."""
    statement = select(func.count(distinct(record.c.citizen_id)), func.count(distinct(record.c.account_id))).where(
        *_of_day(commune_id, day_id)
    )
    people, accounts = connection.execute(statement).one()
    return int(people), int(accounts)


def steps_of_day(connection: Connection, *, commune_id: int, day_id: uuid.UUID) -> dict[tuple[int, StepStatus], int]:
    """Return how many records of a day stand, by (indicator, status) (1 query)."""
    statement = (
        select(record.c.indicator_id, record.c.status, func.count())
        .where(*_of_day(commune_id, day_id))
        .group_by(record.c.indicator_id, record.c.status)
    )
    return {(indicator, StepStatus(status)): int(n) for indicator, status, n in connection.execute(statement)}


def required_records(
    connection: Connection, *, commune_id: int, campaign_id: int, day_id: uuid.UUID, indicator_ids: Iterable[int]
) -> dict[uuid.UUID, list[tuple[LiveRecord, bool]]]:
    """Return the records of some steps of everybody who was recorded on a day; True where it was on that day.

    One query, as many rows as the people of the day have records.
    """
    people = select(record.c.citizen_id).where(*_of_day(commune_id, day_id))
    statement = select(
        record.c.citizen_id,
        record.c.id,
        record.c.indicator_id,
        record.c.status,
        record.c.place_id,
        record.c.day,
        record.c.server_at,
        record.c.outreach_day_id,
    ).where(
        record.c.commune_id == commune_id,
        record.c.campaign_id == campaign_id,
        record.c.indicator_id.in_(list(indicator_ids)),
        record.c.voided_at.is_(None),
        record.c.citizen_id.in_(people),
    )
    found: dict[uuid.UUID, list[tuple[LiveRecord, bool]]] = {}
    for row in connection.execute(statement):
        live = LiveRecord(
            id=row.id,
            indicator_id=row.indicator_id,
            status=StepStatus(row.status),
            place_id=row.place_id,
            day=row.day,
            server_at=row.server_at,
        )
        found.setdefault(row.citizen_id, []).append((live, row.outreach_day_id == day_id))
    return found


def _of_day(commune_id: int, day_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        record.c.commune_id == commune_id,
        record.c.outreach_day_id == day_id,
        record.c.voided_at.is_(None),
    )
