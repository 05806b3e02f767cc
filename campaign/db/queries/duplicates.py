"""Reading entries that may be one person: pairs with what was decided, merges, the records of both sides."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, union_all

from campaign.db.queries.people import CITIZENS, as_citizen
from campaign.db.tables import campaign, citizen, citizen_merge, duplicate_pair
from campaign.domain.vocabulary import DuplicateState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow
    from campaign.db.queries.people import StoredCitizen


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as stored, also one that was merged away or erased."""

    citizen: StoredCitizen
    merged_into: uuid.UUID | None
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A record that an entry brought into a merge: its copy there (None: it did not stand), what the copy displaced."""

    record_id: uuid.UUID
    copy_id: uuid.UUID | None
    displaced_id: uuid.UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMerge:
    """One merge as stored; `before` is sealed."""

    commune_id: int
    id: uuid.UUID
    kept_id: uuid.UUID
    gone_id: uuid.UUID
    reason: str
    kept_version: int
    before: bytes | None
    moves: tuple[Moved, ...]
    merged_by: int | None
    merged_at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPair:
    """One pair as stored, the smaller id first."""

    commune_id: int
    first_id: uuid.UUID
    second_id: uuid.UUID
    score: int
    reasons: tuple[str, ...]
    state: DuplicateState
    reason: str
    found_at: datetime
    decided_by: int | None
    decided_at: datetime | None


_ENTRIES = CITIZENS.where(
    citizen.c.commune_id.in_(bindparam("communes", expanding=True)), citizen.c.id.in_(bindparam("ids", expanding=True))
)
_MERGE = select(citizen_merge).where(
    citizen_merge.c.commune_id == bindparam("commune"), citizen_merge.c.id == bindparam("merge")
)
_STANDING = select(citizen_merge).where(
    citizen_merge.c.commune_id == bindparam("commune"),
    citizen_merge.c.kept_id.in_(bindparam("ids", expanding=True)),
    citizen_merge.c.undone_at.is_(None),
)
_PAIRS_OF = union_all(
    select(duplicate_pair).where(
        duplicate_pair.c.commune_id == bindparam("commune"),
        duplicate_pair.c.first_id.in_(bindparam("ids", expanding=True)),
    ),
    select(duplicate_pair).where(
        duplicate_pair.c.commune_id == bindparam("commune"),
        duplicate_pair.c.second_id.in_(bindparam("ids", expanding=True)),
        duplicate_pair.c.first_id.not_in(bindparam("ids", expanding=True)),
    ),
)
_PAIR = select(duplicate_pair).where(
    duplicate_pair.c.commune_id == bindparam("commune"),
    duplicate_pair.c.first_id == bindparam("first"),
    duplicate_pair.c.second_id == bindparam("second"),
)


def entries(connection: Connection, *, communes: Sequence[int], ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Entry]:
    """Return entries by their ids, whatever became of them; who is not there is left out."""
    rows = connection.execute(_ENTRIES, {"communes": list(communes), "ids": list(ids)})
    return {
        row.id: Entry(citizen=as_citizen(row), merged_into=row.merged_into, erased=row.erased_at is not None)
        for row in rows
    }


def merge_by_id(connection: Connection, *, commune_id: int, merge_id: uuid.UUID) -> StoredMerge | None:
    """Return one merge, or None."""
    row = connection.execute(_MERGE, {"commune": commune_id, "merge": merge_id}).first()
    return None if row is None else _merge(row)


def standing_merges(
    connection: Connection, *, commune_id: int, kept_ids: Sequence[uuid.UUID]
) -> tuple[StoredMerge, ...]:
    """Return the merges into some entries that were not taken back."""
    rows = connection.execute(_STANDING, {"commune": commune_id, "ids": list(kept_ids)})
    return tuple(_merge(row) for row in rows)


def merges_of(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> tuple[StoredMerge, ...]:
    """Return every merge that an entry was part of, oldest first."""
    statement = (
        select(citizen_merge)
        .where(
            citizen_merge.c.commune_id == commune_id,
            or_(citizen_merge.c.kept_id == citizen_id, citizen_merge.c.gone_id == citizen_id),
        )
        .order_by(citizen_merge.c.merged_at, citizen_merge.c.kept_version)
    )
    return tuple(_merge(row) for row in connection.execute(statement))


def pair_of(connection: Connection, *, commune_id: int, first_id: uuid.UUID, second_id: uuid.UUID) -> StoredPair | None:
    """Return the pair of two people in whatever order they are named, or None."""
    first, second = sorted((first_id, second_id))
    row = connection.execute(_PAIR, {"commune": commune_id, "first": first, "second": second}).first()
    return None if row is None else as_pair(row)


def pairs_of(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID] | None) -> tuple[StoredPair, ...]:
    """Return every pair that some people are in, None: every pair of the commune."""
    if ids is None:
        statement = select(duplicate_pair).where(duplicate_pair.c.commune_id == commune_id)
        return tuple(as_pair(row) for row in connection.execute(statement))
    rows = connection.execute(_PAIRS_OF, {"commune": commune_id, "ids": list(ids)})
    return tuple(as_pair(row) for row in rows)


def slugs_of(connection: Connection, *, campaign_ids: Sequence[int]) -> dict[int, str]:
    """Return the slugs of campaigns by their ids."""
    statement = select(campaign.c.id, campaign.c.slug).where(campaign.c.id.in_(list(campaign_ids)))
    return {row.id: row.slug for row in connection.execute(statement)}


def as_pair(row: AnyRow) -> StoredPair:
    """Return a row of the table of pairs."""
    return StoredPair(
        commune_id=row.commune_id,
        first_id=row.first_id,
        second_id=row.second_id,
        score=row.score,
        reasons=tuple(row.reasons.split(",")) if row.reasons else (),
        state=DuplicateState(row.state),
        reason=row.reason,
        found_at=row.found_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _merge(row: AnyRow) -> StoredMerge:
    return StoredMerge(
        commune_id=row.commune_id,
        id=row.id,
        kept_id=row.kept_id,
        gone_id=row.gone_id,
        reason=row.reason,
        kept_version=row.kept_version,
        before=row.before,
        moves=tuple(
            Moved(record_id=uuid.UUID(moved), copy_id=_id(copy), displaced_id=_id(displaced))
            for moved, copy, displaced in json.loads(row.moves)
        ),
        merged_by=row.merged_by,
        merged_at=row.merged_at,
        undone_at=row.undone_at,
    )


def _id(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
