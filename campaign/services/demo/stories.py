"""How each village of the running sample fares: numbers and rhythm that make it ahead, on track, at risk, behind.

The words of `places_2026.csv` become shares of what the plan asks for today, so that every pace can be seen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.services.demo.rhythm import Weights, fading, rhythm, until
from campaign.services.demo.script import Numbers

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from campaign.services.demo.lists import PlaceLine

SILENT_DAYS: Final = 9
"""Days for which the silent village has reported nothing."""

# Lowest and highest share of the number that is planned for today.
_SHARES: Final[Mapping[str, tuple[float, float]]] = {
    "ahead": (1.12, 1.36),
    "on_track": (0.98, 1.02),
    "at_risk": (0.83, 0.91),
    "behind": (0.44, 0.68),
    "silent": (0.60, 0.64),
}
_NO_TARGET: Final = Numbers(full=19, some=52, vain=4)
_PUPILS: Final = 44
_STAFF: Final = 5


def numbers_of(line: PlaceLine, *, day: int, days: int, rng: random.Random) -> Numbers:
    """Return how many people of a unit were visited up to day `day` of `days`."""
    if not line.is_village:
        return Numbers(full=_STAFF, some=_PUPILS)
    if line.target is None:
        return _NO_TARGET
    if line.story == "done":
        full = line.target + 2
    else:
        low, high = _SHARES[line.story]
        full = round(line.target * day / days * rng.uniform(low, high))
    return Numbers(full=full, some=round(full * rng.uniform(2.1, 2.75)) + 6, vain=round(full * 0.15))


def waiting_of(line: PlaceLine, *, rng: random.Random) -> int:
    """Return how many people of a village are on the list and wait for their first visit."""
    return round(line.population * rng.uniform(0.034, 0.043)) if line.is_village else 0


def weights_of(line: PlaceLine, *, start: date, day: int, days: int, rng: random.Random) -> Weights:
    """Return the weight of each day up to today for one unit."""
    weights = rhythm(start=start, days=day, of=days, rng=rng)
    if line.story == "silent":
        return until(weights, start + timedelta(days=day - 1 - SILENT_DAYS))
    if line.story == "behind":
        return fading(weights)
    return weights
