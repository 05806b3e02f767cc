"""Writing public boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from campaign.db.tables import public_board

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def put_board(connection: Connection, *, campaign_id: int, version: int, values: Mapping[str, Any]) -> None:
    """Write a board over the version that stands there (0: none); the caller holds the campaign's row."""
    if version:
        mine = public_board.c.campaign_id == campaign_id
        connection.execute(update(public_board).where(mine).values(version=version + 1, **values))
    else:
        connection.execute(insert(public_board).values(campaign_id=campaign_id, version=1, **values))
