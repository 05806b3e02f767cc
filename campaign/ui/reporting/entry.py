"""Entering a day's numbers: the form of one unit, or the grid of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day
from campaign.services.reporting_view import reporting_day
from campaign.ui import cards, choosers, context, state
from campaign.ui.keys import Param
from campaign.ui.reporting import form, names, saving, sheet, words
from campaign.ui.reporting.draft import cells_of, draft_of

if TYPE_CHECKING:
    from campaign.services.reporting_models import ReportingDay, ReportingUnit
    from campaign.ui.context import Context
    from campaign.ui.reporting.draft import Cell, Draft


def mine(board: ReportingDay) -> tuple[ReportingUnit, ...]:
    """Return the units whose numbers the viewer writes."""
    return tuple(unit for unit in board.units if unit.may_report)


def draw(here: Context, board: ReportingDay) -> None:
    """Draw the section for the unit of the address; without one, the grid of all units."""
    units = mine(board)
    if not units:
        cards.empty(
            _("You enter no numbers in this campaign"),
            _("Numbers are entered by the units that report. You see the results under Progress."),
        )
        return
    if not board.open_for_entry:
        cards.empty(
            _("No numbers can be entered now"),
            _("The campaign is not open. Its numbers stay as they are; an official can reopen it, with a reason."),
        )
        return
    draft, asked = draft_of(here, board.campaign), _asked(units)
    if len(units) > 1:
        everybody = ("", _("All units (grid)"))
        options = [everybody, *((unit.code, unit.name) for unit in units)]
        chosen = asked.code if asked else ""
        choosers.choose(_("Unit"), options, chosen=chosen, key=names.UNIT, param=Param.UNIT)
    text = _("Numbers of {day}: those of the day itself, not a running total. Due by {time}; 0 is a report too.")
    st.caption(cards.plain(text.format(day=day(board.day), time=words.cut_off(board.plan.cut_off))))
    if asked is not None:
        _draw_form(board, asked, draft)
    else:
        _draw_grid(board, units, draft)


def _asked(units: tuple[ReportingUnit, ...]) -> ReportingUnit | None:
    """Return the unit of the address, or the only one."""
    if len(units) == 1:
        return units[0]
    code = state.param(Param.UNIT)
    return next((unit for unit in units if unit.code == code), None)


def _draw_form(board: ReportingDay, unit: ReportingUnit, draft: Draft) -> None:
    st.header(cards.plain(unit.name), anchor=False)
    found = cells_of(board, draft, [unit])
    form.draw(found, draft)
    entry = saving.Entry(
        board=board,
        draft=draft,
        read=lambda: cells_of(_now(board), draft, [unit]),
        one_unit=True,
        stored=lambda: None,
    )
    saving.draw(entry, found)


def _draw_grid(board: ReportingDay, units: tuple[ReportingUnit, ...], draft: Draft) -> None:
    grid = sheet.sheet_of(board.campaign)
    sheet.take(grid, draft)
    found = cells_of(board, draft, units)
    sheet.draw(board, grid, found, draft)
    if any(cell.check is not None or cell.indicator.kind.value == "ratio" for cell in found):
        st.caption(cards.plain(_("Ratios are typed as 71.893/78.663, with what was published as … = 93,39%.")))
    _draw_ratio_remarks(found)

    def read() -> tuple[Cell, ...]:
        sheet.take(grid, draft)
        return cells_of(_now(board), draft, units)

    entry = saving.Entry(board=board, draft=draft, read=read, one_unit=False, stored=grid.renew)
    saving.draw(entry, found)


def _draw_ratio_remarks(found: tuple[Cell, ...]) -> None:
    lines = [
        f"{cell.unit.name} · {words.short(cell.indicator)}: {words.ratio_remark(cell.check)}"
        for cell in found
        if words.ratio_remark(cell.check)
    ]
    if lines:
        st.warning("\n\n".join(cards.plain(line) for line in lines))


def _now(board: ReportingDay) -> ReportingDay:
    """Read the day again in a callback: the numbers may have moved since the button was drawn."""
    return reporting_day(call=context.call(), slug=board.campaign, day=board.day)
