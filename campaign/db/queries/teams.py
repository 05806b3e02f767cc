"""Reading teams and their members, and who is in charge of a village on which days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import false, or_, select

from campaign.db.queries.places import below
from campaign.db.tables import account, person_in_charge, place, team, team_member
from campaign.domain.vocabulary import TeamKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTeam:
    """One team with its place and its lead; `ended_on` is its last day, None while it works."""

    id: int
    kind: TeamKind
    name: str
    name_fold: str
    place_id: int
    place_code: str
    place_name: str
    place_path: str
    commune_id: int
    lead_id: int | None
    lead_username: str | None
    lead_name: str | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMember:
    """One stay of an account in a team, both days included; `left_on` None is until now."""

    team_id: int
    account_id: int
    username: str
    full_name: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InCharge:
    """Who is in charge of a place from one day to another, both included; `ends_on` None is until further notice."""

    id: int
    place_id: int
    place_code: str
    place_name: str
    account_id: int
    username: str
    full_name: str
    starts_on: date
    ends_on: date | None


_TEAMS = (
    select(
        team.c.id,
        team.c.kind,
        team.c.name,
        team.c.name_fold,
        team.c.place_id,
        place.c.code.label("place_code"),
        place.c.name.label("place_name"),
        place.c.path.label("place_path"),
        place.c.commune_id,
        team.c.lead_id,
        account.c.username.label("lead_username"),
        account.c.full_name.label("lead_name"),
        team.c.ended_on,
    )
    .join(place, place.c.id == team.c.place_id)
    .outerjoin(account, account.c.id == team.c.lead_id)
)
_MEMBERS = select(
    team_member.c.team_id,
    team_member.c.account_id,
    account.c.username,
    account.c.full_name,
    team_member.c.joined_on,
    team_member.c.left_on,
).join(account, account.c.id == team_member.c.account_id)
_CHARGE = (
    select(
        person_in_charge.c.id,
        person_in_charge.c.place_id,
        place.c.code.label("place_code"),
        place.c.name.label("place_name"),
        person_in_charge.c.account_id,
        account.c.username,
        account.c.full_name,
        person_in_charge.c.starts_on,
        person_in_charge.c.ends_on,
    )
    .join(place, place.c.id == person_in_charge.c.place_id)
    .join(account, account.c.id == person_in_charge.c.account_id)
)


def teams_in(connection: Connection, *, scope: Sequence[str], working_on: date | None = None) -> tuple[StoredTeam, ...]:
    """Return the teams whose place lies in a scope, by name; `working_on` leaves out those that had ended (1 query)."""
    statement = _TEAMS.where(or_(false(), *(below(root) for root in scope))).order_by(team.c.name_fold, team.c.id)
    if working_on is not None:
        statement = statement.where(or_(team.c.ended_on.is_(None), team.c.ended_on >= working_on))
    return tuple(_team(row) for row in connection.execute(statement))


def team_by_id(connection: Connection, *, team_id: int, lock: bool = False) -> StoredTeam | None:
    """Return a team; with `lock`, hold its row until the transaction ends."""
    statement = _TEAMS.where(team.c.id == team_id)
    row = connection.execute(statement.with_for_update(of=team) if lock else statement).first()
    return _team(row) if row else None


def members_of(connection: Connection, *, team_ids: Iterable[int]) -> tuple[StoredMember, ...]:
    """Return all stays in some teams, past and future, by the day of joining (1 query)."""
    statement = _MEMBERS.where(team_member.c.team_id.in_(list(team_ids)))
    rows = connection.execute(statement.order_by(team_member.c.joined_on, account.c.username))
    return tuple(_member(row) for row in rows)


def memberships_of(connection: Connection, *, account_ids: Iterable[int], day: date) -> dict[int, tuple[int, ...]]:
    """Return account -> the ids of the teams that it is in on a day (1 query)."""
    statement = (
        select(team_member.c.account_id, team_member.c.team_id)
        .join(team, team.c.id == team_member.c.team_id)
        .where(
            team_member.c.account_id.in_(list(account_ids)),
            team_member.c.joined_on <= day,
            or_(team_member.c.left_on.is_(None), team_member.c.left_on >= day),
            or_(team.c.ended_on.is_(None), team.c.ended_on >= day),
        )
        .order_by(team.c.name_fold)
    )
    found: dict[int, tuple[int, ...]] = {}
    for row in connection.execute(statement):
        found[row.account_id] = (*found.get(row.account_id, ()), row.team_id)
    return found


def in_charge_on(connection: Connection, *, scope: Sequence[str], day: date) -> dict[int, InCharge]:
    """Return place -> who is in charge of it on a day, for the places of a scope (1 query)."""
    statement = _CHARGE.where(
        or_(false(), *(below(root) for root in scope)),
        person_in_charge.c.starts_on <= day,
        or_(person_in_charge.c.ends_on.is_(None), person_in_charge.c.ends_on >= day),
    ).order_by(person_in_charge.c.starts_on)
    return {row.place_id: _in_charge(row) for row in connection.execute(statement)}


def lasting_charges(connection: Connection, *, path: str) -> dict[int, str]:
    """Return place -> the user name of who is in charge until further notice, today or from a later day (1 query)."""
    statement = _CHARGE.where(below(path), person_in_charge.c.ends_on.is_(None))
    return {row.place_id: row.username for row in connection.execute(statement)}


def charge_history(connection: Connection, *, place_ids: Iterable[int]) -> tuple[InCharge, ...]:
    """Return who was, is and will be in charge of some places, the newest first (1 query)."""
    statement = _CHARGE.where(person_in_charge.c.place_id.in_(list(place_ids)))
    rows = connection.execute(statement.order_by(person_in_charge.c.starts_on.desc(), person_in_charge.c.id.desc()))
    return tuple(_in_charge(row) for row in rows)


def charges_of(connection: Connection, *, account_id: int) -> tuple[InCharge, ...]:
    """Return the places that an account was, is and will be in charge of, the newest first (1 query)."""
    statement = _CHARGE.where(person_in_charge.c.account_id == account_id)
    rows = connection.execute(statement.order_by(person_in_charge.c.starts_on.desc(), person_in_charge.c.id.desc()))
    return tuple(_in_charge(row) for row in rows)


def _team(row: AnyRow) -> StoredTeam:
    return StoredTeam(
        id=row.id,
        kind=TeamKind(row.kind),
        name=row.name,
        name_fold=row.name_fold,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.place_path,
        commune_id=row.commune_id,
        lead_id=row.lead_id,
        lead_username=row.lead_username,
        lead_name=row.lead_name,
        ended_on=row.ended_on,
    )


def _member(row: AnyRow) -> StoredMember:
    return StoredMember(
        team_id=row.team_id,
        account_id=row.account_id,
        username=row.username,
        full_name=row.full_name,
        joined_on=row.joined_on,
        left_on=row.left_on,
    )


def _in_charge(row: AnyRow) -> InCharge:
    return InCharge(
        id=row.id,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        account_id=row.account_id,
        username=row.username,
        full_name=row.full_name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
