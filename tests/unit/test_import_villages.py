"""Where people of a list live: villages as offices spell them, addresses, bands, sheets. The commune is made up."""

from __future__ import annotations

import pytest

from campaign.domain.imports.columns import Field
from campaign.domain.imports.villages import Found, Villages, Written
from tests.support.import_ground import (
    HERE,
    JUNG,
    NEXT_DOOR,
    PAN,
    SCHOOL,
    TDP_5,
    THON_1_A,
    THON_1_B,
    THON_3,
    THON_3_NEXT,
    codes,
    ground,
    people_of,
)

UNKNOWN, AMBIGUOUS = "place_unknown", "place_ambiguous"


def find(written: Written, *, default: int | None = HERE) -> int | str | None:
    found = Villages(ground(default=default)).find(written)
    return found.code or found.place_id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Buôn Jung", JUNG),
        ("BUÔN  JUNG ", JUNG),
        ("buon jung", JUNG),
        ("B. Jung", JUNG),
        ("Jung", JUNG),
        ("V07", JUNG),
        ("24490-V07", JUNG),
        ("Buôn Jung, xã Krông Pắc", JUNG),
        ("Buôn Jung, Krông Pắc", JUNG),
        ("Buôn Jung - xã Krông Pắc - tỉnh Đắk Lắk", JUNG),
        ("Buôn Jung xã Krông Pắc tỉnh Đắk Lắk", JUNG),
        # The commune of before July 2025.
        ("Buôn Jung, xã Ea Yông, huyện Krông Pắc, tỉnh Đắk Lắk", JUNG),
        ("Thôn 3", THON_3),
        ("thôn 03", THON_3),
        ("Thôn3", THON_3),
        ("3", THON_3),
        ("TDP 5", TDP_5),
        ("tdp5", TDP_5),
        ("Tổ dân phố số 5", TDP_5),
        ("Số 12 Nguyễn Trãi, TDP 5, xã Krông Pắc", TDP_5),
        ("Số 12 đường Nguyễn Trãi TDP 5", TDP_5),
        ("12, Thôn 3", THON_3),
        ("Trường THCS Nguyễn Trãi", SCHOOL),
        ("Thôn Jung", UNKNOWN),
        ("Buôn Xyz", UNKNOWN),
        ("Buôn Xyz, xã Krông Pắc", UNKNOWN),
        # There is such a village, in another commune.
        ("Buôn Jung, xã Ea Phê", UNKNOWN),
        ("Buôn Jung, Ea Kly", UNKNOWN),
        ("Buôn Jung, xã Không Có Thật", UNKNOWN),
        ("Thôn 3, xã Ea Phê", UNKNOWN),
        ("Thôn 1", AMBIGUOUS),
        ("Thôn 1, xã Krông Pắc", AMBIGUOUS),
    ],
)
def test_a_text_is_a_village_of_this_commune(text: str, place: int | str) -> None:
    assert find(Written(village=text)) == place


def test_without_a_place_of_the_whole_file_the_commune_must_be_clear() -> None:
    assert find(Written(village="Thôn 3"), default=None) == AMBIGUOUS
    assert find(Written(village="Thôn 3, xã Ea Phê"), default=None) == THON_3_NEXT
    assert find(Written(village="Thôn 3", code="24502"), default=None) == THON_3_NEXT
    assert find(Written(village="Buôn Jung"), default=None) == JUNG
    assert find(Written(), default=None) == UNKNOWN


def test_codes_are_exact_and_must_not_contradict_the_name() -> None:
    assert find(Written(code="24490-V07")) == JUNG
    assert find(Written(code="24490-v07", village="Buôn cũ")) == JUNG
    assert find(Written(code="24490-V07", village="Buôn Pan")) == AMBIGUOUS
    assert find(Written(code="24490-V01", village="Buôn Pan", local_code="V07")) == PAN
    assert find(Written(code="24490-V99", village="Buôn Pan")) == UNKNOWN
    assert find(Written(code="24502-V01")) == UNKNOWN
    assert find(Written(local_code="V07")) == JUNG
    assert find(Written(local_code="V99")) == UNKNOWN
    assert find(Written(village="Buôn Pan", local_code="V07")) == AMBIGUOUS
    assert find(Written(village="Buôn Jung", local_code="V07")) == JUNG


def test_the_row_then_the_band_then_the_sheet_then_the_default() -> None:
    everything = Written(village="Buôn Jung", band="Buôn Pan", sheet="Thôn 3")
    assert find(everything) == JUNG
    assert find(everything._replace(village="")) == PAN
    assert find(everything._replace(village="-", band="")) == THON_3
    assert find(Written(), default=TDP_5) == TDP_5
    assert find(Written(sheet="Tổng hợp", band="Danh sách"), default=TDP_5) == TDP_5
    assert find(Written(village="xã Krông Pắc, tỉnh Đắk Lắk"), default=TDP_5) == TDP_5


def test_a_band_or_a_sheet_that_names_a_strange_village_is_no_default() -> None:
    assert find(Written(band="Buôn Xyz"), default=TDP_5) == UNKNOWN
    assert find(Written(sheet="Thôn 77"), default=TDP_5) == UNKNOWN
    assert find(Written(sheet="Thôn 1"), default=TDP_5) == AMBIGUOUS
    assert find(Written(sheet="Trang 1"), default=None) == UNKNOWN


def test_a_commune_is_where_people_live_whom_nobody_places_nearer() -> None:
    assert find(Written(), default=HERE) == HERE
    assert find(Written(code="24490", village="Xã Krông Pắc"), default=None) == HERE
    assert find(Written(code="24502"), default=None) == NEXT_DOOR
    assert find(Written(code="24502"), default=HERE) == UNKNOWN


def test_two_places_of_one_name_are_told_apart_by_their_codes() -> None:
    assert find(Written(code="24490-V03", village="Thôn 1")) == THON_1_A
    assert find(Written(code="24490-V04", village="Thôn 1")) == THON_1_B


def test_the_answer_holds_what_was_written() -> None:
    assert Villages(ground()).find(Written(village="Buôn Xyz")) == Found(None, UNKNOWN, "Buôn Xyz")
    (person,) = people_of((Field.FULL_NAME, Field.VILLAGE), ("Nguyễn Văn An", "Buôn Xyz"))
    assert (person.place_id, person.refused) == (None, True)
    assert [(issue.heading, issue.code, issue.value) for issue in person.issues if issue.code == UNKNOWN] == [
        ("village", UNKNOWN, "Buôn Xyz")
    ]


def test_bands_and_sheets_reach_the_rows() -> None:
    columns, row = (Field.FULL_NAME, Field.BIRTH_DATE), ("Nguyễn Văn An", "05/03/1980")
    assert [p.place_id for p in people_of(columns, row, band="BUÔN PAN")] == [PAN]
    assert [p.place_id for p in people_of(columns, row, village="Thôn 3")] == [THON_3]
    (nowhere,) = people_of(columns, row, on=ground(default=None))
    assert codes(nowhere) == [UNKNOWN]
