"""Taking back an import of places or of targets, in one transaction; what was used or changed since stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import import_lists as operations
from campaign.db.operations import targets as target_operations
from campaign.db.queries.import_lists import (
    ListBatch,
    TargetVersion,
    list_batch,
    places_in_use,
    places_of_batch,
    target_versions_of_batch,
)
from campaign.db.queries.places import place_by_id
from campaign.domain.vocabulary import CampaignStatus, ImportKind, TargetKind
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.place_units import touch_campaigns

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.services.call import Call, Change

# Stands before the name of the file that was taken back: what is stored has no language.
_TAKEN_BACK = "↩"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUndone:
    """What an undo took back, and the names of what stayed: places in use by now, targets that were set again."""

    batch_id: UUID
    kind: ImportKind
    removed: int
    stayed: tuple[str, ...]
    repeated: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the answer of `campaign import undo … --json`."""
        return {"batch": str(self.batch_id), "removed": self.removed, "stayed": list(self.stayed)}


def undo_list(*, call: Call, batch_id: UUID) -> ListUndone:
    """Take back an import of places or of targets; a second undo changes nothing.

    Raises `batch_unknown` (also for a batch of people), `campaign_closed`, `not_permitted`.
    """
    call.require(Action.IMPORT, None)
    with call.write() as change:
        batch, place = _batch(call, change.connection, batch_id)
        if batch.undone_at is not None:
            change.nothing_done()
            return ListUndone(batch_id=batch_id, kind=batch.kind, removed=0, stayed=(), repeated=True)
        take_back = _places if batch.kind is ImportKind.PLACES else _targets
        undone = take_back(call, change, batch, place)
        operations.mark_undone(change.connection, batch_id=batch_id, by=call.viewer.account_id, at=call.moment.now)
        change.log(
            Event(
                commune_id=batch.commune_id,
                action="import.undo",
                subject_kind="import",
                subject_id=str(batch_id),
                campaign_id=batch.campaign_id,
                place_id=place.id,
                after={"removed": undone.removed, "stayed": len(undone.stayed)},
            )
        )
        return undone


def _batch(call: Call, connection: Connection, batch_id: UUID) -> tuple[ListBatch, Place]:
    """Return a batch in the viewer's scope: of another commune's nobody learns that it exists."""
    found = list_batch(connection, batch_id=batch_id)
    place = place_by_id(connection, place_id=found.place_id) if found else None
    if (
        found is None
        or place is None
        or found.kind is ImportKind.CITIZENS
        or not any(place.path.startswith(root) for root in call.viewer.scope)
    ):
        raise CampaignError("batch_unknown", batch=str(batch_id))
    call.require(Action.MANAGE_PLACES if found.kind is ImportKind.PLACES else Action.SET_TARGETS, place.path)
    return found, place


def _places(call: Call, change: Change, batch: ListBatch, commune: Place) -> ListUndone:
    del call
    brought = places_of_batch(change.connection, batch_id=batch.id)
    used = places_in_use(change.connection, commune_id=commune.id, place_ids=[place.id for place in brought])
    gone = [place.id for place in brought if place.id not in used]
    if gone:
        operations.delete_places(change.connection, place_ids=gone)
        touch_campaigns(change, commune)
    return ListUndone(
        batch_id=batch.id,
        kind=batch.kind,
        removed=len(gone),
        stayed=tuple(place.name for place in brought if place.id in used),
    )


def _targets(call: Call, change: Change, batch: ListBatch, _place: Place) -> ListUndone:
    """Put back what stood before, as a new version each; what was set again since is somebody's later word."""
    if batch.campaign_id is None or batch.campaign_status not in {CampaignStatus.DRAFT, CampaignStatus.OPEN}:
        raise CampaignError("campaign_closed", name=batch.campaign_name)
    brought = target_versions_of_batch(change.connection, batch_id=batch.id)
    back = [version for version in brought if version.in_force]
    if back:
        target_operations.supersede(
            change.connection,
            campaign_id=batch.campaign_id,
            cells=[(version.place_id, version.indicator_id, version.due_on) for version in back],
            at=call.moment.now,
        )
        target_operations.insert_targets(change.connection, [_put_back(call, batch, version) for version in back])
        change.touch(batch.campaign_id)
    return ListUndone(
        batch_id=batch.id,
        kind=batch.kind,
        removed=len(back),
        stayed=tuple(dict.fromkeys(version.place_name for version in brought if not version.in_force)),
    )


def _put_back(call: Call, batch: ListBatch, version: TargetVersion) -> dict[str, object]:
    before = version.before
    return {
        "campaign_id": batch.campaign_id,
        "place_id": version.place_id,
        "indicator_id": version.indicator_id,
        "due_on": version.due_on,
        "version": version.version + 1,
        "kind": (before.kind if before else TargetKind.COUNT).value,
        "amount": before.amount if before else None,
        "population_group": before.population_group.value if before and before.population_group else None,
        "population_as_of": before.population_as_of if before else None,
        "reason": f"{_TAKEN_BACK} {batch.file_name}",
        "set_by": call.viewer.account_id,
        "set_at": call.moment.now,
    }
