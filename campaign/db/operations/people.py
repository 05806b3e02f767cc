"""Writing citizens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, update

from campaign.db.tables import citizen

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_INSERT = insert(citizen)
_ONE = update(citizen).where(citizen.c.commune_id == bindparam("commune"), citizen.c.id == bindparam("citizen"))


def insert_citizens(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new citizens; every row has the same columns."""
    connection.execute(_INSERT, list(rows))


def update_citizen(
    connection: Connection, *, commune_id: int, citizen_id: uuid.UUID, values: Mapping[str, Any]
) -> None:
    """Set columns of one person whose row is held."""
    connection.execute(_ONE.values(**values), {"commune": commune_id, "citizen": citizen_id})


def mend_citizen(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Set who one person is, and count the entry's version on."""
    counted = {**values, "version": citizen.c.version + 1}
    update_citizen(connection, commune_id=commune_id, citizen_id=citizen_id, values=counted)
