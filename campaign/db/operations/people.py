"""Writing citizens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from campaign.db.tables import citizen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_INSERT = insert(citizen)


def insert_citizens(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new citizens; every row has the same columns."""
    connection.execute(_INSERT, list(rows))
