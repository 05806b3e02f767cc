"""Counting from the live records themselves: the recount of one number, and the people behind it.

The rule is that of `campaign.domain.steps`, said in SQL once more, so that one number of a commune is recounted in one
statement and its rows are paged; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, select

from campaign.db.queries.people import CITIZENS, as_citizen
from campaign.db.queries.places import MAIN_SUCCESSION
from campaign.db.tables import account, citizen, import_batch, place, place_succession, record
from campaign.domain.vocabulary import HAVE_STATUSES, Channel, IndicatorKind, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Subquery

    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.indicators import CampaignDefinition, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which units are counted: of one indicator, at some places, by their statuses, between two days.

    `communes` are those whose people may have been counted there. `since` is None for no first day.
    """

    campaign: CampaignDefinition
    indicator: Indicator
    communes: Collection[int]
    place_ids: Collection[int]
    since: date | None
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCount:
    """How many people were counted at a place, with a status, on a day, by a channel."""

    place_id: int
    status: StepStatus
    day: date
    channel: Channel
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedUnit:
    """One counted person: the record that counts, where, when, by whom, how. `citizen` is None after an erasure."""

    citizen: StoredCitizen | None
    place_name: str
    status: StepStatus
    day: date
    server_at: datetime
    actor: str
    channel: Channel


def communes_after(connection: Connection, *, place_ids: Collection[int]) -> frozenset[int]:
    """Return the communes of some places and of whatever came after them, step by step (1 query).

    Records lie under the commune where their person is registered now, also for a day before it was made.
    """
    after = select(place.c.id).where(place.c.id.in_(list(place_ids))).cte("after", recursive=True)
    # A union without repetition ends also where somebody drew a circle.
    after = after.union(
        select(place_succession.c.new_id).join(after, after.c.id == place_succession.c.old_id).where(MAIN_SUCCESSION)
    )
    statement = select(place.c.commune_id).join(after, after.c.id == place.c.id).distinct()
    return frozenset(connection.execute(statement).scalars())


def count_people(connection: Connection, *, asked: Asked) -> tuple[UnitCount, ...]:
    """Count the units from the records, of every status (1 query)."""
    units = _units(asked)
    statement = select(units.c.place_id, units.c.status, units.c.day, units.c.channel, func.count()).group_by(
        units.c.place_id, units.c.status, units.c.day, units.c.channel
    )
    return tuple(
        UnitCount(place_id=place_id, status=StepStatus(status), day=day, channel=Channel(channel), n=n)
        for place_id, status, day, channel, n in connection.execute(statement)
    )


def count_batches(
    connection: Connection, *, asked: Asked, statuses: Collection[StepStatus]
) -> tuple[tuple[str, datetime | None, int], ...]:
    """Return (file, when, people) of the imported lists among the units, newest first (1 query)."""
    units = _units(asked)
    statement = (
        select(import_batch.c.file_name, import_batch.c.created_at, func.count().label("people"))
        .select_from(units.outerjoin(import_batch, import_batch.c.id == units.c.save_id))
        .where(units.c.channel == Channel.IMPORT.value, units.c.status.in_([status.value for status in statuses]))
        .group_by(import_batch.c.id, import_batch.c.file_name, import_batch.c.created_at)
        .order_by(import_batch.c.created_at.desc(), import_batch.c.id)
    )
    return tuple((row.file_name or "", row.created_at, row.people) for row in connection.execute(statement))


def page_of_units(
    connection: Connection, *, asked: Asked, statuses: Collection[StepStatus], offset: int, limit: int
) -> tuple[tuple[CountedUnit, ...], int]:
    """Return some of the units, newest first, and how many there are (2 queries; 0 beyond the last one)."""
    units = _units(asked)
    wanted = (
        select(units, func.count().over().label("total"))
        .where(units.c.status.in_([status.value for status in statuses]))
        .order_by(units.c.day.desc(), units.c.server_at.desc(), units.c.id.desc())
        .offset(offset)
        .limit(limit)
    ).subquery()
    statement = (
        select(wanted, place.c.name.label("place_name"), account.c.full_name.label("actor"))
        .join(place, place.c.id == wanted.c.place_id)
        .outerjoin(account, account.c.id == wanted.c.account_id)
        .order_by(wanted.c.day.desc(), wanted.c.server_at.desc(), wanted.c.id.desc())
    )
    rows = connection.execute(statement).all()
    people = _citizens(connection, [(row.commune_id, row.citizen_id) for row in rows])
    found = tuple(
        CountedUnit(
            citizen=people.get(row.citizen_id),
            place_name=row.place_name,
            status=StepStatus(row.status),
            day=row.day,
            server_at=row.server_at,
            actor=row.actor or "",
            channel=Channel(row.channel),
        )
        for row in rows
    )
    return found, int(rows[0].total) if rows else 0


def _units(asked: Asked) -> Subquery:
    """Return the records that count, one a person: the rule of the indicator's kind."""
    live = [
        record.c.commune_id.in_(sorted(asked.communes)),
        record.c.campaign_id == asked.campaign.id,
        record.c.voided_at.is_(None),
    ]
    columns = (
        record.c.commune_id,
        record.c.id,
        record.c.citizen_id,
        record.c.place_id,
        record.c.status,
        record.c.day,
        record.c.server_at,
        record.c.channel,
        record.c.account_id,
        record.c.save_id,
    )
    kind, whose = asked.indicator.kind, (record.c.commune_id, record.c.citizen_id)
    if kind is IndicatorKind.STEP:
        chosen = select(*columns).where(*live, record.c.indicator_id == asked.indicator.id)
        return chosen.where(*there(asked, record.c.place_id, record.c.day)).subquery()
    if kind is IndicatorKind.REACHED:
        first = (record.c.day, record.c.server_at, record.c.id)
        turn = func.row_number().over(partition_by=whose, order_by=first).label("turn")
        ranked = select(*columns, turn).where(*live, record.c.status == StepStatus.COMPLETED.value).subquery()
        known: list[ColumnElement[bool]] = []
    else:
        required = sorted(asked.campaign.counted.required)
        by_campaign = case((record.c.status == StepStatus.COMPLETED.value, 1), else_=0)
        last = (by_campaign.desc(), record.c.day.desc(), record.c.server_at.desc(), record.c.id.desc())
        turn = func.row_number().over(partition_by=whose, order_by=last).label("turn")
        have = func.count().over(partition_by=whose).label("have")
        ranked = (
            select(*columns, turn, have)
            .where(
                *live,
                record.c.indicator_id.in_(required),
                record.c.status.in_([status.value for status in HAVE_STATUSES]),
            )
            .subquery()
        )
        # At most one live record a step, so that their number is that of the steps.
        known = [ranked.c.have == len(required)]
    return (
        select(*(ranked.c[column.name] for column in columns))
        .where(ranked.c.turn == 1, *known, *there(asked, ranked.c.place_id, ranked.c.day))
        .subquery()
    )


def there(asked: Asked, place_id: ColumnElement[int], day: ColumnElement[date]) -> list[ColumnElement[bool]]:
    """Return "at one of the places, between the days"."""
    found = [place_id.in_(sorted(asked.place_ids)), day <= asked.until]
    return found if asked.since is None else [*found, day >= asked.since]


def _citizens(connection: Connection, keys: Sequence[tuple[int, uuid.UUID]]) -> dict[uuid.UUID, StoredCitizen]:
    """Return the people of a page; whoever was erased is not among them."""
    statement = CITIZENS.where(
        and_(
            citizen.c.commune_id.in_(sorted({commune for commune, _ in keys})),
            citizen.c.id.in_([own for _, own in keys]),
            citizen.c.merged_into.is_(None),
            citizen.c.erased_at.is_(None),
        )
    )
    return {row.id: as_citizen(row) for row in connection.execute(statement)}
