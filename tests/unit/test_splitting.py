"""Splitting a target over villages."""

import pytest

from campaign.domain.splitting import split_total
from campaign.errors import CampaignError


def test_the_largest_remainders_get_what_is_left() -> None:
    assert split_total(total=10, weights=[("a", 55), ("b", 25), ("c", 20)]) == {"a": 6, "b": 2, "c": 2}
    assert split_total(total=7, weights=[("a", 1), ("b", 2), ("c", 3)]) == {"a": 1, "b": 2, "c": 4}


def test_ties_go_to_the_larger_population_then_to_the_code() -> None:
    # 3 x 1/6 and 3 x 3/6 both leave one half.
    assert split_total(total=3, weights=[("a", 1), ("b", 2), ("c", 3)]) == {"a": 0, "b": 1, "c": 2}
    assert split_total(total=1, weights=[("b", 5), ("a", 5)]) == {"b": 0, "a": 1}


def test_the_order_of_the_places_is_kept() -> None:
    assert list(split_total(total=5, weights=[("z", 1), ("a", 9)])) == ["z", "a"]


def test_places_without_population_get_nothing() -> None:
    assert split_total(total=5, weights=[("a", 0), ("b", 3)]) == {"a": 0, "b": 5}


@pytest.mark.parametrize("weights", [[], [("a", 0)], [("a", 0), ("b", 0)]])
def test_no_population_at_all_is_refused(weights: list[tuple[str, int]]) -> None:
    with pytest.raises(CampaignError) as refusal:
        split_total(total=5, weights=weights)
    assert refusal.value.code == "split_without_population"


def test_wrong_arguments_are_told_apart_from_refusals() -> None:
    with pytest.raises(ValueError, match="negative"):
        split_total(total=-1, weights=[("a", 1)])
    with pytest.raises(ValueError, match="negative"):
        split_total(total=1, weights=[("a", -1), ("b", 5)])
    with pytest.raises(ValueError, match="repeated"):
        split_total(total=1, weights=[("a", 1), ("a", 1)])
