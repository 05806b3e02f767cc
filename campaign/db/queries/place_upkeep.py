"""What hangs on a place: its campaigns, people, records, assignments, targets, who is in charge, all its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from campaign.db.tables import campaign

if TYPE_CHECKING:
    from sqlalchemy import Connection


def campaigns_over(connection: Connection, *, path: str) -> tuple[int, ...]:
    """Return the campaigns whose place is this one or lies above it."""
    above = [int(part) for part in path.strip("/").split("/")]
    return tuple(connection.execute(select(campaign.c.id).where(campaign.c.place_id.in_(above))).scalars())
