"""Reading the last imported list of a campaign, for the desk: one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from campaign.db.queries.desk import under
from campaign.db.tables import account, import_batch, place
from campaign.domain.vocabulary import ImportKind

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImport:
    """One imported list: how many rows it had, and how many were refused."""

    id: uuid.UUID
    kind: ImportKind
    file_name: str
    created_at: datetime
    created_by: str
    rows_read: int
    rejected: int


def last_import(connection: Connection, *, campaign_id: int, paths: Sequence[str]) -> StoredImport | None:
    """Return the newest list that was imported into a campaign for places at or below some paths, and still stands."""
    statement = (
        select(
            import_batch.c.id,
            import_batch.c.kind,
            import_batch.c.file_name,
            import_batch.c.created_at,
            func.coalesce(account.c.full_name, "").label("by"),
            import_batch.c.rows_read,
            import_batch.c.rejected,
        )
        .join(place, place.c.id == import_batch.c.place_id)
        .outerjoin(account, account.c.id == import_batch.c.created_by)
        .where(import_batch.c.campaign_id == campaign_id, import_batch.c.undone_at.is_(None), under(paths))
        .order_by(import_batch.c.created_at.desc(), import_batch.c.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    return StoredImport(
        id=row.id,
        kind=ImportKind(row.kind),
        file_name=row.file_name,
        created_at=row.created_at,
        created_by=row.by,
        rows_read=row.rows_read,
        rejected=row.rejected,
    )
