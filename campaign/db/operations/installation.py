"""Writing facts about this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from campaign.db.tables import installation

if TYPE_CHECKING:
    from sqlalchemy import Connection


def set_installation_value(connection: Connection, *, name: str, value: str) -> None:
    """Write a named fact, over an earlier one."""
    changed = connection.execute(update(installation).where(installation.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(installation).values(name=name, value=value))
