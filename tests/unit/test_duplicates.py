"""When two rows are one person."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.domain.duplicates import Identity, Match, compare

AN = Identity(
    name="Nguyễn Văn An",
    birth_date=date(1980, 3, 5),
    birth_year=1980,
    place_id=7,
    personal_id_index=b"id-1",
    phone_index=b"phone-1",
)
BARE = Identity(name="Nguyễn Văn An", birth_date=date(1980, 3, 5), place_id=7)


def test_one_personal_id_and_one_folded_name_is_one_person() -> None:
    other = Identity(name="NGUYEN VAN ÂN", birth_year=1975, place_id=9, personal_id_index=b"id-1")
    assert compare(AN, other) is Match.SAME


def test_one_personal_id_under_another_name_is_taken() -> None:
    assert compare(AN, replace(AN, name="Nguyễn Văn Bình")) is Match.ID_TAKEN


@pytest.mark.parametrize("name", ["NGUYỄN VĂN AN", "nguyễn  văn an", "Nguyễn Văn'An"])
def test_one_name_birth_date_and_village_is_one_person(name: str) -> None:
    assert compare(AN, replace(BARE, name=name)) is Match.SAME
    assert compare(BARE, replace(BARE, name=name)) is Match.SAME


def test_tone_placement_and_apostrophes_do_not_part_people() -> None:
    assert compare(replace(BARE, name="H' Hòa"), replace(BARE, name="H’Hoà")) is Match.SAME


def test_diacritics_part_people_and_leave_a_suspicion() -> None:
    assert compare(BARE, replace(BARE, name="Nguyễn Văn Ân")) is Match.POSSIBLE


def test_two_different_ids_are_never_one_person() -> None:
    assert compare(AN, replace(AN, personal_id_index=b"id-2")) is Match.POSSIBLE


@pytest.mark.parametrize(
    ("other", "match"),
    [
        (replace(BARE, birth_date=None, birth_year=1980), Match.POSSIBLE),
        (replace(BARE, birth_date=date(1980, 4, 6)), Match.POSSIBLE),
        (replace(BARE, birth_date=None, birth_year=1981), Match.DIFFERENT),
        (replace(BARE, birth_date=None), Match.DIFFERENT),
        (replace(BARE, place_id=8), Match.DIFFERENT),
        (replace(BARE, place_id=None), Match.DIFFERENT),
        (Identity(name="Nguyen Van An", phone_index=b"phone-1"), Match.POSSIBLE),
        (Identity(name="Nguyễn Văn Bình", phone_index=b"phone-1"), Match.DIFFERENT),
        (replace(AN, name="Trần Thị Bình", personal_id_index=None), Match.DIFFERENT),
        (Identity(name="Nguyễn Văn An"), Match.DIFFERENT),
    ],
)
def test_weaker_signs(other: Identity, match: Match) -> None:
    assert compare(AN, other) is match


def test_two_unknowns_do_not_match() -> None:
    nobody = Identity(name="Nguyễn Văn An")
    assert compare(nobody, nobody) is Match.DIFFERENT
