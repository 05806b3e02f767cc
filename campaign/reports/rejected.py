"""The refused rows of an import as the same sheets with a column "Lý do": a clerk mends them and imports them again.

What is not collected does not come back. A column that was only understood by what stood around it (a banner, a second
header row, a band) is named so that it is understood alone.
"""

from __future__ import annotations

import io
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

import xlsxwriter

from campaign.domain.imports.columns import Field
from campaign.domain.imports.headings import Dictionary
from campaign.domain.names import fold
from campaign.domain.vocabulary import Severity
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.issues import issue_text
from campaign.reports.sheets import sheet_name
from campaign.reports.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from campaign.domain.imports.columns import Heading, SourceRow, SourceTable
    from campaign.domain.imports.issues import RowIssue
    from campaign.domain.imports.sheets import Cell

# Vietnamese in both languages: this is how the lists are headed, and the importer finds them by these words.
_PLAIN: Final = {
    Field.FULL_NAME: "Họ và tên",
    Field.BIRTH_DATE: "Ngày, tháng, năm sinh",
    Field.BIRTH_YEAR: "Năm sinh",
    Field.BIRTH_MALE: "Ngày, tháng, năm sinh / Nam",
    Field.BIRTH_FEMALE: "Ngày, tháng, năm sinh / Nữ",
    Field.PHONE: "Số điện thoại",
    Field.PERSONAL_ID: "Số CCCD",
    Field.VILLAGE: "Thôn, buôn",
}
_REASON: Final = "Lý do"
_LEFT_OUT: Final = frozenset({Field.SENSITIVE, Field.JOINED})
_PLACES: Final = frozenset({Field.VILLAGE, Field.PLACE_CODE, Field.VILLAGE_LOCAL_CODE})
_ALONE: Final = Dictionary.of(steps=(), mapping={})
_DATES: Final = "dd/mm/yyyy"
# Before that day a sheet of Excel has no dates.
_FIRST_YEAR: Final = 1901
_WIDTHS: Final = (8, 32)
_REASON_WIDTH: Final = 60


class _Pen(NamedTuple):
    """The formats of one workbook."""

    head: Format
    date: Format
    number: Format
    reason: Format


def rejected_workbook(*, tables: Sequence[SourceTable], issues: Iterable[RowIssue]) -> bytes:
    """Return an .xlsx file of refused rows.

    `tables` are those of the dry run with the refused rows only; `issues` are its issues, of which the errors say why.
    """
    reasons = _reasons(issues)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False}) as book:
        pen = _Pen(
            head=book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            date=book.add_format({"num_format": _DATES}),
            number=book.add_format({"num_format": "0"}),
            reason=book.add_format({"text_wrap": True, "valign": "top"}),
        )
        taken: set[str] = set()
        for sheet, found in groupby(tables, key=lambda table: table.sheet):
            page = book.add_worksheet(sheet_name(sheet or _("Refused rows"), taken=taken))
            at = 0
            for table in found:
                at = _write_table(page, pen, at, table, reasons)
    return file.getvalue()


def write_rejected(*, tables: Sequence[SourceTable], issues: Iterable[RowIssue], path: Path) -> int:
    """Write the refused rows to an .xlsx file and return their number.

    Raises `rejected_not_xlsx` for another ending, `file_not_writable` when the folder refuses.
    """
    if path.suffix.lower() != ".xlsx":
        raise CampaignError("rejected_not_xlsx", name=path.name)
    with whole_file(path) as unfinished:
        unfinished.write_bytes(rejected_workbook(tables=tables, issues=issues))
    return sum(len(table.rows) for table in tables)


def _reasons(issues: Iterable[RowIssue]) -> Mapping[tuple[str | None, int | None], str]:
    """Return why each row was refused, in the current language, by its sheet and Excel row."""
    found: dict[tuple[str | None, int | None], list[str]] = {}
    for issue in issues:
        if issue.severity is Severity.ERROR:
            sentence = issue_text(code=issue.code, value=issue.value)
            told = f"{issue.heading}: {sentence}" if issue.heading else sentence
            found.setdefault((issue.sheet, issue.row), []).append(told)
    return {row: "\n".join(told) for row, told in found.items()}


def _write_table(
    page: Worksheet, pen: _Pen, at: int, table: SourceTable, reasons: Mapping[tuple[str | None, int | None], str]
) -> int:
    """Write one table from a row of the sheet on; return where the next one may begin."""
    if not table.rows:
        return at
    headings = [heading for heading in table.headings if heading.field not in _LEFT_OUT and not _is_reason(heading)]
    # A name that no sheet of Excel may bear stands beside its rows, like a band.
    village = "" if page.name == table.sheet else table.village
    banded = any(row.band or village for row in table.rows) and not any(h.field in _PLACES for h in headings)
    titles = [_title(heading) for heading in headings] + [_PLAIN[Field.VILLAGE]] * banded + [_REASON]
    for column, title in enumerate(titles):
        page.write_string(at, column, title, pen.head)
        if at == 0:
            page.set_column(column, column, max(_WIDTHS[0], min(_WIDTHS[1], len(title) + 4)))
    page.set_column(len(titles) - 1, len(titles) - 1, _REASON_WIDTH)
    if at == 0:
        page.freeze_panes(1, 0)
    for row in table.rows:
        at += 1
        for column, heading in enumerate(headings):
            _write_cell(page, pen, at, column, _cell(row, heading))
        if banded:
            page.write_string(at, len(headings), row.band or village)
        page.write_string(at, len(titles) - 1, reasons.get((table.sheet, row.number), "–"), pen.reason)
    return at + 2


def _title(heading: Heading) -> str:
    """Return a heading that is understood without its neighbours: its own where it is."""
    read = _ALONE.read(heading.title)
    if heading.step and read.field in {Field.STATUS, Field.STATUS_DAY}:
        return f"{'Ngày' if heading.of_day else 'Tình trạng'} {heading.step}"
    same = read.field is heading.field and not read.doubtful and not read.head
    return heading.title if same or heading.field is None else _PLAIN.get(heading.field, heading.title)


def _is_reason(heading: Heading) -> bool:
    """Whether a column holds the reasons of an earlier time: it is written anew."""
    return fold(heading.title) == fold(_REASON)


def _cell(row: SourceRow, heading: Heading) -> Cell:
    cell = row.cells[heading.position] if heading.position < len(row.cells) else None
    return row.band if heading.field is Field.VILLAGE and cell is None and row.band else cell


def _write_cell(page: Worksheet, pen: _Pen, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        # Without a format of its own Excel shows a personal id as 6,6E+10.
        page.write_number(row, column, cell, pen.number if float(cell).is_integer() else None)
    elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        page.write_datetime(row, column, cell, pen.date)
    elif cell is not None:
        page.write_string(row, column, f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell))
