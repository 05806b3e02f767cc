"""Writing how a commune names the columns of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from campaign.db.tables import import_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.domain.vocabulary import ImportKind


def put_mapping(
    connection: Connection,
    *,
    place_id: int,
    kind: ImportKind,
    columns: Mapping[str, str],
    by: int | None,
    at: datetime,
) -> None:
    """Write what some folded headings hold, over what was said of them before."""
    connection.execute(
        delete(import_mapping).where(
            import_mapping.c.place_id == place_id,
            import_mapping.c.kind == kind.value,
            import_mapping.c.heading.in_(list(columns)),
        )
    )
    connection.execute(
        insert(import_mapping),
        [
            {
                "place_id": place_id,
                "kind": kind.value,
                "heading": heading,
                "column": column,
                "saved_by": by,
                "saved_at": at,
            }
            for heading, column in columns.items()
        ],
    )
