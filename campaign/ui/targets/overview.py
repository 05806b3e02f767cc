"""What is left to give out, and the grid for those who read it without setting targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day, number
from campaign.services.target_grid import remainder
from campaign.ui import cards, tables
from campaign.ui.tables import Cell, Column
from campaign.ui.targets import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import Remainder, TargetGrid, TargetRow


def draw_remainders(*, rows: Sequence[TargetRow], shown: Sequence[Indicator], unsaved: bool) -> None:
    """Draw, for each indicator, the total, what was given out and what is left, unsaved cells included."""
    if not any(row.is_root for row in rows):
        # Without the campaign's own row there is nothing to subtract from.
        return
    columns = (
        Column(title=_("Indicator")),
        Column(title=words.total_name(rows), number=True),
        Column(title=_("Given out"), number=True),
        Column(title=_("Left to give out"), number=True),
    )
    lines = [_remainder_line(indicator, remainder(rows, indicator.key)) for indicator in shown]
    caption = _("In people, with the cells that are not saved yet") if unsaved else _("In people")
    st.html(tables.table(columns=columns, rows=lines, caption=caption))


def _remainder_line(indicator: Indicator, found: Remainder) -> list[Cell]:
    return [
        Cell(text=words.short(indicator)),
        Cell(text=number(found.total)),
        Cell(text=number(found.given)),
        Cell(text=_left(found)),
    ]


def _left(found: Remainder) -> str:
    if found.left is None:
        return "–"
    if found.left < 0:
        return _("▲ {n} too many").format(n=number(-found.left))
    return number(found.left)


def draw_table(*, grid: TargetGrid, shown: Sequence[Indicator]) -> None:
    """Draw the targets as a table that is only read."""
    groups = words.groups_of(grid.rows, shown)
    columns = [
        Column(title=_("Place")),
        *(Column(title=words.group_title(group), number=True, wide=True) for group in groups),
        *(Column(title=words.short(indicator), number=True) for indicator in shown),
    ]
    lines = [
        [
            Cell(text=words.place_name(row)),
            *(Cell(text=words.population(row, group)) for group in groups),
            *(Cell(text=words.cell_with_people(row.cells.get(indicator.key))) for indicator in shown),
        ]
        for row in grid.rows
    ]
    caption = _("Targets by place, due on {day}").format(day=day(grid.due_on))
    st.html(tables.table(columns=columns, rows=lines, caption=caption))


def draw_denominators(*, rows: Sequence[TargetRow], shown: Sequence[Indicator]) -> None:
    """Say of which day the denominators are, and which places have none."""
    lines = [words.counted_when(rows, group) for group in words.groups_of(rows, shown)]
    st.caption(cards.plain(" ".join(lines)))
