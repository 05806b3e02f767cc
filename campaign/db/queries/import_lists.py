"""Reading imports of places and of targets: a batch, what it brought, and whether that is in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, select, union

from campaign.db.base import metadata
from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place
from campaign.db.tables import campaign, import_batch, import_item, place, place_population, target
from campaign.domain.vocabulary import CampaignStatus, ImportKind, PopulationGroup, TargetKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sqlalchemy import Column, Connection, Select


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBatch:
    """A stored batch as far as taking it back asks."""

    id: UUID
    kind: ImportKind
    commune_id: int
    campaign_id: int | None
    campaign_name: str
    campaign_status: CampaignStatus | None
    place_id: int
    file_name: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetVersion:
    """A version of a target that a batch brought; `before` is what stood there until then."""

    id: int
    place_id: int
    place_name: str
    indicator_id: int
    due_on: date
    version: int
    in_force: bool
    before: TargetBefore | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBefore:
    """What a target said before a batch."""

    kind: TargetKind
    amount: int | None
    population_group: PopulationGroup | None
    population_as_of: date | None


def list_batch(connection: Connection, *, batch_id: UUID) -> ListBatch | None:
    """Return a batch by its id, and hold it: two who take it back take turns."""
    statement = (
        select(import_batch, campaign.c.name, campaign.c.status)
        .outerjoin(campaign, campaign.c.id == import_batch.c.campaign_id)
        .where(import_batch.c.id == batch_id)
        .with_for_update(of=import_batch)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    return ListBatch(
        id=row.id,
        kind=ImportKind(row.kind),
        commune_id=row.commune_id,
        campaign_id=row.campaign_id,
        campaign_name=row.name or "",
        campaign_status=CampaignStatus(row.status) if row.status else None,
        place_id=row.place_id,
        file_name=row.file_name,
        undone_at=row.undone_at,
    )


def places_of_batch(connection: Connection, *, batch_id: UUID) -> tuple[Place, ...]:
    """Return the places that a batch brought and that are still there, in the order of their names."""
    statement = (
        select(*PLACE_COLUMNS)
        .join(import_item, and_(import_item.c.subject == "place", import_item.c.subject_id == place.c.id))
        .where(import_item.c.batch_id == batch_id)
        .order_by(place.c.sort_key)
    )
    return tuple(as_place(row) for row in connection.execute(statement))


def places_in_use(connection: Connection, *, commune_id: int, place_ids: Sequence[int]) -> frozenset[int]:
    """Return which places of a commune anything refers to besides their own figures (1 query)."""
    asked = [_users(column) for table in metadata.sorted_tables for column in table.c if _refers(column)]
    found = connection.execute(union(*asked), {"commune": commune_id, "ids": list(place_ids)})
    return frozenset(row[0] for row in found)


def target_versions_of_batch(connection: Connection, *, batch_id: UUID) -> tuple[TargetVersion, ...]:
    """Return the versions of targets that a batch brought, each with the version before it (1 query)."""
    earlier = target.alias("earlier")
    same = [earlier.c[name] == target.c[name] for name in ("campaign_id", "place_id", "indicator_id", "due_on")]
    statement = (
        select(
            target,
            place.c.name.label("place_name"),
            earlier.c.id.label("earlier_id"),
            *(earlier.c[name].label(f"earlier_{name}") for name in _BEFORE),
        )
        .join(import_item, and_(import_item.c.subject == "target", import_item.c.subject_id == target.c.id))
        .join(place, place.c.id == target.c.place_id)
        .outerjoin(earlier, and_(*same, earlier.c.version == target.c.version - 1))
        .where(import_item.c.batch_id == batch_id)
        .order_by(target.c.id)
    )
    return tuple(
        TargetVersion(
            id=row.id,
            place_id=row.place_id,
            place_name=row.place_name,
            indicator_id=row.indicator_id,
            due_on=row.due_on,
            version=row.version,
            in_force=row.superseded_at is None,
            before=TargetBefore(
                kind=TargetKind(row.earlier_kind),
                amount=row.earlier_amount,
                population_group=PopulationGroup(row.earlier_population_group)
                if row.earlier_population_group
                else None,
                population_as_of=row.earlier_population_as_of,
            )
            if row.earlier_id is not None
            else None,
        )
        for row in connection.execute(statement)
    )


def current_target_ids(
    connection: Connection, *, campaign_id: int, cells: Sequence[tuple[int, int, date]]
) -> tuple[int, ...]:
    """Return the ids of the versions in force of some (place, indicator, due day)."""
    wanted = set(cells)
    statement = select(target.c.id, target.c.place_id, target.c.indicator_id, target.c.due_on).where(
        target.c.campaign_id == campaign_id,
        target.c.superseded_at.is_(None),
        target.c.place_id.in_({place_id for place_id, _indicator, _due in cells}),
    )
    found = connection.execute(statement)
    return tuple(row.id for row in found if (row.place_id, row.indicator_id, row.due_on) in wanted)


_BEFORE = ("kind", "amount", "population_group", "population_as_of")


def _refers(column: Column[int]) -> bool:
    """Whether a column holds places, other than the figures that go with them."""
    return column.table is not place_population and any(key.column is place.c.id for key in column.foreign_keys)


def _users(column: Column[int]) -> Select[int]:
    statement = select(column).where(column.in_(bindparam("ids", expanding=True)))
    table = column.table
    # Tables that grow with people begin their indexes with the commune.
    return statement.where(table.c.commune_id == bindparam("commune")) if "commune_id" in table.c else statement
