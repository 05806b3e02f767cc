"""Properties of phone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.phone import PREFIXES_2018, Phone, format_phone, mask_phone, parse_phone
from campaign.errors import CampaignError

MOBILE_PREFIXES = [
    *(f"0{number}" for number in (*range(32, 40), 56, 58, 59, 70, *range(76, 80), *range(81, 87), 88)),
    *(f"09{digit}" for digit in "01234678"),
]
mobiles = st.builds(
    lambda prefix, rest: f"{prefix}{rest:07d}", st.sampled_from(MOBILE_PREFIXES), st.integers(0, 9_999_999)
)


def read(text: str) -> Phone | CampaignError:
    try:
        return parse_phone(text)
    except CampaignError as refusal:
        return refusal


@given(mobiles)
def test_a_number_survives_being_shown(national: str) -> None:
    phone = parse_phone(national)
    assert phone.e164 == "+84" + national[1:]
    assert parse_phone(phone.e164) == phone
    assert parse_phone(format_phone(phone.e164)) == phone
    assert parse_phone(f"{int(national)}.0") == phone
    assert parse_phone(f"{int(national):,}") == phone
    assert parse_phone(f"84{int(national)}") == phone


@given(mobiles, mobiles, st.sampled_from(["/", " / ", ";", ",", "\n", " - ", "-", " ", " hoặc "]))
def test_the_first_of_two_numbers_wins(first: str, second: str, between: str) -> None:
    phone = parse_phone(first + between + second)
    assert phone.e164 == "+84" + first[1:]
    assert ("phone_extra" in phone.notes) == (first != second)


@given(st.sampled_from(sorted(PREFIXES_2018)), st.integers(0, 9_999_999))
def test_an_old_number_becomes_the_new_one_and_stays(old: str, rest: int) -> None:
    phone = parse_phone(f"{old}{rest:07d}")
    assert phone.e164 == parse_phone(f"{PREFIXES_2018[old]}{rest:07d}").e164
    assert phone.notes == ("phone_converted",)


@given(st.integers(100_000_000, 999_999_999), st.integers(0, 7))
def test_a_number_without_all_its_digits_is_never_taken(number: int, decimals: int) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_phone(f"{number:.{decimals}e}")
    assert refusal.value.code == "phone_invalid"


@given(st.text(alphabet="0123456789+-./;,() \n\u00a0eExX", max_size=30) | st.text(max_size=20))
def test_any_text_gives_a_mobile_number_or_a_refusal(text: str) -> None:
    answer = read(text)
    if isinstance(answer, CampaignError):
        assert answer.code in {"phone_invalid", "phone_landline"}
        assert sum(character.isdigit() for character in str(answer.details["value"])) <= 5
    else:
        assert answer.e164.startswith("+84")
        assert len(answer.e164) == 12
        assert answer.last4 == answer.e164[-4:]


@given(mobiles)
def test_a_masked_number_hides_its_middle(national: str) -> None:
    assert mask_phone("+84" + national[1:]) == f"{national[:3]}•••{national[-3:]}"
