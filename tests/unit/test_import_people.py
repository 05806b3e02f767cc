"""Rows of lists become people: the rules of domain § 4.6 and the codes of the contract. All people are made up."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

import pytest

from campaign.domain.imports.columns import Field
from campaign.domain.imports.issues import ERRORS, RowIssue
from campaign.domain.imports.people import read_people
from campaign.domain.imports.sheets import Cell
from campaign.domain.vocabulary import Consent, LegalBasis, Sex
from tests.support.import_ground import JUNG, PAN, THON_3, TODAY, codes, ground, people_of, table

USUAL = (Field.FULL_NAME, Field.BIRTH_DATE, Field.SEX, Field.PHONE, Field.PERSONAL_ID)
GOOD = ("Nguyễn Văn An", "05/03/1980", "Nam", "0912345678", "066080001234")


def test_a_clean_row_says_nothing_and_keeps_everything() -> None:
    (person,) = people_of(USUAL, GOOD)
    assert codes(person) == []
    assert (person.sheet, person.row, person.full_name, person.name_fold) == (
        "Danh sách",
        2,
        "Nguyễn Văn An",
        "nguyen van an",
    )
    assert (person.birth_date, person.birth_year, person.sex) == (date(1980, 3, 5), 1980, Sex.MALE)
    assert (person.phone, person.personal_id, person.place_id) == ("+84912345678", "066080001234", JUNG)
    assert person.consent is Consent.NOT_REQUIRED
    assert not person.refused


@pytest.mark.parametrize(
    ("typed", "name", "code"),
    [
        ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà", "name_recased"),
        ("H'MARYAM  NIÊ", "H’Maryam Niê", "name_recased"),
        ("  Y Siên\u00a0Ayun ", "Y Siên Ayun", None),
        ("Nguye\u0302\u0303n An", "Nguyễn An", None),
        ("H’Then", "H’Then", None),
        ("", "", "name_missing"),
        (None, "", "name_missing"),
        ("123", "", "name_invalid"),
        (19.0, "", "name_invalid"),
        ("#REF!", "", "name_invalid"),
        ("#DIV/0!", "", "name_invalid"),
        ("A" * 201, "", "name_invalid"),
    ],
)
def test_names(typed: Cell, name: str, code: str | None) -> None:
    (person,) = people_of(USUAL, (typed, *GOOD[1:]))
    assert person.full_name == name
    assert codes(person) == ([code] if code else [])
    assert person.refused == (code in ERRORS)


@pytest.mark.parametrize(
    ("cell", "day", "year", "said"),
    [
        ("05/03/1980", date(1980, 3, 5), 1980, []),
        ("5.3.1980", date(1980, 3, 5), 1980, []),
        (datetime(1980, 3, 5), date(1980, 3, 5), 1980, []),  # noqa: DTZ001 - a spreadsheet knows no zone.
        (date(1980, 3, 5), date(1980, 3, 5), 1980, []),
        ("ngày 5 tháng 3 năm 1980", date(1980, 3, 5), 1980, []),
        ("1972", None, 1972, ["birth_year_only"]),
        (1972, None, 1972, ["birth_year_only"]),
        (1972.0, None, 1972, ["birth_year_only"]),
        ("sinh năm 1985", None, 1985, ["birth_year_only"]),
        ("00/00/1972", None, 1972, ["birth_year_only"]),
        ("5/3/80", date(1980, 3, 5), 1980, ["birth_century_assumed"]),
        ("không rõ", None, None, ["birth_missing"]),
        ("", None, None, ["birth_missing"]),
        ("31/02/1980", None, None, ["birth_date_impossible"]),
        ("12/31/1980", None, None, ["birth_date_impossible"]),
        ("#REF!", None, None, ["birth_date_impossible"]),
        (time(10, 30), None, None, ["birth_date_impossible"]),
        (f"05/03/{TODAY.year + 1}", None, None, ["birth_date_future"]),
        ("5/3/22", None, None, ["birth_date_ambiguous"]),
    ],
)
def test_births(cell: Cell, day: date | None, year: int | None, said: list[str]) -> None:
    (person,) = people_of((Field.FULL_NAME, Field.BIRTH_DATE), ("Nguyễn Văn An", cell))
    assert (person.birth_date, person.birth_year, codes(person)) == (day, year, said)


def test_a_personal_id_settles_the_century_for_its_own_row_only() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_DATE, Field.PERSONAL_ID, Field.GUARDIAN_NAME)
    old, young, unsettled = people_of(
        columns,
        ("Nguyễn Văn An", "5/3/22", "066022001234", "Y A"),
        ("Nguyễn Văn Ân", "5/3/22", "066222001234", "Y A"),
        ("Nguyễn Văn Anh", "5/3/22", None, "Y A"),
    )
    assert (old.birth_year, young.birth_year, unsettled.birth_year) == (1922, 2022, None)
    assert codes(unsettled) == ["birth_date_ambiguous"]


def test_the_column_of_a_birth_date_tells_the_sex() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_MALE, Field.BIRTH_FEMALE)
    man, woman, both, neither = people_of(
        columns,
        ("Y Siên Ayun", "05/03/1980", None),
        ("Nguyễn Thị Hà", "", 1985),
        ("Lê Văn Ba", "05/03/1980", "06/03/1980"),
        ("Lê Văn Tư", None, "-"),
    )
    assert (man.sex, man.birth_date) == (Sex.MALE, date(1980, 3, 5))
    assert (woman.sex, woman.birth_year) == (Sex.FEMALE, 1985)
    assert (both.sex, both.birth_year, codes(both)) == (None, None, ["birth_date_ambiguous"])
    assert codes(neither) == ["birth_missing"]


def test_a_mark_under_male_or_female_is_a_sex_and_no_date() -> None:
    under_dates = people_of((Field.FULL_NAME, Field.BIRTH_DATE, Field.BIRTH_MALE), ("Lê Văn Ba", "05/03/1980", "x"))[0]
    assert (under_dates.sex, under_dates.birth_date) == (Sex.MALE, date(1980, 3, 5))
    columns = (Field.FULL_NAME, Field.SEX_MALE, Field.SEX_FEMALE)
    people = people_of(columns, ("A B", "x", ""), ("A C", None, "X"), ("A D", "x", "x"), ("A E", None, None))
    assert [person.sex for person in people] == [Sex.MALE, Sex.FEMALE, None, None]


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("Nam", Sex.MALE), ("NỮ", Sex.FEMALE), ("nu", Sex.FEMALE), ("F", Sex.FEMALE), ("?", None), (1, None)],
)
def test_the_sex_comes_from_its_column_and_never_from_the_name(cell: Cell, sex: Sex | None) -> None:
    assert people_of((Field.FULL_NAME, Field.SEX), ("H’Then", cell))[0].sex is sex
    assert people_of((Field.FULL_NAME,), ("H’Then",))[0].sex is None


def test_a_year_column_beside_dates_fills_what_is_empty_and_contradicts_loudly() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_DATE, Field.BIRTH_YEAR)
    agree, only_year, differ = people_of(
        columns, ("A B", "05/03/1980", 1980), ("A C", None, "1980"), ("A D", "05/03/1980", 1981)
    )
    assert (agree.birth_date, codes(agree)) == (date(1980, 3, 5), [])
    assert (only_year.birth_year, codes(only_year)) == (1980, ["birth_year_only"])
    assert codes(differ) == ["birth_date_ambiguous"]


@pytest.mark.parametrize(
    ("cell", "phone", "said", "value"),
    [
        ("0912345678", "+84912345678", [], ""),
        (912345678, "+84912345678", [], ""),
        (912345678.0, "+84912345678", [], ""),
        ("+84 912.345.678", "+84912345678", [], ""),
        ("0912345678.0", "+84912345678", [], ""),
        ("01691234567", "+84391234567", ["phone_converted"], "016••••••67"),
        ("0912345678 / 0987654321", "+84912345678", ["phone_extra"], "091••••••• / ••••••••21"),
        ("0912345678 - 0912345678", "+84912345678", [], ""),
        ("9.81E+08", None, ["phone_invalid"], "9.81E+08"),
        ("12345", None, ["phone_invalid"], "12345"),
        ("#N/A", None, ["phone_invalid"], "#N/A"),
        ("02623812345", None, ["phone_landline"], "026••••••45"),
        ("066080001234", None, ["phone_invalid"], "066•••••••34"),
        ("không có", None, [], ""),
        ("ko có SĐT", None, [], ""),
        ("-", None, [], ""),
        (0, None, [], ""),
        (None, None, [], ""),
    ],
)
def test_phones(cell: Cell, phone: str | None, said: list[str], value: str) -> None:
    (person,) = people_of((Field.FULL_NAME, Field.BIRTH_DATE, Field.PHONE), ("Nguyễn Văn An", "05/03/1980", cell))
    assert (person.phone, codes(person)) == (phone, said)
    assert [issue.value for issue in person.issues] == ([value] if said else [])
    assert not person.refused


def test_of_two_phone_columns_the_first_valid_number_is_kept() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_DATE, Field.PHONE, Field.PHONE)
    first, second, same, neither = people_of(
        columns,
        ("A B", "05/03/1980", "0912345678", "0987654321"),
        ("A C", "05/03/1980", "123", "0987654321"),
        ("A D", "05/03/1980", "0912345678", "84912345678"),
        ("A E", "05/03/1980", None, "123"),
    )
    assert (first.phone, codes(first)) == ("+84912345678", ["phone_extra"])
    assert (second.phone, codes(second)) == ("+84987654321", [])
    assert (same.phone, codes(same)) == ("+84912345678", [])
    assert (neither.phone, codes(neither)) == (None, ["phone_invalid"])


def test_of_two_columns_of_one_kind_the_first_filled_cell_counts() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_DATE, Field.PERSONAL_ID, Field.PERSONAL_ID, Field.VILLAGE, Field.VILLAGE)
    new, old = people_of(
        columns,
        ("A B", "05/03/1980", "066080001234", "240123456", "", "Buôn Pan"),
        ("A C", "05/03/1980", None, "240123456", "Thôn 3", "Buôn Pan"),
    )
    assert (new.personal_id, new.place_id) == ("066080001234", PAN)
    assert (old.personal_id, old.place_id) == ("240123456", THON_3)


def test_a_parents_phone_is_never_the_childs() -> None:
    columns = (Field.FULL_NAME, Field.BIRTH_DATE, Field.GUARDIAN_NAME, Field.GUARDIAN_PHONE)
    (child,) = people_of(columns, ("Y Bé Niê", "05/03/2015", "H' Then Niê", "0912345678"))
    assert (child.phone, child.guardian_name, codes(child)) == (None, "H’ Then Niê", [])


def test_a_child_without_a_guardian_is_taken_and_said() -> None:
    child, of_age, by_year = people_of(
        (Field.FULL_NAME, Field.BIRTH_DATE), ("A B", "23/11/2010"), ("A C", "22/11/2010"), ("A D", 2015)
    )
    assert codes(child) == ["guardian_missing"]
    assert codes(of_age) == []
    assert codes(by_year) == ["birth_year_only", "guardian_missing"]


@pytest.mark.parametrize(
    ("cell", "kept", "said"),
    [
        ("066080001234", "066080001234", []),
        (66080001234, "066080001234", ["id_zero_restored"]),
        (66080001234.0, "066080001234", ["id_zero_restored"]),
        ("'066080001234", "066080001234", []),
        ("240123456", "240123456", ["id_old_format"]),
        ("999080001234", "999080001234", ["id_province_unknown"]),
        ("066180001234", "066180001234", ["id_sex_mismatch"]),
        ("066081001234", "066081001234", ["id_year_mismatch"]),
        ("6.609E+10", None, ["id_malformed"]),
        ("12345", None, ["id_malformed"]),
        # A phone in the column of ids: as typed, without its zero, with the country's code, the row's own.
        ("0987654321", None, ["id_malformed"]),
        (987654321, None, ["id_malformed"]),
        ("84987654321", None, ["id_malformed"]),
        ("84325123456", "084325123456", ["id_zero_restored", "id_sex_mismatch", "id_year_mismatch"]),
        ("không có", None, []),
        ("chưa làm", None, []),
        ("", None, []),
    ],
)
def test_personal_ids(cell: Cell, kept: str | None, said: list[str]) -> None:
    (person,) = people_of(
        (Field.FULL_NAME, Field.BIRTH_DATE, Field.SEX, Field.PERSONAL_ID), ("Nguyễn Văn An", "05/03/1980", "Nam", cell)
    )
    assert (person.personal_id, codes(person)) == (kept, said)
    assert not person.refused


def test_the_rows_own_phone_is_no_personal_id() -> None:
    (person,) = people_of(
        (Field.FULL_NAME, Field.BIRTH_DATE, Field.PHONE, Field.PERSONAL_ID),
        ("Nguyễn Văn An", "05/03/1980", "0325123456", "84325123456"),
    )
    assert (person.phone, person.personal_id, codes(person)) == ("+84325123456", None, ["id_malformed"])


def test_numbers_are_masked_in_every_issue() -> None:
    (person,) = people_of(USUAL, ("Nguyễn Văn An", "05/03/1981", "Nữ", "0912345678/0987654321", 66080001234))
    assert {"phone_extra", "id_zero_restored", "id_sex_mismatch", "id_year_mismatch"} <= set(codes(person))
    for issue in person.issues:
        assert sum(character.isdigit() for character in issue.value) <= 5


def test_one_bad_row_leaves_its_neighbours_alone() -> None:
    people = people_of(USUAL, GOOD, ("", "31/02/1980", "?", "abc", "1"), GOOD)
    assert [person.refused for person in people] == [False, True, False]
    assert people[1].issues == [
        RowIssue("Danh sách", 3, "full_name", "name_missing"),
        RowIssue("Danh sách", 3, "phone", "phone_invalid", "abc"),
        RowIssue("Danh sách", 3, "personal_id", "id_malformed", "1"),
        RowIssue("Danh sách", 3, "birth_date", "birth_date_impossible", "31/02/1980"),
    ]


def test_letters_that_were_converted_are_said() -> None:
    made = table(USUAL, [GOOD])
    row = made.rows[0]
    converted = type(row)(number=row.number, cells=row.cells, converted=True)
    (person,) = read_people(
        tables=[type(made)(sheet=None, headings=made.headings, rows=(converted,), header_row=1)], ground=ground()
    )
    assert person.issues == [RowIssue(None, 2, "full_name", "text_converted", "Nguyễn Văn An")]


@pytest.mark.parametrize(
    ("basis", "cell", "consent"),
    [
        (LegalBasis.DUTY, "given", Consent.NOT_REQUIRED),
        (LegalBasis.CONSENT, "given", Consent.UNKNOWN),
        (LegalBasis.CONSENT, "Đã đồng ý", Consent.UNKNOWN),
        (LegalBasis.CONSENT, None, Consent.UNKNOWN),
        (LegalBasis.CONSENT, "refused", Consent.REFUSED),
        (LegalBasis.CONSENT, "Từ chối", Consent.REFUSED),
        (LegalBasis.CONSENT, "withdrawn", Consent.WITHDRAWN),
    ],
)
def test_a_list_never_gives_consent(basis: LegalBasis, cell: Cell, consent: Consent) -> None:
    (person,) = people_of((Field.FULL_NAME, Field.CONSENT), ("A B", cell), on=ground(basis=basis))
    assert person.consent is consent


def test_the_id_of_an_export_is_kept_and_any_other_text_is_not() -> None:
    own = UUID("0192a000-0000-7000-8000-000000000001")
    kept, other, number = people_of((Field.ID, Field.FULL_NAME), (str(own), "A B"), ("HS001", "A C"), (17, "A D"))
    assert (kept.citizen_id, other.citizen_id, number.citizen_id) == (own, None, None)


def test_the_same_row_has_one_content_in_any_file_and_any_spelling() -> None:
    typed = people_of((Field.NUMBER, *USUAL), (1, *GOOD))[0]
    moved = people_of(
        (Field.PERSONAL_ID, Field.PHONE, Field.NUMBER, Field.BIRTH_DATE, Field.FULL_NAME, Field.SEX, "eid_level2"),
        (66080001234, 912345678, 77, "5.3.1980", "NGUYỄN  VĂN AN", "nam", "x"),
    )[0]
    assert typed.content == moved.content
    others = [
        ("Nguyễn Văn Ân", *GOOD[1:]),
        ("Nguyễn Văn An", "1980", *GOOD[2:]),
        ("Nguyễn Văn An", GOOD[1], "Nữ", *GOOD[3:]),
        (*GOOD[:3], "0987654321", GOOD[4]),
        (*GOOD[:4], "066080001235"),
    ]
    assert typed.content not in {person.content for person in people_of(USUAL, *others)}


def test_rows_shorter_than_the_header_are_read() -> None:
    (person,) = people_of(USUAL, ("Nguyễn Văn An",))
    assert (person.full_name, codes(person)) == ("Nguyễn Văn An", ["birth_missing"])
