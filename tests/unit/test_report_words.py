"""The small forms of an official document."""

from datetime import date

import pytest

from campaign.domain.periods import period_of
from campaign.domain.vocabulary import PeriodKind, PlaceKind
from campaign.reports.administrative import words

STARTS, ENDS = date(2026, 11, 8), date(2027, 1, 6)


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0"), (1, "01"), (8, "08"), (9, "09"), (10, "10"), (7850, "7.850"), (1234567, "1.234.567")]
)
def test_small_counts_take_a_zero_before_them(n: int, expected: str) -> None:
    assert words.counted(n) == expected


@pytest.mark.parametrize(
    ("part", "whole", "cell", "text"),
    [
        (71_893, 78_663, "91,39%", "91,39%"),
        (7_850, 1_000, "785,00%", "785%"),
        (1, 3, "33,33%", "33,33%"),
        # Half up, where binary fractions or bankers would round down: 0,125 % and 0,005 %.
        (1, 800, "0,13%", "0,13%"),
        (1, 20_000, "0,01%", "0,01%"),
        (0, 5, "0,00%", "0%"),
    ],
)
def test_a_share_is_rounded_half_up_from_whole_numbers(part: int, whole: int, cell: str, text: str) -> None:
    assert (words.share_cell(part, whole), words.share_text(part, whole)) == (cell, text)


@pytest.mark.parametrize(("part", "whole"), [(None, 5), (5, None), (5, 0), (None, None)])
def test_a_share_of_nothing_is_a_dash(part: int | None, whole: int | None) -> None:
    assert words.share_cell(part, whole) == "–"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2026, 11, 30), "ngày 30 tháng 11 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(on: date, expected: str) -> None:
    assert words.day_long(on) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PeriodKind.DAY, "ngày 25/11/2026"),
        (PeriodKind.WEEK, "tuần từ ngày 23/11/2026 đến ngày 25/11/2026"),
        (PeriodKind.MONTH, "tháng 11 năm 2026, từ ngày 08/11/2026 đến ngày 25/11/2026"),
        (PeriodKind.WHOLE, "tính đến ngày 25/11/2026"),
    ],
)
def test_a_title_names_its_period(kind: PeriodKind, expected: str) -> None:
    period = period_of(kind=kind, on=date(2026, 11, 25), starts_on=STARTS, ends_on=ENDS)
    assert words.period_text(period) == expected


@pytest.mark.parametrize(
    ("name", "kind", "full", "bare", "said"),
    [
        ("Xã Krông Pắc", PlaceKind.COMMUNE, "Xã Krông Pắc", "Krông Pắc", "xã Krông Pắc"),
        ("Krông Pắc", PlaceKind.COMMUNE, "Xã Krông Pắc", "Krông Pắc", "xã Krông Pắc"),
        ("Phường Tân Lập", PlaceKind.WARD, "Phường Tân Lập", "Tân Lập", "phường Tân Lập"),
        ("Tỉnh Đắk Lắk", PlaceKind.PROVINCE, "Tỉnh Đắk Lắk", "Đắk Lắk", "tỉnh Đắk Lắk"),
        ("Thành phố Huế", PlaceKind.PROVINCE, "Thành phố Huế", "Huế", "thành phố Huế"),
        ("Đắk Lắk", PlaceKind.PROVINCE, "Tỉnh Đắk Lắk", "Đắk Lắk", "tỉnh Đắk Lắk"),
        ("Đặc khu Lý Sơn", PlaceKind.SPECIAL_ZONE, "Đặc khu Lý Sơn", "Lý Sơn", "đặc khu Lý Sơn"),
        ("Buôn Jung", PlaceKind.VILLAGE, "Buôn Jung", "Buôn Jung", "buôn Jung"),
        ("Ea Kbê̆", PlaceKind.VILLAGE, "Ea Kbê̆", "Ea Kbê̆", "Ea Kbê̆"),
        ("Tổ dân phố 5", PlaceKind.RESIDENTIAL_GROUP, "Tổ dân phố 5", "Tổ dân phố 5", "tổ dân phố 5"),
        ("Trường THCS Nguyễn Trãi", PlaceKind.SCHOOL, *["Trường THCS Nguyễn Trãi"] * 3),
    ],
)
def test_a_place_is_named_as_its_line_asks(name: str, kind: PlaceKind, full: str, bare: str, said: str) -> None:
    found = (words.full_name(name, kind), words.bare_name(name, kind), words.name_in_text(name, kind))
    assert found == (full, bare, said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Buôn Jung", "buôn Jung"),
        ("Xã Krông Pắc", "xã Krông Pắc"),
        ("Trường THCS Nguyễn Trãi", "Trường THCS Nguyễn Trãi"),
        ("Ea Kly", "Ea Kly"),
    ],
)
def test_a_place_of_which_only_the_name_is_known(name: str, said: str) -> None:
    assert words.name_said(name) == said


def test_a_long_list_says_how_many_more_there_are() -> None:
    names = [f"thôn {n}" for n in range(1, 13)]
    assert words.listed(names, str, most=2) == "thôn 1; thôn 2 và 10 đơn vị khác"
    assert words.listed(names[:2], str, most=2) == "thôn 1; thôn 2"


@pytest.mark.parametrize(("speed", "expected"), [(27.0, "27"), (19.26, "19,3"), (0.04, "0"), (1234.5, "1.234,5")])
def test_a_speed_has_one_decimal(speed: float, expected: str) -> None:
    assert words.speed_text(speed) == expected
