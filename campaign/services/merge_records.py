"""The records of two entries that become one, and of one that become two: void, copy, and move the roll-ups.

A copy is the record itself under another person: who did the work, when and where stays, so that the counts of the
people who did it and the order within a day stay too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from campaign.clock import new_id
from campaign.db.operations import records as operations
from campaign.db.queries import duplicates as queries
from campaign.db.queries import records as record_queries
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.duplicates import Moved
from campaign.db.queries.places import place_by_id
from campaign.domain.merging import Trace, stands_for, union
from campaign.domain.steps import Contribution, LiveRecord, contributions
from campaign.errors import CampaignError
from campaign.services.records import UNDO_REASON

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping, Sequence

    from campaign.db.queries.duplicates import StoredMerge
    from campaign.db.queries.records import StoredRecord
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

MERGED, PARTED = "merged", "unmerged"
_COPIED: Final = (
    "campaign_id",
    "indicator_id",
    "place_id",
    "day",
    "device_at",
    "server_at",
    "account_id",
    "save_id",
    "replaces_id",
    "outreach_day_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class United:
    """What a merge did with records: which were brought and what stands for them, and the campaigns that it touched."""

    moves: tuple[Moved, ...]
    campaigns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """What the way back did: the record that stands for an earlier one by now, and the campaigns that it touched."""

    stands: Mapping[uuid.UUID, uuid.UUID]
    campaigns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rewriting:
    """Records to void with a reason, and copies to insert."""

    voided: tuple[StoredRecord, ...]
    copies: tuple[StoredRecord, ...]
    reason: str


def unite(call: Call, change: Change, *, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID) -> United:
    """Give the kept entry every step that either has, and leave the other none; both must be held."""
    history = _histories(change, commune_id, kept_id, gone_id)
    by_id = {r.id: r for r in history}
    live = [r for r in history if r.voided_at is None]
    moving = union(
        kept=[_trace(r) for r in live if r.citizen_id == kept_id],
        gone=[_trace(r) for r in live if r.citizen_id == gone_id],
    )
    brought = [by_id[m.record_id] for m in moving]
    ids = _ids(by_id[m.record_id] for m in moving if m.stands)
    displaced = {m.record_id: m.other_id for m in moving if m.stands and m.other_id}
    copies = tuple(
        # What the copy displaces comes back when its own save is undone; else what it had replaced before.
        replace(
            record, id=ids[record.id], citizen_id=kept_id, replaces_id=displaced.get(record.id) or record.replaces_id
        )
        for record in brought
        if record.id in ids
    )
    voided = (*brought, *(by_id[own] for own in displaced.values()))
    campaigns = _rewrite(call, change, commune_id, live, _Rewriting(voided=voided, copies=copies, reason=MERGED))
    moves = tuple(
        Moved(record_id=own.id, copy_id=ids.get(own.id), displaced_id=displaced.get(own.id)) for own in brought
    )
    return United(moves=moves, campaigns=campaigns)


def part(call: Call, change: Change, merge: StoredMerge) -> Parted:
    """Give both entries back what the merge took; what was done since stays with the kept one.

    A copy that was corrected or carried on since goes back as it is today; one that was taken back stays so.
    """
    history = _histories(change, merge.commune_id, merge.kept_id, merge.gone_id)
    by_id = {r.id: r for r in history}
    mine = [_trace(r) for r in history if r.citizen_id == merge.kept_id]
    voided: list[StoredRecord] = []
    # What an entry had, and what it gets back: (the record of then, its content by now).
    back: list[tuple[StoredRecord, StoredRecord]] = []
    for moved in merge.moves:
        own = by_id[moved.record_id]
        if moved.copy_id is None:
            back.append((own, own))
            continue
        copy = by_id[moved.copy_id]
        today_id = stands_for(copy=_trace(copy), history=mine, undo_reason=UNDO_REASON)
        if today_id is None:
            continue
        today = by_id[today_id]
        voided.append(today)
        replaces = own.replaces_id if today.id == copy.id else today.replaces_id
        back.append((own, replace(today, citizen_id=merge.gone_id, replaces_id=replaces)))
        if moved.displaced_id is not None:
            displaced = by_id[moved.displaced_id]
            back.append((displaced, displaced))
    ids = _ids(content for _, content in back)
    copies = tuple(replace(content, id=ids[content.id]) for _, content in back)
    live = [r for r in history if r.voided_at is None]
    campaigns = _rewrite(
        call, change, merge.commune_id, live, _Rewriting(voided=tuple(voided), copies=copies, reason=PARTED)
    )
    return Parted(stands={own.id: ids[content.id] for own, content in back}, campaigns=campaigns)


def displaced(change: Change, *, commune_id: int, campaign_id: int, save_id: uuid.UUID) -> tuple[StoredRecord, ...]:
    """Return copies of what the live records of a save took the place of in a merge, to be put back when they go.

    A save of one person needs it never; what an import brought may have come to somebody who had the step already.
    """
    found = [
        replace(record, citizen_id=owner)
        for owner, record in record_queries.displaced_by_save(change.connection, commune_id=commune_id, save_id=save_id)
        if record.campaign_id == campaign_id
    ]
    ids = _ids(found)
    return tuple(replace(record, id=ids[record.id]) for record in found)


def put_back(change: Change, *, commune_id: int, records: Sequence[StoredRecord]) -> None:
    """Insert records that were displaced, after those that displaced them were voided; roll-ups are the caller's."""
    if records:
        operations.insert_records(change.connection, [_row(commune_id, record) for record in records])


def as_live(record: StoredRecord) -> LiveRecord:
    """Return a record as the counts see it."""
    return LiveRecord(
        id=record.id,
        indicator_id=record.indicator_id,
        status=record.status,
        place_id=record.place_id,
        day=record.day,
        server_at=record.server_at,
    )


def _histories(change: Change, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID) -> tuple[StoredRecord, ...]:
    return record_queries.histories(change.connection, commune_id=commune_id, citizen_ids=[kept_id, gone_id])


def _ids(records: Iterable[StoredRecord]) -> dict[uuid.UUID, uuid.UUID]:
    """Return a new id for each record, in the order of the old ones: it settles what was last within a day."""
    chosen = sorted(records, key=lambda r: (r.day, r.server_at, r.id.int))
    return dict(zip((r.id for r in chosen), sorted(new_id() for _ in chosen), strict=True))


def _rewrite(
    call: Call, change: Change, commune_id: int, live: Sequence[StoredRecord], rewriting: _Rewriting
) -> tuple[int, ...]:
    """Void and insert, then move the roll-ups of every campaign that it touches; returns their ids."""
    for record in rewriting.voided:
        if not operations.void_record(
            change.connection,
            commune_id=commune_id,
            record_id=record.id,
            by=call.viewer.account_id,
            at=call.moment.now,
            reason=rewriting.reason,
        ):
            raise CampaignError("record_changed_meanwhile")
    if rewriting.copies:
        operations.insert_records(change.connection, [_row(commune_id, record) for record in rewriting.copies])
    gone = {record.id for record in rewriting.voided}
    after = [r for r in live if r.id not in gone] + list(rewriting.copies)
    touched = sorted({r.campaign_id for r in (*rewriting.voided, *rewriting.copies)})
    slugs = queries.slugs_of(change.connection, campaign_ids=touched)
    for campaign_id in touched:
        campaign = find_campaign(change.connection, slug=slugs[campaign_id])
        if campaign is None:
            raise CampaignError("campaign_unknown", campaign=slugs[campaign_id])
        _move(change, campaign, live, after)
        change.touch(campaign_id)
    return tuple(touched)


def _move(
    change: Change, campaign: CampaignDefinition, before: Sequence[StoredRecord], after: Sequence[StoredRecord]
) -> None:
    difference = _counted(campaign, after)
    difference.subtract(_counted(campaign, before))
    ancestors: dict[int, tuple[int, ...]] = {}
    for place_id in sorted({cell.place_id for cell, n in difference.items() if n}):
        place = place_by_id(change.connection, place_id=place_id)
        if place is None:
            raise CampaignError("place_unknown")
        ancestors[place_id] = place.ancestors(campaign.place_path)
    operations.move_progress(change.connection, campaign_id=campaign.id, difference=difference, ancestors=ancestors)


def _counted(campaign: CampaignDefinition, records: Sequence[StoredRecord]) -> Counter[Contribution]:
    """Add up what each person has in a campaign."""
    people: dict[uuid.UUID, list[LiveRecord]] = {}
    for record in records:
        if record.campaign_id == campaign.id:
            people.setdefault(record.citizen_id, []).append(as_live(record))
    found: Counter[Contribution] = Counter()
    for theirs in people.values():
        found.update(contributions(records=theirs, counted=campaign.counted))
    return found


def _trace(record: StoredRecord) -> Trace:
    return Trace(
        id=record.id,
        campaign_id=record.campaign_id,
        indicator_id=record.indicator_id,
        status=record.status,
        day=record.day,
        server_at=record.server_at,
        replaces_id=record.replaces_id,
        voided_at=record.voided_at,
        void_reason=record.void_reason,
    )


def _row(commune_id: int, record: StoredRecord) -> dict[str, Any]:
    return {
        "commune_id": commune_id,
        "id": record.id,
        "citizen_id": record.citizen_id,
        "status": record.status.value,
        "channel": record.channel.value,
        **{column: getattr(record, column) for column in _COPIED},
    }
