"""Spreading villages over volunteers, evenly and the same way every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
P = TypeVar("P")


def spread(*, places: Sequence[T], people: Sequence[P]) -> tuple[tuple[P, T], ...]:
    """Return (person, place) pairs: everybody has a place and every place has somebody, as evenly as it goes.

    With more places than people each place has one person, and people differ by one place at most; with more people
    than places each person has one place. Neighbours in the list stay together. () without places or people.
    """
    if not places or not people:
        return ()
    if len(places) >= len(people):
        return tuple((people[i * len(people) // len(places)], place) for i, place in enumerate(places))
    return tuple((person, places[i * len(places) // len(people)]) for i, person in enumerate(people))
