"""Properties of the alphabetical order."""

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.collation import sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
plain_words = st.text(alphabet=ALPHABET, max_size=12)


@given(plain_words, plain_words)
def test_words_without_tones_compare_letter_by_letter(one: str, other: str) -> None:
    by_letters = [ALPHABET.index(letter) for letter in one] < [ALPHABET.index(letter) for letter in other]
    assert (sort_key(one) < sort_key(other)) == by_letters


@given(plain_words, st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_compare_by_value(word: str, one: int, other: int) -> None:
    assert (sort_key(f"{word} {one}") < sort_key(f"{word} {other}")) == (one < other)


@given(plain_words, plain_words)
def test_a_beginning_stands_before_what_goes_on(word: str, rest: str) -> None:
    assert sort_key(word) <= sort_key(word + rest)


@given(st.lists(st.text(alphabet="aàảãáạ", min_size=3, max_size=3)))
def test_tones_decide_only_between_equal_letters(words: list[str]) -> None:
    order = "aàảãáạ"
    assert sorted(words, key=sort_key) == sorted(words, key=lambda word: [order.index(tone) for tone in word])
    for word in words:
        assert sort_key(word) < sort_key("aab") < sort_key("aăa")
