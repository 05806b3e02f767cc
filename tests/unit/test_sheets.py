"""Tables as files."""

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest

from campaign.errors import CampaignError
from campaign.reports import sheets
from campaign.reports.sheets import Cell, Sheet, write_sheet

ROWS: list[tuple[Cell, ...]] = [("Buôn Jung", 120, 0.6, None), ("=1+1", -5, 1.5, "")]


def sheet(rows: list[tuple[Cell, ...]] = ROWS) -> Sheet:
    return Sheet(name="bảng", heads=("name", "n", "rate", "more"), rows=rows)


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_sheet(sheet=sheet(), path=path) == 2
    assert cells(path) == [
        ["name", "n", "rate", "more"],
        ["Buôn Jung", "120", "0.6", ""],
        ["'=1+1", "-5", "1.5", ""],
    ]
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"


@pytest.mark.parametrize("cell", ["=1", "+1-1", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "+84 912"])
def test_what_a_spreadsheet_would_run_is_text(tmp_path: Path, cell: str) -> None:
    write_sheet(sheet=sheet([(cell, 0, 0, "")]), path=tmp_path / "out.csv")
    assert cells(tmp_path / "out.csv")[1][0] == f"'{cell}"


@pytest.mark.parametrize("cell", ["+84912345678", "H’Maryam Niê", "", "1.234", "a=b"])
def test_what_is_harmless_stays_as_it_is(tmp_path: Path, cell: str) -> None:
    write_sheet(sheet=sheet([(cell, 0, 0, "")]), path=tmp_path / "out.csv")
    assert cells(tmp_path / "out.csv")[1][0] == cell


def test_xlsx_holds_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert write_sheet(sheet=sheet(), path=path) == 2
    with zipfile.ZipFile(path) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "<v>120</v>" in page
    assert 'state="frozen"' in page


def test_a_csv_for_an_excel_whose_list_separator_is_the_semicolon(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_sheet(sheet=sheet([("a;b", 120, 0.6, "1.9")]), path=path, separator=";")
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["name;n;rate;more", '"a;b";120;0,6;1.9']


def test_what_one_sheet_of_excel_cannot_hold_goes_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    path = tmp_path / "out.xlsx"
    assert write_sheet(sheet=sheet([(f"name {n}", n, 0.5, "") for n in range(5)]), path=path) == 5
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["bảng", "bảng (2)", "bảng (3)"]
    assert [[row[0] for row in page.values] for page in book.worksheets] == [
        ["name", "name 0", "name 1"],
        ["name", "name 2", "name 3"],
        ["name", "name 4"],
    ]


def test_an_ending_that_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="file_kind_unknown"):
        write_sheet(sheet=sheet(), path=tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="file_not_writable"):
        write_sheet(sheet=sheet(), path=tmp_path / "no" / "out.csv")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_that_break_off_leave_the_old_file_and_no_half_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    path.write_text("old")

    def broken() -> list[tuple[Cell, ...]]:
        raise RuntimeError

    class Rows(list[tuple[Cell, ...]]):
        def __iter__(self) -> object:  # type: ignore[override]
            yield ("a", 1, 1, "")
            broken()

    with pytest.raises(RuntimeError):
        write_sheet(sheet=sheet(Rows()), path=path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
