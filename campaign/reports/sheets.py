"""Tables out of the house: CSV that Excel in Vietnam opens with a double click, and XLSX with frozen heads.

A cell that a spreadsheet would run as a formula is written as text; rows are streamed, so that length costs no memory.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Cell = str | int | float | None
# Excel and its kin run a cell that begins with one of these (OWASP, "CSV Injection").
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table about to be written: its heads, and its rows one after another."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_sheet(*, sheet: Sheet, path: Path) -> int:
    """Write a table to a `.csv` or `.xlsx` file and return the number of rows; a half-written file never stays.

    Raises `CampaignError("file_kind_unknown")` for another ending, `file_not_writable` when the folder refuses.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise CampaignError("file_kind_unknown", name=path.name)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        n = writer(sheet, unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise CampaignError("file_not_writable", path=str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return n


def _write_csv(sheet: Sheet, path: Path) -> int:
    n = 0
    # With a byte-order mark Excel reads UTF-8; without one it shows mojibake.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.heads)
        for row in sheet.rows:
            writer.writerow([_harmless(cell) for cell in row])
            n += 1
    return n


def _write_xlsx(sheet: Sheet, path: Path) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    n = 0
    with xlsxwriter.Workbook(path, options) as book:
        page = book.add_worksheet(sheet.name[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        page.freeze_panes(1, 0)
        for column, head in enumerate(sheet.heads):
            page.write_string(0, column, head, bold)
            page.set_column(column, column, max(10, min(32, len(head) + 2)))
        for n, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(n, column, cell)
                elif cell is not None:
                    page.write_number(n, column, cell)
    return n


def _harmless(cell: Cell) -> Cell:
    """Return text that no spreadsheet runs; a phone in E.164 keeps its plus sign, digits alone are no formula."""
    if not isinstance(cell, str) or not cell.startswith(_DANGEROUS):
        return cell
    return cell if cell[0] == "+" and cell[1:].isdigit() else f"'{cell}"
