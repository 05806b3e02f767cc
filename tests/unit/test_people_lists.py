"""Pasted lists of people, as offices really write them."""

import pytest

from campaign.domain.people_lists import read_people, username_stem, usernames
from campaign.domain.vocabulary import Role

TABLE = "STT\tHọ và tên\tNăm sinh\tChức vụ\tThôn, buôn\tTổ\n1\tNguyễn Văn An\t1990\tTổ trưởng\tBuôn Jung\tĐoàn xã\n"


def test_a_copied_table_is_read_by_its_heads() -> None:
    (person,) = read_people(TABLE)
    assert (person.line, person.full_name, person.role) == (2, "Nguyễn Văn An", Role.TEAM_LEAD)
    assert (person.village, person.team) == ("Buôn Jung", "Đoàn xã")


@pytest.mark.parametrize(
    ("line", "village", "team"),
    [
        ("Nguyễn Văn An; Buôn Jung", "Buôn Jung", ""),
        ("3. Nguyễn Văn An, Buôn Jung", "Buôn Jung", ""),
        ("3\tNguyễn Văn An\t0912 345 678\tBuôn Jung\tĐoàn xã", "Buôn Jung", "Đoàn xã"),
        ("Nguyễn Văn An;;Buôn Jung", "Buôn Jung", ""),
        ("nguyễn văn an", "", ""),
    ],
)
def test_without_heads_the_place_of_a_cell_says_what_it_is(line: str, village: str, team: str) -> None:
    (person,) = read_people(line)
    assert person.full_name.casefold() == "nguyễn văn an"
    assert (person.village, person.team, person.role) == (village, team, Role.VOLUNTEER)


def test_a_word_that_is_no_role_is_kept_to_be_shown() -> None:
    (person,) = read_people("Nguyễn Văn An; Bí thư; Buôn Jung; Đoàn xã")
    assert (person.role, person.role_text, person.village) == (None, "Bí thư", "Buôn Jung")


def test_a_line_without_a_name_or_letters_says_so() -> None:
    codes = [
        person.problem.code for person in read_people("Họ và tên; Thôn\n; Buôn Jung\n12-34; Thôn 3") if person.problem
    ]
    assert codes == ["name_missing", "name_invalid"]


def test_blank_lines_and_a_second_heading_make_nobody() -> None:
    found = read_people("\n \nHọ tên\nLê Ơn\n\t\t\nHọ tên\nLê Đức\n")
    assert [(person.line, person.full_name) for person in found] == [(4, "Lê Ơn"), (7, "Lê Đức")]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Nguyễn Văn An", "nguyen.van.an"),
        ("H’Maryam Niê", "h.maryam.nie"),
        ("H'Nga", "h.nga"),
        ("HThen Êban", "h.then.eban"),
        ("HOÀNG THỊ Đào", "hoang.thi.dao"),
        ("Y Bhăm Kbuôr", "y.bham.kbuor"),
        ("Ông (Ba)", "ong.ba"),
        ("李", ""),
    ],
)
def test_a_user_name_is_the_fold_with_dots(name: str, stem: str) -> None:
    assert username_stem(name) == stem


def test_a_number_tells_apart_who_has_the_same_name() -> None:
    assert usernames(["An", "Lê Ơn", "le on"], taken={"le.on"}) == ("an.2", "le.on.2", "le.on.3")
