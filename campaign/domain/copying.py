"""A campaign's targets at another place and on other days: the same total, or the same share of the people there.

Owns the arithmetic of "nhân rộng". A target given as a percentage stays that percentage: it is a share of the people
wherever they live.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class CopyWay(StrEnum):
    """What stays the same at the new place."""

    SAME_TOTAL = "same_total"
    SAME_SHARE = "same_share"


def total_there(*, total: int, people_here: int | None, people_there: int | None, way: CopyWay) -> int | None:
    """Return the new total in people; None when the share cannot be known, because somewhere nobody has counted.

    A share is rounded half up: 1.000 of 4.000 is 300 of 1.200.
    """
    if way is CopyWay.SAME_TOTAL:
        return total
    if not people_here or people_there is None:
        return None
    return (2 * total * people_there + people_here) // (2 * people_here)


def due_there(*, due: date, old: tuple[date, date], new: tuple[date, date]) -> date:
    """Return a due day at the same distance from the first day; the last day stays the last day, nothing lies after it.

    `old` and `new` are first and last day.
    """
    if due >= old[1]:
        return new[1]
    return min(new[0] + (due - old[0]), new[1])
