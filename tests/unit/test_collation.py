"""Vietnamese alphabetical order."""

from collections.abc import Callable

import pytest

from campaign.domain.collation import MAX_KEY, sort_key

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def order(texts: list[str], *, key: Callable[[str], str]) -> list[str]:
    """Sort a list that was turned round first, so that a key which says nothing is noticed."""
    turned = texts[::-1]
    turned.sort(key=key)
    return turned


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    assert order(ALPHABET, key=sort_key) == ALPHABET
    words = [letter + "z" for letter in ALPHABET]
    assert order(words, key=sort_key) == words


@pytest.mark.parametrize("tones", [list("aàảãáạ"), list("ăằẳẵắặ"), list("ơờởỡớợ"), list("uùủũúụ")])
def test_tones_stand_in_their_order(tones: list[str]) -> None:
    words = [f"M{tone}" for tone in tones]
    assert order(words, key=sort_key) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "An Bình", "Anh", "Ăn", "Ân"],
        ["Dương", "Đan", "Yến"],
        ["Thôn 1", "Thôn 2", "Thôn 10", "Thôn 100"],
        ["Hoa", "Hòa", "Hoán"],
        ["B", "Bun", "Ƀ", "C", "Č", "Cư", "Cư\u0306", "D"],
        ["Văn Lang", "Văn Lăng"],
        ["Sơn Hà", "Sơn Hạ"],
        ["1 A", "9", "10", "A"],
    ],
)
def test_examples_of_the_field(ordered: list[str]) -> None:
    assert order(ordered, key=sort_key) == ordered


def test_case_apostrophes_and_leading_zeros_do_not_count() -> None:
    assert sort_key("H’THEN") == sort_key("h'then") == sort_key("hthen")
    assert sort_key("Thôn 02") == sort_key("thôn  2")


def test_a_key_fits_its_column() -> None:
    assert len(sort_key("ệ" * 200)) <= MAX_KEY
    assert sort_key("Ж") < sort_key("Ж!")
