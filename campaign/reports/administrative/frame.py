"""What frames a report: the head with its rules, the title, and below the body recipients and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from campaign.i18n import _
from campaign.reports.administrative.page import (
    BODY,
    CENTER,
    HEAD,
    WIDTH,
    bold_width,
    element_of,
    rule_below,
    write_text,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from campaign.reports.administrative.profiles import Profile

_LEFT: Final = 63
_RIGHT: Final = WIDTH - _LEFT
_SMALLER: Final = BODY - 1
_PART: Final = 0.42
"""A rule is a third to a half as long as the words above it; that of the motto and of the Union's title as long."""

_SIGNING_ROOM: Final = 5
_GAP: Final = 1
"""Between a column's edge and its words, in mm: a long name of an office does not run into the national title."""

_NOTES: Final = 11
_NOTES_HEAD: Final = 12


def draw_head(document: WordDocument, profile: Profile, *, dated: str) -> None:
    """Draw two columns: who issues it, with the number; and the national or the Union's title, with place and date."""
    left, right = _two_columns(document)
    for line in profile.above:
        _line(left, line)
    for line in profile.issuer_lines:
        _line(left, line, bold=True)
    if profile.has_stars:
        _line(left, "***", bold=True)
    else:
        _rule(left, _LEFT, bold_width(profile.issuer_lines[-1], _SMALLER) * _PART)
    _line(left, profile.number, size=BODY - 1)
    _line(right, profile.title, bold=True)
    lowest, size = (profile.motto, BODY) if profile.motto else (profile.title, _SMALLER)
    if profile.motto:
        _line(right, profile.motto, bold=True, size=BODY)
    _rule(right, _RIGHT, bold_width(lowest, size))
    place_and_day = _line(right, f"{profile.seat}, {dated}", size=BODY)
    place_and_day.runs[0].italic = True
    _drop_first_lines(left, right)


def draw_title(document: WordDocument, *, title: str, subject: str, notice: str, addressed: str) -> None:
    """Draw "BÁO CÁO", what it is about with a short rule, a notice, and to whom it is addressed."""
    kind = _centered(document, title, bold=True, size=BODY)
    kind.paragraph_format.space_before = Pt(12)
    about = _centered(document, subject, bold=True, size=BODY)
    about.paragraph_format.left_indent = about.paragraph_format.right_indent = Mm(8)
    about.paragraph_format.keep_together = True
    longest = max(bold_width(line, BODY) for line in subject.split("\n"))
    rule_below(document.add_paragraph(), room=WIDTH, length=min(longest, WIDTH - 16) * _PART)
    if notice:
        _centered(document, notice, bold=True, size=BODY - 2).paragraph_format.space_after = Pt(6)
    to = document.add_paragraph()
    to.alignment = CENTER
    write_text(to, addressed)


def draw_closing(document: WordDocument, profile: Profile) -> None:
    """Draw recipients on the left and the signature's block on the right; the name below it stays blank."""
    spacer = document.add_paragraph(style=HEAD)
    spacer.paragraph_format.keep_with_next = True
    left, right = _two_columns(document, left=WIDTH / 2)
    heading = _line(left, _("Recipients:"), bold=True, size=_NOTES_HEAD, centered=False)
    heading.runs[0].italic = True
    for line in profile.recipients:
        _line(left, line, size=_NOTES, centered=False)
    for line in profile.signer_lines:
        _line(right, line, bold=True, size=BODY)
    for _empty in range(_SIGNING_ROOM):
        _line(right, "", size=BODY)
    _drop_first_lines(left, right)


def _two_columns(document: WordDocument, *, left: float = _LEFT) -> tuple[_Cell, _Cell]:
    """Return the cells of a table without borders, a row that no page break divides."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    for cell, width in zip(cells, (left, WIDTH - left), strict=True):
        cell.width = Mm(width)
    for column, width in zip(table.columns, (left, WIDTH - left), strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(Mm(_GAP).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    row = element_of(cells[0].paragraphs[0]).getparent().getparent()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.getparent().tblPr.append(margins)
    return cells[0], cells[1]


def _drop_first_lines(*cells: _Cell) -> None:
    """Take away the empty paragraph that each new cell begins with."""
    for cell in cells:
        first = element_of(cell.paragraphs[0])
        first.getparent().remove(first)


def _line(cell: _Cell, text: str, *, bold: bool = False, size: float = _SMALLER, centered: bool = True) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(style=HEAD)
    if centered:
        paragraph.alignment = CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph


def _rule(cell: _Cell, room: float, length: float) -> None:
    inside = room - 2 * _GAP
    rule_below(cell.add_paragraph(style=HEAD), room=inside, length=min(length, inside))


def _centered(document: WordDocument, text: str, *, bold: bool, size: float) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.keep_with_next = Mm(0), Pt(0), True
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph
