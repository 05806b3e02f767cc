"""The way back from a change of boundaries: what was made is removed, what was moved is put back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import Table, delete, select, update

from campaign.db.operations.boundaries import WORK_TABLES, Work
from campaign.db.tables import (
    account,
    audit_event,
    boundary_change,
    outreach_day,
    outreach_series,
    place,
    place_population,
    place_succession,
    target,
    team,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

_TABLES: dict[str, Table] = {
    "assignment": WORK_TABLES["assignment"],
    "charge": WORK_TABLES["charge"],
    "target": target,
    "team": team,
    "account": account,
    "day": outreach_day,
}
_MOVED = {"account": account, "day": outreach_day, "series": outreach_series}


def hold_change(connection: Connection, *, change_id: uuid.UUID) -> None:
    """Hold a change: two who take it back take turns."""
    connection.execute(select(boundary_change.c.id).where(boundary_change.c.id == change_id).with_for_update())


def others_at(connection: Connection, *, places: Sequence[int], known: Mapping[str, Collection[object]]) -> str | None:
    """Return what stands at places beside what a change brought there: "target", "team" …; None for nothing."""
    for subject, ids in known.items():
        table = _TABLES[subject]
        found = connection.execute(select(table.c.id).where(table.c.place_id.in_(list(places)))).scalars()
        if {str(own) for own in found} - {str(own) for own in ids}:
            return subject
    told = select(audit_event.c.seq).where(audit_event.c.place_id.in_(list(places))).limit(1)
    return "changed" if connection.execute(told).first() else None


def put_back(connection: Connection, subject: str, *, places: Mapping[str, int]) -> None:
    """Write the places of accounts, outreach days or series as they were."""
    table = _MOVED[subject]
    for own, place_id in places.items():
        key = int(own) if subject == "account" else uuid.UUID(own)
        connection.execute(update(table).where(table.c.id == key).values(place_id=place_id))


def remove_work(connection: Connection, work: Work, *, ids: Sequence[int]) -> None:
    """Delete assignments or charges that a change made."""
    table = WORK_TABLES[work]
    connection.execute(delete(table).where(table.c.id.in_(list(ids))))


def set_end(connection: Connection, work: Work, *, own: int, ends_on: date | None) -> None:
    """Write the last day of an assignment or a charge as it was."""
    table = WORK_TABLES[work]
    connection.execute(update(table).where(table.c.id == own).values(ends_on=ends_on))


def set_last_day(connection: Connection, *, place_id: int, last_day: date | None) -> None:
    """Write the last day of a place as it was."""
    connection.execute(update(place).where(place.c.id == place_id).values(valid_to=last_day))


def remove_places(connection: Connection, *, place_ids: Sequence[int], target_ids: Sequence[int]) -> None:
    """Delete places that a change made, with their targets, figures and succession: nobody ever worked there."""
    ids = list(place_ids)
    connection.execute(delete(target).where(target.c.id.in_(list(target_ids))))
    connection.execute(delete(place_population).where(place_population.c.place_id.in_(ids)))
    connection.execute(delete(place_succession).where(place_succession.c.new_id.in_(ids)))
    connection.execute(delete(place).where(place.c.id.in_(ids)))
