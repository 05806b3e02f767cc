"""Splitting a whole number of people over places.

Owns the largest-remainder rule. Refuses to split over places without population.
"""

from collections.abc import Sequence

from campaign.errors import CampaignError


def split_total(*, total: int, weights: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return a part for every code, in the given order; the parts sum exactly to the total.

    Largest remainder: everybody gets the rounded-down share, and what is left goes one by one to the largest
    remainders; ties to the larger population, then to the smaller code.

    Args:
        total: people to split, 0 or more.
        weights: (code, population of the chosen group); every code once, populations 0 or more.

    Raises:
        CampaignError: "split_without_population" when no place has any.
        ValueError: a negative number or a repeated code, which no caller should send.
    """
    if total < 0 or any(population < 0 for _, population in weights):
        raise ValueError("negative number")
    if len({code for code, _ in weights}) != len(weights):
        raise ValueError("repeated code")
    everybody = sum(population for _, population in weights)
    if everybody == 0:
        raise CampaignError("split_without_population")
    parts = {code: total * population // everybody for code, population in weights}
    by_remainder = sorted(weights, key=lambda entry: (-(total * entry[1] % everybody), -entry[1], entry[0]))
    for code, _ in by_remainder[: total - sum(parts.values())]:
        parts[code] += 1
    return parts
