"""Personal ids as spreadsheets leave them."""

from pathlib import Path

import pytest

from campaign.domain.personal_id import (
    PROVINCE_CODES,
    cross_check,
    mask_personal_id,
    parse_personal_id,
    sex_and_year,
)
from campaign.domain.vocabulary import Sex
from campaign.errors import CampaignError

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "personal_id_provinces.txt"


def test_the_provinces_equal_the_reference_table() -> None:
    assert set(REFERENCE.read_text(encoding="utf-8").split()) == PROVINCE_CODES
    assert len(PROVINCE_CODES) == 63


@pytest.mark.parametrize(
    "text",
    [
        "066090001234",
        "066 090 001 234",
        "066.090.001.234",
        "066-090-001-234",
        "'066090001234",
        "066090001234\u00a0",
        "０６６０９０００１２３４",
        "066090001234.0",
    ],
)
def test_a_whole_number_is_taken_as_it_is(text: str) -> None:
    found = parse_personal_id(text)
    assert (found.value, found.last4, found.old_format, found.notes) == ("066090001234", "1234", False, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("66090001234", "066090001234"),
        ("66090001234.0", "066090001234"),
        ("6.6090001234E10", "066090001234"),
        ("1090001234", "001090001234"),
        ("1090001234.0", "001090001234"),
        ("8190001234", "008190001234"),
    ],
)
def test_lost_zeros_come_back_with_a_note(text: str, value: str) -> None:
    found = parse_personal_id(text)
    assert (found.value, found.notes) == (value, ("id_zero_restored",))


@pytest.mark.parametrize("text", ["240123456", "240 123 456", "240123456.0", "024012345"])
def test_the_old_card_is_kept_and_marked(text: str) -> None:
    found = parse_personal_id(text)
    assert found.old_format
    assert found.notes == ("id_old_format",)
    assert len(found.value) == 9


def test_an_unknown_province_is_a_note_and_no_refusal() -> None:
    assert parse_personal_id("999090001234").notes == ("id_province_unknown",)
    assert parse_personal_id("97090001234").notes == ("id_zero_restored", "id_province_unknown")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không",
        "6.609E+10",
        "6.609000123E+10",
        "12345678",
        "0660900012345",
        "06609000123",
        "9090001234",
        "B1234567",
        "O66090001234",
        "000000000000",
        "111111111",
        "66090001½",
    ],
)
def test_other_shapes_are_refused(text: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_personal_id(text)
    assert refusal.value.code == "id_malformed"


def test_a_refusal_shows_the_number_masked() -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_personal_id("0660900012345")
    assert refusal.value.details == {"value": "066••••••••45"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("066090001234", (Sex.MALE, 1990)),
        ("066190001234", (Sex.FEMALE, 1990)),
        ("066205001234", (Sex.MALE, 2005)),
        ("066305001234", (Sex.FEMALE, 2005)),
        ("066405001234", (Sex.MALE, 2105)),
        ("240123456", None),
        ("rubbish", None),
    ],
)
def test_a_number_tells_sex_and_year(number: str, expected: tuple[Sex, int] | None) -> None:
    assert sex_and_year(number) == expected


@pytest.mark.parametrize(
    ("number", "sex", "year", "warnings"),
    [
        ("066090001234", Sex.MALE, 1990, ()),
        ("066090001234", None, None, ()),
        ("066090001234", Sex.FEMALE, 1990, ("id_sex_mismatch",)),
        ("066090001234", Sex.MALE, 1991, ("id_year_mismatch",)),
        ("066190001234", Sex.MALE, 1980, ("id_sex_mismatch", "id_year_mismatch")),
        ("066290001234", None, None, ("id_year_mismatch",)),
        ("066290001234", None, 2090, ("id_year_mismatch",)),
        ("240123456", Sex.MALE, 1990, ()),
    ],
)
def test_a_number_that_contradicts_the_row_warns(
    number: str, sex: Sex | None, year: int | None, warnings: tuple[str, ...]
) -> None:
    assert cross_check(personal_id=number, sex=sex, birth_year=year, today_year=2026) == warnings


def test_a_number_is_masked_to_its_ends() -> None:
    assert mask_personal_id("066090001234") == "066•••••••34"
    assert mask_personal_id("240123456") == "240••••56"
