"""Writing imports of places and of targets: what a batch brought, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from campaign.db.tables import import_batch, import_item, place, place_population

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection


def insert_items(connection: Connection, *, batch_id: UUID, items: Sequence[tuple[str, int]]) -> None:
    """Insert what a batch brought as (subject, id)."""
    connection.execute(
        insert(import_item),
        [{"batch_id": batch_id, "subject": subject, "subject_id": subject_id} for subject, subject_id in items],
    )


def mark_undone(connection: Connection, *, batch_id: UUID, by: int | None, at: datetime) -> None:
    """Say who took a batch back, and when."""
    connection.execute(update(import_batch).where(import_batch.c.id == batch_id).values(undone_by=by, undone_at=at))


def delete_places(connection: Connection, *, place_ids: Sequence[int]) -> None:
    """Delete places that nothing refers to, with their population figures."""
    connection.execute(delete(place_population).where(place_population.c.place_id.in_(place_ids)))
    connection.execute(delete(place).where(place.c.id.in_(place_ids)))
