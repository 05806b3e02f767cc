"""Drawing on a sheet of a summary table: formats, heads, cells that stay what they are, and how it is printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.reports.summary_bands import DASH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from campaign.services.document_models import DocumentView

OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
"""A name that begins with a sign of arithmetic stays a name."""

A4: Final = 9
A3: Final = 8
_FONT: Final = "Times New Roman"
LINE_HEIGHT: Final = 19
_BOX: Final = {"border": 1, "valign": "vcenter"}
_FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True},
    "under": {"align": "center", "valign": "vcenter", "text_wrap": True},
    "italic": {"italic": True, "text_wrap": True, "valign": "top"},
    "plain": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True, "text_wrap": True, "valign": "top"},
    "head": {**_BOX, "bold": True, "align": "center", "text_wrap": True},
    "band": {**_BOX, "bold": True},
    "order": {**_BOX, "align": "center"},
    "text": {**_BOX, "text_wrap": True},
    # Thousands and decimals follow the reader's Excel: 7.850 and 93,39% in Vietnam.
    "number": {**_BOX, "num_format": "#,##0", "align": "right"},
    "share": {**_BOX, "num_format": "0.00%", "align": "right"},
    "total": {**_BOX, "bold": True, "text_wrap": True},
    "total_number": {**_BOX, "bold": True, "num_format": "#,##0", "align": "right"},
    "total_share": {**_BOX, "bold": True, "num_format": "0.00%", "align": "right"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One sheet about to be filled, with the workbook's formats."""

    page: Worksheet
    pen: Mapping[str, Format]


def formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    """Return the formats of a summary table by name."""
    return {name: book.add_format({"font_name": _FONT, "font_size": 12, **told}) for name, told in _FORMATS.items()}


def write_known(paper: Paper, at: tuple[int, int], value: float | None, pen: str) -> None:
    """Write a number at (row, column), or the dash of what is missing: never 0."""
    if value is None:
        paper.page.write_string(*at, DASH, paper.pen[pen])
    else:
        paper.page.write_number(*at, value, paper.pen[pen])


def write_live(paper: Paper, at: tuple[int, int], formula: str, value: float | None, pen: str) -> None:
    """Write a formula together with what it gives, so that a reader that does not calculate sees it too."""
    paper.page.write_formula(*at, formula, paper.pen[pen], DASH if value is None else value)


def write_head(paper: Paper, view: DocumentView, *, title: str, last: int) -> int:
    """Write the lines above a table, across its columns, and return the first free row."""
    lines = [
        (title.upper(), "title", 60),
        (view.campaign_name, "title", 60),
        (spoken_period(view), "under", 110),
    ]
    if view.plan_number:
        lines.append((_("Basis: {number}").format(number=view.plan_number), "under", 110))
    if view.synthetic:
        lines.append((_("Sample data: nobody here is real"), "under", 110))
    for row, (text, pen, letters) in enumerate(lines):
        paper.page.merge_range(row, 0, row, last, "", paper.pen[pen])
        paper.page.write_string(row, 0, text, paper.pen[pen])
        paper.page.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(text) / letters)))
    return len(lines) + 1


def spoken_period(view: DocumentView) -> str:
    """Return the place, the period and the day that the numbers are as of."""
    if view.period.first == view.period.last:
        return _("{place} · on {day}").format(place=view.place_name, day=day(view.period.last))
    text = _("{place} · {kind} from {first} to {last} · as of {day}")
    return text.format(
        place=view.place_name,
        kind=label(view.period.kind),
        first=day(view.period.first),
        last=day(view.period.last),
        day=day(view.as_of),
    )


def write_columns(paper: Paper, row: int, heads: Sequence[str]) -> None:
    """Write the heads of a table, and below them the numbers of the columns as offices number them."""
    paper.page.set_row(row, 3 * LINE_HEIGHT)
    for column, text in enumerate(heads):
        paper.page.write_string(row, column, text, paper.pen["head"])
        paper.page.write_string(row + 1, column, f"({column + 1})", paper.pen["order"])


def write_notes(paper: Paper, row: int, last: int, notes: Sequence[str]) -> int:
    """Write sentences below a table, across its columns, and return the first free row."""
    for at, text in enumerate(notes, start=row):
        paper.page.merge_range(at, 0, at, last, "", paper.pen["italic"])
        paper.page.write_string(at, 0, text, paper.pen["italic"])
        paper.page.set_row(at, LINE_HEIGHT * math.ceil(len(text) / 110))
    return row + len(notes)


def set_up(paper: Paper, *, head: tuple[int, int], last: tuple[int, int], frozen: int, size: int) -> None:
    """Make a sheet that comes out of the printer as it should: one page wide, its head on every page, numbered.

    `head` are the first and the last row of the head, `last` the last row and column, `frozen` the columns that stay.
    """
    page = paper.page
    page.set_landscape()
    page.set_paper(size)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(*head)
    page.freeze_panes(head[1] + 1, frozen)
    page.print_area(0, 0, *last)
    page.set_footer(f"&C&P/&N&R{_('Campaign tracker')}")
