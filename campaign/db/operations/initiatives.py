"""Writing models, initiatives and registrations for commendation. Nothing is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from campaign.db.tables import commendation, initiative

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from sqlalchemy import Connection


def insert_initiative(connection: Connection, row: Mapping[str, Any]) -> None:
    """Insert one model or initiative."""
    connection.execute(insert(initiative), dict(row))


def change_initiative(connection: Connection, *, own: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Give a model or initiative new values and the next version."""
    statement = update(initiative).where(initiative.c.id == own)
    connection.execute(statement.values(**values, version=initiative.c.version + 1))


def insert_commendation(connection: Connection, row: Mapping[str, Any]) -> None:
    """Insert one registration."""
    connection.execute(insert(commendation), dict(row))


def change_commendation(connection: Connection, *, own: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Give a registration new values and the next version."""
    statement = update(commendation).where(commendation.c.id == own)
    connection.execute(statement.values(**values, version=commendation.c.version + 1))
