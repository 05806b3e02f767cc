"""Refused rows as a file that can be mended and imported again. The people are made up."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from campaign.domain.imports.columns import Field, SourceTable
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.layout import Layout, tables_of
from campaign.domain.imports.sheets import Cell
from campaign.domain.templates import template
from campaign.domain.vocabulary import IndicatorKind
from campaign.errors import CampaignError
from campaign.reports.rejected import rejected_workbook, write_rejected
from campaign.reports.sheets import sheet_name
from campaign.services.imports.reader import read_file

STEPS = [step for step in template("digital_citizen_2026").indicators if step.kind is IndicatorKind.STEP]
Rows = Sequence[Sequence[Cell]]


def layout(sheets: dict[str, Rows], *, merged: str = "") -> Layout:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    page.write(at, column, cell, day if isinstance(cell, date) else None)
            if merged:
                page.merge_range(merged, rows[0][0])
    return again(file.getvalue())


def again(content: bytes) -> Layout:
    return tables_of(file=read_file(name="a.xlsx", content=content), steps=STEPS)


def mended(tables: Sequence[SourceTable], *issues: RowIssue) -> Layout:
    return again(rejected_workbook(tables=tables, issues=issues))


def told(table: SourceTable) -> list[dict[str, object]]:
    """Return what the rows of a table say, by what the columns mean."""
    unsaid = {Field.NUMBER, Field.IGNORED, Field.SENSITIVE, Field.JOINED, Field.VILLAGE}
    meant = [h for h in table.headings if h.step or (h.field and h.field not in unsaid)]
    villages = [h.position for h in table.headings if h.field is Field.VILLAGE]
    return [
        {
            **{f"{h.step or h.field}{':day' * h.of_day}": row.cells[h.position] for h in meant},
            "where": next((row.cells[position] for position in villages), None) or row.band or table.village,
        }
        for row in table.rows
    ]


BANDED: Rows = [
    ["DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ"],
    [],
    ["STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Dân tộc", "SĐT", "Tình trạng", "Ngày"],
    [None, None, "Nam", "Nữ", None, None, None, None],
    ["I", "Buôn Jung"],
    [1, "Y Siên Ayŭn", "31/02/1980", None, "Ê Đê", "0912345678", "đã kích hoạt", date(2026, 11, 20)],
    [2, "H’Maryam Niê", None, date(1994, 3, 12), "Ê Đê", 912345679, None, None],
    ["II", "Thôn 2"],
    [1, "Nguyễn Văn Bình", 1972, None, "Kinh", "nt", "chưa kích hoạt", None],
]
PIECES: Rows = [
    ["STT", "Họ và chữ đệm", "Tên", "Ngày sinh", "Tháng sinh", "Năm sinh", "Số CCCD", "Thôn", "Điện thoại", "Zalo"],
    [1, "Trần Thị", "Hường", 31, 2, 1980, 66194001234, "Thôn 2", "0912345678", "0987654321"],
    [2, "Lê Văn", "Đạt", None, None, 1961, "066061001234", "Thôn 99", None, None],
]
MARKS: Rows = [
    ["Họ và tên", "Nam", "Nữ", "Địa chỉ"],
    ["Y Phê Kpă", "x", None, "Buôn Jung, xã Krông Pắc"],
    ["H’Lan Kpă", None, "x", "nt"],
]
VILLAGE: Rows = [["STT", "Họ tên", "Sinh năm"], [1, "Đỗ Thị Yến", "sinh năm 1985"], [2, "Phạm Ngọc Ánh", "31/13/1990"]]


@pytest.mark.parametrize("rows", [BANDED, PIECES, MARKS, VILLAGE], ids=["banded", "pieces", "marks", "village"])
def test_every_shape_says_the_same_when_it_comes_back(rows: Rows) -> None:
    before = layout({"Buôn Jung": rows}).tables
    after = mended(before).tables
    assert len(before) == len(after) == 1
    assert len(before[0].rows) >= 2
    assert told(after[0]) == told(before[0])
    # And once more: the file of refused rows is itself a list.
    assert [h.title for h in mended(after).tables[0].headings] == [h.title for h in after[0].headings]


def test_what_is_not_collected_does_not_come_back() -> None:
    content = rejected_workbook(tables=layout({"Sheet1": BANDED}).tables, issues=())
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values for cell in row]
    assert not {"Dân tộc", "Ê Đê", "Kinh"} & set(cells)
    assert "Buôn Jung" in cells


def test_each_sheet_keeps_its_name_and_each_row_its_reasons() -> None:
    tables = layout({"Buôn Jung": VILLAGE, "Thôn 2": VILLAGE}).tables
    refused = [replace(table, rows=table.rows[1:]) for table in tables]
    issues = [
        RowIssue("Buôn Jung", 3, "Sinh năm", "birth_date_impossible", "31/13/1990"),
        RowIssue("Buôn Jung", 3, "Họ tên", "name_invalid", "?"),
        RowIssue("Thôn 2", 3, "Sinh năm", "birth_year_only", "1985"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(rejected_workbook(tables=refused, issues=issues)))
    assert book.sheetnames == ["Buôn Jung", "Thôn 2"]
    first, second = (list(page.values) for page in book.worksheets)
    assert first[0] == ("STT", "Họ tên", "Sinh năm", "Lý do")
    assert first[1][:3] == (2, "Phạm Ngọc Ánh", "31/13/1990")
    reason = str(first[1][3])
    assert [line.split(":")[0] for line in reason.splitlines()] == ["Sinh năm", "Họ tên"]
    assert "31/13/1990" in reason
    # What is no error is no reason.
    assert second[1][3] == "–"


def test_a_file_of_refused_rows_has_its_reasons_once() -> None:
    once = mended(layout({"Buôn Jung": VILLAGE}).tables).tables
    titles = [heading.title for heading in mended(once).tables[0].headings]
    assert titles.count("Lý do") == 1


def test_two_tables_of_a_sheet_stand_under_their_own_headings() -> None:
    tables = layout({"Tờ 1": [*VILLAGE, [], ["Họ và tên", "Năm sinh", "SĐT"], ["Lê Văn Đạt", 1961, "091"]]}).tables
    assert len(tables) == 2
    assert [told(table) for table in mended(tables).tables] == [told(table) for table in tables]


def test_a_village_whose_name_no_sheet_may_bear_stands_beside_its_rows() -> None:
    long = "Thôn 2 cũ của xã Ea Yông trước ngày sắp xếp"
    table = replace(layout({"Thôn 2": VILLAGE}).tables[0], sheet=long, village=long)
    assert [row["where"] for row in told(mended([table]).tables[0])] == [long, long]


def test_writing_to_a_folder(tmp_path: Path) -> None:
    tables = layout({"Buôn Jung": VILLAGE}).tables
    assert write_rejected(tables=tables, issues=(), path=tmp_path / "bi-tu-choi.xlsx") == 2
    assert again((tmp_path / "bi-tu-choi.xlsx").read_bytes()).tables
    with pytest.raises(CampaignError, match="rejected_not_xlsx"):
        write_rejected(tables=tables, issues=(), path=tmp_path / "a.csv")
    with pytest.raises(CampaignError, match="file_not_writable"):
        write_rejected(tables=tables, issues=(), path=tmp_path / "no" / "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["bi-tu-choi.xlsx"]


def test_names_of_sheets() -> None:
    taken: set[str] = set()
    names = [sheet_name(name, taken=taken) for name in ("Thôn 1/2", "thôn 1 2", "'", "x" * 40, "X" * 40)]
    assert names == ["Thôn 1 2", "thôn 1 2 (2)", "1", "x" * 31, "X" * 26 + " (2)"]
