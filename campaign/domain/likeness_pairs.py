"""Finding the pairs among many entries without comparing everybody with everybody.

Two entries are compared when they share a key: an id, a phone, a name in any order, a year of birth in one village, a
day of birth. What shares no key is never one person here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from campaign.domain.likeness import Likeness, Profile, likeness
from campaign.domain.likeness_names import name_form

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

Pair = tuple["uuid.UUID", "uuid.UUID"]
# A village without dates of birth would compare everybody of a year for hours; nobody looks through so many pairs.
_CROWD: Final = 3_000
_TOLD_EVERY: Final = 1_000


def pair_key(a: uuid.UUID, b: uuid.UUID) -> Pair:
    """Return two ids as one pair, the smaller first."""
    return (a, b) if a < b else (b, a)


def keys_of(profile: Profile) -> tuple[Hashable, ...]:
    """Return the keys under which somebody alike is found."""
    found: list[Hashable] = [("name", name_form(profile.name).sorted_line)]
    if profile.personal_id_index is not None:
        found.append(("id", profile.personal_id_index))
    if profile.phone_index is not None:
        found.append(("phone", profile.phone_index))
    if profile.birth_year is not None:
        found.append(("year", profile.birth_year, profile.place_id))
    if profile.birth_date is not None and (profile.birth_date.day, profile.birth_date.month) != (1, 1):
        found.append(("date", profile.birth_date))
    return tuple(found)


def count_bearers(profiles: Iterable[Profile]) -> Counter[str]:
    """Count how many people bear each folded name."""
    return Counter(name_form(profile.name).fold for profile in profiles)


def find_pairs(
    *,
    focus: Sequence[Profile],
    pool: Sequence[Profile],
    bearers: Mapping[str, int],
    on_people: Callable[[int, int], None] | None = None,
) -> dict[Pair, Likeness]:
    """Return the pairs of somebody in `focus` with somebody in `pool` that are worth a look.

    `focus` may be part of the pool. `bearers` counts folded names in the commune. `on_people` is told how many of
    `focus` were looked at, and of how many.
    """
    turns = {person.id: at for at, person in enumerate(focus)}
    blocks = _blocks(pool, turns)
    found: dict[Pair, Likeness] = {}
    for at, person in enumerate(focus):
        for key in keys_of(person):
            for turn, other in blocks.get(key, ()):
                # Two of the focus meet once, when it is the earlier one's turn.
                if turn <= at:
                    continue
                alike = likeness(person, other, bearers=_bearers(person, other, bearers))
                if alike is not None:
                    found[pair_key(person.id, other.id)] = alike
        if on_people is not None and ((at + 1) % _TOLD_EVERY == 0 or at + 1 == len(focus)):
            on_people(at + 1, len(focus))
    return found


def _blocks(pool: Collection[Profile], turns: Mapping[uuid.UUID, int]) -> dict[Hashable, list[tuple[int, Profile]]]:
    """Return the people of each key, each with when it is their own turn to look; last who never look."""
    blocks: dict[Hashable, list[tuple[int, Profile]]] = {}
    for profile in pool:
        turn = turns.get(profile.id, len(turns))
        for key in keys_of(profile):
            blocks.setdefault(key, []).append((turn, profile))
    return {key: people for key, people in blocks.items() if len(people) <= _CROWD}


def _bearers(a: Profile, b: Profile, bearers: Mapping[str, int]) -> int:
    return max(bearers.get(name_form(a.name).fold, 1), bearers.get(name_form(b.name).fold, 1))
