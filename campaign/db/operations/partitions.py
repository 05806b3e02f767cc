"""People who come under another commune, with all that is kept beside them by commune.

The commune leads the keys of these tables, so rows are copied first and the old ones removed last: at no moment does a
record name somebody who is not there. Roll-ups name places and are not touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, func, insert, literal, or_, select, update

from campaign.db.tables import (
    citizen,
    citizen_merge,
    duplicate_pair,
    import_batch,
    import_row,
    record,
)
from campaign.domain.vocabulary import DuplicateState

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

MOST_ALIKE = 1000


def keep_merged_together(connection: Connection, *, commune_id: int) -> None:
    """Let entries that were merged away live where the entry lives that was kept, so that both go the same way."""
    kept = citizen.alias("kept")
    home = (
        select(kept.c.place_id)
        .where(kept.c.commune_id == citizen.c.commune_id, kept.c.id == citizen.c.merged_into)
        .scalar_subquery()
    )
    connection.execute(
        update(citizen)
        .where(citizen.c.commune_id == commune_id, citizen.c.merged_into.is_not(None))
        .values(place_id=home)
    )


def same_numbers(
    connection: Connection, *, commune_id: int, into: int, places: Sequence[int]
) -> tuple[tuple[uuid.UUID, uuid.UUID], ...]:
    """Return (who comes, who is there) with one personal id: registered in both communes."""
    there = citizen.alias("there")
    statement = (
        select(citizen.c.id, there.c.id)
        .join(there, there.c.personal_id_index == citizen.c.personal_id_index)
        .where(
            citizen.c.commune_id == commune_id,
            citizen.c.place_id.in_(list(places)),
            citizen.c.personal_id_index.is_not(None),
            citizen.c.merged_into.is_(None),
            there.c.commune_id == into,
            there.c.merged_into.is_(None),
        )
    )
    return tuple((row[0], row[1]) for row in connection.execute(statement))


def move(connection: Connection, *, commune_id: int, into: int, heirs: Mapping[int, int]) -> int:
    """Let the people of some places (old -> new) come under another commune; returns how many entries did."""
    if not heirs or commune_id == into:
        return 0
    there = (citizen.c.commune_id == commune_id, citizen.c.place_id.in_(list(heirs)))
    places = {"commune_id": literal(into), "place_id": case(dict(heirs), value=citizen.c.place_id)}
    names = [column.name for column in citizen.columns]
    copied = select(*(places.get(name, citizen.c[name]) for name in names)).where(*there)
    moved = connection.execute(insert(citizen).from_select(names, copied)).rowcount
    people = select(citizen.c.id).where(*there)
    _follow(connection, commune_id, into, people)
    connection.execute(delete(citizen).where(*there))
    return moved


def _follow(connection: Connection, commune_id: int, into: int, people: Select[Any]) -> None:
    connection.execute(
        update(record).where(record.c.commune_id == commune_id, record.c.citizen_id.in_(people)).values(commune_id=into)
    )
    _move_rows(connection, commune_id, into, people)
    first, second = duplicate_pair.c.first_id.in_(people), duplicate_pair.c.second_id.in_(people)
    pairs = duplicate_pair.c.commune_id == commune_id
    connection.execute(update(duplicate_pair).where(pairs, first, second).values(commune_id=into))
    # Two people who go to two communes cannot be looked at side by side any more.
    connection.execute(delete(duplicate_pair).where(pairs, or_(first, second)))
    connection.execute(
        update(citizen_merge)
        .where(
            citizen_merge.c.commune_id == commune_id,
            citizen_merge.c.kept_id.in_(people),
            citizen_merge.c.gone_id.in_(people),
        )
        .values(commune_id=into)
    )


def _move_rows(connection: Connection, commune_id: int, into: int, people: Select[Any]) -> None:
    """Move imported rows; where both communes imported a row of one content, those that come are counted on."""
    mine = (import_row.c.commune_id == commune_id, import_row.c.citizen_id.in_(people))
    there = import_row.alias("there")
    last = (
        select(func.coalesce(func.max(there.c.nth), 0))
        .where(
            there.c.commune_id == into,
            there.c.campaign_id == import_row.c.campaign_id,
            there.c.content == import_row.c.content,
        )
        .scalar_subquery()
    )
    changed = {"commune_id": literal(into), "nth": import_row.c.nth + last}
    names = [column.name for column in import_row.columns]
    copied = select(*(changed.get(name, import_row.c[name]) for name in names)).where(*mine)
    connection.execute(insert(import_row).from_select(names, copied))
    connection.execute(delete(import_row).where(*mine))


def move_batches(connection: Connection, *, commune_id: int, into: int) -> None:
    """Let the imports of a commune be told by the one that came after it."""
    connection.execute(update(import_batch).where(import_batch.c.commune_id == commune_id).values(commune_id=into))


def free_numbers(connection: Connection, *, commune_id: int, people: Sequence[uuid.UUID]) -> None:
    """Take personal ids out of the index, where a number may stand once; the sealed number stays with each of them."""
    if people:
        connection.execute(
            update(citizen)
            .where(citizen.c.commune_id == commune_id, citizen.c.id.in_(list(people)))
            .values(personal_id_index=None)
        )


def ask_whether_one(
    connection: Connection, *, commune_id: int, pairs: Sequence[tuple[uuid.UUID, uuid.UUID]], at: datetime
) -> None:
    """Put people with one number before the officials who decide whether they are one."""
    rows = [
        {
            "commune_id": commune_id,
            "first_id": min(pair),
            "second_id": max(pair),
            "score": MOST_ALIKE,
            "reasons": "same_id",
            "state": DuplicateState.OPEN.value,
            "found_at": at,
        }
        for pair in pairs
    ]
    if rows:
        connection.execute(insert(duplicate_pair), rows)
