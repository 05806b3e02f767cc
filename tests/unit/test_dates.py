"""Birth dates as lists hold them, and ages."""

from datetime import date, datetime

import pytest

from campaign.domain.dates import age_on, parse_birth
from campaign.errors import CampaignError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "cell",
    [
        "05/03/1980",
        "5/3/1980",
        "5.3.1980",
        "5-3-1980",
        " 05 / 03 / 1980 ",
        "5 3 1980",
        "1980-03-05",
        "1980-03-05 00:00:00",
        "1980-03-05T00:00:00",
        "05031980",
        "19800305",
        "ngày 5 tháng 3 năm 1980",
        "Sinh ngày 05/03/1980",
        "Ngày sinh: 5/3/1980",
        "０５/０３/１９８０",
        date(1980, 3, 5),
        datetime(1980, 3, 5, 7, 0),  # noqa: DTZ001 -- cells of a workbook have no time zone.
    ],
)
def test_every_way_of_writing_a_date_is_day_first(cell: str | date) -> None:
    found = parse_birth(cell, today=TODAY)
    assert (found.day, found.year, found.notes) == (date(1980, 3, 5), 1980, ())


@pytest.mark.parametrize(
    "cell",
    [
        "1972",
        1972,
        1972.0,
        "1972.0",
        "1.972",
        "00/00/1972",
        "0/0/1972",
        "00/05/1972",
        "05/1972",
        "5-1972",
        "1972-05",
        "tháng 5 năm 1972",
        "sinh năm 1972",
        "Sinh năm: 1972",
        "năm 1972",
        "SN 1972",
    ],
)
def test_a_lone_year_is_kept_as_a_year(cell: str | float) -> None:
    found = parse_birth(cell, today=TODAY)
    assert (found.day, found.year, found.notes) == (None, 1972, ("birth_year_only",))


@pytest.mark.parametrize("cell", ["", "  ", "-", "…", "00/00/0000", "0", "không rõ", float("nan")])
def test_a_cell_that_says_nothing_gives_nothing(cell: str | float) -> None:
    found = parse_birth(cell, today=TODAY)
    assert (found.day, found.year, found.notes) == (None, None, ())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/1980", "birth_date_impossible"),
        ("29/02/1900", "birth_date_impossible"),
        ("03/25/1980", "birth_date_impossible"),
        ("32/01/1980", "birth_date_impossible"),
        ("32/00/1980", "birth_date_impossible"),
        ("13/1980", "birth_date_impossible"),
        ("1980-25-03", "birth_date_impossible"),
        ("1/1/1900", "birth_date_impossible"),
        ("1899", "birth_date_impossible"),
        ("0000-05-03", "birth_date_impossible"),
        ("abc", "birth_date_impossible"),
        ("5/3/198", "birth_date_impossible"),
        ("1972-1975", "birth_date_impossible"),
        ("26299", "birth_date_impossible"),
        ("29/02/01", "birth_date_impossible"),
        ("05/03/1980 hoặc 1981", "birth_date_impossible"),
        ("23/11/2026", "birth_date_future"),
        ("25/12/2090", "birth_date_future"),
        ("2027", "birth_date_future"),
        (date(2026, 11, 23), "birth_date_future"),
        ("05/03/21", "birth_date_ambiguous"),
        ("05/03/26", "birth_date_ambiguous"),
        ("21", "birth_date_ambiguous"),
        ("20", "birth_date_ambiguous"),
        ("05/10", "birth_date_ambiguous"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(cell: str | date, code: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_birth(cell, today=TODAY)
    assert refusal.value.code == code
    assert refusal.value.details["value"] == str(cell)


def test_the_oldest_age_is_a_hundred_and_twenty() -> None:
    assert parse_birth("22/11/1906", today=TODAY).year == 1906
    assert parse_birth("23/11/1905", today=TODAY).year == 1905
    with pytest.raises(CampaignError):
        parse_birth("22/11/1905", today=TODAY)
    assert parse_birth("1905", today=TODAY).year == 1905


def test_today_is_a_possible_birth_date() -> None:
    assert parse_birth("22/11/2026", today=TODAY).day == TODAY


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("05/03/80", date(1980, 3, 5)),
        ("5.3.27", date(1927, 3, 5)),
        ("05/03/20", date(2020, 3, 5)),
        ("23/11/26", date(1926, 11, 23)),
        ("29/02/00", date(2000, 2, 29)),
        ("05/03/10", date(2010, 3, 5)),
    ],
)
def test_a_short_year_that_fits_one_century_gets_it(cell: str, born: date) -> None:
    found = parse_birth(cell, today=TODAY)
    assert (found.day, found.notes) == (born, ("birth_century_assumed",))


def test_a_short_year_alone_keeps_both_notes() -> None:
    found = parse_birth("72", today=TODAY)
    assert (found.day, found.year) == (None, 1972)
    assert found.notes == ("birth_year_only", "birth_century_assumed")
    assert parse_birth("05/72", today=TODAY).year == 1972


@pytest.mark.parametrize(
    ("cell", "id_year", "year"),
    [("05/03/21", 1921, 1921), ("05/03/21", 2021, 2021), ("21", 1921, 1921), ("05/03/15", 1915, 1915)],
)
def test_the_personal_id_settles_the_century(cell: str, id_year: int, year: int) -> None:
    assert parse_birth(cell, today=TODAY, personal_id_year=id_year).year == year


def test_a_personal_id_of_another_year_settles_nothing() -> None:
    with pytest.raises(CampaignError) as refusal:
        parse_birth("05/03/21", today=TODAY, personal_id_year=1980)
    assert refusal.value.code == "birth_date_ambiguous"


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2012, 11, 22), date(2026, 11, 21), 13),
        (date(2012, 11, 22), date(2026, 11, 22), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 11, 23), date(2026, 11, 22), 0),
    ],
)
def test_an_age_in_whole_years(born: date, on: date, age: int) -> None:
    assert age_on(birth_date=born, birth_year=None, on=on) == (age, age)


def test_a_birth_year_gives_two_possible_ages() -> None:
    assert age_on(birth_date=None, birth_year=2012, on=date(2026, 11, 22)) == (13, 14)
    assert age_on(birth_date=None, birth_year=2012, on=date(2026, 12, 31)) == (14, 14)
    assert age_on(birth_date=None, birth_year=2026, on=date(2026, 1, 1)) == (0, 0)
    assert age_on(birth_date=None, birth_year=None, on=TODAY) is None
    assert age_on(birth_date=date(2012, 12, 1), birth_year=2000, on=TODAY) == (13, 13)
