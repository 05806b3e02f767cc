"""Reading registrations for commendation, who stands behind them, and what these people did."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CTE,
    ColumnClause,
    Date,
    Integer,
    and_,
    case,
    column,
    distinct,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    values,
)

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place, below
from campaign.db.tables import account, assignment, commendation, person_in_charge, place, record, team, team_member
from campaign.domain.vocabulary import CommendationKind, Role, StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow

_FIELD = (Role.VOLUNTEER.value, Role.TEAM_LEAD.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCommendation:
    """One registration. A team, an account, or neither for somebody from outside the campaign."""

    id: uuid.UUID
    campaign_id: int
    place: Place
    kind: CommendationKind
    team_id: int | None
    account_id: int | None
    name: str
    unit: str
    works: str
    registered_on: date
    chosen_on: date | None
    chosen_by: str
    decision_number: str
    version: int
    withdrawn_at: datetime | None
    withdraw_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """An account behind a registration, on the days on which it belonged there (both included, None: no border)."""

    commendation_id: uuid.UUID
    account_id: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """What the accounts of one registration did: unique people helped, days with work.

    `own` are those helped at the places that they answer for, `hard` those at the hard ones among these.
    """

    helped: int
    days: int
    own: int
    hard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPerson:
    """Somebody who works in the field and may be registered."""

    account_id: int
    username: str
    full_name: str


_ALL = select(
    *(column_.label(f"own_{column_.name}") for column_ in commendation.columns),
    *PLACE_COLUMNS,
).join(place, place.c.id == commendation.c.place_id)


def commendation_by_id(connection: Connection, *, own: uuid.UUID, lock: bool = False) -> StoredCommendation | None:
    """Return a registration, withdrawn ones too; with `lock`, hold it until the transaction ends."""
    statement = _ALL.where(commendation.c.id == own)
    row = connection.execute(statement.with_for_update(of=commendation) if lock else statement).first()
    return None if row is None else _stored(row)


def commendations_in(
    connection: Connection, *, campaign_id: int, paths: Sequence[str]
) -> tuple[StoredCommendation, ...]:
    """Return the registrations that stand at and below some places, in the order of registering (1 query)."""
    statement = _ALL.where(
        commendation.c.campaign_id == campaign_id,
        commendation.c.withdrawn_at.is_(None),
        or_(false(), *map(below, paths)),
    ).order_by(commendation.c.kind, commendation.c.registered_on, commendation.c.name, commendation.c.id)
    return tuple(_stored(row) for row in connection.execute(statement))


def workers_of(connection: Connection, *, campaign_id: int, paths: Sequence[str]) -> tuple[Worker, ...]:
    """Return the accounts behind the registrations of some places: members, leads, or the person (1 query)."""
    there = and_(
        commendation.c.campaign_id == campaign_id,
        commendation.c.withdrawn_at.is_(None),
        commendation.c.place_id.in_(select(place.c.id).where(or_(false(), *map(below, paths)))),
    )
    open_day = literal(None, Date)
    members = (
        select(commendation.c.id, team_member.c.account_id, team_member.c.joined_on, team_member.c.left_on)
        .join(team_member, team_member.c.team_id == commendation.c.team_id)
        .where(there)
    )
    leads = (
        select(commendation.c.id, team.c.lead_id, open_day, team.c.ended_on)
        .join(team, team.c.id == commendation.c.team_id)
        .where(there, team.c.lead_id.is_not(None))
    )
    people = select(commendation.c.id, commendation.c.account_id, open_day, open_day).where(
        there, commendation.c.account_id.is_not(None)
    )
    rows = connection.execute(union_all(members, leads, people))
    return tuple(
        Worker(commendation_id=own, account_id=account_id, since=since, until=until)
        for own, account_id, since, until in rows
    )


def places_answered_for(connection: Connection, *, account_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """Return account -> the places that it is in charge of on a day (1 query)."""
    statement = select(person_in_charge.c.account_id, person_in_charge.c.place_id).where(
        person_in_charge.c.account_id.in_(list(account_ids)),
        person_in_charge.c.starts_on <= day,
        or_(person_in_charge.c.ends_on.is_(None), person_in_charge.c.ends_on >= day),
    )
    found: dict[int, list[int]] = {}
    for account_id, place_id in connection.execute(statement):
        found.setdefault(account_id, []).append(place_id)
    return found


def team_places(connection: Connection, *, team_ids: Iterable[int]) -> dict[int, int]:
    """Return team -> the place that it belongs to (1 query)."""
    statement = select(team.c.id, team.c.place_id).where(team.c.id.in_(list(team_ids)))
    return {row.id: row.place_id for row in connection.execute(statement)}


def work_done(
    connection: Connection,
    *,
    campaign_id: int,
    commune_ids: Iterable[int],
    workers: Sequence[Worker],
    grounds: Mapping[uuid.UUID, Mapping[int, bool]],
    until: date,
) -> dict[uuid.UUID, WorkDone]:
    """Return what stands behind each registration up to a day, each person and each day counted once (1 query).

    `grounds` are the places that a registration answers for, True where the place is a hard one.
    """
    numbers = {own: number for number, own in enumerate(dict.fromkeys(w.commendation_id for w in workers))}
    if not numbers:
        return {}
    who, ground = _crews(workers, numbers), _answers(grounds, numbers)
    done = and_(
        record.c.commune_id.in_(list(commune_ids)),
        record.c.campaign_id == campaign_id,
        record.c.status == StepStatus.COMPLETED.value,
        record.c.voided_at.is_(None),
        record.c.day <= until,
    )
    person = record.c.citizen_id
    statement = (
        select(
            who.c.subject,
            func.count(distinct(person)),
            func.count(distinct(record.c.day)),
            func.count(distinct(case((ground.c.place.is_not(None), person), else_=null()))),
            func.count(distinct(case((ground.c.hard == 1, person), else_=null()))),
        )
        .select_from(who)
        .join(record, and_(record.c.account_id == who.c.account, record.c.day.between(who.c.since, who.c.until), done))
        .outerjoin(ground, and_(ground.c.subject == who.c.subject, ground.c.place == record.c.place_id))
        .group_by(who.c.subject)
    )
    by_number = {number: own for own, number in numbers.items()}
    return {
        by_number[number]: WorkDone(helped=helped, days=days, own=own, hard=hard)
        for number, helped, days, own, hard in connection.execute(statement)
    }


def _crews(workers: Sequence[Worker], numbers: Mapping[uuid.UUID, int]) -> CTE:
    """Return (subject, account, since, until) as a list that can be joined.

    A day without a border is the first or the last there is, because a list of nothing but gaps has no type.
    """
    columns = (column("subject", Integer), column("account", Integer), column("since", Date), column("until", Date))
    rows = [(numbers[w.commendation_id], w.account_id, w.since or date.min, w.until or date.max) for w in workers]
    return _listed("who", columns, rows)


def _answers(grounds: Mapping[uuid.UUID, Mapping[int, bool]], numbers: Mapping[uuid.UUID, int]) -> CTE:
    """Return (subject, place, hard) as a list that can be joined; a list needs a row, also where nobody answers."""
    columns = (column("subject", Integer), column("place", Integer), column("hard", Integer))
    rows = [
        (numbers[own], place_id, int(hard))
        for own, found in grounds.items()
        if own in numbers
        for place_id, hard in found.items()
    ]
    return _listed("ground", columns, rows or [(-1, -1, 0)])


def _listed(name: str, columns: Sequence[ColumnClause[Any]], rows: Sequence[tuple[Any, ...]]) -> CTE:
    return values(*columns, name=name).data(rows).cte(name)


def field_people(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[FieldPerson, ...]:
    """Return the volunteers and team leads who belong to or work at some places on a day, by name (1 query)."""
    there = select(place.c.id).where(or_(false(), *map(below, paths)))
    works = exists().where(
        assignment.c.account_id == account.c.id,
        assignment.c.starts_on <= day,
        or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= day),
        assignment.c.place_id.in_(there),
    )
    statement = (
        select(account.c.id, account.c.username, account.c.full_name)
        .where(account.c.role.in_(_FIELD), account.c.disabled_at.is_(None), or_(account.c.place_id.in_(there), works))
        .order_by(account.c.full_name, account.c.username)
    )
    rows = connection.execute(statement)
    return tuple(FieldPerson(account_id=own, username=username, full_name=name) for own, username, name in rows)


def _stored(row: AnyRow) -> StoredCommendation:
    return StoredCommendation(
        id=row.own_id,
        campaign_id=row.own_campaign_id,
        place=as_place(row),
        kind=CommendationKind(row.own_kind),
        team_id=row.own_team_id,
        account_id=row.own_account_id,
        name=row.own_name,
        unit=row.own_unit,
        works=row.own_works,
        registered_on=row.own_registered_on,
        chosen_on=row.own_chosen_on,
        chosen_by=row.own_chosen_by,
        decision_number=row.own_decision_number,
        version=row.own_version,
        withdrawn_at=row.own_withdrawn_at,
        withdraw_reason=row.own_withdraw_reason,
    )
