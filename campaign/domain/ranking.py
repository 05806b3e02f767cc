"""Ranks of places by their rate.

Owns the rule for ties. Refuses to rank a place without a rate: missing is not zero.
"""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def rank(*, rates: Mapping[K, Fraction | float | None]) -> dict[K, int]:
    """Return the rank of everything that has a rate, the highest rate first.

    Equal rates share a rank and the next ones are skipped (1, 2, 2, 4): "thứ 4/30". The answer keeps the
    order of the argument and leaves out what has no rate.
    """
    ordered = sorted((rate for rate in rates.values() if rate is not None), reverse=True)
    first_place: dict[Fraction | float, int] = {}
    for position, rate in enumerate(ordered, start=1):
        first_place.setdefault(rate, position)
    return {key: first_place[rate] for key, rate in rates.items() if rate is not None}
