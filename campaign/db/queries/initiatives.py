"""Reading models and initiatives: one, a list, and how many there are where."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, false, func, or_, select

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place, below
from campaign.db.tables import account, audit_event, initiative, place
from campaign.domain.names import fold
from campaign.domain.vocabulary import InitiativeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow
    from campaign.db.queries.outreach import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInitiative:
    """One model or initiative with its place. `withdrawn_at` is None while it stands."""

    id: uuid.UUID
    campaign_id: int
    place: Place
    kind: InitiativeKind
    name: str
    summary: str
    lead_unit: str
    started_on: date
    evidence: str
    recognised_on: date | None
    recognised_by: str
    version: int
    withdrawn_at: datetime | None
    withdraw_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFilter:
    """What a list is narrowed to; None and "" leave everything in."""

    kind: InitiativeKind | None = None
    recognised: bool | None = None
    place_path: str | None = None
    text: str = ""
    since: date | None = None


_ALL = select(
    *(column.label(f"own_{column.name}") for column in initiative.columns),
    *PLACE_COLUMNS,
).join(place, place.c.id == initiative.c.place_id)
_IN_ORDER = (initiative.c.started_on.desc(), place.c.sort_key, initiative.c.name, initiative.c.id)


def initiative_by_id(connection: Connection, *, own: uuid.UUID, lock: bool = False) -> StoredInitiative | None:
    """Return a model or initiative, withdrawn ones too; with `lock`, hold it until the transaction ends."""
    statement = _ALL.where(initiative.c.id == own)
    row = connection.execute(statement.with_for_update(of=initiative) if lock else statement).first()
    return None if row is None else _stored(row)


def initiatives_in_sight(
    connection: Connection, *, campaign_id: int, sight: Sight, wanted: InitiativeFilter, limit: int
) -> tuple[StoredInitiative, ...]:
    """Return what stands and somebody sees, the newest first (1 query)."""
    statement = _ALL.where(initiative.c.campaign_id == campaign_id, initiative.c.withdrawn_at.is_(None), seen(sight))
    statement = statement.where(*_narrowed(wanted)).order_by(*_IN_ORDER)
    if not wanted.text:
        return tuple(_stored(row) for row in connection.execute(statement.limit(limit)))
    # Folded in Python: the register is short, and neither engine folds ê̆ and đ as the house does.
    asked = fold(wanted.text)
    found = (_stored(row) for row in connection.execute(statement))
    return tuple(one for one in found if asked in fold(f"{one.name} {one.lead_unit} {one.summary}"))[:limit]


def counts_by_place(
    connection: Connection, *, campaign_id: int, sight: Sight
) -> dict[tuple[int, InitiativeKind], tuple[int, int]]:
    """Return (place, kind) -> how many stand, and how many of these are recognised (1 query)."""
    statement = (
        select(
            initiative.c.place_id,
            initiative.c.kind,
            func.count(),
            func.count(initiative.c.recognised_on),
        )
        .join(place, place.c.id == initiative.c.place_id)
        .where(initiative.c.campaign_id == campaign_id, initiative.c.withdrawn_at.is_(None), seen(sight))
        .group_by(initiative.c.place_id, initiative.c.kind)
    )
    return {
        (place_id, InitiativeKind(kind)): (int(n), int(recognised))
        for place_id, kind, n, recognised in connection.execute(statement)
    }


def last_change(
    connection: Connection, *, commune_id: int, subject_kind: str, subject: uuid.UUID
) -> tuple[str, datetime | None]:
    """Return who changed something last, and when; ("", None) when nobody did. The chain is read from its end."""
    statement = (
        select(func.coalesce(account.c.full_name, audit_event.c.actor), audit_event.c.at)
        .outerjoin(account, account.c.id == audit_event.c.account_id)
        .where(
            audit_event.c.commune_id == commune_id,
            audit_event.c.subject_kind == subject_kind,
            audit_event.c.subject_id == str(subject),
        )
        .order_by(audit_event.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return ("", None) if row is None else (row[0], row[1])


def seen(sight: Sight) -> ColumnElement[bool]:
    """Return whether somebody sees what is registered at a place: theirs, and what stands at the places around it."""
    return or_(false(), *(below(path) for path in sight.paths), place.c.id.in_(sight.above))


def _narrowed(wanted: InitiativeFilter) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        conditions.append(initiative.c.kind == wanted.kind.value)
    if wanted.recognised is not None:
        is_null = initiative.c.recognised_on.is_(None)
        conditions.append(~is_null if wanted.recognised else is_null)
    if wanted.place_path is not None:
        conditions.append(below(wanted.place_path))
    if wanted.since is not None:
        conditions.append(initiative.c.started_on >= wanted.since)
    return conditions


def _stored(row: AnyRow) -> StoredInitiative:
    return StoredInitiative(
        id=row.own_id,
        campaign_id=row.own_campaign_id,
        place=as_place(row),
        kind=InitiativeKind(row.own_kind),
        name=row.own_name,
        summary=row.own_summary,
        lead_unit=row.own_lead_unit,
        started_on=row.own_started_on,
        evidence=row.own_evidence,
        recognised_on=row.own_recognised_on,
        recognised_by=row.own_recognised_by,
        version=row.own_version,
        withdrawn_at=row.own_withdrawn_at,
        withdraw_reason=row.own_withdraw_reason,
    )
