"""What is left to give out, and the grid for those who read it without setting targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import Figure, IndicatorKind
from campaign.i18n import _, day, number
from campaign.services.target_grid import remainder
from campaign.ui import cards, tables
from campaign.ui.provenance.address import why
from campaign.ui.tables import Cell, Column
from campaign.ui.targets import words
from campaign.ui.targets.cells import text_of_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.indicators import Indicator
    from campaign.domain.vocabulary import PopulationGroup
    from campaign.services.target_grid import Remainder, TargetGrid, TargetRow


def draw_remainders(*, rows: Sequence[TargetRow], shown: Sequence[Indicator]) -> None:
    """Write, for each indicator, the total, what was given out and what is left, unsaved cells included.

    The percentage of a ratio is not given out.
    """
    summed = [indicator for indicator in shown if indicator.kind is not IndicatorKind.RATIO]
    if summed and any(row.is_root for row in rows):
        lines = (_remainder(rows, indicator, remainder(rows, indicator.key)) for indicator in summed)
        # A line each: two spaces before the break are Markdown's own way to say so.
        st.markdown("  \n".join(lines))


def _remainder(rows: Sequence[TargetRow], indicator: Indicator, found: Remainder) -> str:
    total = _("{whole} {n}") if found.total is not None else _("no {whole} yet")
    parts = [total.format(whole=words.total_name(rows), n=number(found.total))]
    if found.left != 0:
        parts.append(_("given out {n}").format(n=number(found.given)))
    text = cards.plain(" · ".join(parts))
    return f"**{cards.plain(words.short(indicator))}**: {text}{_left(found)}"


def unequal(rows: Sequence[TargetRow], indicator: Indicator) -> str:
    """Return in words how the parts of an indicator miss its total; "" where they do not, or nothing can be said."""
    if indicator.kind is IndicatorKind.RATIO or not any(row.is_root for row in rows):
        return ""
    found = remainder(rows, indicator.key)
    if not found.left or not found.given:
        return ""
    if found.left > 0:
        text = _("{indicator}: {given} of {total} are given out, {left} are not.")
    else:
        text = _("{indicator}: {given} are given out, {left} more than the total of {total}.")
    return text.format(
        indicator=words.short(indicator),
        given=number(found.given),
        total=number(found.total),
        left=number(abs(found.left)),
    )


def _left(found: Remainder) -> str:
    """Return what is left in bold, because it is what is looked for; nothing without a total."""
    if found.left is None:
        return ""
    if found.left < 0:
        text = _("▲ {n} too many").format(n=number(-found.left))
    elif found.left == 0:
        text = _("all given out")
    else:
        text = _("{n} left").format(n=number(found.left))
    return f" · **{cards.plain(text)}**"


def draw_table(*, grid: TargetGrid, shown: Sequence[Indicator]) -> None:
    """Draw the targets as a table that is only read."""
    groups = words.groups_of(grid.rows, shown)
    # On a phone one number stands beside its place; more of them need a line of their own.
    alone = len(shown) == 1
    columns = [
        Column(title=_("Place")),
        *(Column(title=words.group_title(group), number=True, wide=True) for group in groups),
        *(Column(title=words.short(indicator), number=True, wide=alone) for indicator in shown),
    ]
    lines = [_line(row, groups, shown, campaign=grid.campaign, alone=alone) for row in grid.rows]
    caption = _("Targets by place, due on {day}").format(day=day(grid.due_on))
    st.html(tables.table(columns=columns, rows=lines, caption=caption))


def _line(
    row: TargetRow, groups: Sequence[PopulationGroup], shown: Sequence[Indicator], *, campaign: str, alone: bool
) -> list[Cell]:
    targets = [text_of_cell(row.cells.get(indicator.key)) for indicator in shown]
    asked = [why(campaign=campaign, place=row.code, indicator=one.key, figure=Figure.TARGET) for one in shown]
    return [
        Cell(text=words.place_name(row), tail=f" · {targets[0] or '–'}" if alone else ""),
        *(Cell(text=words.population(row, group)) for group in groups),
        *(Cell(text=text or "–", why=link if text else "") for text, link in zip(targets, asked, strict=True)),
    ]


def draw_denominators(*, rows: Sequence[TargetRow], shown: Sequence[Indicator]) -> None:
    """Say of which day the denominators are, and which places have none."""
    lines = [words.counted_when(rows, group) for group in words.groups_of(rows, shown)]
    st.caption(cards.plain(" ".join(lines)))
