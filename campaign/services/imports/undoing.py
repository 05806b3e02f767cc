"""Taking back what an import of people brought, in one transaction.

Its records are voided, what it completed is emptied where it still says the same, and the people that it brought go,
but for those to whom something happened since: they stay and are listed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from campaign.db.operations import undoing as operations
from campaign.db.operations.imports import hold_for_import
from campaign.db.operations.records import lock_citizens, move_progress
from campaign.db.queries import undoing as queries
from campaign.db.queries.places import places_under
from campaign.domain.steps import Contribution, contributions
from campaign.domain.vocabulary import CampaignStatus, ImportKind, RowOutcome
from campaign.errors import CampaignError
from campaign.services import merge_records
from campaign.services.call import Action, Event
from campaign.services.imports.batches import batch_in_scope
from campaign.services.imports.writing import mark
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from campaign.db.queries.batches import StoredBatch
    from campaign.db.queries.undoing import BroughtPerson, BroughtRow
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

_CHUNK: Final = 1_000
_COLUMNS: Final = {
    "phone": ("phone_cipher", "phone_index", "phone_last"),
    "personal_id": ("personal_id_cipher", "personal_id_index", "personal_id_last"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """Somebody whom an undo left in the list.

    `why`: `records` (got records since), `completed` (by another batch), `merged` (is part of a merge).
    """

    commune_id: int
    citizen_id: UUID
    full_name: str
    place_name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo took back: people removed, records voided, people whose fields were emptied; and who stayed."""

    batch_id: UUID
    removed: int
    voided: int
    emptied: int
    stayed: tuple[Stayed, ...]
    repeated: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the answer of `campaign import undo … --json`."""
        return {
            "batch": str(self.batch_id),
            "removed": self.removed,
            "voided": self.voided,
            "emptied": self.emptied,
            "stayed": [
                {"id": str(one.citizen_id), "full_name": one.full_name, "place": one.place_name, "why": one.why}
                for one in self.stayed
            ],
        }


def undo(*, call: Call, batch_id: UUID) -> Undone:
    """Take back one import of people; a second undo changes nothing.

    Raises `batch_unknown` (not there, or out of scope), `batch_other_kind` (places or targets), `campaign_closed`,
    `not_permitted`.
    """
    with call.write() as change:
        batch = batch_in_scope(call, change.connection, batch_id=batch_id)
        if batch.kind is not ImportKind.CITIZENS:
            raise CampaignError("batch_other_kind")
        campaign = campaign_in_scope(call, change.connection, slug=batch.campaign_slug or "", action=Action.IMPORT)
        if campaign.status is not CampaignStatus.OPEN:
            raise CampaignError("campaign_closed", name=campaign.name)
        rows = queries.rows_of(change.connection, batch_id=batch_id)
        communes = sorted({row.commune_id for row in rows} | {batch.commune_id} - {0})
        hold_for_import(change.connection, campaign_id=campaign.id, commune_ids=communes)
        if operations.hold_batch(change.connection, batch_id=batch_id) is not None:
            change.nothing_done()
            return Undone(batch_id=batch_id, removed=0, voided=0, emptied=0, stayed=(), repeated=True)
        parts = [
            _undo_commune(
                _Site(call=call, change=change, campaign=campaign, batch_id=batch_id, commune_id=commune),
                [row for row in rows if row.commune_id == commune],
            )
            for commune in communes
        ]
        done = Undone(
            batch_id=batch_id,
            removed=sum(part.removed for part in parts),
            voided=sum(part.voided for part in parts),
            emptied=sum(part.emptied for part in parts),
            stayed=tuple(one for part in parts for one in part.stayed),
        )
        operations.mark_undone(change.connection, batch_id=batch_id, by=call.viewer.account_id, at=call.moment.now)
        change.log(_event(batch, done))
        change.touch(campaign.id)
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """Where a batch is taken back: one commune of it."""

    call: Call
    change: Change
    campaign: CampaignDefinition
    batch_id: UUID
    commune_id: int

    @property
    def keys(self) -> dict[str, Any]:
        """What the queries of a batch's people ask by."""
        return {"connection": self.change.connection, "commune_id": self.commune_id, "batch_id": self.batch_id}


def _undo_commune(site: _Site, rows: Sequence[BroughtRow]) -> Undone:
    connection, commune_id = site.change.connection, site.commune_id
    brought = {row.citizen_id for row in rows if row.outcome is RowOutcome.ADDED}
    completed = {row.citizen_id for row in rows if row.filled} - brought
    owners = queries.owners_of_records(**site.keys)
    people = _held(site, brought | completed | owners)
    voided = _void(site, owners)
    emptied = _empty(site, rows, {one: people[one] for one in completed if one in people})
    why = {one: "merged" for one in brought if one in people and people[one].merged}
    for ids in _chunks(brought):
        why |= queries.held_back(**site.keys, ids=ids)
    gone = sorted(brought - why.keys())
    operations.forget_rows(**site.keys, gone=gone)
    named: set[UUID] = set()
    for ids in _chunks(gone):
        named |= queries.named(connection, commune_id=commune_id, ids=ids)
    operations.remove_people(connection, commune_id=commune_id, ids=[one for one in gone if one not in named])
    operations.erase_people(connection, commune_id=commune_id, ids=sorted(named), at=site.call.moment.now)
    stayed = tuple(_stayed(people[one], reason) for one, reason in sorted(why.items()) if one in people)
    return Undone(batch_id=site.batch_id, removed=len(gone), voided=voided, emptied=emptied, stayed=stayed)


def _held(site: _Site, ids: set[UUID]) -> dict[UUID, BroughtPerson]:
    """Hold people in the order of their ids, and return them as they are then."""
    connection = site.change.connection
    found: dict[UUID, BroughtPerson] = {}
    for part in _chunks(ids):
        lock_citizens(connection, commune_id=site.commune_id, citizen_ids=part)
        found |= {one.id: one for one in queries.people(connection, commune_id=site.commune_id, ids=part)}
    return found


def _void(site: _Site, owners: set[UUID]) -> int:
    """Void the batch's records, and move the roll-ups by what they had added."""
    connection, campaign = site.change.connection, site.campaign
    difference: Counter[Contribution] = Counter()
    # After a merge a record of the batch may stand where the kept entry has one of its own.
    back = merge_records.displaced(
        site.change, commune_id=site.commune_id, campaign_id=campaign.id, save_id=site.batch_id
    )
    for ids in _chunks(owners):
        for owner, records in queries.live_records(**site.keys, campaign_id=campaign.id, ids=ids).items():
            left = [one for one, brought in records if not brought]
            left += [merge_records.as_live(one) for one in back if one.citizen_id == owner]
            difference.update(contributions(records=left, counted=campaign.counted))
            difference.subtract(contributions(records=[one for one, _ in records], counted=campaign.counted))
    voided = operations.void_records(**site.keys, by=site.call.viewer.account_id, at=site.call.moment.now)
    merge_records.put_back(site.change, commune_id=site.commune_id, records=back)
    if voided:
        places = {place.id: place for place in places_under(connection, path=campaign.place_path)}
        units = {unit.place_id for unit, n in difference.items() if n}
        move_progress(
            connection,
            campaign_id=campaign.id,
            difference=difference,
            ancestors={unit: places[unit].ancestors(campaign.place_path) for unit in units},
        )
    return voided


def _empty(site: _Site, rows: Iterable[BroughtRow], people: Mapping[UUID, BroughtPerson]) -> int:
    """Empty the fields that still say what the batch wrote into them; returns of how many people."""
    vault = site.call.store.vault
    columns: dict[UUID, set[str]] = {}
    for row in rows:
        person = people.get(row.citizen_id)
        if person is None or person.merged or person.erased:
            continue
        for name, written in row.filled.items():
            if mark(vault, name, getattr(person, name)) == written:
                columns.setdefault(person.id, set()).update(_COLUMNS.get(name, (name,)))
    alike: dict[tuple[str, ...], list[UUID]] = {}
    for citizen_id, names in columns.items():
        alike.setdefault(tuple(sorted(names)), []).append(citizen_id)
    for together, ids in alike.items():
        operations.empty_fields(site.change.connection, commune_id=site.commune_id, ids=sorted(ids), columns=together)
    return len(columns)


def _stayed(person: BroughtPerson, why: str) -> Stayed:
    return Stayed(
        commune_id=person.commune_id,
        citizen_id=person.id,
        full_name=person.full_name,
        place_name=person.place_name,
        why=why,
    )


def _chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _event(batch: StoredBatch, done: Undone) -> Event:
    return Event(
        commune_id=batch.commune_id,
        action="import.undo",
        subject_kind="import",
        subject_id=str(batch.id),
        campaign_id=batch.campaign_id,
        place_id=batch.place_id,
        after={
            "file": batch.file_hash,
            "people": done.removed,
            "records": done.voided,
            "emptied": done.emptied,
            "stayed": len(done.stayed),
        },
    )
