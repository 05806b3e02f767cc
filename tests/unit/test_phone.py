"""Phone numbers as communes write them."""

import csv
from pathlib import Path

import pytest

from campaign.domain.phone import (
    PREFIXES_2018,
    format_phone,
    mask_phone,
    original_carrier,
    parse_phone,
)
from campaign.errors import CampaignError

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "phone_prefixes_2018.csv"


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "912345678",
        "+84912345678",
        "84912345678",
        "0084912345678",
        "084912345678",
        "+84 (0)912345678",
        "0912.345.678",
        "0912-345-678",
        "0912 – 345 – 678",
        "(0912) 345 678",
        "0912\u00a0345\u00a0678",
        "０９１２３４５６７８",
        "\u200b0912345678\u200b",
        "912345678.0",
        "0912345678.0",
        "9.12345678e8",
        "9,12345678E+08",
        "912,345,678",
        "'0912345678",
        "ĐT: 0912345678",
        "0912345678 (Zalo)",
        "0912 345 678 - anh Ba",
    ],
)
def test_every_way_of_writing_gives_the_same_number(text: str) -> None:
    phone = parse_phone(text)
    assert (phone.e164, phone.last4, phone.notes) == ("+84912345678", "5678", ())


def test_the_prefixes_equal_the_reference_table() -> None:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        table = {row["old_prefix"]: row["new_prefix"] for row in csv.DictReader(file)}
    assert table == PREFIXES_2018
    assert len(PREFIXES_2018) == 21


@pytest.mark.parametrize(("old", "new"), sorted(PREFIXES_2018.items()))
def test_a_number_of_before_2018_is_converted(old: str, new: str) -> None:
    for text in (f"{old}2345678", f"{old[1:]}2345678", f"+84{old[1:]}2345678", f"{old[1:]}2345678.0"):
        phone = parse_phone(text)
        assert phone.e164 == f"+84{new[1:]}2345678"
        assert phone.notes == ("phone_converted",)


@pytest.mark.parametrize(
    "text",
    [
        "0912345678/0987654321",
        "0912345678 / 0987654321",
        "0912345678; 0987654321",
        "0912345678,0987654321",
        "0912345678 - 0987654321",
        "0912345678-0987654321",
        "0912345678 0987654321",
        "0912345678\n0987654321",
        "0912 345 678 hoặc 0987 654 321",
        "0912345678/21",
        "02623812345 / 0912345678",
        "12345 / 0912345678",
    ],
)
def test_the_first_valid_mobile_of_several_wins(text: str) -> None:
    phone = parse_phone(text)
    assert phone.e164 == "+84912345678"
    assert phone.notes == ("phone_extra",)


def test_the_same_number_twice_is_no_extra_number() -> None:
    assert parse_phone("0912345678 / +84912345678").notes == ()


def test_both_notes_stand_together() -> None:
    assert parse_phone("01691234567 / 0987654321").notes == ("phone_converted", "phone_extra")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có",
        "9.81E+08",
        "9.8123456E8",
        "9,81E+08",
        "0401234567",
        "0501234567",
        "0711234567",
        "0521234567",
        "05003812345",
        "18001234",
        "19001234",
        "113",
        "091234567",
        "91234567",
        "09123456789",
        "091234567.0",
        "+16502530000",
        "0912345678901234",
    ],
)
def test_what_is_no_mobile_number_is_refused(text: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_phone(text)
    assert refusal.value.code == "phone_invalid"


def test_digits_lost_in_one_of_two_numbers_do_not_lose_the_other() -> None:
    phone = parse_phone("9.81E+08; 0912345678")
    assert (phone.e164, phone.notes) == ("+84912345678", ("phone_extra",))


@pytest.mark.parametrize("text", ["02623812345", "0262 3812345", "(0262) 381 2345", "2623812345.0"])
def test_a_landline_is_named_as_such(text: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_phone(text)
    assert refusal.value.code == "phone_landline"


def test_a_refusal_shows_the_number_masked() -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_phone("0401234567")
    assert refusal.value.details == {"value": "040•••••67"}


def test_a_number_is_shown_and_masked_the_national_way() -> None:
    assert format_phone("+84912345678") == "0912 345 678"
    assert mask_phone("+84912345678") == "091•••678"


@pytest.mark.parametrize(
    ("e164", "carrier"),
    [
        ("+84912345678", "Vinaphone"),
        ("+84981234567", "Viettel"),
        ("+84559123456", "Reddi"),
        ("+84951234567", ""),
        ("nonsense", ""),
    ],
)
def test_the_first_network_of_a_number(e164: str, carrier: str) -> None:
    assert original_carrier(e164) == carrier
