"""The tables of a report: what was reached by indicator, by unit (*Biểu tổng hợp*), and by unit and step.

Every number is one of the document's own; missing is a dash and never 0.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind, PeriodKind
from campaign.i18n import _
from campaign.reports.administrative.blocks import Column, Row, Table
from campaign.reports.administrative.words import DASH, figure, share_cell
from campaign.reports.summary_bands import bands, counted_before, headline_of, note_of, number_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentUnit, DocumentView

_NAME, _ORDER, _RESULT, _RATE = 46.0, 11.0, 14.5, 17.0
_ROOM: Final = 252 - _NAME - _ORDER
"""What indicators share on a landscape page, in mm; a column narrower than these would break its numbers."""

_Cell = tuple[Column, "Callable[[DocumentIndicator, DocumentNumber], str]"]


def by_indicator(view: DocumentView, *, caption: str) -> Table:
    """Return the table of all indicators at the place of the report."""
    units = {item.unit_vi for item in view.indicators}
    cells = _number_cells(view, tuple(item.here for item in view.indicators), told_apart=len(units) > 1)
    verdict = Column(head=_("Assessment"), share=27, align="center")
    columns = (
        Column(head=_("No."), share=12, align="center"),
        Column(head=_("Indicator"), share=46, align="left"),
        *(column for column, _read in cells),
        verdict,
    )
    rows = tuple(
        Row(
            cells=(
                str(n),
                item.name_vi,
                *(read(item, item.here) for _column, read in cells),
                verdict_of(view, item.here),
            )
        )
        for n, item in enumerate(view.indicators, start=1)
    )
    return Table(caption=caption, columns=columns, rows=rows, unit="" if len(units) > 1 else next(iter(units), ""))


def by_unit(view: DocumentView, *, caption: str, is_small: bool) -> Table:
    """Return *Biểu tổng hợp kết quả* by the indicator that the campaign is judged by (domain § 6.2)."""
    headline = headline_of(view)
    numbers = (headline.here, *(number_of(unit, view.headline) for unit in view.units))
    cells = _number_cells(view, numbers, told_apart=False)
    if any(found.eligible is not None for found in numbers) and headline.kind is not IndicatorKind.RATIO:
        eligible = Column(head=_("Eligible citizens in all"), share=19)
        cells = ((eligible, lambda _item, found: figure(found.eligible)), *cells)
    columns = (
        Column(head=_("No."), share=12, align="center"),
        Column(head=_("Unit"), share=44, align="left"),
        *(column for column, _read in cells),
        Column(head=_("Ranking"), share=15, align="center"),
        Column(head=_("Note"), share=34, align="left"),
    )

    def line(first: str, name: str, found: DocumentNumber, *last: str) -> tuple[str, ...]:
        return (first, name, *(read(headline, found) for _column, read in cells), *last)

    rows: list[Row] = []
    titled = bands(view)
    for band in titled:
        if len(titled) > 1:
            rows.append(Row(cells=(band.title,), kind="band"))
        rows += [
            Row(cells=line(str(n), unit.name, number_of(unit, view.headline), _rank(unit), note_of(view, unit)))
            for n, unit in enumerate(band.units, start=1)
        ]
    rows.append(Row(cells=line("", _("Grand total"), headline.here, "", ""), kind="total"))
    return Table(caption=caption, columns=columns, rows=tuple(rows), unit=headline.unit_vi, is_small=is_small)


def by_unit_and_indicator(view: DocumentView) -> tuple[Table, ...]:
    """Return the units by all indicators, a pair of columns (result, share of the target) each; six in one table."""
    parts = _parts(view)
    return tuple(_matrix(view, part, n=n, of=len(parts)) for n, part in enumerate(parts, start=1))


def _parts(view: DocumentView) -> tuple[tuple[DocumentIndicator, ...], ...]:
    """Return the indicators of each table: as few tables as have room for all, and about equally wide."""
    widths = {item.key: _RESULT + (_RATE if _has_target(view, item.key) else 0) for item in view.indicators}
    tables = math.ceil(sum(widths.values()) / _ROOM)
    fair = sum(widths.values()) / tables
    parts: list[list[DocumentIndicator]] = [[]]
    taken = 0.0
    for item in view.indicators:
        # Past its fair share a table gives way to the next; so none is wider than the page.
        if parts[-1] and (taken + widths[item.key] / 2 > fair or taken + widths[item.key] > _ROOM):
            parts.append([])
            taken = 0.0
        parts[-1].append(item)
        taken += widths[item.key]
    return tuple(tuple(part) for part in parts)


def _has_target(view: DocumentView, key: str) -> bool:
    """Whether anybody was given a target of an indicator, so that a share of it has something to say."""
    return any(number_of(unit, key).target for unit in view.units) or any(
        item.here.target for item in view.indicators if item.key == key
    )


def _matrix(view: DocumentView, indicators: tuple[DocumentIndicator, ...], *, n: int, of: int) -> Table:
    columns = [Column(head=_("No."), share=_ORDER, align="center"), Column(head=_("Unit"), share=_NAME, align="left")]
    aims = {item.key: _has_target(view, item.key) for item in indicators}
    units = {item.unit_vi for item in view.indicators}
    for item in indicators:
        group = f"{item.short_vi} ({item.unit_vi})" if len(units) > 1 else item.short_vi
        columns.append(Column(head=_("Result, short"), share=_RESULT, group=group))
        if aims[item.key]:
            columns.append(Column(head="%", share=_RATE, group=group))

    def cells(numbers: tuple[DocumentNumber, ...]) -> tuple[str, ...]:
        found = {number.indicator: number for number in numbers}
        texts: list[str] = []
        for key, is_aimed in aims.items():
            texts.append(_result(found[key]))
            if is_aimed:
                texts.append(share_cell(found[key].toward_target, found[key].target))
        return tuple(texts)

    rows: list[Row] = []
    titled = bands(view)
    for band in titled:
        if len(titled) > 1:
            rows.append(Row(cells=(band.title,), kind="band"))
        rows += [
            Row(cells=(str(position), unit.name, *cells(unit.numbers)))
            for position, unit in enumerate(band.units, start=1)
        ]
    here = cells(tuple(item.here for item in view.indicators))
    rows.append(Row(cells=("", _("Grand total"), *here), kind="total"))
    caption = _("Part {n} of {of}").format(n=n, of=of) if of > 1 else ""
    unit = "" if len(units) > 1 else next(iter(units))
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows), unit=unit, is_small=True)


def _number_cells(view: DocumentView, numbers: tuple[DocumentNumber, ...], *, told_apart: bool) -> tuple[_Cell, ...]:
    """Return the columns of numbers that have something to say, with how each is read."""
    cells: list[_Cell] = []
    if told_apart:
        cells.append((Column(head=_("Counted in"), share=17, align="center"), lambda item, _found: item.unit_vi))
    cells.append((Column(head=_("Target assigned"), share=17), lambda _item, found: figure(found.target)))
    if view.period.kind is not PeriodKind.WHOLE:
        # Of the whole campaign the period's result is the running total.
        cells.append((Column(head=_("Result in the period"), share=17), lambda _item, found: figure(found.in_period)))
    cells.append((Column(head=_("Running total"), share=17), lambda _item, found: _result(found)))
    if any(counted_before(found) for found in numbers):
        cells.append(
            (Column(head=_("Had it before, counted"), share=17), lambda _item, found: figure(counted_before(found)))
        )
    rate = Column(head=_("Rate % of the target"), share=20)
    cells.append((rate, lambda _item, found: share_cell(found.toward_target, found.target)))
    return tuple(cells)


def _result(found: DocumentNumber) -> str:
    """Return the running total; of a ratio with what it is a part of: "66/108"."""
    if found.result is None or found.denominator is None:
        return figure(found.result)
    return f"{figure(found.result)}/{figure(found.denominator)}"


def _rank(unit: DocumentUnit) -> str:
    return DASH if unit.rank is None else f"{unit.rank}/{unit.ranked}"
