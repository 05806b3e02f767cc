"""Ranks of places."""

from fractions import Fraction

from campaign.domain.ranking import rank


def test_equal_rates_share_a_rank_and_the_next_is_skipped() -> None:
    assert rank(rates={"a": 0.5, "b": 0.9, "c": 0.5, "d": 0.1}) == {"a": 2, "b": 1, "c": 2, "d": 4}


def test_a_place_without_a_rate_is_not_ranked() -> None:
    assert rank(rates={1: None, 2: 0.0, 3: 1.5}) == {2: 2, 3: 1}
    assert rank(rates={}) == {}


def test_fractions_tell_apart_what_rounding_would_not() -> None:
    close = {"a": Fraction(10**18, 10**18 + 1), "b": Fraction(10**18 + 1, 10**18 + 2), "c": Fraction(2, 4)}
    assert rank(rates={**close, "d": Fraction(1, 2)}) == {"b": 1, "a": 2, "c": 3, "d": 3}
