"""Writing the groups into which a campaign of a province sorts its communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from campaign.db.tables import commune_group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def put_groups(connection: Connection, *, campaign_id: int, groups: Mapping[int, str]) -> None:
    """Write the group of each place; an empty name takes the place out of its group."""
    connection.execute(
        delete(commune_group).where(
            commune_group.c.campaign_id == campaign_id, commune_group.c.place_id.in_(sorted(groups))
        )
    )
    rows = [
        {"campaign_id": campaign_id, "place_id": place_id, "name": name}
        for place_id, name in sorted(groups.items())
        if name
    ]
    if rows:
        connection.execute(insert(commune_group), rows)
