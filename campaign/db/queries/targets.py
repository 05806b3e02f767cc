"""Reading targets: the current ones of a campaign, and the versions of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from campaign.db.tables import account, target
from campaign.domain.vocabulary import PopulationGroup, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTarget:
    """One version of one target. `amount` is people, or hundredths of a percent; None when it was taken back."""

    place_id: int
    indicator_id: int
    due_on: date
    version: int
    kind: TargetKind
    amount: int | None
    population_group: PopulationGroup | None
    population_as_of: date | None
    reason: str
    set_by: str
    set_at: datetime


def current_targets(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int] | None = None,
    indicator_id: int | None = None,
    kind: TargetKind | None = None,
) -> tuple[StoredTarget, ...]:
    """Return the targets in force, earliest due first."""
    statement = _STORED.where(target.c.campaign_id == campaign_id, target.c.superseded_at.is_(None)).order_by(
        target.c.due_on, target.c.id
    )
    if place_ids is not None:
        statement = statement.where(target.c.place_id.in_(list(place_ids)))
    if indicator_id is not None:
        statement = statement.where(target.c.indicator_id == indicator_id)
    if kind is not None:
        statement = statement.where(target.c.kind == kind.value)
    return tuple(stored_target(row, set_by=row.full_name or "") for row in connection.execute(statement))


def target_versions(
    connection: Connection, *, campaign_id: int, place_id: int, indicator_id: int
) -> tuple[StoredTarget, ...]:
    """Return all versions of the targets of one place and indicator, newest first."""
    statement = _STORED.where(
        target.c.campaign_id == campaign_id, target.c.place_id == place_id, target.c.indicator_id == indicator_id
    ).order_by(target.c.set_at.desc(), target.c.version.desc())
    return tuple(stored_target(row, set_by=row.full_name or "") for row in connection.execute(statement))


_STORED = select(target, account.c.full_name).outerjoin(account, account.c.id == target.c.set_by)


def stored_target(row: AnyRow, *, set_by: str) -> StoredTarget:
    """Return the target of a row that holds its columns."""
    return StoredTarget(
        place_id=row.place_id,
        indicator_id=row.indicator_id,
        due_on=row.due_on,
        version=row.version,
        kind=TargetKind(row.kind),
        amount=row.amount,
        population_group=PopulationGroup(row.population_group) if row.population_group else None,
        population_as_of=row.population_as_of,
        reason=row.reason,
        set_by=set_by,
        set_at=row.set_at,
    )
