"""The quick ways of reading 100.000 rows give exactly what the definitions give, for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.domain import digits, names, personal_id, phone
from campaign.domain.collation import sort_key
from campaign.domain.digits import plain_text
from campaign.errors import CampaignError
from tests.support import plain_names

STRANGE = (
    "’'`´- \u0306\u0301\u0303\u031b\u200b\u00a0\u2028\u1100\u1161\ufb01ßİΣς12345"
    "\x00\t\x1c\u2000\u0340\u1fef\u037e.()\ud800"
)
LETTERS = "abcdđeghiklmnopqrstuưvxyăâêôơƀčñŏŭĕĭàảãáạếềệộỡứỳỵÐABCDĐEHY"
texts = st.text(alphabet=LETTERS + STRANGE, max_size=16) | st.text(max_size=16)
long_texts = st.builds(lambda word, n: word * n, texts, st.integers(1, 12))


@given(texts | long_texts)
@example("H’ \u0301a")
@example("Nguyễn\u200b \u0323Văn")
def test_words_made_one_by_one_are_the_whole_name(text: str) -> None:
    assert names.fold(text) == plain_names.folded(text)
    try:
        cleaned = names.clean_name(text)
    except CampaignError:
        return
    tidy = plain_names.tidy(text)
    assert cleaned == (plain_names.recased(tidy) if tidy.isupper() else tidy)
    assert names.is_recased(raw=text, cleaned=cleaned) == (tidy != cleaned)


@given(texts | long_texts, texts)
def test_names_are_one_name_exactly_when_their_words_are(one: str, other: str) -> None:
    # Word by word, or with every gap gone: the comparison never sees where words end.
    assert names.same_name_key(one) == names.same_name_key(plain_names.tidy(one))
    joined = names.same_name_key(f"{one} {other}")
    assert joined == names.same_name_key(one) + names.same_name_key(other)


@given(st.lists(st.text(alphabet=LETTERS + "’-.", max_size=9), max_size=5))
def test_the_order_of_a_text_is_that_of_its_letters(words: list[str]) -> None:
    first, second = "", ""
    for word in words:
        if not sort_key(word).strip("0"):
            continue
        if first:
            first, second = f"{first}01", f"{second}1"
        for letter in plain_names.letters(word):
            level, weight = _levels(letter)
            first, second = first + level, second + weight
    assert sort_key(" ".join(words)) == f"{first}00{second.rstrip('1')}00"


def _levels(letter: str) -> tuple[str, str]:
    """The first level and the weight on the second one of a single letter; no weight is "1" and not written."""
    key = sort_key(letter)[:-2]
    return (key[:-2], "1") if key.endswith("00") else (key[:-3], key[-1])


@given(texts)
def test_plain_text_of_plain_letters_is_itself(text: str) -> None:
    if text.isascii():
        kept = "".join(
            "-" if unicodedata.category(c) == "Pd" else c for c in text if unicodedata.category(c) != "Cf"
        ).strip()
        assert plain_text(text) == kept


def _phone(text: str) -> phone.Phone | tuple[str, dict[str, object]]:
    try:
        return phone.parse_phone(text)
    except CampaignError as refusal:
        return refusal.code, dict(refusal.details)


@pytest.mark.parametrize("beginning", range(10))
def test_every_beginning_of_ten_digits_is_judged_as_the_whole_number(beginning: int) -> None:
    for middle in range(1000):
        for tail in ("00000", "12345", "99999"):
            national = f"0{beginning}{middle:03d}{tail}"
            # Dots take the long way through the cell.
            assert _phone(national) == _same_mask(_phone(f"{national[:4]}.{national[4:]}"), national)


def _same_mask(
    answer: phone.Phone | tuple[str, dict[str, object]], national: str
) -> phone.Phone | tuple[str, dict[str, object]]:
    return answer if isinstance(answer, phone.Phone) else (answer[0], {"value": digits.mask_digits(national)})


@given(st.text(alphabet="0123456789", min_size=9, max_size=13))
def test_ids_without_decoration_are_judged_as_with_it(text: str) -> None:
    def judged(cell: str) -> personal_id.PersonalId | str:
        try:
            return personal_id.parse_personal_id(cell)
        except CampaignError as refusal:
            return refusal.code

    # A quotation mark in front takes the long way.
    assert judged(text) == judged(f"'{text}")
