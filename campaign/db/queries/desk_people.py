"""Reading who works in the field and which villages have nobody: for the desk, one statement each.

The newest record of an account is looked up by the index (commune, account, day) alone, one seek for each account that
is asked for: no record is read, and it costs the same with a thousand people as with a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from campaign.db.queries.desk import under, units, units_under
from campaign.db.tables import account, assignment, person_in_charge, place, record
from campaign.domain.vocabulary import RESIDENCE_KINDS, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from campaign.db.queries.desk import Unit

FIELD_ROLES = (Role.VOLUNTEER.value, Role.TEAM_LEAD.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAccount:
    """An enabled account of the field. `assigned_since` is the first day of today's work, None without any.

    `last_record_on` is the newest day for which it recorded in its commune, whatever the campaign.
    """

    username: str
    full_name: str
    role: Role
    place_name: str
    in_commune: bool
    created_at: datetime
    enabled_at: datetime | None
    last_sign_in_at: datetime | None
    assigned_since: date | None
    last_record_on: date | None


def field_accounts(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[FieldAccount, ...]:
    """Return the enabled volunteers and team leaders whose place lies below some paths, by name."""
    working = (
        select(func.min(assignment.c.starts_on))
        .where(assignment.c.account_id == account.c.id, _on(assignment.c.starts_on, assignment.c.ends_on, day))
        .correlate(account)
        .scalar_subquery()
    )
    newest = (
        select(func.max(record.c.day))
        .where(record.c.commune_id == place.c.commune_id, record.c.account_id == account.c.id)
        .correlate(account, place)
        .scalar_subquery()
    )
    statement = (
        select(
            account.c.username,
            account.c.full_name,
            account.c.role,
            place.c.name,
            place.c.commune_id,
            account.c.created_at,
            account.c.enabled_at,
            account.c.last_sign_in_at,
            working.label("assigned_since"),
            newest.label("last_record_on"),
        )
        .join(place, place.c.id == account.c.place_id)
        .where(account.c.role.in_(FIELD_ROLES), account.c.disabled_at.is_(None), under(paths))
        .order_by(account.c.full_name, account.c.username)
    )
    return tuple(
        FieldAccount(
            username=row.username,
            full_name=row.full_name,
            role=Role(row.role),
            place_name=row.name,
            in_commune=row.commune_id != 0,
            created_at=row.created_at,
            enabled_at=row.enabled_at,
            last_sign_in_at=row.last_sign_in_at,
            assigned_since=row.assigned_since,
            last_record_on=row.last_record_on,
        )
        for row in connection.execute(statement)
    )


def homes_without_helper(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[Unit, ...]:
    """Return the villages where no enabled volunteer or team leader works on a day.

    Working there is being assigned to it, or having it as the account's own place.
    """
    of_the_field = and_(account.c.disabled_at.is_(None), account.c.role.in_(FIELD_ROLES))
    # Whole lists, made once, because neither table can be asked by place.
    assigned = (
        select(assignment.c.place_id)
        .join(account, account.c.id == assignment.c.account_id)
        .where(_on(assignment.c.starts_on, assignment.c.ends_on, day), of_the_field)
    )
    at_home = select(account.c.place_id).where(account.c.place_id.is_not(None), of_the_field)
    return units(connection, units_under(paths, day), _home(), place.c.id.not_in(assigned), place.c.id.not_in(at_home))


def homes_without_charge(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[Unit, ...]:
    """Return the villages that nobody is in charge of on a day."""
    answered_for = select(person_in_charge.c.place_id).where(
        _on(person_in_charge.c.starts_on, person_in_charge.c.ends_on, day)
    )
    return units(connection, units_under(paths, day), _home(), place.c.id.not_in(answered_for))


def _home() -> ColumnElement[bool]:
    return place.c.kind.in_([kind.value for kind in RESIDENCE_KINDS])


def _on(starts_on: ColumnElement[date], ends_on: ColumnElement[date | None], day: date) -> ColumnElement[bool]:
    return and_(starts_on <= day, or_(ends_on.is_(None), ends_on >= day))
