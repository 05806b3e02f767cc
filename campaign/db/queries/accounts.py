"""Reading accounts and assignments; a password's hash leaves this room for verification only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, false, func, or_, select
from sqlalchemy import true as always

from campaign.db.queries.places import below
from campaign.db.tables import account, assignment, place
from campaign.domain.vocabulary import Role

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
WHOLE_COUNTRY = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAccount:
    """One account with its place. `place_path` is "/" and `commune_id` 0 for the whole country."""

    id: int
    username: str
    full_name: str
    role: Role
    place_id: int | None
    place_code: str | None
    place_name: str | None
    place_path: str
    commune_id: int
    password_hash: str = field(repr=False)
    must_change_password: bool
    language: str
    failed_count: int
    locked_until: datetime | None
    disabled_at: datetime | None
    last_sign_in_at: datetime | None
    enabled_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAssignment:
    """An account's work at one place between two days, both included; `ends_on` None is open."""

    id: int
    account_id: int
    place_id: int
    place_code: str
    place_name: str
    starts_on: date
    ends_on: date | None


HOME = place.alias("home")
ACCOUNT_COLUMNS = (
    account,
    HOME.c.code.label("place_code"),
    HOME.c.name.label("place_name"),
    func.coalesce(HOME.c.path, WHOLE_COUNTRY).label("place_path"),
    func.coalesce(HOME.c.commune_id, 0).label("commune_id"),
)
_WITH_HOME = account.outerjoin(HOME, HOME.c.id == account.c.place_id)
_ACCOUNTS = select(*ACCOUNT_COLUMNS).select_from(_WITH_HOME)
_BY_USERNAME = _ACCOUNTS.where(account.c.username == bindparam("username"))
_BY_ID = _ACCOUNTS.where(account.c.id == bindparam("id"))
_ENABLED_ADMINS = (
    select(account.c.id)
    .where(account.c.role == Role.ADMIN.value, account.c.disabled_at.is_(None))
    .order_by(account.c.id)
    .with_for_update()
)

WORKING_ON = and_(
    assignment.c.account_id == account.c.id,
    assignment.c.starts_on <= bindparam("day"),
    or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= bindparam("day")),
)
_ASSIGNMENTS = (
    select(assignment, place.c.code.label("place_code"), place.c.name.label("place_name"))
    .join(place, place.c.id == assignment.c.place_id)
    .order_by(assignment.c.starts_on, place.c.sort_key)
)


def account_by_username(connection: Connection, *, username: str, lock: bool = False) -> StoredAccount | None:
    """Return an account; with `lock`, hold its row until the transaction ends."""
    statement = _BY_USERNAME.with_for_update(of=account) if lock else _BY_USERNAME
    row = connection.execute(statement, {"username": username}).first()
    return as_account(row) if row else None


def account_by_id(connection: Connection, *, account_id: int, lock: bool = False) -> StoredAccount | None:
    """Return an account by its id; with `lock`, hold its row until the transaction ends."""
    statement = _BY_ID.with_for_update(of=account) if lock else _BY_ID
    row = connection.execute(statement, {"id": account_id}).first()
    return as_account(row) if row else None


def accounts_in(connection: Connection, *, scope: Sequence[str]) -> tuple[StoredAccount, ...]:
    """Return the accounts whose place lies in a scope, by place and then by username (1 query)."""
    statement = _ACCOUNTS.where(_in_scope(scope)).order_by(
        func.coalesce(HOME.c.path, WHOLE_COUNTRY), account.c.username
    )
    return tuple(as_account(row) for row in connection.execute(statement))


def accounts_by_usernames(connection: Connection, *, usernames: Sequence[str]) -> tuple[StoredAccount, ...]:
    """Return the accounts that bear some user names, wherever they are (1 query)."""
    statement = _ACCOUNTS.where(account.c.username.in_(usernames)).order_by(account.c.username)
    return tuple(as_account(row) for row in connection.execute(statement))


def usernames_from(connection: Connection, *, stems: Sequence[str]) -> frozenset[str]:
    """Return the user names in use that are a stem, or a stem with a number behind a dot (1 query)."""
    numbered = (account.c.username.startswith(f"{stem}.", autoescape=True) for stem in stems)
    statement = select(account.c.username).where(or_(account.c.username.in_(stems), *numbered))
    return frozenset(connection.execute(statement).scalars())


def other_enabled_admins(connection: Connection, *, account_id: int) -> int:
    """Return how many enabled administrators there are besides one, holding their rows against a rival call."""
    return enabled_admins_besides(connection, account_ids=[account_id])


def enabled_admins_besides(connection: Connection, *, account_ids: Sequence[int]) -> int:
    """Return how many enabled administrators there are besides some, holding their rows against a rival call."""
    return len(connection.execute(_ENABLED_ADMINS.where(account.c.id.not_in(account_ids))).all())


def unused_accounts(connection: Connection, *, scope: Sequence[str], before: datetime) -> tuple[StoredAccount, ...]:
    """Return the enabled accounts of a scope that were made, enabled and signed in before an instant, rows held."""
    statement = _ACCOUNTS.where(
        _in_scope(scope),
        account.c.disabled_at.is_(None),
        account.c.created_at < before,
        or_(account.c.enabled_at.is_(None), account.c.enabled_at < before),
        or_(account.c.last_sign_in_at.is_(None), account.c.last_sign_in_at < before),
    ).order_by(account.c.id)
    return tuple(as_account(row) for row in connection.execute(statement.with_for_update(of=account)))


def assignments_of(connection: Connection, *, account_ids: Sequence[int]) -> tuple[StoredAssignment, ...]:
    """Return all assignments of some accounts, past and future, oldest first (1 query)."""
    if not account_ids:
        return ()
    statement = _ASSIGNMENTS.where(assignment.c.account_id.in_(account_ids))
    return tuple(_assignment(row) for row in connection.execute(statement))


def assigned_place_ids(connection: Connection, *, account_id: int, day: date) -> tuple[int, ...]:
    """Return the places where an account works on a day, in the order of their names (1 query)."""
    statement = (
        select(place.c.id)
        .select_from(
            account.join(assignment, WORKING_ON).join(place, place.c.id == assignment.c.place_id),
        )
        .where(account.c.id == account_id)
        .order_by(place.c.sort_key, place.c.id)
    )
    return tuple(dict.fromkeys(connection.execute(statement, {"day": day}).scalars()))


def workers_under(connection: Connection, *, path: str, day: date) -> tuple[tuple[int, str, str, date | None], ...]:
    """Return (place, user name, name, last day) of the enabled accounts that work below a path on a day (1 query)."""
    statement = (
        select(assignment.c.place_id, account.c.username, account.c.full_name, assignment.c.ends_on)
        .select_from(account.join(assignment, WORKING_ON).join(place, place.c.id == assignment.c.place_id))
        .where(below(path), account.c.disabled_at.is_(None))
        .order_by(account.c.full_name, account.c.username)
    )
    return tuple((row.place_id, *row[1:]) for row in connection.execute(statement, {"day": day}))


def _in_scope(scope: Sequence[str]) -> ColumnElement[bool]:
    if WHOLE_COUNTRY in scope:
        return always()
    # Below "/12/" is everything from "/12/" up to "/120", bytewise: "0" follows "/".
    ranges = (and_(HOME.c.path >= root, HOME.c.path < root[:-1] + "0") for root in scope)
    return or_(false(), *ranges)


def as_account(row: AnyRow) -> StoredAccount:
    """Return the account of a row that holds `ACCOUNT_COLUMNS`."""
    return StoredAccount(
        id=row.id,
        username=row.username,
        full_name=row.full_name,
        role=Role(row.role),
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.place_path,
        commune_id=row.commune_id,
        password_hash=row.password_hash,
        must_change_password=row.must_change_password,
        language=row.language,
        failed_count=row.failed_count,
        locked_until=row.locked_until,
        disabled_at=row.disabled_at,
        last_sign_in_at=row.last_sign_in_at,
        enabled_at=row.enabled_at,
        created_at=row.created_at,
    )


def _assignment(row: AnyRow) -> StoredAssignment:
    return StoredAssignment(
        id=row.id,
        account_id=row.account_id,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
