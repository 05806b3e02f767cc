"""Accounts: who may sign in, with which role, at which place.

Only whoever manages accounts at an account's place may touch it, and nobody touches a role above their own.
What people do to their own account, and where they work, stand in two rooms beside and are handed on from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries.accounts import StoredAccount, StoredAssignment
from campaign.domain.people_lists import USERNAME
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.account_rules import (
    account_event,
    clean_full_name,
    managed_account,
    place_to_give,
    require_rank,
)
from campaign.services.assignments import assign, assigned_places
from campaign.services.call import Action, Call, Event
from campaign.services.own_account import change_password, set_language
from campaign.services.passwords import hash_password, one_time_password, require_good_password

__all__ = [
    "AccountRow",
    "AssignmentRow",
    "NewAccount",
    "add_account",
    "assign",
    "assigned_places",
    "change_password",
    "disable_account",
    "enable_account",
    "list_accounts",
    "reset_password",
    "set_language",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account as just made. `password` is shown once and never again."""

    account_id: int
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """One stretch of work at a place, both days included; `ends_on` None is open."""

    place_code: str
    place_name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """A line in the list of accounts. `place_code` None is the whole country; `assignments` end today or later."""

    account_id: int
    username: str
    full_name: str
    role: Role
    place_code: str | None
    place_name: str | None
    disabled: bool
    locked_until: datetime | None
    last_sign_in_at: datetime | None
    must_change_password: bool
    assignments: tuple[AssignmentRow, ...]


def add_account(
    *,
    call: Call,
    username: str,
    full_name: str,
    role: Role,
    place_code: str | None,
    password: str | None = None,
) -> NewAccount:
    """Make an account; without a password a one-time one is made, to be changed at the first sign-in.

    `place_code` None is the whole country. Raises `not_permitted`, `role_above_own`, `username_invalid`,
    `username_taken`, `name_missing`, `name_invalid`, `place_unknown`, `password_too_short` (minimum),
    `password_too_long` (maximum), `password_too_easy`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    name = username.strip()
    if not USERNAME.fullmatch(name):
        raise CampaignError("username_invalid", username=username)
    shown = clean_full_name(full_name)
    require_rank(call, role)
    if password is not None:
        require_good_password(password)
    secret = password if password is not None else one_time_password()
    hashed = hash_password(secret)
    with call.write() as change:
        place = place_to_give(call, change.connection, place_code)
        account_id = operations.insert_account(
            change.connection,
            username=name,
            full_name=shown,
            role=role,
            place_id=place.id if place else None,
            password_hash=hashed,
            must_change_password=password is None,
            at=call.moment.now,
        )
        change.log(
            Event(
                commune_id=place.commune_id if place else 0,
                action="account.add",
                subject_kind="account",
                subject_id=str(account_id),
                place_id=place.id if place else None,
                after={"username": name, "role": role.value, "place": place.code if place else None},
            )
        )
    return NewAccount(account_id=account_id, username=name, password=secret)


def list_accounts(*, call: Call) -> tuple[AccountRow, ...]:
    """Return the accounts in the viewer's scope, by place and username (2 queries); raises `not_permitted`."""
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        accounts = queries.accounts_in(connection, scope=call.viewer.scope)
        work = queries.assignments_of(connection, account_ids=[account.id for account in accounts])
    today = call.moment.today
    current = [row for row in work if row.ends_on is None or row.ends_on >= today]
    return tuple(account_row(account, current, call.moment.now) for account in accounts)


def disable_account(*, call: Call, username: str) -> None:
    """Close an account and end its sessions at once; closing it twice changes nothing.

    Raises `account_unknown`, `not_permitted`, `role_above_own`, `account_is_own`, `last_admin`.
    """
    with call.write() as change:
        account = managed_account(call, change, username)
        if account.id == call.viewer.account_id:
            raise CampaignError("account_is_own")
        if account.disabled_at is not None:
            change.nothing_done()
            return
        if account.role is Role.ADMIN and not queries.other_enabled_admins(change.connection, account_id=account.id):
            raise CampaignError("last_admin")
        operations.disable_accounts(change.connection, account_ids=[account.id], at=call.moment.now)
        operations.end_sessions(change.connection, account_id=account.id, at=call.moment.now)
        change.log(account_event(account, "account.disable"))


def enable_account(*, call: Call, username: str) -> None:
    """Open a closed account again for at least 45 days; its old sessions stay ended.

    Raises `account_unknown`, `not_permitted`, `role_above_own`.
    """
    with call.write() as change:
        account = managed_account(call, change, username)
        if account.disabled_at is None:
            change.nothing_done()
            return
        operations.enable_account(change.connection, account_id=account.id, at=call.moment.now)
        change.log(account_event(account, "account.enable"))


def reset_password(*, call: Call, username: str) -> str:
    """Give an account a new one-time password, end its sessions, lift its lock; returns the password.

    Raises `account_unknown`, `not_permitted`, `role_above_own`.
    """
    secret = one_time_password()
    hashed = hash_password(secret)
    with call.write() as change:
        account = managed_account(call, change, username)
        operations.set_password(
            change.connection, account_id=account.id, password_hash=hashed, must_change_password=True
        )
        operations.end_sessions(change.connection, account_id=account.id, at=call.moment.now)
        change.log(account_event(account, "account.reset_password"))
    return secret


def account_row(account: StoredAccount, work: Sequence[StoredAssignment], now: datetime) -> AccountRow:
    """Return an account as the lists show it, with those of the assignments that are its own."""
    locked = account.locked_until if account.locked_until and account.locked_until > now else None
    return AccountRow(
        account_id=account.id,
        username=account.username,
        full_name=account.full_name,
        role=account.role,
        place_code=account.place_code,
        place_name=account.place_name,
        disabled=account.disabled_at is not None,
        locked_until=locked,
        last_sign_in_at=account.last_sign_in_at,
        must_change_password=account.must_change_password,
        assignments=tuple(
            AssignmentRow(
                place_code=row.place_code,
                place_name=row.place_name,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            for row in work
            if row.account_id == account.id
        ),
    )
