"""Writing records and the roll-ups that must move with them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place
from campaign.db.tables import campaign_revision, citizen, place, progress_day, record
from campaign.domain.steps import Contribution, LiveRecord
from campaign.domain.vocabulary import Consent, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from types import ModuleType

    from sqlalchemy import ColumnElement, CompoundSelect, Connection
    from sqlalchemy.sql.dml import Insert

    from campaign.db.base import AnyRow

# One person's live records, and the ids of all that are live or that the save at hand made before.
StoredOfPerson = tuple[tuple[LiveRecord, ...], frozenset["uuid.UUID"]]

_LIVE_COLUMNS = (
    record.c.id,
    record.c.indicator_id,
    record.c.status,
    record.c.place_id,
    record.c.day,
    record.c.server_at,
    record.c.voided_at,
    record.c.citizen_id,
)


def _live(people: ColumnElement[bool], saves: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Return the records of people in two halves, one for each index.

    Joined by OR, neither index would serve, and every save would read its whole commune.
    """
    theirs = (record.c.commune_id == bindparam("commune"), record.c.campaign_id == bindparam("campaign"), people)
    return union_all(
        select(*_LIVE_COLUMNS).where(*theirs, record.c.voided_at.is_(None)),
        select(*_LIVE_COLUMNS).where(*theirs, saves, record.c.voided_at.is_not(None)),
    ).order_by("indicator_id")


_LIVE = _live(record.c.citizen_id == bindparam("citizen"), record.c.save_id == bindparam("save"))
_LIVE_OF_GROUP = _live(
    record.c.citizen_id.in_(bindparam("citizens", expanding=True)),
    record.c.save_id.in_(bindparam("saves", expanding=True)),
)
_LOCKED = (
    select(
        citizen.c.id.label("citizen_id"),
        citizen.c.full_name,
        citizen.c.birth_date,
        citizen.c.birth_year,
        citizen.c.consent,
        citizen.c.merged_into,
        citizen.c.erased_at,
        *PLACE_COLUMNS,
    )
    .join(place, place.c.id == citizen.c.place_id)
    .where(citizen.c.commune_id == bindparam("commune"))
    .with_for_update(of=citizen)
)
_LOCK_CITIZEN = _LOCKED.where(citizen.c.id == bindparam("citizen"))
# Sorted before they are locked, so that two groups that share people never deadlock.
_LOCK_CITIZENS = _LOCKED.where(citizen.c.id.in_(bindparam("citizens", expanding=True))).order_by(citizen.c.id)
_INSERT = insert(record)
_VOID = (
    update(record)
    .where(
        record.c.commune_id == bindparam("commune"), record.c.id == bindparam("record"), record.c.voided_at.is_(None)
    )
    .values(voided_at=bindparam("at"), voided_by=bindparam("by"), void_reason=bindparam("why"))
)
_REVISE = (
    update(campaign_revision)
    .where(campaign_revision.c.campaign_id == bindparam("campaign"))
    .values(revision=campaign_revision.c.revision + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedCitizen:
    """What the write path must know of a person, held until the transaction ends."""

    full_name: str
    birth_date: date | None
    birth_year: int | None
    consent: Consent
    merged: bool
    erased: bool
    home: Place


def lock_citizen(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> LockedCitizen | None:
    """Return a person and hold the row: two saves for one person take turns, others do not wait."""
    row = connection.execute(_LOCK_CITIZEN, {"commune": commune_id, "citizen": citizen_id}).first()
    return None if row is None else _locked(row)


def lock_citizens(
    connection: Connection, *, commune_id: int, citizen_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, LockedCitizen]:
    """Return people of one commune and hold their rows, in one query; who is not there is left out."""
    rows = connection.execute(_LOCK_CITIZENS, {"commune": commune_id, "citizens": list(citizen_ids)})
    return {row.citizen_id: _locked(row) for row in rows}


def live_records(
    connection: Connection,
    *,
    commune_id: int,
    campaign_id: int,
    citizen_id: uuid.UUID,
    save_id: uuid.UUID | None = None,
) -> StoredOfPerson:
    """Return one person's live records in a campaign, at most one a step, and the ids that a save made before."""
    keys = {"commune": commune_id, "campaign": campaign_id, "citizen": citizen_id, "save": save_id}
    return _of_person(connection.execute(_LIVE, keys).all())


def live_records_of_group(
    connection: Connection,
    *,
    commune_id: int,
    campaign_id: int,
    citizen_ids: Sequence[uuid.UUID],
    save_ids: Sequence[uuid.UUID],
) -> dict[uuid.UUID, StoredOfPerson]:
    """Return the same for several people of one commune, in one query; who has no records is left out."""
    keys = {"commune": commune_id, "campaign": campaign_id, "citizens": list(citizen_ids), "saves": list(save_ids)}
    rows: dict[uuid.UUID, list[AnyRow]] = {}
    for row in connection.execute(_LIVE_OF_GROUP, keys):
        rows.setdefault(row[-1], []).append(row)
    return {citizen_id: _of_person(found) for citizen_id, found in rows.items()}


def insert_records(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new live records."""
    connection.execute(_INSERT, list(rows))


def void_record(
    connection: Connection, *, commune_id: int, record_id: uuid.UUID, by: int | None, at: datetime, reason: str
) -> bool:
    """Void one live record; False when somebody voided it first."""
    values = {"commune": commune_id, "record": record_id, "at": at, "by": by, "why": reason}
    return connection.execute(_VOID, values).rowcount == 1


def move_progress(
    connection: Connection,
    *,
    campaign_id: int,
    difference: Mapping[Contribution, int],
    ancestors: Mapping[int, tuple[int, ...]],
) -> None:
    """Add a difference of contributions to the roll-ups of its places and all their ancestors.

    `ancestors` maps a leaf place to (itself, …, the campaign's root). Rows are touched in one fixed order, leaf
    first and root last, so that two writers never deadlock.
    """
    cells: dict[_Cell, int] = {}
    for unit, n in difference.items():
        if not n:
            # What a person has elsewhere, and what stays, needs no ancestors.
            continue
        chain = ancestors[unit.place_id]
        for depth, place_id in enumerate(chain):
            cell = _Cell(depth - len(chain), place_id, unit.indicator_id, unit.status.value, unit.day)
            cells[cell] = cells.get(cell, 0) + n
    moved = sorted((cell, n) for cell, n in cells.items() if n)
    # A CHECK is tried before the conflict is seen, so what goes down is an UPDATE; what goes up may be a new row.
    for rises, run in groupby(moved, key=lambda entry: entry[1] > 0):
        rows = [
            {
                "campaign": campaign_id,
                "place": c.place_id,
                "indicator": c.indicator_id,
                "word": c.status,
                "on": c.day,
                "by": n,
            }
            for c, n in run
        ]
        connection.execute(_RAISE[connection.dialect.name] if rises else _LOWER, rows)


def bump_revision(connection: Connection, *, campaign_id: int) -> None:
    """Tell every open page that the campaign's numbers moved."""
    connection.execute(_REVISE, {"campaign": campaign_id})


def _raise(dialect: ModuleType) -> Insert:
    statement = dialect.insert(progress_day).values(
        campaign_id=bindparam("campaign"),
        place_id=bindparam("place"),
        indicator_id=bindparam("indicator"),
        status=bindparam("word"),
        day=bindparam("on"),
        n=bindparam("by"),
    )
    conflict: Insert = statement.on_conflict_do_update(
        index_elements=list(progress_day.primary_key.columns),
        set_={"n": progress_day.c.n + statement.excluded.n},
    )
    return conflict


def _locked(row: AnyRow) -> LockedCitizen:
    return LockedCitizen(
        full_name=row.full_name,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        consent=Consent(row.consent),
        merged=row.merged_into is not None,
        erased=row.erased_at is not None,
        home=as_place(row),
    )


def _of_person(rows: Sequence[AnyRow]) -> StoredOfPerson:
    live = tuple(
        LiveRecord(
            id=row[0], indicator_id=row[1], status=StepStatus(row[2]), place_id=row[3], day=row[4], server_at=row[5]
        )
        for row in rows
        if row[6] is None
    )
    return live, frozenset(row[0] for row in rows)


class _Cell(NamedTuple):
    """One row of the roll-ups, in the order in which rows are locked."""

    height: int
    place_id: int
    indicator_id: int
    status: str
    day: date


_RAISE = {"sqlite": _raise(sqlite), "postgresql": _raise(postgresql)}
_LOWER = (
    update(progress_day)
    .where(
        progress_day.c.campaign_id == bindparam("campaign"),
        progress_day.c.place_id == bindparam("place"),
        progress_day.c.indicator_id == bindparam("indicator"),
        progress_day.c.status == bindparam("word"),
        progress_day.c.day == bindparam("on"),
    )
    .values(n=progress_day.c.n + bindparam("by"))
)
