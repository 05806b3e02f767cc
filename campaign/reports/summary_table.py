"""The workbook *Biểu tổng hợp kết quả*: the table that offices send upward, with live formulas and what they give.

Every number is the document's own, which is that of `campaign progress`; a formula only says how it follows from the
cells beside it. Missing stays missing, and no formula breaks on it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from campaign.i18n import _, day, in_language
from campaign.reports import summary_sheet as sheet
from campaign.reports.summary_bands import (
    DASH,
    bands,
    counted_before,
    differences,
    headline_of,
    is_sum,
    note_of,
    number_of,
)
from campaign.reports.summary_sheet import A4, OPTIONS, Paper, write_known, write_live
from campaign.reports.summary_steps import write_definitions, write_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.reports.summary_bands import Read
    from campaign.services.document_models import DocumentUnit, DocumentView

_ORDER: Final = 0
_NAME: Final = 1
_ELIGIBLE: Final = 2
_TARGET: Final = 3
_RESULT: Final = 5
_WIDTHS: Final = (6, 30, 15, 12, 13, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the columns of the first sheet stand; `before` is None unless a target counts who had it before."""

    reads: Mapping[str, Read]
    before: int | None

    @property
    def rate(self) -> int:
        return _ELIGIBLE + len(self.reads)

    @property
    def rank(self) -> int:
        return self.rate + 1

    @property
    def note(self) -> int:
        return self.rate + 2

    @property
    def heads(self) -> tuple[str, ...]:
        """The titles of the columns in their order."""
        last = (_("Rate % of the target"), _("Ranking"), _("Note"))
        return (_("No."), _("Unit"), *self.reads, *last)


def summary_table(*, view: DocumentView) -> bytes:
    """Return the workbook of a document as the bytes of an .xlsx file, in Vietnamese whoever asks.

    Sheets: the table by the headline indicator, all indicators (result and rate), their targets, the definitions.
    """
    made = io.BytesIO()
    with in_language("vi"), xlsxwriter.Workbook(made, dict(OPTIONS)) as book:
        book.set_properties({"title": _("Summary table of results"), "subject": view.campaign_name})
        pen = sheet.formats(book)
        _write_main(Paper(page=book.add_worksheet(_("Summary table")), pen=pen), view)
        by_step, targets = book.add_worksheet(_("Step by step")), book.add_worksheet(_("Targets by step"))
        write_steps(Paper(page=by_step, pen=pen), Paper(page=targets, pen=pen), view)
        write_definitions(Paper(page=book.add_worksheet(_("How it is counted")), pen=pen), view)
    return made.getvalue()


def _plan(view: DocumentView) -> _Plan:
    reads: dict[str, Read] = {
        _("Eligible citizens in all"): lambda found: found.eligible,
        _("Target assigned"): lambda found: found.target,
        _("Result in the period"): lambda found: found.in_period,
        _("Running total"): lambda found: found.result,
    }
    numbers = (headline_of(view).here, *(number_of(unit, view.headline) for unit in view.units))
    if any(counted_before(found) for found in numbers):
        reads[_("Had it before, counted")] = counted_before
    return _Plan(reads=reads, before=_RESULT + 1 if len(reads) > len(_WIDTHS) - _ELIGIBLE else None)


def _write_main(paper: Paper, view: DocumentView) -> None:
    plan = _plan(view)
    head = sheet.write_head(paper, view, title=_("Summary table of results"), last=plan.note)
    # What is counted stands right above the table, because the numbers mean nothing without it.
    counted = headline_of(view)
    about = _("Indicator: {name} ({unit})").format(name=counted.name_vi, unit=counted.unit_vi)
    paper.page.merge_range(head - 1, 0, head - 1, plan.note, "", paper.pen["under"])
    paper.page.write_string(head - 1, 0, about, paper.pen["under"])
    sheet.write_columns(paper, head, plan.heads)
    row = first = head + 2
    for band in bands(view):
        paper.page.merge_range(row, 0, row, plan.note, "", paper.pen["band"])
        paper.page.write_string(row, 0, band.title, paper.pen["band"])
        peers = (row + 1, row + len(band.units))
        for n, unit in enumerate(band.units, start=1):
            row += 1
            _write_unit(paper, plan, view, unit, row=row, n=n, peers=peers)
        row += 1
    _write_total(paper, plan, view, row=row, lines=(first, row - 1))
    end = sheet.write_notes(paper, row + 1, plan.note, _notes(plan, view))
    for column, width in enumerate((*_WIDTHS, *([13] if plan.before else []), 12, 10, 32)):
        paper.page.set_column(column, column, width)
    sheet.set_up(paper, head=(head, head + 1), last=(end - 1, plan.note), frozen=2, size=A4)


def _write_unit(
    paper: Paper, plan: _Plan, view: DocumentView, unit: DocumentUnit, *, row: int, n: int, peers: tuple[int, int]
) -> None:
    found = number_of(unit, view.headline)
    paper.page.write_number(row, _ORDER, n, paper.pen["order"])
    paper.page.write_string(row, _NAME, unit.name, paper.pen["text"])
    for column, read in enumerate(plan.reads.values(), start=_ELIGIBLE):
        write_known(paper, (row, column), read(found), "number")
    write_live(paper, (row, plan.rate), _rate(plan, row), found.rate, "share")
    own = xl_rowcol_to_cell(row, plan.rate)
    column = xl_col_to_name(plan.rate)
    among = f"{column}${peers[0] + 1}:{column}${peers[1] + 1}"
    ranks = {line.code: line.rank for line in view.ranking}
    rank = ranks.get(unit.code, unit.rank)
    write_live(paper, (row, plan.rank), f'=IF(ISNUMBER({own}),RANK({own},{among}),"{DASH}")', rank, "order")
    paper.page.write_string(row, plan.note, note_of(view, unit), paper.pen["text"])


def _rate(plan: _Plan, row: int) -> str:
    target, result = xl_rowcol_to_cell(row, _TARGET), xl_rowcol_to_cell(row, _RESULT)
    counted = result if plan.before is None else f"({result}+N({xl_rowcol_to_cell(row, plan.before)}))"
    return f'=IF(AND(ISNUMBER({target}),ISNUMBER({result})),IF({target}>0,{counted}/{target},"{DASH}"),"{DASH}")'


def _write_total(paper: Paper, plan: _Plan, view: DocumentView, *, row: int, lines: tuple[int, int]) -> None:
    here = headline_of(view).here
    paper.page.write_blank(row, _ORDER, None, paper.pen["total"])
    paper.page.write_string(row, _NAME, _("Grand total"), paper.pen["total"])
    for column, read in enumerate(plan.reads.values(), start=_ELIGIBLE):
        total = read(here)
        if is_sum([read(number_of(unit, view.headline)) for unit in view.units], total):
            letter = xl_col_to_name(column)
            formula = f"=SUM({letter}{lines[0] + 1}:{letter}{lines[1] + 1})"
            write_live(paper, (row, column), formula, total, "total_number")
        else:
            write_known(paper, (row, column), total, "total_number")
    write_live(paper, (row, plan.rate), _rate(plan, row), here.rate, "total_share")
    for column in (plan.rank, plan.note):
        paper.page.write_blank(row, column, None, paper.pen["total"])


def _notes(plan: _Plan, view: DocumentView) -> tuple[str, ...]:
    source = _("Source: the campaign’s records as of {day}; each person is counted once. {dash} means no data, not 0.")
    return (*differences(view, plan.reads), source.format(day=day(view.as_of), dash=DASH))
