"""Places x steps: where it is stuck. The share of the target in every cell, the darker the more."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.canvas import box, cut, described, filled, px, rows, sign, whole_percent, words
from campaign.charts.palette import GREY, GRID, PAPER, RAMP, RAMP_INK, SIGNS
from campaign.charts.theme import Chart
from campaign.domain.vocabulary import Pace
from campaign.i18n import _, current_language, ngettext, number
from campaign.i18n.labels import label
from campaign.services.progress_charts import HeatMap, HeatRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.progress_charts import HeatColumn

MOST_ROWS: Final = 60
_ROW: Final = 22
_HEAD: Final = 86
_PACES: Final = tuple(Pace)
_LINE_OF_HEAD: Final = 9
# Where a word stands on its side, the cell is too narrow for it.
_NARROW: Final = "cell < 64"
_MOST_CHARACTERS: Final = 24


def heat_map_chart(*, heat_map: HeatMap) -> Chart:
    """Return places x steps with the percentage of the target in every cell, in the order given.

    Of more than 60 places the ones that are furthest behind are drawn, and the subtitle says how many are not; a step
    without any target is left out, too. The colour ends at 100 %, the number does not. "–" stands where there is no
    target or no data.
    """
    title = _finding(heat_map)
    steps = len(heat_map.columns)
    heat_map = with_targets(heat_map)
    places = worst(heat_map.rows)
    subtitle = ""
    if places:
        subtitle = _subtitle(left_places=len(heat_map.rows) - len(places), left_steps=steps - len(heat_map.columns))
    description = _("Table of places and steps in shades. {finding} {detail}").format(
        finding=f"{title}.", detail=_extremes(heat_map)
    )
    english = current_language() == "en"
    spec = filled(
        _drawing(current_language()),
        data={
            "heads": [_head(i, column, english=english) for i, column in enumerate(heat_map.columns)],
            "places": [_cells(i, row) for i, row in enumerate(places)],
        },
        params={
            "names": f"clamp(max(width * 0.3, width - 20 - 44 * {len(heat_map.columns)}), 92, 260)",
            "cell": f"(width - names - (width < 640 ? 20 : 0)) / {max(1, len(heat_map.columns))}",
            "head": f"{_NARROW} ? {_HEAD} : 36",
            "step": f"(height - head) / {max(1, len(places))}",
            "words": [label(pace) for pace in _PACES],
            "heads": [cut(column.name_en if english else column.name_vi) for column in heat_map.columns],
        },
        description=description.strip(),
        height=_HEAD + _ROW * max(1, len(places)),
    )
    return Chart(title=title, subtitle=subtitle, description=description.strip(), spec=spec)


def with_targets(heat_map: HeatMap) -> HeatMap:
    """Return a map without the steps that nobody has a target for; where nobody has any, the map as it is."""
    kept = [i for i in range(len(heat_map.columns)) if any(row.cells[i].target for row in heat_map.rows)]
    if not kept or len(kept) == len(heat_map.columns):
        return heat_map
    return HeatMap(
        columns=tuple(heat_map.columns[i] for i in kept),
        rows=tuple(
            HeatRow(code=row.code, name=row.name, kind=row.kind, cells=tuple(row.cells[i] for i in kept))
            for row in heat_map.rows
        ),
    )


def worst(rows: Sequence[HeatRow], *, most: int = MOST_ROWS) -> tuple[HeatRow, ...]:
    """Return the places that a chart has room for: of many those furthest from their targets, the furthest first.

    A step that was passed by far counts as met, so that it does not hide the others.
    """
    if len(rows) <= most:
        return tuple(rows)
    return tuple(sorted(rows, key=_met)[:most])


def _met(row: HeatRow) -> float:
    rates = [min(cell.rate, 1.0) for cell in row.cells if cell.rate is not None]
    return sum(rates) / len(rates) if rates else 2.0


# ------------------------------------------------------------------------------------------------- words
def _finding(heat_map: HeatMap) -> str:
    """Return the step at which most places are behind; the title."""
    cells = [cell for row in heat_map.rows for cell in row.cells]
    if not any(cell.result is not None or cell.rate is not None for cell in cells):
        return _("No data yet")
    if all(cell.pace is Pace.NO_TARGET for cell in cells):
        return _("No targets were assigned to these places")
    if all(cell.pace in {Pace.NO_TARGET, Pace.NOT_STARTED} for cell in cells):
        return label(Pace.NOT_STARTED)
    behind = _("Most stuck at “{step}”: {n} of {all} places behind plan")
    at_risk = _("No place is behind plan; most at risk at “{step}”: {n} of {all} places")
    for pace, said in ((Pace.BEHIND, behind), (Pace.AT_RISK, at_risk)):
        counts = [sum(row.cells[i].pace is pace for row in heat_map.rows) for i in range(len(heat_map.columns))]
        most = max(counts, default=0)
        if most:
            column = counts.index(most)
            planned = sum(row.cells[column].pace is not Pace.NO_TARGET for row in heat_map.rows)
            step = heat_map.columns[column]
            return said.format(
                step=step.short_en if current_language() == "en" else step.short_vi,
                n=number(most),
                all=number(planned),
            )
    if all(cell.pace in {Pace.NO_TARGET, Pace.DONE} for cell in cells):
        return _("Every place has met its targets")
    return _("No place is behind plan at any step")


def _subtitle(*, left_places: int, left_steps: int) -> str:
    parts = [
        _("Percentage of the target, the darker the more. {behind}: behind plan; –: no data or no target.").format(
            behind=SIGNS[Pace.BEHIND].shape
        )
    ]
    if left_places:
        text = ngettext(
            "The {shown} places furthest behind; {n} more place is not drawn.",
            "The {shown} places furthest behind; {n} more places are not drawn.",
            left_places,
        )
        parts.append(text.format(shown=number(MOST_ROWS), n=number(left_places)))
    if left_steps:
        text = ngettext("{n} step without targets is left out.", "{n} steps without targets are left out.", left_steps)
        parts.append(text.format(n=number(left_steps)))
    return " ".join(parts)


def _extremes(heat_map: HeatMap) -> str:
    """Return the lowest cell in words, for who cannot see the shades."""
    english = current_language() == "en"
    known = [
        (cell.rate, row.name, column)
        for row in heat_map.rows
        for cell, column in zip(row.cells, heat_map.columns, strict=True)
        if cell.rate is not None
    ]
    if not known:
        return ""
    rate, name, column = min(known, key=lambda entry: entry[0])
    return _("{n} places, {steps} steps; lowest: {place}, “{step}”, {rate} %.").format(
        n=number(len(heat_map.rows)),
        steps=number(len(heat_map.columns)),
        place=name,
        step=column.short_en if english else column.short_vi,
        rate=_short(rate),
    )


def _short(rate: float) -> str:
    shown = whole_percent(rate) or 0
    return "<1" if 0 < shown < 1 else number(shown)


# ------------------------------------------------------------------------------------------------- numbers
def _head(i: int, column: HeatColumn, *, english: bool) -> dict[str, Any]:
    name = column.short_en if english else column.short_vi
    short = name if len(name) <= _MOST_CHARACTERS else f"{name[: _MOST_CHARACTERS - 1]}…"
    return {"i": i, "s": short, "l": _two_lines(short)}


def _two_lines(name: str) -> list[str]:
    """Return a heading broken at the space nearest to its middle."""
    spaces = [i for i, character in enumerate(name) if character == " "]
    if len(name) <= _LINE_OF_HEAD or not spaces:
        return [name]
    at = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return [name[:at], name[at + 1 :]]


def _cells(i: int, row: HeatRow) -> dict[str, Any]:
    return {
        "i": i,
        "p": cut(row.name),
        "r": [whole_percent(cell.rate) for cell in row.cells],
        "n": [cell.result if cell.rate is None else cell.toward_target for cell in row.cells],
        "t": [cell.target or 0 for cell in row.cells],
        "w": [_PACES.index(cell.pace) for cell in row.cells],
    }


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=2)
def _drawing(language: str) -> str:
    """Return the map without its numbers, as JSON."""
    heads = words(
        f"names + datum.i * cell + cell / 2 + ({_NARROW} ? 3 : 0)",
        "head - 6",
        f"{_NARROW} ? datum.s : datum.l",
        angle=px(f"{_NARROW} ? -75 : 0"),
        align=px(f"{_NARROW} ? 'left' : 'center'"),
        baseline=px(f"{_NARROW} ? 'middle' : 'line-bottom'"),
        dy=px(f"{_NARROW} ? 0 : -14 * (length(datum.l) - 1)"),
        lineHeight=14,
    )
    places = words(
        0, "head + datum.i * step + step / 2", "datum.p", limit=px("names - 6"), fontSize=px("names < 120 ? 11 : 12")
    )
    return described(rows("heads", heads), rows("places", places, _drawn_cells()), language=language)


def _drawn_cells() -> alt.LayerChart | alt.FacetChart:
    """Return the cells: a shade, the number, and the sign of those behind plan in the corner."""
    shade = "datum.r >= 100 ? 5 : datum.r >= 75 ? 4 : datum.r >= 50 ? 3 : datum.r >= 25 ? 2 : datum.r > 0 ? 1 : 0"
    left, top = "names + datum.c * cell", "head + datum.i * step"
    share = "(datum.r == 0.5 ? '<1' : format(datum.r, ',d'))"
    said = (
        "datum.p + ', ' + heads[datum.c] + ': '"
        " + (isValid(datum.n) ? format(datum.n, ',d') : '–')"
        " + (datum.t ? '/' + format(datum.t, ',d') + ' (' + " + share + " + '%)' : '')"
        " + ', ' + lower(words[datum.w])"
    )
    behind = SIGNS[Pace.BEHIND]
    cells = alt.layer(
        box(
            left,
            f"{left} + cell - 1",
            top,
            f"{top} + step - 1",
            fill=px(f"isValid(datum.r) ? {_list(RAMP)}[{shade}] : '{PAPER}'"),
            stroke=px(f"isValid(datum.r) ? null : '{GRID}'"),
            tooltip=px(said),
        ),
        words(
            f"{left} + cell / 2",
            f"{top} + step / 2",
            f"isValid(datum.r) ? {share} : '–'",
            align="center",
            fontSize=px("cell < 20 ? 9 : cell < 26 ? 10 : 12"),
            fill=px(f"isValid(datum.r) ? {_list(RAMP_INK)}[{shade}] : '{GREY}'"),
        ),
        sign(
            f"{left} + cell / 2 + min(cell / 2 - 6, 20)",
            f"{top} + (cell < 52 ? 5 : step / 2)",
            shape=behind.mark,
            size=px("cell < 52 ? 26 : 44"),
            fill=behind.colour,
            stroke=PAPER,
            strokeWidth=0.5,
        ).transform_filter(f"datum.w == {_PACES.index(Pace.BEHIND)}"),
    )
    return cells.transform_calculate(c="sequence(0, length(datum.r))").transform_flatten(["c", "r", "n", "t", "w"])


def _list(colours: Sequence[str]) -> str:
    """Return colours as a list inside an expression."""
    return "[" + ", ".join(f"'{colour}'" for colour in colours) + "]"
