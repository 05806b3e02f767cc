"""Places on a plane: kilometres from the middle, which of them matter most, and which names have room beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from campaign.charts.canvas import cut
from campaign.domain.vocabulary import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from campaign.services.progress_charts import PlacePoint

# The room of the points on a phone and on a wide chart; names that do not collide there collide nowhere.
PHONE: Final = 320
WIDE: Final = 700
_LOWEST: Final = 200
_HIGHEST: Final = 380
# Between a phone and a wide screen: the width that a map's height is made for.
_MIDDLE_WIDTH: Final = 440
MARGIN: Final = 26
_MOST_NAMED: Final = 12
_LETTER: Final = 6.6
_LINE: Final = 15
_KM_A_DEGREE: Final = 111.195
_LEAST_KM: Final = 0.5
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
STEPS: Final = len(_DIGITS) ** 2


# Left, top, right and bottom in pixels from the middle.
_Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place in kilometres from the middle of all, east and south."""

    place: PlacePoint
    east: float
    south: float


def spots_of(points: Sequence[PlacePoint]) -> tuple[Spot, ...]:
    """Return the places in kilometres; a degree of longitude is shorter by the cosine of the latitude."""
    if not points:
        return ()
    latitudes, longitudes = [point.latitude for point in points], [point.longitude for point in points]
    middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
    shorter = math.cos(math.radians(middle[0]))
    found = [
        Spot(
            place=point,
            east=(point.longitude - middle[1]) * shorter * _KM_A_DEGREE,
            south=(middle[0] - point.latitude) * _KM_A_DEGREE,
        )
        for point in points
    ]
    return tuple(sorted(found, key=matters))


def matters(spot: Spot) -> tuple[bool, float]:
    """Return a key that sorts the slow ones first, and among them the largest."""
    return spot.place.pace not in {Pace.BEHIND, Pace.AT_RISK}, -weight(spot.place)


def weight(place: PlacePoint) -> int:
    """Return what the size of a point stands for: the target, or the result where there is none."""
    return place.target or place.result or 0


def height_of(*, east: float, south: float) -> int:
    """Return the pixels that places of this reach need, so that neither a long nor a high commune leaves a void."""
    needed = 2 * MARGIN + (_MIDDLE_WIDTH - 2 * MARGIN) * south / east
    return round(min(max(needed, _LOWEST), _HIGHEST))


def reach(spots: Sequence[Spot]) -> tuple[float, float]:
    """Return how far the outermost places are from the middle; never nothing, so that one place can be drawn."""
    east = max((abs(spot.east) for spot in spots), default=0.0)
    south = max((abs(spot.south) for spot in spots), default=0.0)
    return max(east, _LEAST_KM), max(south, _LEAST_KM)


def compact(spots: Sequence[Spot], paces: Sequence[Pace], *, east: float, south: float) -> dict[str, Any]:
    """Return many points in five characters each: where they are, in steps finer than a pixel, and their sign."""
    return {
        "v": "".join(
            _base36((spot.east / east + 1) / 2)
            + _base36((spot.south / south + 1) / 2)
            + str(paces.index(spot.place.pace))
            for spot in spots
        )
    }


def _base36(fraction: float) -> str:
    """Return a number between 0 and 1 as two digits of base 36."""
    high, low = divmod(round(fraction * (STEPS - 1)), len(_DIGITS))
    return _DIGITS[high] + _DIGITS[low]


def names(spots: Sequence[Spot], *, east: float, south: float, height: int) -> Iterator[dict[str, Any]]:
    """Yield the names that have room beside their points, the most important first.

    `f` is the width from which a name is drawn: what fits a phone is found first, then what only a wide chart holds.
    """
    named: dict[str, dict[str, Any]] = {}
    for width, most in ((PHONE, _MOST_NAMED), (WIDE, 2 * _MOST_NAMED)):
        scale = min((width - 2 * MARGIN) / (2 * east), (height - 2 * MARGIN) / (2 * south))
        points = [(spot.east * scale, spot.south * scale) for spot in spots]
        taken = [
            _box(*points[i], text=named[spot.place.code]["p"], side=named[spot.place.code]["s"])
            for i, spot in enumerate(spots)
            if spot.place.code in named
        ]
        for i, spot in enumerate(spots):
            if len(named) >= most or spot.place.code in named:
                continue
            others = [*taken, *((x - 7, y - 7, x + 7, y + 7) for k, (x, y) in enumerate(points) if k != i)]
            side = _free_side(points[i], cut(spot.place.name), width=width, others=others)
            if side is not None:
                taken.append(_box(*points[i], text=cut(spot.place.name), side=side))
                named[spot.place.code] = {
                    "x": round(spot.east, 2),
                    "y": round(spot.south, 2),
                    "p": cut(spot.place.name),
                    "s": side,
                    "f": 0 if width == PHONE else width,
                }
    yield from named.values()


def _free_side(at: tuple[float, float], text: str, *, width: int, others: Sequence[_Box]) -> int | None:
    """Return a side of a point on which a word meets nothing and stays on the map: right, left, above or below."""
    for side in (0, 1, 2, 3) if at[0] < 0 else (1, 0, 2, 3):
        box = _box(*at, text=text, side=side)
        inside = abs(box[0]) < width / 2 and abs(box[2]) < width / 2
        if inside and not any(_meet(box, other) for other in others):
            return side
    return None


def _box(x: float, y: float, *, text: str, side: int) -> _Box:
    """Return the room that a word beside a point takes."""
    long = len(text) * _LETTER
    start = (x + 9, x - 9 - long, x - long / 2, x - long / 2)[side]
    middle = (y, y, y - _LINE, y + _LINE)[side]
    return start, middle - _LINE / 2, start + long, middle + _LINE / 2


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
