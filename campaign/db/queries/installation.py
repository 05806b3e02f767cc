"""Reading facts about this installation: named values, and whether anybody or anything is there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, select

from campaign.db.tables import account, installation, place, place_succession

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VALUE = select(installation.c.value).where(installation.c.name == bindparam("name"))


def installation_value(connection: Connection, *, name: str) -> str | None:
    """Return a named fact, None if it was never written."""
    value: str | None = connection.execute(_VALUE, {"name": name}).scalar()
    return value


def has_accounts(connection: Connection) -> bool:
    """Tell whether somebody can sign in already."""
    return bool(connection.execute(select(exists().where(account.c.id.is_not(None)))).scalar())


def place_count(connection: Connection) -> int:
    """Return how many places there are, of every kind and time."""
    return int(connection.execute(select(func.count()).select_from(place)).scalar_one())


def succession_count(connection: Connection) -> int:
    """Return how many successions between places are known."""
    return int(connection.execute(select(func.count()).select_from(place_succession)).scalar_one())
