"""Writes lists as other programs write them: workbooks by openpyxl and xlwt, .ods and text by hand.

Nothing here comes from the product's own writers, so that a mistake of theirs cannot hide.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.support.old_fonts import windows_1258

Value = str | int | float | bool | date | None
Rows = Sequence[Sequence[Value]]

_ODS_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(
    sheets: Mapping[str, Rows],
    *,
    merged: Mapping[str, Sequence[str]] = {},
    font: str = "",
    hidden_rows: Mapping[str, Sequence[int]] = {},
    hidden_columns: Mapping[str, Sequence[str]] = {},
) -> bytes:
    """Return a workbook; `merged` are ranges like "A1:C1", `font` is that of every cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(row, column)
                cell.value = value
                if font:
                    cell.font = Font(name=font)
        for cells_range in merged.get(name, ()):
            sheet.merge_cells(cells_range)
        for row in hidden_rows.get(name, ()):
            sheet.row_dimensions[row].hidden = True
        for letter in hidden_columns.get(name, ()):
            sheet.column_dimensions[letter].hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls(sheets: Mapping[str, Rows], *, font: str = "Times New Roman") -> bytes:
    """Return a workbook of Excel 97; days carry the format of a day."""
    book = xlwt.Workbook(encoding="utf-8")
    plain = xlwt.easyxf(f"font: name {font}")
    of_day = xlwt.easyxf(f"font: name {font}", num_format_str="dd/mm/yyyy")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value, of_day if isinstance(value, date) else plain)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return an OpenDocument spreadsheet; equal neighbours are written once with a count, as LibreOffice does."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(_ods_row(row) for row in rows)}</table:table>'
        for name, rows in sheets.items()
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        body = f"{_ODS_HEAD}{tables}</office:spreadsheet></office:body></office:document-content>"
        archive.writestr("content.xml", body, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return content.getvalue()


def _ods_row(row: Sequence[Value]) -> str:
    cells = []
    at = 0
    while at < len(row):
        same = 1
        while at + same < len(row) and row[at + same] == row[at] and type(row[at + same]) is type(row[at]):
            same += 1
        repeated = f' table:number-columns-repeated="{same}"' if same > 1 else ""
        cells.append(_ods_cell(row[at], repeated))
        at += same
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _ods_cell(value: Value, repeated: str) -> str:
    if value is None:
        return f"<table:table-cell{repeated}/>"
    if isinstance(value, date):
        said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        said = f'office:value-type="float" office:value="{value}"'
    else:
        said = 'office:value-type="string"'
    return f"<table:table-cell {said}{repeated}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def text(lines: str, *, encoding: str = "utf-8", separator: str = ";", newline: str = "\r\n") -> bytes:
    """Return a table written with bars as text of another separator and encoding."""
    rows = [line.strip().replace("|", separator) for line in lines.strip().splitlines()]
    joined = newline.join(rows) + newline
    return windows_1258(joined) if encoding == "cp1258" else joined.encode(encoding)
