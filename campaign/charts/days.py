"""The days that a line needs: few enough to be light, and none of those that a reader would miss."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.progress_models import BurnUpPoint

# A year has more days than a chart has pixels to spare, and more than the spec may weigh.
_MOST_POINTS: Final = 92


def thinned(points: Sequence[BurnUpPoint], *, keep: date | None = None) -> tuple[BurnUpPoint, ...]:
    """Return at most about 92 days of a long campaign, with both ends and the day `keep` among them."""
    every = -(-len(points) // _MOST_POINTS) if points else 1
    last = len(points) - 1
    return tuple(p for i, p in enumerate(points) if i % every == 0 or i == last or p.day == keep)


def corners(points: Sequence[BurnUpPoint]) -> tuple[BurnUpPoint, ...]:
    """Return the days on which the plan's line bends, with both its ends; a straight line needs no more."""
    planned = [point for point in points if point.planned is not None]
    rises = [(after.planned or 0) - (before.planned or 0) for before, after in itertools.pairwise(planned)]
    last = len(planned) - 1
    return tuple(
        point
        for i, point in enumerate(planned)
        if i in {0, last} or not math.isclose(rises[i - 1], rises[i], abs_tol=1e-6)
    )
