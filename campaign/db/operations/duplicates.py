"""Writing pairs of people who may be one, and merges."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, update

from campaign.db.tables import citizen, citizen_merge, duplicate_pair
from campaign.domain.vocabulary import DuplicateState

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.db.queries.duplicates import Moved, StoredMerge

_THIS_PAIR = (
    duplicate_pair.c.commune_id == bindparam("commune"),
    duplicate_pair.c.first_id == bindparam("first"),
    duplicate_pair.c.second_id == bindparam("second"),
)
_DECIDE = (
    update(duplicate_pair)
    .where(*_THIS_PAIR)
    .values(state=bindparam("word"), reason=bindparam("why"), decided_by=bindparam("by"), decided_at=bindparam("at"))
)
_RESCORE = update(duplicate_pair).where(*_THIS_PAIR).values(score=bindparam("points"), reasons=bindparam("codes"))
_DROP = delete(duplicate_pair).where(*_THIS_PAIR, duplicate_pair.c.state == DuplicateState.OPEN.value)
_THIS_MERGE = (citizen_merge.c.commune_id == bindparam("commune"), citizen_merge.c.id == bindparam("merge"))
_UNDONE = update(citizen_merge).where(*_THIS_MERGE).values(undone_by=bindparam("by"), undone_at=bindparam("at"))
_MOVES = update(citizen_merge).where(*_THIS_MERGE).values(moves=bindparam("told"))
_MERGED_INTO = (
    update(citizen)
    .where(citizen.c.commune_id == bindparam("commune"), citizen.c.id == bindparam("citizen"))
    .values(merged_into=bindparam("into"))
)
PairKey = tuple["uuid.UUID", "uuid.UUID"]


def insert_pairs(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new pairs, the smaller id first."""
    if rows:
        connection.execute(insert(duplicate_pair), list(rows))


def rescore_pairs(
    connection: Connection, *, commune_id: int, pairs: Mapping[PairKey, tuple[int, Sequence[str]]]
) -> None:
    """Set how alike two people are by now, and why; what was decided about them stays."""
    if pairs:
        rows = [
            {"commune": commune_id, "first": first, "second": second, "points": score, "codes": ",".join(reasons)}
            for (first, second), (score, reasons) in pairs.items()
        ]
        connection.execute(_RESCORE, rows)


def drop_open_pairs(connection: Connection, *, commune_id: int, pairs: Sequence[PairKey]) -> None:
    """Forget pairs that are no longer alike and that nobody decided about."""
    if pairs:
        connection.execute(_DROP, [{"commune": commune_id, "first": a, "second": b} for a, b in pairs])


def decide_pair(
    connection: Connection,
    *,
    commune_id: int,
    pair: PairKey,
    state: DuplicateState,
    reason: str,
    by: int | None,
    at: datetime | None,
) -> None:
    """Remember what two people are, and who said so."""
    first, second = sorted(pair)
    values = {"word": state.value, "why": reason, "by": by, "at": at}
    connection.execute(_DECIDE, {"commune": commune_id, "first": first, "second": second, **values})


def insert_merge(connection: Connection, *, merge: StoredMerge) -> None:
    """Write a new merge down."""
    connection.execute(
        insert(citizen_merge),
        {
            "commune_id": merge.commune_id,
            "id": merge.id,
            "kept_id": merge.kept_id,
            "gone_id": merge.gone_id,
            "reason": merge.reason,
            "kept_version": merge.kept_version,
            "before": merge.before,
            "moves": _told(merge.moves),
            "merged_by": merge.merged_by,
            "merged_at": merge.merged_at,
        },
    )


def undo_merge(connection: Connection, *, merge: StoredMerge, by: int | None, at: datetime) -> None:
    """Remember who took a merge back."""
    connection.execute(_UNDONE, {"commune": merge.commune_id, "merge": merge.id, "by": by, "at": at})


def set_moves(connection: Connection, *, merge: StoredMerge, moves: Sequence[Moved]) -> None:
    """Let a merge name the records that stand for its own by now."""
    connection.execute(_MOVES, {"commune": merge.commune_id, "merge": merge.id, "told": _told(moves)})


def set_merged_into(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID, into: uuid.UUID | None) -> None:
    """Let an entry stand for another one, or for itself again (None)."""
    connection.execute(_MERGED_INTO, {"commune": commune_id, "citizen": citizen_id, "into": into})


def _told(moves: Sequence[Moved]) -> str:
    def text(own: uuid.UUID | None) -> str | None:
        return str(own) if own else None

    return json.dumps([[str(m.record_id), text(m.copy_id), text(m.displaced_id)] for m in moves])
