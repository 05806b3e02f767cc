"""Writing accounts, sign-in sessions and assignments, inside a transaction that a service opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, update

from campaign.db.tables import account, assignment, sign_in_session, view_as
from campaign.domain.vocabulary import Role


def insert_account(
    connection: Connection,
    *,
    username: str,
    full_name: str,
    role: Role,
    place_id: int | None,
    password_hash: str,
    must_change_password: bool,
    at: datetime,
) -> int:
    """Add an account and return its id; raises `username_taken`."""
    statement = insert(account).values(
        username=username,
        full_name=full_name,
        role=role.value,
        place_id=place_id,
        password_hash=password_hash,
        must_change_password=must_change_password,
        created_at=at,
    )
    key = connection.execute(statement).inserted_primary_key
    return int(key[0]) if key else 0


def insert_accounts(connection: Connection, *, rows: Sequence[Mapping[str, object]]) -> None:
    """Add accounts with one-time passwords, all or none; raises `username_taken`."""
    connection.execute(insert(account), list(rows))


def count_failure(connection: Connection, *, account_id: int, failed_count: int, locked_until: datetime | None) -> None:
    """Store how many wrong passwords came in a row, and until when the account is closed for it."""
    values = {"failed_count": failed_count, "locked_until": locked_until}
    connection.execute(update(account).where(account.c.id == account_id).values(values))


def count_success(connection: Connection, *, account_id: int, at: datetime | None, password_hash: str | None) -> None:
    """Forget the failures; `at` is the time of a sign-in, `password_hash` a rehash with newer parameters."""
    values: dict[str, object] = {"failed_count": 0, "locked_until": None}
    if at is not None:
        values["last_sign_in_at"] = at
    if password_hash is not None:
        values["password_hash"] = password_hash
    connection.execute(update(account).where(account.c.id == account_id).values(values))


def set_password(connection: Connection, *, account_id: int, password_hash: str, must_change_password: bool) -> None:
    """Store a new password and open the account again."""
    values = {
        "password_hash": password_hash,
        "must_change_password": must_change_password,
        "failed_count": 0,
        "locked_until": None,
    }
    connection.execute(update(account).where(account.c.id == account_id).values(values))


def disable_accounts(connection: Connection, *, account_ids: Sequence[int], at: datetime) -> None:
    """Close accounts."""
    connection.execute(update(account).where(account.c.id.in_(account_ids)).values(disabled_at=at))


def enable_account(connection: Connection, *, account_id: int, at: datetime) -> None:
    """Open an account again; its idle days are counted from here."""
    connection.execute(update(account).where(account.c.id == account_id).values(disabled_at=None, enabled_at=at))


def update_account(
    connection: Connection, *, account_id: int, full_name: str, role: Role, place_id: int | None
) -> None:
    """Store another name, role or place of an account."""
    values = {"full_name": full_name, "role": role.value, "place_id": place_id}
    connection.execute(update(account).where(account.c.id == account_id).values(values))


def set_language(connection: Connection, *, account_id: int, language: str) -> None:
    """Store the language that an account reads."""
    connection.execute(update(account).where(account.c.id == account_id).values(language=language))


def insert_session(
    connection: Connection,
    *,
    token_hash: bytes,
    account_id: int,
    at: datetime,
    expires_at: datetime,
    address: str,
    agent: str,
) -> None:
    """Add a session; only the token's hash is stored."""
    connection.execute(
        insert(sign_in_session).values(
            token_hash=token_hash,
            account_id=account_id,
            created_at=at,
            expires_at=expires_at,
            last_seen_at=at,
            address=address,
            agent=agent,
        )
    )


def touch_session(connection: Connection, *, token_hash: bytes, at: datetime) -> None:
    """Store that a session was in use."""
    connection.execute(
        update(sign_in_session)
        .where(sign_in_session.c.token_hash == token_hash, sign_in_session.c.ended_at.is_(None))
        .values(last_seen_at=at)
    )


def end_session(connection: Connection, *, token_hash: bytes, at: datetime) -> bool:
    """End a session; False when it had ended before."""
    statement = (
        update(sign_in_session)
        .where(sign_in_session.c.token_hash == token_hash, sign_in_session.c.ended_at.is_(None))
        .values(ended_at=at)
    )
    return connection.execute(statement).rowcount > 0


def end_sessions(connection: Connection, *, account_id: int, at: datetime, keep: bytes | None = None) -> int:
    """End an account's living sessions except one, and return how many that were."""
    statement = (
        update(sign_in_session)
        .where(
            sign_in_session.c.account_id == account_id,
            sign_in_session.c.ended_at.is_(None),
            sign_in_session.c.expires_at > at,
        )
        .values(ended_at=at)
    )
    if keep is not None:
        statement = statement.where(sign_in_session.c.token_hash != keep)
    return connection.execute(statement).rowcount


def start_look(connection: Connection, *, token_hash: bytes, account_id: int, at: datetime) -> None:
    """Let a session see the screens of another account."""
    connection.execute(insert(view_as).values(token_hash=token_hash, account_id=account_id, started_at=at))


def end_look(connection: Connection, *, token_hash: bytes) -> int | None:
    """Let a session see its own screens again; returns whose it saw, None if its own."""
    statement = delete(view_as).where(view_as.c.token_hash == token_hash).returning(view_as.c.account_id)
    return connection.execute(statement).scalar()


def insert_assignments(
    connection: Connection,
    *,
    account_id: int,
    place_ids: Iterable[int],
    starts_on: date,
    ends_on: date | None,
) -> None:
    """Assign an account to places from one day to another, both included."""
    rows = [
        {"account_id": account_id, "place_id": place_id, "starts_on": starts_on, "ends_on": ends_on}
        for place_id in place_ids
    ]
    if rows:
        connection.execute(insert(assignment), rows)


def insert_work(connection: Connection, *, rows: Sequence[Mapping[str, object]]) -> None:
    """Assign several accounts at once; a row holds account_id, place_id, starts_on and ends_on."""
    if rows:
        connection.execute(insert(assignment), list(rows))


def end_assignment(connection: Connection, *, assignment_id: int, ends_on: date) -> None:
    """Let an assignment end earlier."""
    connection.execute(update(assignment).where(assignment.c.id == assignment_id).values(ends_on=ends_on))


def remove_assignment(connection: Connection, *, assignment_id: int) -> None:
    """Take an assignment back as if it had not been made (the audit chain keeps what it said)."""
    connection.execute(delete(assignment).where(assignment.c.id == assignment_id))
