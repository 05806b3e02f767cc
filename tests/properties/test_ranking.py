"""Properties of ranks."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.ranking import rank

rates = st.dictionaries(st.integers(), st.none() | st.fractions(min_value=0, max_value=2, max_denominator=9))


@given(rates)
def test_a_rank_is_one_more_than_the_number_of_better_places(values: dict[int, Fraction | None]) -> None:
    ranks = rank(rates=values)
    known = {key: value for key, value in values.items() if value is not None}
    assert ranks.keys() == known.keys()
    for key, value in known.items():
        assert ranks[key] == 1 + sum(other > value for other in known.values())
