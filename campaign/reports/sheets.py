"""Tables out of the house: CSV that Excel in Vietnam opens with a double click, and XLSX with frozen heads.

A cell that a spreadsheet would run as a formula is written as text; rows are streamed, so that length costs no memory.
"""

from __future__ import annotations

import csv
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from campaign.errors import CampaignError
from campaign.reports.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | None
MAX_ROWS = 1_048_575
"""How many rows a sheet of Excel has below its head."""

_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Excel and its kin run a cell that begins with one of these (OWASP, "CSV Injection").
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table about to be written: its heads, and its rows one after another."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_sheet(*, sheet: Sheet, path: Path, separator: str = ",") -> int:
    """Write a table to a `.csv` or `.xlsx` file and return the number of rows; a half-written file never stays.

    `separator` parts the cells of a CSV. Where Excel's list separator is the semicolon (a country that writes 0,6),
    only ";" opens in columns by a double click; fractions are then written with a comma.

    Raises `CampaignError("file_kind_unknown")` for another ending, `file_not_writable` when the folder refuses.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        raise CampaignError("file_kind_unknown", name=path.name)
    with whole_file(path) as unfinished:
        return _write_csv(sheet, unfinished, separator) if ending == ".csv" else _write_xlsx(sheet, unfinished)


def sheet_name(name: str, *, taken: set[str]) -> str:
    """Return a name that a sheet of Excel may bear and that none of `taken` bears yet; it is added to them."""
    allowed = _NOT_IN_SHEET_NAMES.sub(" ", name)[:_SHEET_NAME].strip(" '") or "1"
    numbered = (f"{allowed[: _SHEET_NAME - 5].strip()} ({n})" for n in itertools.count(2))
    free = next(name for name in itertools.chain([allowed], numbered) if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _write_csv(sheet: Sheet, path: Path, separator: str) -> int:
    n = 0
    # With a byte-order mark Excel reads UTF-8; without one it shows mojibake.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(sheet.heads)
        for row in sheet.rows:
            cells = [_harmless(cell) for cell in row]
            if separator == ";":
                cells = [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in cells]
            writer.writerow(cells)
            n += 1
    return n


def _write_xlsx(sheet: Sheet, path: Path) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    n = 0
    taken: set[str] = set()
    with xlsxwriter.Workbook(path, options) as book:
        page = _new_page(book, sheet, taken)
        for n, row in enumerate(sheet.rows, start=1):
            at = (n - 1) % MAX_ROWS + 1
            if at == 1 and n > 1:
                # Excel has no more rows on a sheet, and what is beyond would be lost without a word.
                page = _new_page(book, sheet, taken)
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(at, column, cell)
                elif cell is not None:
                    page.write_number(at, column, cell)
    return n


def _new_page(book: xlsxwriter.Workbook, sheet: Sheet, taken: set[str]) -> Worksheet:
    page = book.add_worksheet(sheet_name(sheet.name, taken=taken))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head, bold)
        page.set_column(column, column, max(10, min(32, len(head) + 2)))
    return page


def _harmless(cell: Cell) -> Cell:
    """Return text that no spreadsheet runs; a phone in E.164 keeps its plus sign, digits alone are no formula."""
    if not isinstance(cell, str) or not cell.startswith(_DANGEROUS):
        return cell
    return cell if cell[0] == "+" and cell[1:].isdigit() else f"'{cell}"
