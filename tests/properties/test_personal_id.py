"""Properties of personal ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.personal_id import (
    PROVINCE_CODES,
    PersonalId,
    cross_check,
    mask_personal_id,
    parse_personal_id,
    sex_and_year,
)
from campaign.domain.vocabulary import Sex
from campaign.errors import CampaignError

numbers = st.builds(
    lambda province, century, year, rest: f"{province}{century}{year:02d}{rest:06d}",
    st.sampled_from(sorted(PROVINCE_CODES)),
    st.integers(0, 3),
    st.integers(0, 99),
    st.integers(0, 999_999),
)


def read(text: str) -> PersonalId | CampaignError:
    try:
        return parse_personal_id(text)
    except CampaignError as refusal:
        return refusal


@given(numbers)
def test_a_number_comes_back_from_a_spreadsheet(number: str) -> None:
    assert parse_personal_id(number).value == number
    for damaged in (str(int(number)), f"{int(number)}.0", f" {number[:3]}.{number[3:6]} {number[6:]} "):
        assert parse_personal_id(damaged).value == number


@given(numbers)
def test_reading_twice_changes_nothing(number: str) -> None:
    once = parse_personal_id(str(int(number)))
    again = parse_personal_id(once.value)
    assert again.value == once.value
    assert again.notes == ()


@given(numbers, st.integers(0, 7))
def test_a_number_without_all_its_digits_is_never_taken(number: str, decimals: int) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_personal_id(f"{int(number):.{decimals}e}")
    assert refusal.value.code == "id_malformed"


@given(numbers)
def test_a_number_agrees_with_what_it_says(number: str) -> None:
    inside = sex_and_year(number)
    assert inside is not None
    sex, year = inside
    assert cross_check(personal_id=number, sex=sex, birth_year=year, today_year=2099) == ()
    other = Sex.FEMALE if sex is Sex.MALE else Sex.MALE
    warnings = cross_check(personal_id=number, sex=other, birth_year=year + 1, today_year=2099)
    assert warnings == ("id_sex_mismatch", "id_year_mismatch")


@given(st.text(alphabet="0123456789eE.+- ", max_size=20) | st.text(max_size=20))
def test_any_text_gives_a_number_or_a_refusal(text: str) -> None:
    answer = read(text)
    if isinstance(answer, CampaignError):
        assert answer.code == "id_malformed"
        assert sum(character.isdigit() for character in str(answer.details["value"])) <= 5
    else:
        assert len(answer.value) == (9 if answer.old_format else 12)
        assert answer.value.isdecimal()


@given(numbers)
def test_a_masked_number_does_not_tell_the_birth_year(number: str) -> None:
    masked = mask_personal_id(number)
    assert len(masked) == 12
    assert sum(character.isdigit() for character in masked) == 5
    assert masked[3:6] == "•••"
