"""The order of places on *Tiến độ*: one for the heat map and the tables, so that the same place stands where it stood.

It is a word of ours, or the key of an indicator: then the places that are furthest behind at it come first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Pace
from campaign.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.progress_charts import HeatCell, HeatMap
    from campaign.services.progress_models import PlaceLine, ProgressView

# What the address says; the default leaves it empty. Whoever needs help comes first.
BY_NEED = ""
BY_NAME = "name"
BY_RATE = "rate"
BY_SILENCE = "silence"
# Those who need help come first; what cannot be compared comes last.
_URGENCY = {
    pace: i
    for i, pace in enumerate(
        (Pace.BEHIND, Pace.AT_RISK, Pace.ON_TRACK, Pace.AHEAD, Pace.DONE, Pace.NOT_STARTED, Pace.NO_TARGET)
    )
}


def orders(view: ProgressView) -> tuple[tuple[str, str], ...]:
    """Return the orders of the places with their names."""
    english = current_language() == "en"
    by_step = _("Lowest first: {step}")
    return (
        (BY_NEED, _("Help needed first")),
        (BY_RATE, _("Highest rate first")),
        (BY_SILENCE, _("Longest silence first")),
        (BY_NAME, _("By name")),
        *(
            (column.key, by_step.format(step=column.name_en if english else column.name_vi))
            for column in view.heat_map.columns
        ),
    )


def codes(view: ProgressView, order: str) -> dict[str, int]:
    """Return where each place of the view stands, by its code; equal places stay in the order of their names."""
    keys = [column.key for column in view.heat_map.columns]
    if order in keys:
        found = _by_step(view.heat_map, keys.index(order))
    else:
        found = [line.code for line in in_order(view.lines, order)]
    return {code: i for i, code in enumerate(found)}


def in_order(lines: Sequence[PlaceLine], order: str) -> list[PlaceLine]:
    """Return places in the order asked for; each order is stable, so equal places stay in the order of names."""
    if order == BY_RATE:
        return sorted(lines, key=lambda line: -_rate(line) if line.reading.rate is not None else math.inf)
    if order == BY_SILENCE:
        return sorted(lines, key=lambda line: -(line.silent_days or 0))
    if order == BY_NAME:
        return list(lines)
    # Where nobody has reported anything the rate is unknown, and that comes before the lowest known one.
    return sorted(lines, key=lambda ln: (_URGENCY[ln.reading.pace], ln.result is not None, _rate(ln)))


def _by_step(heat: HeatMap, column: int) -> list[str]:
    def need(cell: HeatCell) -> tuple[int, bool, float]:
        return _URGENCY[cell.pace], cell.result is not None, cell.rate or 0.0

    return [row.code for row in sorted(heat.rows, key=lambda row: need(row.cells[column]))]


def _rate(line: PlaceLine) -> float:
    return line.reading.rate or 0.0
