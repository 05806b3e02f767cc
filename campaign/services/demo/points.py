"""Where the sample's villages and schools lie: made up, spread evenly around a point near the communes' middle.

Nothing is known of the real places. What went into another place lies where that one does.
"""

from __future__ import annotations

import math
import random
from functools import cache
from typing import TYPE_CHECKING, Final

from campaign.domain.coordinates import Coordinates
from campaign.services.demo.lists import places

if TYPE_CHECKING:
    from collections.abc import Mapping

_CENTRES: Final = {"2026": (12.71, 108.30), "ea_phe": (12.66, 108.46)}
_FORMER: Final = "2023"
_REACH: Final = 0.05
"""Degrees from the middle to the outermost place, about five kilometres."""

_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_DIGITS: Final = 5


@cache
def points_of(name: str) -> Mapping[str, Coordinates]:
    """Return the point of each place of a list (`2023`, `2026`, `ea_phe`) by its name."""
    if name == _FORMER:
        later = points_of("2026")
        return {former: later[line.name] for line in places("2026") for former in line.former}
    names = [line.name for line in places(name)]
    rng = random.Random(f"points/{name}")
    rng.shuffle(names)
    return {own: _point(name, number, len(names), rng) for number, own in enumerate(names)}


def _point(name: str, number: int, of: int, rng: random.Random) -> Coordinates:
    """Return one point of a sunflower's spiral, a little off its place: near to none of the others."""
    latitude, longitude = _CENTRES[name]
    reach = _REACH * math.sqrt((number + 0.5) / of) * rng.uniform(0.95, 1.05)
    angle = number * _GOLDEN + rng.uniform(-0.1, 0.1)
    return Coordinates(
        latitude=round(latitude + reach * math.sin(angle), _DIGITS),
        longitude=round(longitude + reach * math.cos(angle) / math.cos(math.radians(latitude)), _DIGITS),
    )
