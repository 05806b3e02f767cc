"""Taking back what an import brought: records voided, fields emptied, people removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, or_, select, update

from campaign.db.operations.imports import FILLABLE
from campaign.db.queries.imports import IMPORT_UNDONE
from campaign.db.tables import citizen, duplicate_pair, import_batch, import_issue, import_row, record
from campaign.domain.vocabulary import RowOutcome

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HOLD = select(import_batch.c.undone_at).where(import_batch.c.id == bindparam("batch")).with_for_update()
_UNDONE = (
    update(import_batch)
    .where(import_batch.c.id == bindparam("batch"))
    .values(undone_at=bindparam("at"), undone_by=bindparam("by"))
)
_VOID = (
    update(record)
    .where(
        record.c.commune_id == bindparam("commune"),
        record.c.save_id == bindparam("batch"),
        record.c.voided_at.is_(None),
    )
    .values(voided_at=bindparam("at"), voided_by=bindparam("by"), void_reason=IMPORT_UNDONE)
)
# Values in issues are of people who go with the batch.
_FORGET = update(import_issue).where(import_issue.c.batch_id == bindparam("batch")).values(value="")
_OF_ROWS = (import_row.c.commune_id == bindparam("commune"), import_row.c.citizen_id.in_(_IDS))
_PAIRS = delete(duplicate_pair).where(
    duplicate_pair.c.commune_id == bindparam("commune"),
    or_(duplicate_pair.c.first_id.in_(_IDS), duplicate_pair.c.second_id.in_(_IDS)),
)
_THESE = (citizen.c.commune_id == bindparam("commune"), citizen.c.id.in_(_IDS))
_EMPTY: dict[str, Any] = dict.fromkeys(FILLABLE)
_NAMELESS = {"full_name": "", "name_fold": "", "sort_key": ""}


def hold_batch(connection: Connection, *, batch_id: uuid.UUID) -> datetime | None:
    """Hold a batch, and return when it was undone, None while it stands."""
    undone: datetime | None = connection.execute(_HOLD, {"batch": batch_id}).scalar_one()
    return undone


def mark_undone(connection: Connection, *, batch_id: uuid.UUID, by: int | None, at: datetime) -> None:
    """Say who undid a batch, and forget the values in its issues."""
    connection.execute(_UNDONE, {"batch": batch_id, "at": at, "by": by})
    connection.execute(_FORGET, {"batch": batch_id})


def void_records(connection: Connection, *, commune_id: int, batch_id: uuid.UUID, by: int | None, at: datetime) -> int:
    """Void every live record that a batch brought to a commune; returns how many."""
    return connection.execute(_VOID, {"commune": commune_id, "batch": batch_id, "at": at, "by": by}).rowcount


def empty_fields(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID], columns: Sequence[str]) -> None:
    """Empty what an import had completed, for people in whom it completed the same."""
    values = {**dict.fromkeys(columns), "version": citizen.c.version + 1}
    for part in _parts(ids):
        connection.execute(update(citizen).where(*_THESE).values(values), {"commune": commune_id, "ids": part})


def forget_rows(connection: Connection, *, batch_id: uuid.UUID, commune_id: int, gone: Sequence[uuid.UUID]) -> None:
    """Forget whom the rows of a batch became, but for people who stay; of people who go, the rows of every batch.

    Somebody who stays is found by the row when the file is imported again, and not added twice.
    """
    for ids in _parts(gone):
        connection.execute(delete(import_row).where(*_OF_ROWS), {"commune": commune_id, "ids": ids})
    here = (import_row.c.commune_id == commune_id, import_row.c.batch_id == batch_id)
    connection.execute(delete(import_row).where(*here, import_row.c.outcome != RowOutcome.ADDED.value))
    connection.execute(update(import_row).where(*here).values(outcome=RowOutcome.KNOWN.value, filled=None))


def remove_people(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID]) -> None:
    """Delete people whom nothing names any more."""
    for part in _parts(ids):
        keys = {"commune": commune_id, "ids": part}
        connection.execute(_PAIRS, keys)
        connection.execute(delete(citizen).where(*_THESE), keys)


def erase_people(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID], at: datetime) -> None:
    """Leave an empty row of people whom voided records or merges still name: no name, no number, no birth."""
    values = {**_EMPTY, **_NAMELESS, "erased_at": at, "version": citizen.c.version + 1}
    for part in _parts(ids):
        keys = {"commune": commune_id, "ids": part}
        connection.execute(_PAIRS, keys)
        connection.execute(update(citizen).where(*_THESE).values(values), keys)


def _parts(ids: Sequence[uuid.UUID]) -> list[list[uuid.UUID]]:
    size = 1_000
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]
