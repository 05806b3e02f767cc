"""Lists of every shape that communes keep, read as files, laid out and cleaned: expected row by row, issue by issue.

The lists are built by hand in tests/support/lists; nothing in them comes from the product's own writers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaign.domain.imports.columns import Field
from campaign.domain.imports.layout import Layout, tables_of
from campaign.domain.imports.people import read_people
from campaign.domain.imports.rows import PersonRow
from campaign.domain.imports.sheets import Cell, RawFile, RawSheet
from campaign.domain.templates import template
from campaign.domain.vocabulary import IndicatorKind
from campaign.errors import CampaignError
from campaign.services.imports.reader import read_file
from tests.support.import_ground import PLACES, THON_3_NEXT, ground, step
from tests.support.lists import SAMPLES, Expected, Problem, Sample

STEPS = tuple(
    replace(step(found.key, found.name_vi), name_en=found.name_en, short_vi=found.short_vi, short_en=found.short_en)
    for found in template("digital_citizen_2026").indicators
    if found.kind is IndicatorKind.STEP
)
PLACE_IDS = {place.name: place.id for place in PLACES if place.id != THON_3_NEXT}
NAMES = {own: name for name, own in PLACE_IDS.items()}

every_list = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)


def layout_of(sample: Sample) -> Layout:
    """Return a list as laid out."""
    return tables_of(file=read_file(name=sample.file_name, content=sample.make()), steps=STEPS)


def laid_out(*rows: list[Cell], name: str | None = "DS", mapping: dict[str, str] | None = None) -> Layout:
    """Return rows without a file as laid out."""
    sheet = RawSheet(name=name, rows=rows)
    return tables_of(file=RawFile(name="x.xlsx", file_hash="", sheets=(sheet,)), steps=STEPS, mapping=mapping or {})


def names(layout: Layout) -> list[Cell]:
    """Return the cells of the names, in order."""
    found = []
    for table in layout.tables:
        (at,) = [heading.position for heading in table.headings if heading.field is Field.FULL_NAME]
        found += [row.cells[at] for row in table.rows]
    return found


def as_expected(person: PersonRow) -> Expected:
    """Return a person that was read, in the form in which the lists expect it."""
    return Expected(
        row=person.row,
        sheet=person.sheet,
        name=person.full_name,
        birth=str(person.birth_date or person.birth_year or ""),
        sex=person.sex.value if person.sex else "",
        phone=person.phone or "",
        personal_id=person.personal_id or "",
        village=NAMES.get(person.place_id or 0, ""),
        guardian=person.guardian_name,
        steps=person.steps,
        problems=tuple(Problem(issue.code, issue.heading, issue.value) for issue in person.issues),
        outcome="rejected" if person.refused else "accepted",
    )


def comparable(expected: Expected, found: Expected) -> Expected:
    """Return what was expected with the values of the issues that nobody wrote down, in one order."""
    values = {(problem.code, problem.column): problem.value for problem in found.problems}
    problems = (
        problem._replace(value=values.get((problem.code, problem.column))) if problem.value is None else problem
        for problem in expected.problems
    )
    # Who is in the list twice, only the database tells.
    outcome = "accepted" if expected.outcome == "duplicate" else expected.outcome
    return replace(expected, problems=tuple(sorted(problems, key=str)), outcome=outcome)


@every_list
def test_a_list_becomes_the_people_in_it(sample: Sample) -> None:
    default = PLACE_IDS[sample.place] if sample.place else None
    here = [place for place in PLACES if place.id != THON_3_NEXT]
    on = replace(ground(default=default), steps=STEPS, places=here)
    found = [as_expected(person) for person in read_people(tables=layout_of(sample).tables, ground=on)]
    assert [(one.sheet, one.row, one.name) for one in found] == [(e.sheet, e.row, e.name) for e in sample.people]
    for one, expected in zip(found, sample.people, strict=True):
        assert replace(one, problems=tuple(sorted(one.problems, key=str))) == comparable(expected, one)


@every_list
def test_the_columns_of_a_list_are_found(sample: Sample) -> None:
    layout = layout_of(sample)
    assert layout.columns() == sample.columns
    assert layout.unknown == sample.unknown
    assert [(issue.sheet, issue.row, issue.heading) for issue in layout.issues] == list(sample.dropped)
    assert {issue.code for issue in layout.issues} <= {"column_dropped"}


@every_list
def test_what_is_not_collected_is_nowhere(sample: Sample) -> None:
    kept = repr(layout_of(sample).tables)
    for word in ("Ê Đê", "Kinh", "Tin lành", "Phật giáo", "Nùng", "Dao'", "Người cao tuổi", "Khuyết tật", "Đơn thân"):
        assert word not in kept


HEADER: list[Cell] = ["STT", "Họ và tên", "Ngày sinh", "SĐT", "Thôn"]


def living_in(*villages: Cell) -> list[list[Cell]]:
    """Return rows of people under HEADER, one a village."""
    return [[n, f"Lê Văn {n}", "1980", None, village] for n, village in enumerate(villages)]


def test_a_file_without_a_header_is_refused_whole() -> None:
    with pytest.raises(CampaignError, match="header_missing"):
        laid_out(["1", "Nguyễn Văn An", "05/03/1980", "0912345678"], ["2", "Lê Thị Bình", "1985", ""])
    with pytest.raises(CampaignError, match="header_missing"):
        laid_out(["DANH SÁCH HỌ TÊN CÔNG DÂN"], ["Thôn, buôn", "Số hộ", "Số người"], ["Buôn Jung", 20, 80])


def test_a_sheet_without_a_header_is_named_and_the_others_are_read() -> None:
    sheets = (
        RawSheet(name="Bìa", rows=[["BÁO CÁO"]]),
        RawSheet(name="Trống", rows=[]),
        RawSheet(name="DS", rows=[HEADER, [1, "Nguyễn Văn An", "1980", None, "Thôn 3"]]),
    )
    layout = tables_of(file=RawFile(name="x.xlsx", file_hash="", sheets=sheets), steps=STEPS)
    assert [table.sheet for table in layout.tables] == ["DS"]
    assert layout.without_header == ("Bìa",)


def test_a_clerks_own_mapping_wins() -> None:
    rows: list[list[Cell]] = [["Công dân số", "Ghi chú", "Mã 2", "Hỗ trợ"], ["Lê Văn A", "0912345678", "B12", "x"]]
    mapping = {"Công dân số": "full_name", "ghi chu": "phone", "ma 2": "", "ho tro": "eid_level2:day"}
    layout = laid_out(*rows, mapping=mapping)
    assert layout.columns() == {"full_name": ("Công dân số",), "phone": ("Ghi chú",), "eid_level2": ("Hỗ trợ",)}
    assert [(h.field, h.step, h.of_day) for h in layout.tables[0].headings][2:] == [
        (Field.IGNORED, None, False),
        (None, "eid_level2", True),
    ]
    assert layout.unknown == ()


def test_no_mapping_brings_in_what_is_not_collected() -> None:
    mapping = {"Dân tộc": "guardian_name", "Tên": "sensitive", "SĐT": "a_step_of_another_campaign"}
    layout = laid_out(["Họ và tên", "Dân tộc", "SĐT"], ["Lê Văn A", "Ê Đê", "0912345678"], mapping=mapping)
    assert layout.columns() == {"full_name": ("Họ và tên",), "phone": ("SĐT",)}
    assert [(issue.code, issue.heading, issue.value) for issue in layout.issues] == [("column_dropped", "Dân tộc", "")]
    assert layout.tables[0].rows[0].cells == ("Lê Văn A", None, "0912345678")


def test_nt_is_the_cell_above_but_a_village_ends_with_its_band() -> None:
    layout = laid_out(
        HEADER,
        [1, "Lê Văn A", "1/1/1980", "0912345678", "Thôn 3"],
        [2, "Lê Văn B", "nt", '"', "-nt-"],
        ["II", "Buôn Pan", None, None, None],
        [1, "Lê Văn C", "như trên", "0912345679", "nt"],
    )
    rows = layout.tables[0].rows
    assert rows[1].cells == (2, "Lê Văn B", "1/1/1980", "0912345678", "Thôn 3")
    assert rows[2].cells == (1, "Lê Văn C", "1/1/1980", "0912345679", None)
    assert [row.band for row in rows] == ["", "", "Buôn Pan"]


def test_a_village_named_once_holds_for_those_below() -> None:
    layout = laid_out(HEADER, *living_in("Thôn 3", None, "", "Thôn 5", None))
    assert [row.cells[4] for row in layout.tables[0].rows] == ["Thôn 3", "Thôn 3", "Thôn 3", "Thôn 5", "Thôn 5"]


def test_a_hole_in_a_written_out_column_stays_a_hole() -> None:
    holed = ["Thôn 3", "Thôn 3", None, "Thôn 3", "Thôn 5"]
    layout = laid_out(HEADER, *living_in(*holed))
    assert [row.cells[4] for row in layout.tables[0].rows] == holed


@pytest.mark.parametrize(
    "row",
    [
        ["", "Tổng cộng: 12 người", "", ""],
        ["", "Cộng", 12, 30],
        ["Tổng số", None, None, 25],
        [1, 2, 3, 4],
        ["(1)", "(2)", "(3)", "(4)=(2)+(3)"],
        ["A", "B", 1, 2],
        [17, None, None, None],
        [None, "   ", "\u00a0", None],
        ["Ghi chú: mỗi người một dòng", None, None, None],
        ["I", "Khối thôn, buôn", None, None],
        ["", "Hộ nghèo", None, None],
        ["A", "Dân tộc Kinh", None, None],
    ],
)
def test_what_is_no_person_is_passed_over(row: list[Cell]) -> None:
    layout = laid_out(HEADER[:4], [1, "Lê Văn A", "1980", None], row, [2, "Lê Văn B", "1981", None])
    assert names(layout) == ["Lê Văn A", "Lê Văn B"]
    assert layout.tables[0].skipped == 1
    assert {row.band for row in layout.tables[0].rows} == {""}


@pytest.mark.parametrize(
    ("row", "band"),
    [
        (["Buôn Jung"], "Buôn Jung"),
        (["", "THÔN 3 (25 hộ)"], "THÔN 3"),
        (["II", "Tổ dân phố 5"], "Tổ dân phố 5"),
        (["2", "Buôn Jung", "", "45"], "Buôn Jung"),
        (["I. Buôn Jung: 45 người"], "Buôn Jung"),
        (["Đơn vị: Buôn Jung"], "Buôn Jung"),
        (["Thôn: 3"], "Thôn 3"),
        (["B", "Trường THCS Nguyễn Trãi"], "Trường THCS Nguyễn Trãi"),
        (["III", "Jung"], "Jung"),
        (["", "bu\u006f\u0302n Jung"], "buôn Jung"),
    ],
)
def test_a_band_names_where_those_below_live(row: list[Cell], band: str) -> None:
    layout = laid_out(HEADER[:4], [1, "Lê Văn A", "1980", None], row, [1, "Lê Văn B", "1981", None])
    assert [(name, row.band) for name, row in zip(names(layout), layout.tables[0].rows, strict=True)] == [
        ("Lê Văn A", ""),
        ("Lê Văn B", band),
    ]


@pytest.mark.parametrize(
    "row",
    [
        [2, "Tống Thị Cộng", "1980", None],
        [2, "Bàn Thị Hoa", None, None],
        ["", "Lang Văn Tổng", "", "0912345678"],
        [2, "Ky Văn B", None, None],
        [2, "H’Then", None, None],
        ["2.", "Đặng Chủ Tịch", None, None],
        [None, None, date(1980, 1, 1), "0912345678"],
    ],
)
def test_nobody_is_passed_over_for_a_name(row: list[Cell]) -> None:
    layout = laid_out(HEADER[:4], [1, "Lê Văn A", "1980", None], row)
    assert len(layout.tables[0].rows) == 2


def test_whoever_signs_is_not_in_the_list() -> None:
    layout = laid_out(
        HEADER[:4],
        [1, "Lê Văn A", "1980", None],
        [None, None, "Krông Pắc, ngày 05 tháng 3 năm 2026", None],
        [None, "TRƯỞNG BUÔN", None, "KT. CHỦ TỊCH"],
        [None, "Y Mẫu Niê", None, "Lê Mẫu"],
        [None, "Y Mẫu Niê", None, None],
    )
    assert names(layout) == ["Lê Văn A"]


def test_a_list_that_goes_on_behind_a_signature_is_read_on() -> None:
    layout = laid_out(
        HEADER[:4],
        [1, "Lê Văn A", "1980", None],
        [None, "NGƯỜI LẬP", None, None],
        [None, "Y Mẫu Niê", None, None],
        ["Buôn Pan", None, None, None],
        [1, "Lê Văn B", "1981", None],
    )
    assert names(layout) == ["Lê Văn A", "Lê Văn B"]
    assert layout.tables[0].rows[1].band == "Buôn Pan"


@pytest.mark.parametrize(
    ("cells", "field"),
    [(["x", None, "x"], Field.SEX_MALE), (["1/2/1980", 1972, None], Field.BIRTH_MALE)],
)
def test_the_cells_tell_a_mark_from_a_birth_date(cells: list[Cell], field: Field) -> None:
    layout = laid_out(["Họ tên", "Nam", "Nữ"], *(["Lê Văn A", cell, None if cell else "x"] for cell in cells))
    assert layout.tables[0].headings[1].field is field


@pytest.mark.parametrize(
    ("number", "known"), [("066080001234", True), ("66080001234", True), ("6612345601", False), ("HS-0012", False)]
)
def test_a_number_of_whatever_is_a_personal_id_only_by_its_cells(number: str, known: bool) -> None:  # noqa: FBT001
    layout = laid_out(["Họ tên", "Mã định danh"], ["Lê Văn A", number])
    assert ("personal_id" in layout.columns()) is known


def test_a_status_of_nobody_knows_what_is_left_to_the_clerk() -> None:
    layout = laid_out(["Họ tên", "Tình trạng", "Ngày"], ["Lê Văn A", "Đang ở nhà", "1/11/2026"])
    assert layout.unknown == ("Tình trạng", "Ngày")


def test_a_sheet_of_any_name_may_be_a_village_but_not_the_first_of_excel() -> None:
    villages = [laid_out(HEADER[:2], [1, "Lê Văn A"], name=name).tables[0].village for name in ("Jung", "Sheet1", None)]
    assert villages == ["Jung", "", ""]


def test_a_header_without_names_is_shown_so_that_a_clerk_can_point_them_out() -> None:
    rows: list[list[Cell]] = [["TT", "Người được cấp", "Năm sinh", "SĐT"], [1, "Lê Văn A", 1980, "0912345678"]]
    layout = laid_out(*rows)
    assert layout.unknown == ("Người được cấp",)
    assert len(layout.tables[0].rows) == 1
    assert names(laid_out(*rows, mapping={"nguoi duoc cap": "full_name"})) == ["Lê Văn A"]


@pytest.mark.parametrize(
    ("title", "band"),
    [
        ("DANH SÁCH NHÂN KHẨU BUÔN JUNG, XÃ KRÔNG PẮC", "BUÔN JUNG"),
        ("Danh sách công dân Tổ dân phố 5 (tính đến 5/3/2026)", "Tổ dân phố 5"),
        ("TỔNG HỢP THEO THÔN, BUÔN NĂM 2026", ""),
        ("DANH SÁCH HỘ DÂN CÁC BUÔN ĐỒNG BÀO", ""),
        ("TRƯỜNG THCS NGUYỄN TRÃI", ""),
    ],
)
def test_a_title_that_ends_with_a_village_names_it(title: str, band: str) -> None:
    layout = laid_out([title], HEADER[:4], [1, "Lê Văn A", "1980", None])
    assert [row.band for row in layout.tables[0].rows] == [band]


def test_a_running_number_in_the_cell_of_the_name_is_no_part_of_it() -> None:
    layout = laid_out(["Họ tên", "Năm sinh"], ["1. Lê Văn A", 1980], ["2)Y Then", None], ["II. Buôn Pan"], ["3", 1980])
    assert names(layout) == ["Lê Văn A", "Y Then", "3"]
    assert layout.tables[0].rows[2].band == "Buôn Pan"


def test_answers_that_are_titles_elsewhere_begin_no_table() -> None:
    layout = laid_out(
        ["STT", "Họ và tên chủ hộ", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Giới tính"],
        ["1", "Lê Văn A", "Lê Văn A", "Chủ hộ", "1970", "Nam"],
        [None, None, "Hoàng Thị B", "Chủ hộ", None, "Nữ"],
        [3, None, "Họ và tên", "Con", None, None],
    )
    assert len(layout.tables) == 1
    assert names(layout) == ["Lê Văn A", "Hoàng Thị B", "Họ và tên"]
    assert layout.columns()["household"] == ("Họ và tên chủ hộ",)


def test_the_counts_of_subtotals_do_not_make_marks_of_birth_dates() -> None:
    counted: list[list[Cell]] = [["I", "Buôn Jung", 2, 1], [None, "Cộng", 1, "1"], ["II", "Thôn 3", 12, 9]]
    layout = laid_out(["STT", "Họ tên", "Nam", "Nữ"], counted[0], [1, "Lê Văn A", "1970"], *counted[1:])
    assert layout.tables[0].headings[2].field is Field.BIRTH_MALE


def test_a_family_lives_where_its_first_row_says() -> None:
    layout = laid_out(
        ["STT hộ", "Họ và tên", "Năm sinh", "Thôn"],
        [1, "Lê Văn A", 1970, "Thôn 3"],
        [2, "Lê Văn B", 1971, "Thôn 3"],
        [None, "Lê Thị C", 1972, None],
        [3, "Lê Văn D", 1973, None],
    )
    assert [row.cells[::3] for row in layout.tables[0].rows] == [(1, "Thôn 3"), (2, "Thôn 3"), (2, "Thôn 3"), (3, None)]


def test_people_live_where_they_stay_and_not_where_they_are_registered() -> None:
    layout = laid_out(
        ["Họ tên", "Hộ khẩu thường trú", "Chỗ ở hiện nay"],
        ["Lê Văn A", "Thôn 5, xã Ea Phê", "Thôn 3"],
        ["Lê Văn B", "Buôn Pan", None],
    )
    (table,) = layout.tables
    places = [h.position for h in table.headings if h.field is Field.VILLAGE]
    assert [[row.cells[at] for at in places] for row in table.rows] == [["Thôn 3"], ["Buôn Pan"]]
    assert layout.columns()["village"] == ("Hộ khẩu thường trú", "Chỗ ở hiện nay")


def test_a_village_column_comes_before_every_address() -> None:
    layout = laid_out(["Họ tên", "Nơi thường trú", "Thôn"], ["Lê Văn A", "Thôn 5, xã Ea Phê", "Thôn 3"])
    assert layout.columns()["village"] == ("Thôn",)


def test_a_hostile_sheet_of_endless_columns_and_merges_is_read_by_its_first_columns() -> None:
    titles: list[Cell] = ["Họ tên", "Năm sinh", *["Nam"] * 16_000, "SĐT"]
    person: list[Cell] = ["Lê Văn A", 1980, *[None] * 16_000, "0912345678"]
    rows = [titles, person, person, person]
    merged = tuple((0, column, 1_048_575, column) for column in range(1, 16_000))
    sheet = RawSheet(name="DS", rows=rows, merged=merged)
    layout = tables_of(file=RawFile(name="x.xlsx", file_hash="", sheets=(sheet,)), steps=STEPS)
    assert names(layout) == ["Lê Văn A"] * 3
    assert "phone" not in layout.columns()


def test_nt_all_the_way_down_is_the_first_cell() -> None:
    below: list[list[Cell]] = [[n, "Lê Văn B", "nt", "nt", "nt"] for n in range(2, 9)]
    layout = laid_out(HEADER, [1, "Lê Văn A", "1980", None, "Thôn 3"], *below)
    assert {row.cells[2:] for row in layout.tables[0].rows[1:]} == {("1980", "nt", "Thôn 3")}
