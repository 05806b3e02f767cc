"""Reading outreach days: one, those of a calendar, those to come, and what belongs to them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, bindparam, exists, false, func, or_, select

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place
from campaign.db.tables import (
    outreach_day,
    outreach_series,
    place,
    record,
    team,
    team_member,
)
from campaign.domain.vocabulary import OutreachKind, OutreachStatus

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDay:
    """One outreach day with its place and team. Hours are minutes after local midnight, None for the whole day."""

    id: uuid.UUID
    campaign_id: int
    place: Place
    series_id: uuid.UUID | None
    kind: OutreachKind
    title: str
    day: date
    starts_at: int | None
    ends_at: int | None
    venue: str
    team_id: int | None
    team_name: str
    led_by: str
    status: OutreachStatus
    attendance: int | None
    notes: str
    left_to_do: str
    cancel_reason: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Which days somebody sees: at and below `paths`, at the places `above` them, and those of their own teams."""

    paths: tuple[str, ...]
    above: tuple[int, ...]
    account_id: int | None


_DAYS = (
    select(
        *(column.label(f"day_{column.name}") for column in outreach_day.columns),
        func.coalesce(team.c.name, "").label("team_name"),
        *PLACE_COLUMNS,
    )
    .join(place, place.c.id == outreach_day.c.place_id)
    .outerjoin(team, team.c.id == outreach_day.c.team_id)
)
_IN_ORDER = (outreach_day.c.day, func.coalesce(outreach_day.c.starts_at, -1), place.c.sort_key, outreach_day.c.id)
_BY_ID = _DAYS.where(outreach_day.c.id == bindparam("id"))
# Held against an official who moves the day at the same moment; savers do not hold each other.
_FOR_RECORD = _BY_ID.with_for_update(of=outreach_day, read=True, key_share=True)
_RULE = select(outreach_series.c.rule).where(outreach_series.c.id == bindparam("id"))
_HAS_RECORDS = select(record.c.outreach_day_id).where(
    record.c.commune_id == bindparam("commune"),
    record.c.outreach_day_id.in_(bindparam("days", expanding=True)),
    record.c.voided_at.is_(None),
)


def day_by_id(connection: Connection, *, day_id: uuid.UUID, lock: bool = False) -> StoredDay | None:
    """Return a day; with `lock`, hold it until the transaction ends."""
    statement = _BY_ID.with_for_update(of=outreach_day) if lock else _BY_ID
    row = connection.execute(statement, {"id": day_id}).first()
    return None if row is None else _day(row)


def day_for_record(connection: Connection, *, day_id: uuid.UUID) -> StoredDay | None:
    """Return a day on which something is being recorded: nobody moves it until the record is stored."""
    row = connection.execute(_FOR_RECORD, {"id": day_id}).first()
    return None if row is None else _day(row)


def days_of_series(
    connection: Connection, *, series_id: uuid.UUID, first: date, lock: bool = False
) -> tuple[StoredDay, ...]:
    """Return the days of a series from a day on."""
    statement = _DAYS.where(outreach_day.c.series_id == series_id, outreach_day.c.day >= first).order_by(*_IN_ORDER)
    return _days(connection, statement.with_for_update(of=outreach_day) if lock else statement)


def series_rule(connection: Connection, *, series_id: uuid.UUID) -> str | None:
    """Return the rule of a series, None for one that is not there."""
    found: str | None = connection.execute(_RULE, {"id": series_id}).scalar()
    return found


def days_in_sight(
    connection: Connection,
    *,
    campaign_id: int,
    sight: Sight,
    first: date,
    last: date,
    kind: OutreachKind | None = None,
    place_path: str | None = None,
    team_id: int | None = None,
    limit: int | None = None,
) -> tuple[StoredDay, ...]:
    """Return the days that somebody sees, both ends included, in the order in which they are held (1 query)."""
    statement = _DAYS.where(
        outreach_day.c.campaign_id == campaign_id, outreach_day.c.day.between(first, last), _seen(sight)
    )
    if kind is not None:
        statement = statement.where(outreach_day.c.kind == kind.value)
    if place_path is not None:
        statement = statement.where(below((place_path,)))
    if team_id is not None:
        statement = statement.where(outreach_day.c.team_id == team_id)
    return _days(connection, statement.order_by(*_IN_ORDER).limit(limit))


def day_in_sight(connection: Connection, *, campaign_id: int, sight: Sight, day_id: uuid.UUID) -> StoredDay | None:
    """Return a day that somebody sees, else None."""
    row = connection.execute(
        _BY_ID.where(outreach_day.c.campaign_id == campaign_id, _seen(sight)), {"id": day_id}
    ).first()
    return None if row is None else _day(row)


def coming_days(
    connection: Connection, *, campaign_id: int, place_paths: Sequence[str], first: date, last: date
) -> tuple[StoredDay, ...]:
    """Return the planned days at and below some places, both ends included, soonest first (1 query)."""
    statement = _DAYS.where(
        outreach_day.c.campaign_id == campaign_id,
        outreach_day.c.day.between(first, last),
        outreach_day.c.status == OutreachStatus.PLANNED.value,
        below(place_paths),
    )
    return _days(connection, statement.order_by(*_IN_ORDER))


def own_team_days(
    connection: Connection, *, campaign_id: int, account_id: int | None, day: date
) -> frozenset[uuid.UUID]:
    """Return the days of one date to which somebody's own team is sent (1 query)."""
    statement = select(outreach_day.c.id).where(
        outreach_day.c.campaign_id == campaign_id, outreach_day.c.day == day, _own_team(account_id)
    )
    return frozenset(connection.execute(statement).scalars())


def days_with_records(connection: Connection, *, commune_id: int, day_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return those of some days on which something is recorded that still stands (1 query)."""
    keys = {"commune": commune_id, "days": list(day_ids)}
    return frozenset(connection.execute(_HAS_RECORDS.distinct(), keys).scalars())


def _seen(sight: Sight) -> ColumnElement[bool]:
    return or_(below(sight.paths), place.c.id.in_(sight.above), _own_team(sight.account_id))


def _own_team(account_id: int | None) -> ColumnElement[bool]:
    """Return whether the day's team is led by, or has among its members on that day, an account."""
    if account_id is None:
        return false()
    leads = exists().where(team.c.id == outreach_day.c.team_id, team.c.lead_id == account_id)
    belongs = exists().where(
        team_member.c.team_id == outreach_day.c.team_id,
        team_member.c.account_id == account_id,
        team_member.c.joined_on <= outreach_day.c.day,
        or_(team_member.c.left_on.is_(None), team_member.c.left_on >= outreach_day.c.day),
    )
    return or_(leads.correlate(outreach_day), belongs.correlate(outreach_day))


def below(paths: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a place is one of some paths or lies below: a range, so that the index serves."""
    # Below "/12/" is everything from "/12/" up to "/120", bytewise: "0" follows "/".
    return or_(false(), *(and_(place.c.path >= path, place.c.path < path[:-1] + "0") for path in paths))


def _days(connection: Connection, statement: Select[tuple[object, ...]]) -> tuple[StoredDay, ...]:
    return tuple(_day(row) for row in connection.execute(statement))


def _day(row: AnyRow) -> StoredDay:
    return StoredDay(
        id=row.day_id,
        campaign_id=row.day_campaign_id,
        place=as_place(row),
        series_id=row.day_series_id,
        kind=OutreachKind(row.day_kind),
        title=row.day_title,
        day=row.day_day,
        starts_at=row.day_starts_at,
        ends_at=row.day_ends_at,
        venue=row.day_venue,
        team_id=row.day_team_id,
        team_name=row.team_name,
        led_by=row.day_led_by,
        status=OutreachStatus(row.day_status),
        attendance=row.day_attendance,
        notes=row.day_notes,
        left_to_do=row.day_left_to_do,
        cancel_reason=row.day_cancel_reason,
        version=row.day_version,
    )
