"""Tables of a report as Word knows them: heads that are repeated on every page, numbers on the right, rows kept whole.

They are written as markup at once: cell by cell, thousands of places would take minutes.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from campaign.reports.administrative.blocks import Align, Column, Row, Table

_TWIPS: Final = 56.6929
"""Twentieths of a point in a mm."""

_WITH_TOTAL: Final = 4
_ALIGN: Final = {"left": "left", "center": "center", "right": "right"}
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def draw_table(document: WordDocument, table: Table, *, width: float, style: str) -> None:
    """Add a table of a width in mm, its cells in a paragraph style, before the section's end."""
    style_id = document.styles[style].style_id or "Normal"
    body: Any = document.element.body
    body.insert_element_before(_markup(table, width, style_id), "w:sectPr")


def _markup(table: Table, width: float, style: str) -> Any:  # noqa: ANN401 - an element of lxml
    widths = _widths(table.columns, width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    rows = _heads(table.columns, widths, style)
    # The total never stands alone on a page: the rows before it are kept with it.
    last = len(table.rows) - _WITH_TOTAL
    rows += "".join(
        _row(row, table.columns, widths, style, keep=last <= n < len(table.rows) - 1)
        for n, row in enumerate(table.rows)
    )
    # A clerk's screen reader is told the table's name (w:tblCaption).
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{escape(table.caption, {chr(34): "&quot;"})}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _widths(columns: tuple[Column, ...], width: float) -> list[int]:
    whole = sum(column.share for column in columns)
    return [round(width * column.share / whole * _TWIPS) for column in columns]


def _heads(columns: tuple[Column, ...], widths: list[int], style: str) -> str:
    if not any(column.group for column in columns):
        cells = "".join(
            _cell(column.head, one, style, "center", bold=True) for column, one in zip(columns, widths, strict=True)
        )
        return _head_row(cells)
    above, below = "", ""
    position = 0
    for group, members in itertools.groupby(columns, key=lambda column: column.group):
        found = tuple(members)
        own = widths[position : position + len(found)]
        position += len(found)
        if group:
            above += _cell(group, sum(own), style, "center", bold=True, span=len(found))
            below += "".join(
                _cell(column.head, one, style, "center", bold=True) for column, one in zip(found, own, strict=True)
            )
            continue
        for column, one in zip(found, own, strict=True):
            above += _cell(column.head, one, style, "center", bold=True, merge='<w:vMerge w:val="restart"/>')
            below += _cell("", one, style, "center", merge="<w:vMerge/>")
    return _head_row(above) + _head_row(below)


def _head_row(cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: tuple[Column, ...], widths: list[int], style: str, *, keep: bool) -> str:
    bold = row.kind != "plain"
    if row.kind == "band":
        # A band is never the last line of a page.
        cells = _cell(row.cells[0], sum(widths), style, "left", bold=True, span=len(columns), keep=True)
    else:
        cells = "".join(
            _cell(text, one, style, column.align, bold=bold, keep=keep)
            for text, one, column in zip(row.cells, widths, columns, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(
    text: str,
    width: int,
    style: str,
    align: Align,
    *,
    bold: bool = False,
    span: int = 1,
    merge: str = "",
    keep: bool = False,
) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    kept = "<w:keepNext/>" if keep else ""
    run = f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}<w:jc w:val="{_ALIGN[align]}"/></w:pPr>{run}</w:p></w:tc>'
    )
