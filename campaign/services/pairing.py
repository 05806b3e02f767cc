"""Keeping the pairs of people who may be one: found beforehand, so that a page of them costs one look.

What somebody decided stays: a pair that was kept apart is not asked about again, also when one of the two is merged
into a third entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.db.operations import duplicates as operations
from campaign.db.queries import duplicates as queries
from campaign.db.queries import profiles
from campaign.domain.likeness_names import name_form
from campaign.domain.likeness_pairs import count_bearers, find_pairs, pair_key
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import DuplicateState

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from campaign.db import Connection
    from campaign.db.queries.duplicates import StoredPair
    from campaign.domain.likeness import Likeness, Profile
    from campaign.domain.likeness_pairs import Pair
    from campaign.services.call import Call, Change

# Above so many people the commune is read once instead of asking for each one's keys.
FEW: Final = 300
# A list of a village or two is compared while it is imported; a commune's whole list when somebody asks for it.
AT_ONCE: Final = 2_000


def seen(call: Call, path: str) -> bool:
    """Whether the viewer may know of people at a place."""
    return allowed(role=call.viewer.role, action=Action.SEE_PEOPLE, scope=call.viewer.scope, path=path)


def search(
    connection: Connection,
    *,
    commune_id: int,
    since: datetime | None,
    on_people: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Profile, ...], dict[Pair, Likeness]]:
    """Return the people of a commune added since a moment (None: all), and the pairs that they are in."""
    everybody, fresh = profiles.all_profiles(connection, commune_id=commune_id, since=since)
    found = find_pairs(focus=fresh, pool=everybody, bearers=count_bearers(everybody), on_people=on_people)
    return fresh, found


def alike_to(connection: Connection, *, commune_id: int, people: Sequence[Profile]) -> dict[Pair, Likeness]:
    """Return the pairs that a few people are in, found by indexed keys; they need not be stored yet (2 queries)."""
    pool = profiles.profiles_alike(connection, commune_id=commune_id, like=people)
    known = {profile.id: profile for profile in (*pool, *people)}
    # How many bear a name only ever speaks against, so it is counted of the few who are left without it.
    pairs = find_pairs(focus=people, pool=tuple(known.values()), bearers={})
    left = tuple(known[own] for own in sorted({own for pair in pairs for own in pair}))
    folds = {name_form(profile.name).fold for profile in left}
    bearers = profiles.bearers_of(connection, commune_id=commune_id, folds=folds) if folds else {}
    return find_pairs(focus=people, pool=left, bearers=bearers)


def look_again(call: Call, change: Change, *, commune_id: int, ids: Sequence[uuid.UUID]) -> int:
    """Find the pairs of some entries anew, after they were added, mended, merged or parted; returns how many."""
    people = profiles.profiles_by_id(change.connection, commune_id=commune_id, ids=ids)
    found = alike_to(change.connection, commune_id=commune_id, people=people) if people else {}
    settle(call, change, commune_id=commune_id, focus=ids, found=found)
    return len(found)


def look_at_list(call: Call, change: Change, *, people: Mapping[int, Sequence[uuid.UUID]]) -> None:
    """Find the pairs of people whom a list has just brought, by commune; more than `AT_ONCE` wait for `refresh`."""
    if sum(map(len, people.values())) > AT_ONCE:
        return
    for commune_id, ids in sorted(people.items()):
        for start in range(0, len(ids), FEW):
            look_again(call, change, commune_id=commune_id, ids=ids[start : start + FEW])


def settle(
    call: Call,
    change: Change,
    *,
    commune_id: int,
    focus: Sequence[uuid.UUID],
    found: Mapping[Pair, Likeness],
) -> int:
    """Write down the pairs of some people as they were found; returns how many are new.

    What is known is weighed anew, what is no longer alike and was not decided goes, what was decided stays decided.
    """
    few = len(focus) <= FEW
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in queries.pairs_of(change.connection, commune_id=commune_id, ids=list(focus) if few else None)
    }
    fresh = [pair for pair in found if pair not in known]
    operations.insert_pairs(
        change.connection,
        [_row(call, commune_id, pair, found[pair], state=DuplicateState.OPEN) for pair in fresh],
    )
    moved = {
        pair: (alike.score, alike.reasons)
        for pair, alike in found.items()
        if pair in known and (known[pair].score, known[pair].reasons) != (alike.score, alike.reasons)
    }
    operations.rescore_pairs(change.connection, commune_id=commune_id, pairs=moved)
    asked = set(focus)
    stale = [
        pair
        for pair, stored in known.items()
        if stored.state is DuplicateState.OPEN and pair not in found and not asked.isdisjoint(pair)
    ]
    operations.drop_open_pairs(change.connection, commune_id=commune_id, pairs=stale)
    return len(fresh)


def decide(
    call: Call,
    change: Change,
    *,
    commune_id: int,
    pair: tuple[uuid.UUID, uuid.UUID],
    state: DuplicateState,
    reason: str = "",
) -> None:
    """Remember what two people are, whether or not the pair had been found before."""
    key = pair_key(*pair)
    open_again = state is DuplicateState.OPEN
    by, at = (None, None) if open_again else (call.viewer.account_id, call.moment.now)
    stored = queries.pair_of(change.connection, commune_id=commune_id, first_id=key[0], second_id=key[1])
    if stored is None:
        row = _row(call, commune_id, key, None, state=state)
        operations.insert_pairs(change.connection, [{**row, "reason": reason, "decided_by": by, "decided_at": at}])
    else:
        operations.decide_pair(
            change.connection, commune_id=commune_id, pair=key, state=state, reason=reason, by=by, at=at
        )


def keep_all_apart(call: Call, change: Change, *, commune_id: int, reasons: Mapping[Pair, str]) -> None:
    """Remember of some pairs that they are two people each, with the reasons; what was decided before stays."""
    if not reasons:
        return
    ids = sorted({own for pair in reasons for own in pair})
    known = {(p.first_id, p.second_id): p for p in queries.pairs_of(change.connection, commune_id=commune_id, ids=ids)}
    word = DuplicateState.DISTINCT
    by, at = call.viewer.account_id, call.moment.now
    fresh = [
        {**_row(call, commune_id, pair, None, state=word), "reason": reason, "decided_by": by, "decided_at": at}
        for pair, reason in reasons.items()
        if pair not in known
    ]
    operations.insert_pairs(change.connection, fresh)
    for pair, reason in reasons.items():
        if pair in known and known[pair].state is DuplicateState.OPEN:
            operations.decide_pair(
                change.connection, commune_id=commune_id, pair=pair, state=word, reason=reason, by=by, at=at
            )


def inherit(change: Change, *, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID) -> None:
    """Keep the kept entry apart from whomever the other one was kept apart from."""
    apart, own = _decisions(change, commune_id, kept_id, gone_id)
    fresh: list[dict[str, Any]] = []
    for other, pair in apart.items():
        key = pair_key(kept_id, other)
        mine = own.get(other)
        if other == kept_id or (mine is not None and mine.state is not DuplicateState.OPEN):
            continue
        if mine is None:
            fresh.append(_copied(commune_id, key, pair))
        else:
            _decide_like(change, commune_id, key, pair, DuplicateState.DISTINCT)
    operations.insert_pairs(change.connection, fresh)


def disinherit(change: Change, *, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID) -> None:
    """Forget with a merge what the kept entry had inherited: a decision that bears the other's author and moment."""
    apart, own = _decisions(change, commune_id, kept_id, gone_id)
    for other, pair in apart.items():
        mine = own.get(other)
        if mine is not None and (mine.state, mine.decided_by, mine.decided_at) == (
            pair.state,
            pair.decided_by,
            pair.decided_at,
        ):
            _decide_like(change, commune_id, pair_key(kept_id, other), None, DuplicateState.OPEN)


def _decisions(
    change: Change, commune_id: int, kept_id: uuid.UUID, gone_id: uuid.UUID
) -> tuple[dict[uuid.UUID, StoredPair], dict[uuid.UUID, StoredPair]]:
    """Return whom the gone entry is kept apart from, and all pairs of the kept one, both by the other person."""
    pairs = queries.pairs_of(change.connection, commune_id=commune_id, ids=[kept_id, gone_id])
    apart: dict[uuid.UUID, StoredPair] = {}
    own: dict[uuid.UUID, StoredPair] = {}
    for pair in pairs:
        if gone_id in {pair.first_id, pair.second_id} and pair.state is DuplicateState.DISTINCT:
            apart[pair.second_id if pair.first_id == gone_id else pair.first_id] = pair
        if kept_id in {pair.first_id, pair.second_id}:
            own[pair.second_id if pair.first_id == kept_id else pair.first_id] = pair
    return apart, own


def _decide_like(change: Change, commune_id: int, key: Pair, pair: StoredPair | None, state: DuplicateState) -> None:
    operations.decide_pair(
        change.connection,
        commune_id=commune_id,
        pair=key,
        state=state,
        reason=pair.reason if pair else "",
        by=pair.decided_by if pair else None,
        at=pair.decided_at if pair else None,
    )


def _copied(commune_id: int, key: Pair, pair: StoredPair) -> dict[str, Any]:
    return {
        "commune_id": commune_id,
        "first_id": key[0],
        "second_id": key[1],
        "score": pair.score,
        "reasons": ",".join(pair.reasons),
        "state": pair.state.value,
        "reason": pair.reason,
        "found_at": pair.found_at,
        "decided_by": pair.decided_by,
        "decided_at": pair.decided_at,
    }


def _row(call: Call, commune_id: int, key: Pair, alike: Likeness | None, *, state: DuplicateState) -> dict[str, Any]:
    return {
        "commune_id": commune_id,
        "first_id": key[0],
        "second_id": key[1],
        "score": alike.score if alike else 0,
        "reasons": ",".join(alike.reasons) if alike else "",
        "state": state.value,
        "found_at": call.moment.now,
    }
