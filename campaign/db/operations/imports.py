"""Writing imports: the batch with what was wrong, whom its rows became, and the fields that they completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, text, update

from campaign.db.engine import take_room
from campaign.db.operations.bulk import insert_many
from campaign.db.tables import campaign, citizen, import_batch, import_issue, import_row, place, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

# What a row may complete. A field that somebody filled meanwhile keeps what it says.
FILLABLE = (
    "birth_date",
    "birth_year",
    "sex",
    "phone_cipher",
    "phone_index",
    "phone_last",
    "personal_id_cipher",
    "personal_id_index",
    "personal_id_last",
    "guardian_name",
)
CITIZEN_COLUMNS = (
    "commune_id",
    "id",
    "place_id",
    "full_name",
    "name_fold",
    "sort_key",
    *FILLABLE,
    "consent",
    "created_at",
    "created_by",
)
ROW_COLUMNS = ("commune_id", "campaign_id", "content", "nth", "citizen_id", "batch_id", "outcome", "filled")
ISSUE_COLUMNS = ("batch_id", "position", "sheet", "row", "heading", "code", "severity", "value")
RECORD_COLUMNS = (
    "commune_id",
    "id",
    "campaign_id",
    "citizen_id",
    "indicator_id",
    "status",
    "place_id",
    "day",
    "device_at",
    "server_at",
    "account_id",
    "channel",
    "save_id",
)
_NEW = {name: bindparam(f"new_{name}", type_=citizen.c[name].type) for name in FILLABLE}
_FILL = (
    update(citizen)
    .where(citizen.c.commune_id == bindparam("commune"), citizen.c.id == bindparam("citizen"))
    .values(
        version=citizen.c.version + 1,
        **{name: func.coalesce(citizen.c[name], new) for name, new in _NEW.items()},
    )
)
_INSERT_BATCH = insert(import_batch)
# Whoever imports into the same campaign, or into the same communes from another campaign, waits here for their turn.
_HOLD_CAMPAIGN = select(campaign.c.id).where(campaign.c.id == bindparam("campaign")).with_for_update(key_share=True)
_HOLD_COMMUNES = (
    select(place.c.id)
    .where(place.c.id.in_(bindparam("communes", expanding=True)))
    .order_by(place.c.id)
    .with_for_update(key_share=True)
)
# A server's import waits longer for its turn than a tap of "save".
_PATIENCE = text("SET LOCAL lock_timeout = '60s'")


def hold_for_import(connection: Connection, *, campaign_id: int, commune_ids: Sequence[int]) -> None:
    """Let imports into one campaign or commune take turns; a file's single writer does it by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(_PATIENCE)
    else:
        take_room(connection)
    connection.execute(_HOLD_CAMPAIGN, {"campaign": campaign_id})
    if commune_ids:
        connection.execute(_HOLD_COMMUNES, {"communes": sorted(commune_ids)})


def insert_batch(connection: Connection, values: Mapping[str, Any]) -> None:
    """Insert one batch."""
    connection.execute(_INSERT_BATCH, dict(values))


def insert_people(connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Insert citizens, their values in the order of `CITIZEN_COLUMNS`."""
    insert_many(connection, citizen, CITIZEN_COLUMNS, rows)


def insert_rows(connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Insert whom rows became, in the order of `ROW_COLUMNS`."""
    insert_many(connection, import_row, ROW_COLUMNS, rows)


def insert_issues(connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Insert what was wrong, in the order of `ISSUE_COLUMNS`."""
    insert_many(connection, import_issue, ISSUE_COLUMNS, rows)


def insert_imported_records(connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Insert live records, in the order of `RECORD_COLUMNS`."""
    insert_many(connection, record, RECORD_COLUMNS, rows)


def fill_people(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Complete people whose rows are held: `commune`, `citizen`, and `new_…` for each field, None to leave it."""
    empty = {f"new_{name}": None for name in FILLABLE}
    if rows:
        connection.execute(_FILL, [empty | dict(row) for row in rows])
