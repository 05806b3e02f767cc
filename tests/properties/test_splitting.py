"""Properties of splitting a total."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.splitting import split_total

places = st.dictionaries(
    st.text(alphabet="0123456789-V", min_size=1, max_size=8), st.integers(0, 5000), min_size=1
).filter(lambda populations: any(populations.values()))
totals = st.integers(0, 100_000)


@given(totals, places)
def test_the_parts_sum_exactly_and_stay_near_their_share(total: int, populations: dict[str, int]) -> None:
    parts = split_total(total=total, weights=list(populations.items()))
    everybody = sum(populations.values())
    assert sum(parts.values()) == total
    for code, population in populations.items():
        assert abs(parts[code] * everybody - total * population) < everybody


@given(totals, places, st.randoms(use_true_random=False))
def test_the_order_of_the_places_does_not_matter(
    total: int, populations: dict[str, int], chance: random.Random
) -> None:
    weights = list(populations.items())
    shuffled = weights.copy()
    chance.shuffle(shuffled)
    assert split_total(total=total, weights=shuffled) == split_total(total=total, weights=weights)


@given(totals, places)
def test_a_larger_place_never_gets_less(total: int, populations: dict[str, int]) -> None:
    parts = split_total(total=total, weights=list(populations.items()))
    by_size = sorted(populations, key=lambda code: populations[code])
    for smaller, larger in pairwise(by_size):
        if populations[smaller] < populations[larger]:
            assert parts[smaller] <= parts[larger]
