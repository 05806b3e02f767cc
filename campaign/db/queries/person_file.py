"""Reading everything that hangs on one person: the entries that became one, their records, merges and lists.

One statement each; a person has tens of records, whatever the size of the commune.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, literal, or_, select

from campaign.db.queries.places import below
from campaign.db.tables import (
    account,
    campaign,
    citizen,
    citizen_merge,
    duplicate_pair,
    import_batch,
    import_row,
    indicator,
    place,
    record,
)
from campaign.domain.vocabulary import CampaignStatus, Channel, DuplicateState, RowOutcome, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRecord:
    """One record, live or voided, of whichever entry and campaign, with names as they are today."""

    id: uuid.UUID
    citizen_id: uuid.UUID
    campaign_slug: str
    campaign_name: str
    campaign_status: CampaignStatus
    campaign_path: str
    step_vi: str
    step_en: str
    status: StepStatus
    day: date
    place_name: str
    channel: Channel
    actor: str
    server_at: datetime
    voided_at: datetime | None
    voided_by: str
    void_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledMerge:
    """One merge in which an entry took part; `gone_name` is how the entry that went was written."""

    id: uuid.UUID
    kept_id: uuid.UUID
    gone_id: uuid.UUID
    gone_name: str
    kept_name: str
    reason: str
    by: str
    at: datetime
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledList:
    """One imported list that named the person, and what its row did."""

    batch_id: uuid.UUID
    file_name: str
    outcome: RowOutcome
    by: str
    at: datetime
    undone_at: datetime | None


def last_entry(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> uuid.UUID | None:
    """Return the entry that a person's entry was merged into, at the end of all merges; None for nobody."""
    chain = (
        select(citizen.c.id, citizen.c.merged_into)
        .where(citizen.c.commune_id == commune_id, citizen.c.id == citizen_id)
        .cte("later", recursive=True)
    )
    onward = select(citizen.c.id, citizen.c.merged_into).join(chain, chain.c.merged_into == citizen.c.id)
    chain = chain.union(onward.where(citizen.c.commune_id == commune_id))
    statement = select(chain.c.id).where(chain.c.merged_into.is_(None))
    found: uuid.UUID | None = connection.execute(statement).scalar()
    return found


def entries_of(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the entry itself and all that were merged into it, directly or on the way."""
    chain = select(literal(citizen_id, citizen.c.id.type).label("id")).cte("earlier", recursive=True)
    onward = select(citizen.c.id).join(chain, citizen.c.merged_into == chain.c.id)
    chain = chain.union(onward.where(citizen.c.commune_id == commune_id))
    return tuple(connection.execute(select(chain.c.id)).scalars())


def records_of(connection: Connection, *, commune_id: int, citizen_ids: Sequence[uuid.UUID]) -> tuple[FiledRecord, ...]:
    """Return every record of some entries in all campaigns, newest first."""
    root, voider = place.alias("root"), account.alias("voider")
    statement = (
        select(
            record,
            campaign.c.slug,
            campaign.c.name,
            campaign.c.status.label("campaign_status"),
            root.c.path,
            indicator.c.name_vi,
            indicator.c.name_en,
            place.c.name.label("place_name"),
            func.coalesce(account.c.full_name, "").label("actor"),
            func.coalesce(voider.c.full_name, "").label("voider"),
        )
        .join(campaign, campaign.c.id == record.c.campaign_id)
        .join(root, root.c.id == campaign.c.place_id)
        .join(indicator, indicator.c.id == record.c.indicator_id)
        .join(place, place.c.id == record.c.place_id)
        .outerjoin(account, account.c.id == record.c.account_id)
        .outerjoin(voider, voider.c.id == record.c.voided_by)
        .where(record.c.commune_id == commune_id, record.c.citizen_id.in_(list(citizen_ids)))
        .order_by(record.c.day.desc(), record.c.server_at.desc(), record.c.id)
    )
    return tuple(
        FiledRecord(
            id=row.id,
            citizen_id=row.citizen_id,
            campaign_slug=row.slug,
            campaign_name=row.name,
            campaign_status=CampaignStatus(row.campaign_status),
            campaign_path=row.path,
            step_vi=row.name_vi,
            step_en=row.name_en,
            status=StepStatus(row.status),
            day=row.day,
            place_name=row.place_name,
            channel=Channel(row.channel),
            actor=row.actor,
            server_at=row.server_at,
            voided_at=row.voided_at,
            voided_by=row.voider,
            void_reason=row.void_reason,
        )
        for row in connection.execute(statement)
    )


def merges_of(connection: Connection, *, commune_id: int, citizen_ids: Sequence[uuid.UUID]) -> tuple[FiledMerge, ...]:
    """Return the merges in which some entries took part, undone ones too, newest first."""
    kept, gone, undoer = citizen.alias("kept"), citizen.alias("gone"), account.alias("undoer")
    ids = list(citizen_ids)
    statement = (
        select(
            citizen_merge,
            kept.c.full_name.label("kept_name"),
            gone.c.full_name.label("gone_name"),
            func.coalesce(account.c.full_name, "").label("by"),
            func.coalesce(undoer.c.full_name, "").label("undoer"),
        )
        .join(kept, (kept.c.commune_id == commune_id) & (kept.c.id == citizen_merge.c.kept_id))
        .join(gone, (gone.c.commune_id == commune_id) & (gone.c.id == citizen_merge.c.gone_id))
        .outerjoin(account, account.c.id == citizen_merge.c.merged_by)
        .outerjoin(undoer, undoer.c.id == citizen_merge.c.undone_by)
        .where(
            citizen_merge.c.commune_id == commune_id,
            or_(citizen_merge.c.kept_id.in_(ids), citizen_merge.c.gone_id.in_(ids)),
        )
        .order_by(citizen_merge.c.merged_at.desc(), citizen_merge.c.id)
    )
    return tuple(
        FiledMerge(
            id=row.id,
            kept_id=row.kept_id,
            gone_id=row.gone_id,
            gone_name=row.gone_name,
            kept_name=row.kept_name,
            reason=row.reason,
            by=row.by,
            at=row.merged_at,
            undone_by=row.undoer,
            undone_at=row.undone_at,
        )
        for row in connection.execute(statement)
    )


def lists_of(
    connection: Connection, *, commune_id: int, citizen_ids: Sequence[uuid.UUID], scope: Sequence[str]
) -> tuple[FiledList, ...]:
    """Return the imported lists of places in scope that named some entries, newest first."""
    statement = (
        select(
            import_batch.c.id,
            import_batch.c.file_name,
            import_batch.c.created_at,
            import_batch.c.undone_at,
            import_row.c.outcome,
            func.coalesce(account.c.full_name, "").label("by"),
        )
        .join(import_batch, import_batch.c.id == import_row.c.batch_id)
        .join(place, place.c.id == import_batch.c.place_id)
        .outerjoin(account, account.c.id == import_batch.c.created_by)
        .where(
            import_row.c.commune_id == commune_id,
            import_row.c.citizen_id.in_(list(citizen_ids)),
            or_(*(below(root) for root in scope)),
        )
        .order_by(import_batch.c.created_at.desc(), import_batch.c.id, import_row.c.nth)
    )
    return tuple(
        FiledList(
            batch_id=row.id,
            file_name=row.file_name,
            outcome=RowOutcome(row.outcome),
            by=row.by,
            at=row.created_at,
            undone_at=row.undone_at,
        )
        for row in connection.execute(statement)
    )


def open_pairs_of(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> int:
    """Return in how many undecided pairs of possible duplicates an entry stands."""
    statement = (
        select(func.count())
        .select_from(duplicate_pair)
        .where(
            duplicate_pair.c.commune_id == commune_id,
            or_(duplicate_pair.c.first_id == citizen_id, duplicate_pair.c.second_id == citizen_id),
            duplicate_pair.c.state == DuplicateState.OPEN.value,
        )
    )
    return int(connection.execute(statement).scalar_one())
