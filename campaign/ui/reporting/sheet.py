"""The grid of a day for somebody who reports for many units: units down, indicators across; columns paste from Excel.

The widget keeps its edits over the data by position, for as long as its key lives. It becomes a new one as soon as
what it shows is no longer what the draft and the database say, and nobody is typing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, day, number
from campaign.ui import state
from campaign.ui.reporting import names, words
from campaign.ui.reporting.draft import CellId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from campaign.services.reporting_models import ReportingDay
    from campaign.ui.reporting.draft import Cell, Draft

NAME: Final = "name"
STATE: Final = "state"
_ROW_HEIGHT: Final = 36
_MOST_ROWS: Final = 14


@dataclass(slots=True)
class Sheet:
    """The widget in this tab: which one it is, what its cells stand for, and what was typed into it."""

    number: int = 0
    layout: tuple[object, ...] = ()
    cells: Mapping[tuple[int, str], CellId] = field(default_factory=dict)
    versions: Mapping[CellId, int] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    held: dict[CellId, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"{names.GRID}-{self.number}"

    def renew(self) -> None:
        """Make it another widget, without edits."""
        self.number += 1
        self.held, self.layout = {}, ()


def sheet_of(slug: str) -> Sheet:
    """Return this tab's grid of a campaign."""
    return state.Slot(f"reporting-sheet:{slug}", Sheet).get()


def take(sheet: Sheet, draft: Draft) -> None:
    """Take over into the draft what was typed since the last time (also a callback)."""
    value = state.widget_value(sheet.key)
    if value is None:
        return
    now = {
        sheet.cells[int(row), column]: "" if text is None else str(text).strip()
        for row, columns in value["edited_rows"].items()
        for column, text in columns.items()
        if (int(row), column) in sheet.cells
    }
    for cell, text in now.items():
        if sheet.held.get(cell) != text:
            draft.put(cell, text, version=sheet.versions.get(cell, 0))
    # The widget drops an edit that puts back what was there before.
    for cell in sheet.held.keys() - now.keys():
        draft.typed.pop(cell, None)
    sheet.held = now


def draw(board: ReportingDay, sheet: Sheet, found: Sequence[Cell], draft: Draft) -> None:
    """Draw the grid over the cells of the day."""
    _settle(board, sheet, found)
    config: dict[str, ColumnConfig | str | None] = {
        NAME: st.column_config.TextColumn(_("Unit"), pinned=True, width=150),
        STATE: st.column_config.TextColumn(_("State"), width=190),
    }
    for indicator in board.indicators:
        config[indicator.key] = st.column_config.TextColumn(
            words.short(indicator), alignment="right", help=words.name(indicator), max_chars=40, width=120
        )
    st.data_editor(
        sheet.data,
        key=sheet.key,
        on_change=take,
        args=(sheet, draft),
        height=_ROW_HEIGHT * (min(len(sheet.data[NAME]), _MOST_ROWS) + 1) + 3,
        column_config=config,
        disabled=[NAME, STATE],
        hide_index=True,
        row_height=_ROW_HEIGHT,
        placeholder="",
        alt=_("Numbers of {day} by unit").format(day=day(board.day)),
    )


def _settle(board: ReportingDay, sheet: Sheet, found: Sequence[Cell]) -> None:
    """Decide whether the widget may stay, and note what its cells stand for."""
    units = list(dict.fromkeys(cell.unit.place_id for cell in found))
    rows = {place_id: row for row, place_id in enumerate(units)}
    layout = (board.day, tuple(units), tuple(i.key for i in board.indicators))
    texts = {cell.id: cell.text for cell in found}
    # A stored number that changed under an open grid is shown once nobody has typed into it.
    fresh = {cell: text for cell, text in texts.items() if cell not in sheet.held}
    shown = {cell: sheet.data.get(column, [""] * len(units))[row] for (row, column), cell in sheet.cells.items()}
    stale = layout == sheet.layout and any(shown.get(cell) != text for cell, text in fresh.items())
    if layout != sheet.layout or (stale and not sheet.held):
        sheet.renew()
        sheet.layout = layout
        sheet.cells = {(rows[cell.unit.place_id], cell.indicator.key): cell.id for cell in found}
        sheet.data = _data(board, found, units)
    # Under an edit the grid goes on saying what its author saw.
    sheet.versions = {
        cell.id: sheet.versions.get(cell.id, cell.version) if sheet.held else cell.version for cell in found
    }


def _data(board: ReportingDay, found: Sequence[Cell], units: Sequence[int]) -> dict[str, list[str]]:
    own = {(cell.unit.place_id, cell.indicator.key): cell for cell in found}
    named = {cell.unit.place_id: cell.unit.name for cell in found}
    data = {NAME: [named[place_id] for place_id in units]}
    for indicator in board.indicators:
        data[indicator.key] = [own[place_id, indicator.key].text for place_id in units]
    return data | {STATE: [_state(board, place_id) for place_id in units]}


def _state(board: ReportingDay, place_id: int) -> str:
    """Return "8 đã gửi, 3 chưa có": how many of a unit's numbers stand where."""
    stored = [board.numbers.get((place_id, indicator.key)) for indicator in board.indicators]
    counted = Counter(words.plain_state(number_) for number_ in stored)
    return ", ".join(f"{number(n)} {text}" for text, n in counted.items())
