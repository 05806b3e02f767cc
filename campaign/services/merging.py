"""Two entries that are one person become one, and two again when that was wrong.

A merge is one transaction: the union of the steps with the earliest day of each, the roll-ups of every campaign, what
the kept entry learns from the other. Nothing is lost: both histories stay readable, and the way back restores both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import duplicates as operations
from campaign.db.operations.people import mend_citizen
from campaign.db.operations.records import lock_citizens
from campaign.db.queries import duplicates as queries
from campaign.db.queries.duplicates import Moved, StoredMerge
from campaign.domain.vocabulary import DuplicateState
from campaign.errors import CampaignError
from campaign.services import merge_fields, merge_records, pairing
from campaign.services.call import Action, Event

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from campaign.db import Connection
    from campaign.db.queries.duplicates import Entry
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Who is one person by now: `learnt` names the fields that were filled; `repeated`: the same merge, sent again."""

    merge_id: uuid.UUID
    kept_id: uuid.UUID
    gone_id: uuid.UUID
    full_name: str
    records: int
    learnt: tuple[str, ...]
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Who are two people again."""

    merge_id: uuid.UUID
    kept_id: uuid.UUID
    gone_id: uuid.UUID
    kept_name: str
    gone_name: str
    repeated: bool


def merge(
    *, call: Call, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID, merge_id: uuid.UUID, reason: str = ""
) -> Merged:
    """Make two entries of a commune one person; `kept_id` stays, `gone_id` stands for it from now on.

    `merge_id` is made by the client, so that the same form sent twice is one merge. The kept entry's own details stay;
    what is empty there is filled. Counts move in every campaign in which either was recorded, closed ones too: a
    person counts once.

    Raises `merge_same_entry`, `citizen_unknown` (not there, or out of scope), `citizen_merged` (somebody was faster),
    `pair_kept_apart` (somebody said that they are two), `merge_ids_differ` (two personal ids), `not_permitted`.
    """
    call.require(Action.MANAGE_PEOPLE, None)
    if kept_id == gone_id:
        raise CampaignError("merge_same_entry")
    with call.write() as change:
        found = _held(call, change.connection, commune_id, (kept_id, gone_id))
        kept, gone = found[kept_id].citizen, found[gone_id].citizen
        earlier = queries.merge_by_id(change.connection, commune_id=commune_id, merge_id=merge_id)
        if earlier is not None and (earlier.kept_id, earlier.gone_id) == (kept_id, gone_id):
            change.nothing_done()
            return _merged(earlier, kept.full_name, learnt=(), repeated=True)
        _refuse(change.connection, commune_id, found)
        learnt = merge_fields.learnt(call, kept, gone)
        united = merge_records.unite(call, change, commune_id=commune_id, kept_id=kept_id, gone_id=gone_id)
        done = StoredMerge(
            commune_id=commune_id,
            id=merge_id,
            kept_id=kept_id,
            gone_id=gone_id,
            reason=reason.strip(),
            kept_version=kept.version + 1,
            before=merge_fields.sealed_before(call, kept, learnt),
            moves=united.moves,
            merged_by=call.viewer.account_id,
            merged_at=call.moment.now,
            undone_at=None,
        )
        operations.insert_merge(change.connection, merge=done)
        # The entry that goes first: a personal id belongs to one living entry.
        operations.set_merged_into(change.connection, commune_id=commune_id, citizen_id=gone_id, into=kept_id)
        columns = merge_fields.taken(call, kept, gone, learnt)
        mend_citizen(change.connection, commune_id=commune_id, citizen_id=kept_id, values=columns)
        _settle_pairs(call, change, done)
        change.log(_event("citizen.merge", done, found, learnt=learnt, campaigns=len(united.campaigns)))
    return _merged(done, kept.full_name, learnt=learnt, repeated=False)


def unmerge(*, call: Call, commune_id: int, merge_id: uuid.UUID) -> Unmerged:
    """Make two entries of one again; taking back twice changes nothing.

    Both get back what the merge took, records and details, unless somebody changed it since: then it stays as it is
    today. What was recorded since stays with the kept entry.

    Raises `merge_unknown`, `merge_not_last` (another entry was merged into the same one later: that one first),
    `citizen_merged` (the kept entry was merged away itself), `citizen_unknown`, `id_taken`, `not_permitted`.
    """
    call.require(Action.MANAGE_PEOPLE, None)
    with call.write() as change:
        merge = queries.merge_by_id(change.connection, commune_id=commune_id, merge_id=merge_id)
        if merge is None:
            raise CampaignError("merge_unknown")
        found = _held(call, change.connection, commune_id, (merge.kept_id, merge.gone_id))
        # Read again with both held: somebody may have been faster.
        merge = queries.merge_by_id(change.connection, commune_id=commune_id, merge_id=merge_id) or merge
        kept, gone = found[merge.kept_id].citizen, found[merge.gone_id].citizen
        done = Unmerged(
            merge_id=merge.id,
            kept_id=merge.kept_id,
            gone_id=merge.gone_id,
            kept_name=kept.full_name,
            gone_name=gone.full_name,
            repeated=merge.undone_at is not None,
        )
        if done.repeated:
            change.nothing_done()
            return done
        others = _standing_beside(change.connection, merge, found)
        parted = merge_records.part(call, change, merge)
        columns = merge_fields.given_back(call, kept, gone, merge.before)
        mend_citizen(change.connection, commune_id=commune_id, citizen_id=merge.kept_id, values=columns)
        operations.set_merged_into(change.connection, commune_id=commune_id, citizen_id=merge.gone_id, into=None)
        operations.undo_merge(change.connection, merge=merge, by=call.viewer.account_id, at=call.moment.now)
        for other in others:
            moves = [_pointed(moved, parted.stands) for moved in other.moves]
            operations.set_moves(change.connection, merge=other, moves=moves)
        pairing.decide(
            call, change, commune_id=commune_id, pair=(merge.kept_id, merge.gone_id), state=DuplicateState.OPEN
        )
        pairing.disinherit(change, commune_id=commune_id, kept_id=merge.kept_id, gone_id=merge.gone_id)
        pairing.look_again(call, change, commune_id=commune_id, ids=[merge.kept_id, merge.gone_id])
        change.log(_event("citizen.unmerge", merge, found, learnt=(), campaigns=len(parted.campaigns)))
    return done


def _held(
    call: Call, connection: Connection, commune_id: int, ids: tuple[uuid.UUID, uuid.UUID]
) -> Mapping[uuid.UUID, Entry]:
    """Return two entries of the viewer's scope and hold their rows; whoever is out of scope is not even there."""
    lock_citizens(connection, commune_id=commune_id, citizen_ids=sorted(ids))
    found = queries.entries(connection, communes=[commune_id], ids=ids)
    for own in ids:
        entry = found.get(own)
        if entry is None or entry.erased or not pairing.seen(call, entry.citizen.place_path):
            raise CampaignError("citizen_unknown")
    return found


def _refuse(connection: Connection, commune_id: int, found: Mapping[uuid.UUID, Entry]) -> None:
    """Refuse whoever was merged away by now, and two of whom somebody said that they are two."""
    first, second = found.values()
    for entry in (first, second):
        if entry.merged_into is not None:
            raise CampaignError("citizen_merged", name=entry.citizen.full_name)
    pair = queries.pair_of(connection, commune_id=commune_id, first_id=first.citizen.id, second_id=second.citizen.id)
    if pair is not None and pair.state is DuplicateState.DISTINCT:
        raise CampaignError(
            "pair_kept_apart", name=first.citizen.full_name, other=second.citizen.full_name, reason=pair.reason
        )


def _settle_pairs(call: Call, change: Change, merge: StoredMerge) -> None:
    """Say of the two that they are one, and ask of the one whatever was asked of either."""
    commune_id, kept_id, gone_id = merge.commune_id, merge.kept_id, merge.gone_id
    pairing.decide(
        call,
        change,
        commune_id=commune_id,
        pair=(kept_id, gone_id),
        state=DuplicateState.MERGED,
        reason=merge.reason,
    )
    pairing.inherit(change, commune_id=commune_id, kept_id=kept_id, gone_id=gone_id)
    pairing.look_again(call, change, commune_id=commune_id, ids=[kept_id, gone_id])


def _standing_beside(
    connection: Connection, merge: StoredMerge, found: Mapping[uuid.UUID, Entry]
) -> tuple[StoredMerge, ...]:
    """Return the other standing merges into either entry; refuses what would take a merge back out of its turn."""
    kept = found[merge.kept_id]
    if kept.merged_into is not None:
        raise CampaignError("citizen_merged", name=kept.citizen.full_name)
    standing = queries.standing_merges(connection, commune_id=merge.commune_id, kept_ids=[merge.kept_id, merge.gone_id])
    later = [m for m in standing if m.kept_id == merge.kept_id and m.kept_version > merge.kept_version]
    if later:
        names = queries.entries(connection, communes=[merge.commune_id], ids=[later[-1].gone_id])
        other = names[later[-1].gone_id].citizen.full_name
        raise CampaignError("merge_not_last", name=found[merge.gone_id].citizen.full_name, other=other)
    return tuple(m for m in standing if m.id != merge.id)


def _pointed(moved: Moved, stands: Mapping[uuid.UUID, uuid.UUID]) -> Moved:
    """Return a move of an earlier merge whose copy may stand under another id by now."""
    if moved.copy_id is None:
        return moved
    return Moved(
        record_id=moved.record_id,
        copy_id=stands.get(moved.copy_id, moved.copy_id),
        displaced_id=moved.displaced_id,
    )


def _merged(merge: StoredMerge, name: str, *, learnt: tuple[str, ...], repeated: bool) -> Merged:
    return Merged(
        merge_id=merge.id,
        kept_id=merge.kept_id,
        gone_id=merge.gone_id,
        full_name=name,
        records=sum(moved.copy_id is not None for moved in merge.moves),
        learnt=learnt,
        repeated=repeated,
    )


def _event(
    action: str, merge: StoredMerge, found: Mapping[uuid.UUID, Entry], *, learnt: tuple[str, ...], campaigns: int
) -> Event:
    return Event(
        commune_id=merge.commune_id,
        action=action,
        subject_kind="citizen",
        subject_id=str(merge.kept_id),
        place_id=found[merge.kept_id].citizen.place_id,
        # The chain outlives an erased person, so it never holds a name or a number.
        after={
            "merge": str(merge.id),
            "other_entry": str(merge.gone_id),
            "campaigns": campaigns,
            **({"changed": list(learnt)} if learnt else {}),
        },
        reason=merge.reason if action == "citizen.merge" else "",
    )
