"""Properties of names."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.names import (
    clean_name,
    fold,
    is_recased,
    name_matches,
    person_sort_key,
    place_sort_key,
    same_name_key,
)
from campaign.errors import CampaignError

LETTERS = "abcdđeghiklmnopqrstuưvxyăâêôơƀčñŏŭĕĭàảãáạếềệộỡứỳỵÐ" + "\u0306\u0301\u0303"
words = st.text(alphabet=LETTERS + LETTERS.upper() + "’'`-", min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
anything = st.text(max_size=40) | names


def cleaned(text: str) -> str | None:
    try:
        return clean_name(text)
    except CampaignError:
        return None


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = cleaned(text)
    if once is not None:
        assert clean_name(once) == once
        assert not is_recased(raw=once, cleaned=once)


@given(anything)
def test_a_clean_name_can_be_stored_and_shown_anywhere(text: str) -> None:
    once = cleaned(text)
    if once is not None:
        assert unicodedata.is_normalized("NFC", once)
        assert once == " ".join(once.split())
        assert "\x00" not in once
        assert once.encode("utf-8").decode("utf-8") == once
        assert 0 < len(once) <= 200


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_the_unicode_form_never_matters(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)
    assert cleaned(composed) == cleaned(decomposed)
    assert same_name_key(composed) == same_name_key(decomposed)
    assert person_sort_key(composed) == person_sort_key(decomposed)
    assert place_sort_key(composed) == place_sort_key(decomposed)


@given(names)
def test_one_name_is_one_fold(name: str) -> None:
    key = same_name_key(name)
    for variant in (name.upper(), name.lower(), name.replace("’", "'"), f"  {name}\u00a0"):
        assert same_name_key(variant) == key
        assert fold(variant).split() == fold(name).split()


@given(names)
def test_a_name_is_found_by_itself_and_by_each_of_its_words(name: str) -> None:
    stored = fold(name)
    assert name_matches(name_fold=stored, query=name)
    assert name_matches(name_fold=stored, query=name.replace("’", "").replace("'", ""))
    for word in stored.split():
        assert name_matches(name_fold=stored, query=word)
        assert name_matches(name_fold=stored, query=word[:2].upper())


@given(names, st.text(alphabet="0123456789", min_size=1))
def test_a_query_with_a_foreign_sign_finds_nothing(name: str, query: str) -> None:
    assert not name_matches(name_fold=fold(name), query=query)


@given(anything)
def test_sort_keys_are_small_and_plain(text: str) -> None:
    for key in (person_sort_key(text), place_sort_key(text)):
        assert key.isascii()
        assert key.isalnum()
        assert key == key.lower()
        assert len(key) <= 400
