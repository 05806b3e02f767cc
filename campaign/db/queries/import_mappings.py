"""Reading how a commune names the columns of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from campaign.db.tables import import_mapping

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from campaign.domain.vocabulary import ImportKind


def mapping_of(connection: Connection, *, place_id: int, kind: ImportKind) -> dict[str, str]:
    """Return folded heading -> our column, "" for one that the commune leaves out."""
    statement = select(import_mapping.c.heading, import_mapping.c.column).where(
        import_mapping.c.place_id == place_id, import_mapping.c.kind == kind.value
    )
    return {row.heading: row.column for row in connection.execute(statement)}
