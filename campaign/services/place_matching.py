"""Which places of one campaign are those of another: the same ones, or those that they became.

A code alone says nothing, because codes were given anew in 2025: two places of one code are the same only if kind and
name agree too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from campaign.db.queries.places import Place


def matches(*, ours: Sequence[Place], theirs: Sequence[Place], known: Iterable[Place]) -> dict[int, tuple[Place, ...]]:
    """Return place -> the places of the other campaign that are it or went into it wholly or mainly.

    Args:
        ours: the places that are asked for.
        theirs: all places of the other campaign.
        known: whoever may know of an heir: the places of both campaigns, also those that are no more.

    Of places inside each other the widest stands for all, because its numbers hold theirs.
    """
    wanted = {place.id for place in ours}
    alike = {(place.code, place.kind, place.name): place.id for place in ours}
    heirs = {place.id: place.heir_id for place in known if place.heir_id is not None}
    found: dict[int, list[Place]] = {}
    for place in theirs:
        ours_id = _follow(place.id, heirs, wanted) or alike.get((place.code, place.kind, place.name))
        if ours_id is None:
            continue
        wider = found.setdefault(ours_id, [])
        if not any(place.path.startswith(above.path) for above in wider):
            wider.append(place)
    return {place_id: tuple(places) for place_id, places in found.items()}


def _follow(place_id: int, heirs: dict[int, int], wanted: set[int]) -> int | None:
    """Follow a place to the first one that is asked for; a circle ends where it began."""
    seen: set[int] = set()
    here: int | None = place_id
    while here is not None and here not in seen:
        if here in wanted:
            return here
        seen.add(here)
        here = heirs.get(here)
    return None
