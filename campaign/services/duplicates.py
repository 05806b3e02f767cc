"""People who may be one: looking for them, and saying that two who look alike are two ("người khác").

Deciding that two entries are one person is `campaign.services.merging`; the page of pairs is read by `pairs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations.records import lock_citizens
from campaign.db.queries import duplicates as queries
from campaign.db.queries.places import place_by_id
from campaign.domain.vocabulary import DuplicateState
from campaign.errors import CampaignError
from campaign.services import pairing
from campaign.services.call import Action, Event
from campaign.services.duplicate_view import PAGE_SIZE, PairLine, PairPage, PairSide, pairs

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable
    from datetime import datetime

    from campaign.db import Connection
    from campaign.db.queries.duplicates import Entry
    from campaign.db.queries.places import Place
    from campaign.services.call import Call

__all__ = [
    "PAGE_SIZE",
    "Decided",
    "PairLine",
    "PairPage",
    "PairSide",
    "Refreshed",
    "keep_apart",
    "pairs",
    "reconsider",
    "refresh",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a search found: people looked at, pairs worth a look, and how many of them are new."""

    people: int
    pairs: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What stands about two people now. `repeated`: it stood already, with the reason that was given then."""

    first_name: str
    second_name: str
    state: DuplicateState
    reason: str
    repeated: bool


def refresh(
    *,
    call: Call,
    commune_id: int,
    since: datetime | None = None,
    on_people: Callable[[int, int], None] | None = None,
) -> Refreshed:
    """Look for people of a commune who may be one: among all, or those added since a moment against all.

    The search reads and weighs before anything is locked. `on_people` is told how many people were looked at, and of
    how many, for a progress bar. Decisions stay; a pair that is no longer alike is forgotten.

    Raises `place_unknown` for a commune that is not there or out of scope, `not_permitted`.
    """
    call.require(Action.MANAGE_PEOPLE, None)
    with call.read() as connection:
        commune = _commune(call, connection, commune_id)
        people, found = pairing.search(connection, commune_id=commune_id, since=since, on_people=on_people)
    with call.write() as change:
        focus = [profile.id for profile in people]
        new = pairing.settle(call, change, commune_id=commune_id, focus=focus, found=found)
        change.log(
            Event(
                commune_id=commune_id,
                action="duplicates.search",
                subject_kind="place",
                subject_id=commune.code,
                place_id=commune.id,
                after={"people": len(people), "pairs": len(found), "new_pairs": new},
            )
        )
    return Refreshed(people=len(people), pairs=len(found), new=new)


def keep_apart(*, call: Call, commune_id: int, first_id: uuid.UUID, second_id: uuid.UUID, reason: str) -> Decided:
    """Remember with a reason that two who look alike are two people; saying it twice keeps the first reason.

    Raises `reason_missing`, `citizen_unknown` (not there, or out of scope), `citizen_merged` (somebody made them one
    meanwhile), `not_permitted`.
    """
    call.require(Action.MANAGE_PEOPLE, None)
    if not reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        first, second = _held(call, change.connection, commune_id, first_id, second_id)
        pair = queries.pair_of(change.connection, commune_id=commune_id, first_id=first_id, second_id=second_id)
        if pair is not None and pair.state is DuplicateState.DISTINCT:
            change.nothing_done()
            return _decided(first, second, DuplicateState.DISTINCT, pair.reason, repeated=True)
        pairing.decide(
            call,
            change,
            commune_id=commune_id,
            pair=(first_id, second_id),
            state=DuplicateState.DISTINCT,
            reason=reason.strip(),
        )
        change.log(_event("citizen.keep_apart", first, second, reason.strip()))
    return _decided(first, second, DuplicateState.DISTINCT, reason.strip(), repeated=False)


def reconsider(*, call: Call, commune_id: int, first_id: uuid.UUID, second_id: uuid.UUID) -> Decided:
    """Take back that two are two people: the pair is open again. Doing it twice changes nothing.

    Raises `citizen_unknown`, `citizen_merged`, `not_permitted`.
    """
    call.require(Action.MANAGE_PEOPLE, None)
    with call.write() as change:
        first, second = _held(call, change.connection, commune_id, first_id, second_id)
        pair = queries.pair_of(change.connection, commune_id=commune_id, first_id=first_id, second_id=second_id)
        if pair is None or pair.state is DuplicateState.OPEN:
            change.nothing_done()
            return _decided(first, second, DuplicateState.OPEN, "", repeated=True)
        pairing.decide(call, change, commune_id=commune_id, pair=(first_id, second_id), state=DuplicateState.OPEN)
        change.log(_event("citizen.reconsider", first, second, ""))
    return _decided(first, second, DuplicateState.OPEN, "", repeated=False)


def _commune(call: Call, connection: Connection, commune_id: int) -> Place:
    found = place_by_id(connection, place_id=commune_id)
    if found is None or found.commune_id != found.id or not pairing.seen(call, found.path):
        raise CampaignError("place_unknown")
    return found


def _held(
    call: Call, connection: Connection, commune_id: int, first_id: uuid.UUID, second_id: uuid.UUID
) -> tuple[Entry, Entry]:
    """Return two living entries of the viewer's scope and hold them, so that a merge and this take turns."""
    lock_citizens(connection, commune_id=commune_id, citizen_ids=sorted((first_id, second_id)))
    found = queries.entries(connection, communes=[commune_id], ids=[first_id, second_id])
    for own in (first_id, second_id):
        entry = found.get(own)
        if entry is None or entry.erased or first_id == second_id or not pairing.seen(call, entry.citizen.place_path):
            raise CampaignError("citizen_unknown")
    for entry in found.values():
        if entry.merged_into is not None:
            raise CampaignError("citizen_merged", name=entry.citizen.full_name)
    return found[first_id], found[second_id]


def _decided(first: Entry, second: Entry, state: DuplicateState, reason: str, *, repeated: bool) -> Decided:
    return Decided(
        first_name=first.citizen.full_name,
        second_name=second.citizen.full_name,
        state=state,
        reason=reason,
        repeated=repeated,
    )


def _event(action: str, first: Entry, second: Entry, reason: str) -> Event:
    return Event(
        commune_id=first.citizen.commune_id,
        action=action,
        subject_kind="citizen",
        subject_id=str(first.citizen.id),
        place_id=first.citizen.place_id,
        after={"other_entry": str(second.citizen.id)},
        reason=reason,
    )
