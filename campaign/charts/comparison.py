"""Two periods or two campaigns side by side: cumulative numbers by the day of each."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.canvas import cut
from campaign.charts.palette import ACCENT, GREY
from campaign.charts.theme import Chart, finished
from campaign.i18n import _, current_language, day, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.progress_charts import ComparedSeries, Comparison

HEIGHT: Final = 250
_MOST_POINTS: Final = 92
_HEADROOM: Final = 1.12
_LOWEST_TOP: Final = 5
# Further right a word to the right of its point would run out of the chart.
_LATE: Final = 0.45
_ROOM_FOR_A_WORD: Final = 0.2


def comparison_chart(*, comparison: Comparison, unit: str) -> Chart:
    """Return two cumulative lines by the number of the day, each named at its end.

    The title compares both on the last day that both have, so that a young campaign is not measured against a whole
    one. `unit` is what is counted.
    """
    title, subtitle = _finding(comparison, unit), _subtitle(comparison, unit)
    description = _("Two lines by the day of each period. {finding} {detail}").format(
        finding=f"{title}.", detail=subtitle
    )
    spec: dict[str, Any] = json.loads(_drawing(current_language(), unit))
    spec["description"] = description
    longest = max(_last_day(comparison.now), _last_day(comparison.then), 2)
    top = max(_last_value(comparison.now), _last_value(comparison.then), _LOWEST_TOP) * _HEADROOM
    spec["params"] = [{"name": "top", "value": round(top)}, {"name": "longest", "value": longest}]
    rows = {
        "now": _rows(comparison.now),
        "then": _rows(comparison.then),
        "now_word": _word(comparison.now, comparison.then, longest=longest, top=top),
        "then_word": _word(comparison.then, comparison.now, longest=longest, top=top),
        "hover": _sentences(comparison, unit),
    }
    for layer in spec["layer"]:
        layer["data"] = {"values": rows[layer["data"]["name"]]}
    return Chart(title=title, subtitle=subtitle, description=description, spec=spec)


def value_on(series: ComparedSeries, number_of_day: int) -> int | None:
    """Return what a side had by a day; a day that is not named brought nothing new, before the first is None."""
    known = [value for on, value in series.points if on <= number_of_day]
    return known[-1] if known else None


# ------------------------------------------------------------------------------------------------- words
def _finding(comparison: Comparison, unit: str) -> str:
    """Return which side had more on the last day that both have; the title."""
    now, then = comparison.now, comparison.then
    if not now.points and not then.points:
        return _("No data yet")
    if not now.points or not then.points:
        empty = then if now.points else now
        return _("Nothing to compare with: {name} has no data").format(name=empty.name)
    on = min(_last_day(now), _last_day(then))
    mine, theirs = value_on(now, on) or 0, value_on(then, on) or 0
    words = {"day": number(on), "n": number(abs(mine - theirs)), "unit": unit, "other": then.name, "name": now.name}
    if mine == theirs:
        return _("By day {day}: as many as in {other}").format(**words)
    text = (
        _("By day {day}: {n} {unit} more than in {other}")
        if mine > theirs
        else _("By day {day}: {n} {unit} fewer than in {other}")
    ).format(**words)
    return f"{text} ({'+' if mine > theirs else '−'}{percent(abs(mine - theirs) / theirs)})" if theirs else text


def _subtitle(comparison: Comparison, unit: str) -> str:
    return " ".join(_about(series, unit) for series in (comparison.now, comparison.then) if series.points)


def _about(series: ComparedSeries, unit: str) -> str:
    text = _("{name} ({first}–{last}): {n} {unit}").format(
        name=series.name, first=day(series.first), last=day(series.last), n=number(series.total), unit=unit
    )
    if not series.target:
        return f"{text}."
    return f"{text}, {_('{rate} of the target').format(rate=percent(series.total / series.target))}."


def _sentences(comparison: Comparison, unit: str) -> list[dict[str, Any]]:
    days = sorted({on for series in (comparison.now, comparison.then) for on, _value in _thinned(series.points)})
    return [
        {
            "day": on,
            "sentence": _("Day {day}: {now} {unit}; before: {then}").format(
                day=number(on),
                now=number(value_on(comparison.now, on) if on <= _last_day(comparison.now) else None),
                then=number(value_on(comparison.then, on) if on <= _last_day(comparison.then) else None),
                unit=unit,
            ),
        }
        for on in days[:: -(-len(days) // _MOST_POINTS) or 1]
    ]


# ------------------------------------------------------------------------------------------------- numbers
def _thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    every = -(-len(points) // _MOST_POINTS) or 1
    return [point for i, point in enumerate(points) if i % every == 0 or i == len(points) - 1]


def _rows(series: ComparedSeries) -> list[dict[str, Any]]:
    return [{"day": on, "value": value} for on, value in _thinned(series.points)]


def _last_day(series: ComparedSeries) -> int:
    return series.points[-1][0] if series.points else 0


def _last_value(series: ComparedSeries) -> int:
    return series.points[-1][1] if series.points else 0


def _above(series: ComparedSeries, other: ComparedSeries, *, top: float, late: bool) -> bool:
    """Whether a line's word stands above its end.

    A cumulative line leaves the upper left and the lower right free; the lower right ends at the edge of the chart,
    where the word goes between the two lines if there is room.
    """
    gap = (value_on(other, _last_day(series)) or 0) - _last_value(series)
    return gap <= 0 or (late and gap > _ROOM_FOR_A_WORD * top)


def _word(series: ComparedSeries, other: ComparedSeries, *, longest: int, top: float) -> list[dict[str, Any]]:
    if not series.points:
        return []
    on, value = series.points[-1]
    late = on > _LATE * longest
    above = _above(series, other, top=top, late=late)
    return [{"day": on, "value": value, "word": f"{cut(series.name)}: {number(value)}", "late": late, "above": above}]


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=32)
def _drawing(language: str, unit: str) -> str:
    """Return the two lines without their numbers, as JSON."""
    x = alt.X(
        "day:Q",
        title=_("Day of each period"),
        scale=alt.Scale(domain=[1, alt.ExprRef("longest")], nice=False, zero=False),
        axis=alt.Axis(format="d", grid=False, tickMinStep=1, labelOverlap="greedy", labelSeparation=8),
    )
    y = alt.Y(
        "value:Q",
        title=_("Cumulative number ({unit})").format(unit=unit),
        scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef("top"), nice=False),
        axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1),
    )

    def side(name: str, colour: str, **line: Any) -> list[alt.Chart]:  # noqa: ANN401 - what a line takes
        words = alt.Chart(alt.NamedData(name=f"{name}_word")).encode(x=alt.X("day:Q"), y=alt.Y("value:Q"))
        return [
            alt.Chart(alt.NamedData(name=name)).mark_line(color=colour, **line).encode(x=x, y=y),
            words.mark_point(color=colour, filled=True, size=60, opacity=1),
            words.mark_text(
                color=colour,
                align=alt.ExprRef("datum.late ? 'right' : 'left'"),
                baseline=alt.ExprRef("datum.above ? 'bottom' : 'top'"),
                dx=alt.ExprRef("datum.late ? -4 : 4"),
                dy=alt.ExprRef("datum.above ? -8 : 10"),
                fontWeight="bold" if name == "now" else "normal",
            ).encode(text="word:N"),
        ]

    hover = alt.Chart(alt.NamedData(name="hover")).mark_rule(strokeWidth=12, opacity=0)
    layers = [
        *side("then", GREY, strokeWidth=2, strokeDash=[6, 4]),
        *side("now", ACCENT, strokeWidth=3),
        hover.encode(x=alt.X("day:Q"), tooltip=alt.Tooltip("sentence:N", title=" ")),
    ]
    return json.dumps(finished(alt.layer(*layers), language=language, height=HEIGHT))
