"""Writing who works where, for many people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from campaign.db.tables import assignment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Connection


def insert_many(connection: Connection, *, pairs: Iterable[tuple[int, int]], starts_on: date, ends_on: date) -> None:
    """Assign (account, place) pairs from one day to another (1 statement)."""
    rows = [
        {"account_id": account_id, "place_id": place_id, "starts_on": starts_on, "ends_on": ends_on}
        for account_id, place_id in pairs
    ]
    connection.execute(insert(assignment), rows)
