"""The other sheets of a summary table: every indicator with result and rate, their targets, and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from campaign.i18n import _, day
from campaign.reports import summary_sheet as sheet
from campaign.reports.summary_bands import DASH, bands, counted_before
from campaign.reports.summary_sheet import A3, A4, Paper, write_known, write_live

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from campaign.services.document_models import DocumentNumber, DocumentView

_NAME: Final = 1
_FIRST: Final = 2
_PAIR: Final = 2
_ONE_LINE: Final = 12
_FOR_A4: Final = 5
"""How many pairs of columns can still be read on A4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the sheets: a band's title, a place, or the total."""

    pen: str
    n: int | None
    name: str
    numbers: tuple[DocumentNumber, ...]


def write_steps(results: Paper, targets: Paper, view: DocumentView) -> None:
    """Fill two sheets of one layout: result and rate by indicator, and what the rates are made with.

    A rate is live: the result of its own sheet against the target in the same place of the other.
    """
    last = _FIRST + _PAIR * len(view.indicators) - 1
    size = A4 if len(view.indicators) <= _FOR_A4 else A3
    pairs = (
        (results, _("Results step by step"), (_("Result"), "%")),
        (targets, _("Targets by step"), (_("Had it before, counted"), _("Target"))),
    )
    for paper, title, heads in pairs:
        head = sheet.write_head(paper, view, title=title, last=last)
        _write_heads(paper, view, head, heads)
        row = head + 2
        for row, line in enumerate(_lines(view), start=head + 2):
            _write_line(paper, line, row, last)
            for column, found in zip(range(_FIRST, last + 1, _PAIR), line.numbers, strict=bool(line.numbers)):
                if paper is results:
                    _write_result(paper, found, (row, column), pen=line.pen, targets=targets.page.get_name())
                else:
                    write_known(paper, (row, column), counted_before(found), f"{line.pen}number")
                    write_known(paper, (row, column + 1), found.target, f"{line.pen}number")
        for column, width in enumerate((6, 30, *[10] * (last - _NAME))):
            paper.page.set_column(column, column, width)
        sheet.set_up(paper, head=(head, head + 1), last=(row, last), frozen=_FIRST, size=size)


def _lines(view: DocumentView) -> Iterator[_Line]:
    for band in bands(view):
        yield _Line(pen="band", n=None, name=band.title, numbers=())
        for n, unit in enumerate(band.units, start=1):
            yield _Line(pen="", n=n, name=unit.name, numbers=unit.numbers)
    yield _Line(pen="total_", n=None, name=_("Grand total"), numbers=tuple(i.here for i in view.indicators))


def _write_heads(paper: Paper, view: DocumentView, head: int, pair: Sequence[str]) -> None:
    paper.page.set_row(head, 2 * sheet.LINE_HEIGHT)
    paper.page.set_row(head + 1, (1 if max(map(len, pair)) < _ONE_LINE else 3) * sheet.LINE_HEIGHT)
    for column, text in enumerate((_("No."), _("Unit"))):
        paper.page.merge_range(head, column, head + 1, column, "", paper.pen["head"])
        paper.page.write_string(head, column, text, paper.pen["head"])
    for n, found in enumerate(view.indicators):
        column = _FIRST + _PAIR * n
        paper.page.merge_range(head, column, head, column + 1, "", paper.pen["head"])
        paper.page.write_string(head, column, found.short_vi, paper.pen["head"])
        for offset, text in enumerate(pair):
            paper.page.write_string(head + 1, column + offset, text, paper.pen["head"])


def _write_line(paper: Paper, line: _Line, row: int, last: int) -> None:
    if line.pen == "band":
        paper.page.merge_range(row, 0, row, last, "", paper.pen["band"])
        paper.page.write_string(row, 0, line.name, paper.pen["band"])
        return
    total = bool(line.pen)
    if line.n is None:
        paper.page.write_blank(row, 0, None, paper.pen["total"])
    else:
        paper.page.write_number(row, 0, line.n, paper.pen["order"])
    paper.page.write_string(row, _NAME, line.name, paper.pen["total" if total else "text"])


def _write_result(paper: Paper, found: DocumentNumber, at: tuple[int, int], *, pen: str, targets: str) -> None:
    row, column = at
    write_known(paper, (row, column), found.result, f"{pen}number")
    own, there = xl_rowcol_to_cell(row, column), f"'{targets}'!"
    before, target = there + xl_rowcol_to_cell(row, column), there + xl_rowcol_to_cell(row, column + 1)
    formula = (
        f'=IF(AND(ISNUMBER({own}),ISNUMBER({target})),IF({target}>0,({own}+N({before}))/{target},"{DASH}"),"{DASH}")'
    )
    write_live(paper, (row, column + 1), formula, found.rate, f"{pen}share")


def write_definitions(paper: Paper, view: DocumentView) -> None:
    """Write what every column means, what the indicators count, and where the numbers come from."""
    head = sheet.write_head(paper, view, title=_("How it is counted"), last=1)
    lines = [
        (
            _("Eligible citizens in all"),
            _("People of the age group that the indicator asks for, by the population list."),
        ),
        (_("Target assigned"), _("The number given to the unit; a percentage is turned into people, rounded up.")),
        (_("Result in the period"), _("Completed from the first to the last day of the period.")),
        (_("Running total"), _("Completed from the first day of the campaign until the day of the table.")),
        (
            _("Had it before, counted"),
            _("Where the target is a percentage, people who had it before the campaign count toward it."),
        ),
        (_("Rate % of the target"), _("What counts toward the target divided by the target; above 100% when passed.")),
        (
            _("Ranking"),
            _("By rate among units of one kind; equal rates share a rank. A unit without a target or data has none."),
        ),
        (_("Grand total"), _("The place’s own number: each person once, at the unit where it was recorded.")),
        (DASH, _("No data: the number is not known, which is not the same as 0.")),
    ]
    lines += [(found.short_vi, f"{found.name_vi} ({found.unit_vi})") for found in view.indicators]
    source = _("The campaign’s records in the tracker, from {first} to {last}, as of {day}.")
    lines.append((_("Source"), source.format(first=day(view.starts_on), last=day(view.ends_on), day=day(view.as_of))))
    for row, (word, meaning) in enumerate(lines, start=head):
        paper.page.write_string(row, 0, word, paper.pen["strong"])
        paper.page.write_string(row, 1, meaning, paper.pen["plain"])
    paper.page.set_column(0, 0, 34)
    paper.page.set_column(1, 1, 90)
    sheet.set_up(paper, head=(head, head), last=(head + len(lines) - 1, 1), frozen=0, size=A4)
