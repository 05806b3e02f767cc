"""Writing targets: a new version beside the old one, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, update

from campaign.db.tables import target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

_SUPERSEDE = (
    update(target)
    .where(
        target.c.campaign_id == bindparam("campaign"),
        target.c.place_id == bindparam("place"),
        target.c.indicator_id == bindparam("indicator"),
        target.c.due_on == bindparam("due"),
        target.c.superseded_at.is_(None),
    )
    .values(superseded_at=bindparam("at"))
)
_INSERT = insert(target)


def supersede(
    connection: Connection, *, campaign_id: int, cells: Sequence[tuple[int, int, object]], at: datetime
) -> None:
    """End the versions in force of some (place, indicator, due day)."""
    rows = [
        {"campaign": campaign_id, "place": place_id, "indicator": indicator_id, "due": due_on, "at": at}
        for place_id, indicator_id, due_on in cells
    ]
    connection.execute(_SUPERSEDE, rows)


def insert_targets(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new versions."""
    connection.execute(_INSERT, list(rows))
