"""Writing imports of places and of targets: the batch with its issues and what it brought, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, update

from campaign.db.tables import import_batch, import_issue, import_item, place, place_population

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection


def insert_list_batch(
    connection: Connection,
    *,
    batch: Mapping[str, Any],
    issues: Sequence[Mapping[str, Any]],
    items: Sequence[tuple[str, int]],
) -> None:
    """Insert a batch, its issues in their order, and what it brought as (subject, id)."""
    connection.execute(insert(import_batch), dict(batch))
    own = batch["id"]
    if issues:
        connection.execute(
            insert(import_issue),
            [{"batch_id": own, "position": position, **issue} for position, issue in enumerate(issues)],
        )
    connection.execute(
        insert(import_item),
        [{"batch_id": own, "subject": subject, "subject_id": subject_id} for subject, subject_id in items],
    )


def mark_undone(connection: Connection, *, batch_id: UUID, by: int | None, at: datetime) -> None:
    """Say who took a batch back, and when."""
    connection.execute(update(import_batch).where(import_batch.c.id == batch_id).values(undone_by=by, undone_at=at))


def delete_places(connection: Connection, *, place_ids: Sequence[int]) -> None:
    """Delete places that nothing refers to, with their population figures."""
    connection.execute(delete(place_population).where(place_population.c.place_id.in_(place_ids)))
    connection.execute(delete(place).where(place.c.id.in_(place_ids)))
