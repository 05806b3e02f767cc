"""What an import brought, and what happened to it since: read before it is taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, union

from campaign.db.tables import citizen, citizen_merge, import_row, place, record
from campaign.domain.steps import LiveRecord
from campaign.domain.vocabulary import RowOutcome, Sex, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtRow:
    """Whom one row became; `filled` maps the fields that it completed to the marks of their values."""

    commune_id: int
    citizen_id: uuid.UUID
    outcome: RowOutcome
    filled: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtPerson:
    """Somebody whom a batch brought or completed, as they are now."""

    commune_id: int
    id: uuid.UUID
    full_name: str
    place_name: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    phone: bytes | None
    personal_id: bytes | None
    guardian_name: str | None
    merged: bool
    erased: bool


_ROWS = (
    select(import_row.c.commune_id, import_row.c.citizen_id, import_row.c.outcome, import_row.c.filled)
    .where(import_row.c.batch_id == bindparam("batch"))
    .order_by(import_row.c.commune_id, import_row.c.citizen_id)
)
_PEOPLE = (
    select(
        citizen.c.commune_id,
        citizen.c.id,
        citizen.c.full_name,
        place.c.name.label("place_name"),
        citizen.c.birth_date,
        citizen.c.birth_year,
        citizen.c.sex,
        citizen.c.phone_index,
        citizen.c.personal_id_index,
        citizen.c.guardian_name,
        citizen.c.merged_into,
        citizen.c.erased_at,
    )
    .join(place, place.c.id == citizen.c.place_id)
    .where(citizen.c.commune_id == bindparam("commune"), citizen.c.id.in_(bindparam("ids", expanding=True)))
)
_OWNERS = select(record.c.citizen_id).where(
    record.c.commune_id == bindparam("commune"), record.c.save_id == bindparam("batch"), record.c.voided_at.is_(None)
)
_LIVE = select(record).where(
    record.c.commune_id == bindparam("commune"),
    record.c.campaign_id == bindparam("campaign"),
    record.c.citizen_id.in_(bindparam("ids", expanding=True)),
    record.c.voided_at.is_(None),
)
_OTHERS_RECORDS = select(record.c.citizen_id).where(
    record.c.commune_id == bindparam("commune"),
    record.c.citizen_id.in_(bindparam("ids", expanding=True)),
    record.c.voided_at.is_(None),
    record.c.save_id != bindparam("batch"),
)
_COMPLETED_BY_OTHERS = select(import_row.c.citizen_id).where(
    import_row.c.commune_id == bindparam("commune"),
    import_row.c.citizen_id.in_(bindparam("ids", expanding=True)),
    import_row.c.batch_id != bindparam("batch"),
    import_row.c.outcome == RowOutcome.COMPLETED.value,
)
_KEPT_OF_MERGES = select(citizen_merge.c.kept_id).where(
    citizen_merge.c.commune_id == bindparam("commune"),
    citizen_merge.c.kept_id.in_(bindparam("ids", expanding=True)),
    citizen_merge.c.undone_at.is_(None),
)
# Whoever is named anywhere keeps an empty row, so that history still has somebody to stand at.
_NAMED = union(
    select(record.c.citizen_id).where(
        record.c.commune_id == bindparam("commune"), record.c.citizen_id.in_(bindparam("ids", expanding=True))
    ),
    select(citizen_merge.c.kept_id).where(
        citizen_merge.c.commune_id == bindparam("commune"),
        citizen_merge.c.kept_id.in_(bindparam("ids", expanding=True)),
    ),
    select(citizen_merge.c.gone_id).where(
        citizen_merge.c.commune_id == bindparam("commune"),
        citizen_merge.c.gone_id.in_(bindparam("ids", expanding=True)),
    ),
)


def rows_of(connection: Connection, *, batch_id: uuid.UUID) -> tuple[BroughtRow, ...]:
    """Return whom the rows of a batch became."""
    return tuple(
        BroughtRow(
            commune_id=row.commune_id,
            citizen_id=row.citizen_id,
            outcome=RowOutcome(row.outcome),
            filled=json.loads(row.filled) if row.filled else {},
        )
        for row in connection.execute(_ROWS, {"batch": batch_id})
    )


def owners_of_records(connection: Connection, *, commune_id: int, batch_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who bears live records of a batch; after a merge that is the entry which was kept."""
    return set(connection.execute(_OWNERS, {"commune": commune_id, "batch": batch_id}).scalars())


def people(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID]) -> list[BroughtPerson]:
    """Return people as they are now."""
    return [
        BroughtPerson(
            commune_id=row.commune_id,
            id=row.id,
            full_name=row.full_name,
            place_name=row.place_name,
            birth_date=row.birth_date,
            birth_year=row.birth_year,
            sex=Sex(row.sex) if row.sex else None,
            phone=row.phone_index,
            personal_id=row.personal_id_index,
            guardian_name=row.guardian_name,
            merged=row.merged_into is not None,
            erased=row.erased_at is not None,
        )
        for row in connection.execute(_PEOPLE, {"commune": commune_id, "ids": list(ids)})
    ]


def live_records(
    connection: Connection, *, commune_id: int, campaign_id: int, ids: Sequence[uuid.UUID], batch_id: uuid.UUID
) -> dict[uuid.UUID, list[tuple[LiveRecord, bool]]]:
    """Return the live records of some people in a campaign, each with whether the batch brought it."""
    found: dict[uuid.UUID, list[tuple[LiveRecord, bool]]] = {}
    keys = {"commune": commune_id, "campaign": campaign_id, "ids": list(ids)}
    for row in connection.execute(_LIVE, keys):
        one = LiveRecord(
            id=row.id,
            indicator_id=row.indicator_id,
            status=StepStatus(row.status),
            place_id=row.place_id,
            day=row.day,
            server_at=row.server_at,
        )
        found.setdefault(row.citizen_id, []).append((one, row.save_id == batch_id))
    return found


def held_back(
    connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID], batch_id: uuid.UUID
) -> dict[uuid.UUID, str]:
    """Return who may not go, and why: `merged`, `completed` by another batch, `records` of others."""
    keys = {"commune": commune_id, "ids": list(ids), "batch": batch_id}
    found: dict[uuid.UUID, str] = {}
    for why, statement in (
        ("merged", _KEPT_OF_MERGES),
        ("completed", _COMPLETED_BY_OTHERS),
        ("records", _OTHERS_RECORDS),
    ):
        found |= dict.fromkeys(connection.execute(statement, keys).scalars(), why)
    return found


def named(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return who is named by a record, live or voided, or by a merge."""
    return set(connection.execute(_NAMED, {"commune": commune_id, "ids": list(ids)}).scalars())
