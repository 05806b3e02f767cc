"""Reading records: by id, by save, one person's history, one volunteer's day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, distinct, func, select

from campaign.db.tables import account, place, record
from campaign.domain.vocabulary import Channel, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """One record as stored, live or voided, with the path of the place where it counts."""

    id: uuid.UUID
    campaign_id: int
    citizen_id: uuid.UUID
    indicator_id: int
    status: StepStatus
    place_id: int
    place_path: str
    place_name: str
    day: date
    device_at: datetime
    server_at: datetime
    account_id: int | None
    actor: str
    channel: Channel
    save_id: uuid.UUID
    replaces_id: uuid.UUID | None
    outreach_day_id: uuid.UUID | None
    voided_at: datetime | None
    void_reason: str | None


_STORED = (
    select(
        record,
        place.c.path.label("place_path"),
        place.c.name.label("place_name"),
        func.coalesce(account.c.full_name, "").label("actor"),
    )
    .join(place, place.c.id == record.c.place_id)
    .outerjoin(account, account.c.id == record.c.account_id)
)
_BY_SAVE = _STORED.where(record.c.commune_id == bindparam("commune"), record.c.save_id == bindparam("save"))
_BY_ID = _STORED.where(record.c.commune_id == bindparam("commune"), record.c.id == bindparam("id"))
_HISTORY = _STORED.where(
    record.c.commune_id == bindparam("commune"),
    record.c.campaign_id == bindparam("campaign"),
    record.c.citizen_id == bindparam("citizen"),
).order_by(record.c.server_at, record.c.id)
_OF_PEOPLE = _STORED.where(
    record.c.commune_id == bindparam("commune"), record.c.citizen_id.in_(bindparam("people", expanding=True))
).order_by(record.c.server_at, record.c.id)
_BRINGER = record.alias("bringer")
_DISPLACED = (
    _STORED.add_columns(_BRINGER.c.citizen_id.label("owner_id"))
    .join(_BRINGER, (_BRINGER.c.commune_id == record.c.commune_id) & (_BRINGER.c.replaces_id == record.c.id))
    .where(
        _BRINGER.c.commune_id == bindparam("commune"),
        _BRINGER.c.save_id == bindparam("save"),
        _BRINGER.c.voided_at.is_(None),
    )
)
_EXISTING = select(record.c.id).where(
    record.c.commune_id == bindparam("commune"), record.c.id.in_(bindparam("ids", expanding=True))
)
_DAY = select(func.count(distinct(record.c.citizen_id)), func.count()).where(
    record.c.commune_id == bindparam("commune"),
    record.c.account_id == bindparam("account"),
    record.c.day == bindparam("day"),
    record.c.campaign_id == bindparam("campaign"),
    record.c.voided_at.is_(None),
)


def records_of_save(connection: Connection, *, commune_id: int, save_id: uuid.UUID) -> tuple[StoredRecord, ...]:
    """Return the records that one save made, live and voided."""
    return tuple(_stored(row) for row in connection.execute(_BY_SAVE, {"commune": commune_id, "save": save_id}))


def displaced_by_save(
    connection: Connection, *, commune_id: int, save_id: uuid.UUID
) -> tuple[tuple[uuid.UUID, StoredRecord], ...]:
    """Return the records that live ones of a save took the place of, each with the person who bears it by now."""
    rows = connection.execute(_DISPLACED, {"commune": commune_id, "save": save_id})
    return tuple((row.owner_id, _stored(row)) for row in rows)


def record_by_id(connection: Connection, *, commune_id: int, record_id: uuid.UUID) -> StoredRecord | None:
    """Return one record, or None."""
    row = connection.execute(_BY_ID, {"commune": commune_id, "id": record_id}).first()
    return _stored(row) if row else None


def existing_ids(connection: Connection, *, commune_id: int, record_ids: Sequence[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return which of these ids are stored already, live or voided."""
    if not record_ids:
        return frozenset()
    return frozenset(connection.execute(_EXISTING, {"commune": commune_id, "ids": list(record_ids)}).scalars())


def history(
    connection: Connection, *, commune_id: int, campaign_id: int, citizen_id: uuid.UUID
) -> tuple[StoredRecord, ...]:
    """Return all records of a person in a campaign, oldest first."""
    keys = {"commune": commune_id, "campaign": campaign_id, "citizen": citizen_id}
    return tuple(_stored(row) for row in connection.execute(_HISTORY, keys))


def histories(connection: Connection, *, commune_id: int, citizen_ids: Sequence[uuid.UUID]) -> tuple[StoredRecord, ...]:
    """Return all records of some people of a commune in every campaign, oldest first (1 query)."""
    rows = connection.execute(_OF_PEOPLE, {"commune": commune_id, "people": list(citizen_ids)})
    return tuple(_stored(row) for row in rows)


def day_of_account(
    connection: Connection, *, commune_id: int, campaign_id: int, account_id: int | None, day: date
) -> tuple[int, int]:
    """Return (people, records) that an account recorded for a day."""
    keys = {"commune": commune_id, "campaign": campaign_id, "account": account_id, "day": day}
    people, records = connection.execute(_DAY, keys).one()
    return int(people), int(records)


def _stored(row: AnyRow) -> StoredRecord:
    return StoredRecord(
        id=row.id,
        campaign_id=row.campaign_id,
        citizen_id=row.citizen_id,
        indicator_id=row.indicator_id,
        status=StepStatus(row.status),
        place_id=row.place_id,
        place_path=row.place_path,
        place_name=row.place_name,
        day=row.day,
        device_at=row.device_at,
        server_at=row.server_at,
        account_id=row.account_id,
        actor=row.actor,
        channel=Channel(row.channel),
        save_id=row.save_id,
        replaces_id=row.replaces_id,
        outreach_day_id=row.outreach_day_id,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
    )
