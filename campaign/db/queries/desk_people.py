"""Reading who is active and which villages have nobody: for the desk, one statement each.

The newest record of an account is looked up by the index (commune, account, day) alone, one seek for each account that
is asked for: no record is read, and it costs the same with a thousand people as with a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from campaign.db.queries.accounts import WHOLE_COUNTRY
from campaign.db.queries.desk import under, units, units_under
from campaign.db.tables import account, assignment, person_in_charge, place, record
from campaign.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from campaign.db.queries.desk import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAccount:
    """An enabled account; `path` is "/" for the whole country.

    `assigned_since` is the first day of today's work, None without any. `last_record_on` is the newest day for which it
    recorded in its commune, whatever the campaign.
    """

    username: str
    full_name: str
    role: Role
    place_name: str
    path: str
    in_commune: bool
    created_at: datetime
    enabled_at: datetime | None
    last_sign_in_at: datetime | None
    assigned_since: date | None
    last_record_on: date | None


def enabled_accounts(connection: Connection, *, scope: Sequence[str], day: date) -> tuple[FieldAccount, ...]:
    """Return the enabled accounts whose place lies in a scope, those of the whole country with it, by name."""
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
            func.coalesce(place.c.name, "").label("place_name"),
            func.coalesce(place.c.path, WHOLE_COUNTRY).label("path"),
            func.coalesce(place.c.commune_id, 0).label("commune_id"),
            account.c.created_at,
            account.c.enabled_at,
            account.c.last_sign_in_at,
            working.label("assigned_since"),
            newest.label("last_record_on"),
        )
        .outerjoin(place, place.c.id == account.c.place_id)
        .where(account.c.disabled_at.is_(None), under(scope))
        .order_by(account.c.full_name, account.c.username)
    )
    return tuple(
        FieldAccount(
            username=row.username,
            full_name=row.full_name,
            role=Role(row.role),
            place_name=row.place_name,
            path=row.path,
            in_commune=row.commune_id != 0,
            created_at=row.created_at,
            enabled_at=row.enabled_at,
            last_sign_in_at=row.last_sign_in_at,
            assigned_since=row.assigned_since,
            last_record_on=row.last_record_on,
        )
        for row in connection.execute(statement)
    )


def units_without_worker(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[Unit, ...]:
    """Return the villages, schools and agencies where no enabled account is assigned on a day."""
    # The whole list, made once, because assignments cannot be asked by place.
    assigned = (
        select(assignment.c.place_id)
        .join(account, account.c.id == assignment.c.account_id)
        .where(_on(assignment.c.starts_on, assignment.c.ends_on, day), account.c.disabled_at.is_(None))
    )
    return units(connection, units_under(paths, day), place.c.id.not_in(assigned))


def units_without_charge(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[Unit, ...]:
    """Return the villages, schools and agencies that nobody is in charge of on a day."""
    answered_for = select(person_in_charge.c.place_id).where(
        _on(person_in_charge.c.starts_on, person_in_charge.c.ends_on, day)
    )
    return units(connection, units_under(paths, day), place.c.id.not_in(answered_for))


def _on(starts_on: ColumnElement[date], ends_on: ColumnElement[date | None], day: date) -> ColumnElement[bool]:
    return and_(starts_on <= day, or_(ends_on.is_(None), ends_on >= day))
