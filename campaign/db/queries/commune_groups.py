"""Reading the groups into which a campaign of a province sorts its communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from campaign.db.tables import commune_group

if TYPE_CHECKING:
    from sqlalchemy import Connection


def groups_of(connection: Connection, *, campaign_id: int) -> dict[int, str]:
    """Return place -> the name of its group, for the communes that are in one (1 query)."""
    statement = select(commune_group.c.place_id, commune_group.c.name).where(commune_group.c.campaign_id == campaign_id)
    return {row.place_id: row.name for row in connection.execute(statement)}
