"""Reading sign-in sessions: whose they are, what the account reaches, and whom the session looks as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, FromClause, and_, bindparam, select

from campaign.db.queries.accounts import ACCOUNT_COLUMNS, HOME, WORKING_ON, AnyRow, StoredAccount, as_account
from campaign.db.tables import account, assignment, place, place_succession, sign_in_session, view_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """An account, and the paths that it reaches besides its own place."""

    account: StoredAccount
    predecessor_paths: tuple[str, ...]
    assigned_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession(Reach):
    """One sign-in session with its account; `looks_as` is the account whose screens it sees, None for its own."""

    expires_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None
    looks_as: int | None


_assigned = place.alias("assigned")
_old = place.alias("old")
_MAIN_SUCCESSION = and_(
    place_succession.c.new_id == account.c.place_id, place_succession.c.share.in_(("whole", "part_main"))
)
_REACH = (*ACCOUNT_COLUMNS, _old.c.path.label("old_path"), _assigned.c.path.label("assigned_path"))


def _reaching(source: FromClause) -> FromClause:
    """Join to accounts where they live, what was merged into that, and where they work on a day."""
    return (
        source.outerjoin(HOME, HOME.c.id == account.c.place_id)
        .outerjoin(place_succession, _MAIN_SUCCESSION)
        .outerjoin(_old, _old.c.id == place_succession.c.old_id)
        .outerjoin(assignment, WORKING_ON)
        .outerjoin(_assigned, _assigned.c.id == assignment.c.place_id)
    )


# One statement, because this is read at every rerun of every page. A row for each predecessor and each
# assignment; an account has a handful of either and hardly ever both.
_SESSION = (
    select(
        *_REACH,
        sign_in_session.c.expires_at,
        sign_in_session.c.last_seen_at,
        sign_in_session.c.ended_at,
        view_as.c.account_id.label("looks_as"),
    )
    .select_from(
        _reaching(sign_in_session.join(account, account.c.id == sign_in_session.c.account_id)).outerjoin(
            view_as, view_as.c.token_hash == sign_in_session.c.token_hash
        )
    )
    .where(sign_in_session.c.token_hash == bindparam("token_hash"))
    .order_by(_old.c.path, _assigned.c.path)
)
_BY_ACCOUNT = (
    select(*_REACH)
    .select_from(_reaching(account))
    .where(account.c.id == bindparam("account"))
    .order_by(_old.c.path, _assigned.c.path)
)


def session_by_token(connection: Connection, *, token_hash: bytes, day: date) -> StoredSession | None:
    """Return a session whatever its state, with the assignments valid on a day (1 query), or None."""
    rows = connection.execute(_SESSION, {"token_hash": token_hash, "day": day}).all()
    if not rows:
        return None
    first = rows[0]
    return StoredSession(
        account=as_account(first),
        predecessor_paths=_distinct(row.old_path for row in rows),
        assigned_paths=_distinct(row.assigned_path for row in rows),
        expires_at=first.expires_at,
        last_seen_at=first.last_seen_at,
        ended_at=first.ended_at,
        looks_as=first.looks_as,
    )


def reach_of(connection: Connection, *, account_id: int, day: date) -> Reach | None:
    """Return what an account reaches on a day (1 query), or None."""
    rows: Sequence[AnyRow] = connection.execute(_BY_ACCOUNT, {"account": account_id, "day": day}).all()
    if not rows:
        return None
    return Reach(
        account=as_account(rows[0]),
        predecessor_paths=_distinct(row.old_path for row in rows),
        assigned_paths=_distinct(row.assigned_path for row in rows),
    )


def _distinct(paths: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in paths if path is not None))
