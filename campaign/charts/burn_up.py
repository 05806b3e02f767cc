"""The burn-up: people so far against the plan, with the forecast to the deadline and its 80 % band.

The drawing is described once for each shape of chart, which is slow; numbers and words are then put in, which is not.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.days import corners, thinned
from campaign.charts.findings import forecast_sentence, pace_finding
from campaign.charts.milestones import Stretch, drawn_milestones, marked, milestones_sentence
from campaign.charts.palette import ACCENT, GREY, INK
from campaign.charts.theme import Chart, finished
from campaign.i18n import _, current_language, day, day_short, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.domain.pace import PaceReading
    from campaign.services.progress_charts import Milestone
    from campaign.services.progress_models import BurnUp, BurnUpPoint

HEIGHT: Final = 250
_SHORT_CAMPAIGN: Final = 14
# Further left a word to the left of its point would run out of the chart on a phone.
_EARLY: Final = 0.35
# Room for the words above the highest line.
_HEADROOM: Final = 1.12
_LOWEST_TOP: Final = 5
# The height of a line of words, and how much of a phone's width "Actual 12.345" takes.
_LINE: Final = 14
_LONG_WORD: Final = 0.5
_NEAR_THE_GROUND: Final = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a burn-up is made of and where its words stand; charts of one shape differ in their numbers alone.

    `*_below`: the word stands to the lower right of its line, else to the upper left. A cumulative line leaves
    both free, and the other line takes one of them. `actual_low`: there is no room below, so it stands to the upper
    right.
    """

    language: str
    unit: str
    daily_ticks: bool
    plan: bool
    target: bool
    forecast: bool
    band: bool
    actual_below: bool
    actual_low: bool
    plan_below: bool
    forecast_below: bool
    milestones: bool = False


def burn_up_chart(*, burn_up: BurnUp, reading: PaceReading, unit: str, milestones: Sequence[Milestone] = ()) -> Chart:
    """Return the burn-up of one place and indicator.

    `unit` is what is counted ("người"). The chart needs no legend: each line is named where it runs, and a milestone
    by its day and by whether it was met.
    """
    title = pace_finding(burn_up=burn_up, reading=reading)
    subtitle = forecast_sentence(burn_up=burn_up, unit=unit)
    description = " ".join(
        part
        for part in (
            _("Line chart by day. {finding} {forecast}").format(finding=f"{title}.", forecast=subtitle).strip(),
            milestones_sentence(milestones=milestones),
        )
        if part
    )
    shape = shape_of(burn_up, unit=unit, milestones=bool(milestones))
    spec: dict[str, Any] = json.loads(_drawing(shape))
    spec["description"] = description
    numbers = _numbers(burn_up, unit) | marked(
        milestones, first=_first(burn_up), last=burn_up.end, taken=_written(burn_up, shape)
    )
    for layer in spec["layer"]:
        # In its own layer Streamlit passes the data on as it is; named data it would turn into tables at every rerun.
        layer["data"] = {"values": numbers[layer["data"]["name"]]}
    spec["params"] = [{"name": "top", "value": _top(burn_up)}]
    return Chart(title=title, subtitle=subtitle, description=description, spec=spec)


def shape_of(burn_up: BurnUp, *, unit: str, milestones: bool = False) -> Shape:
    """Return what the chart of these numbers is made of."""
    target, total = burn_up.target or 0, burn_up.forecast_total
    planned = next((point.planned for point in burn_up.points if point.day == burn_up.as_of), None)
    open_end = burn_up.as_of < burn_up.end and total is not None
    return Shape(
        language=current_language(),
        unit=unit,
        daily_ticks=len(burn_up.points) <= _SHORT_CAMPAIGN,
        plan=any(point.planned is not None for point in burn_up.points),
        target=bool(target),
        forecast=open_end,
        band=open_end and burn_up.low is not None,
        actual_below=(planned is not None and planned >= burn_up.toward_target) or _fraction(burn_up) < _EARLY,
        actual_low=burn_up.toward_target * HEIGHT < _NEAR_THE_GROUND * _top(burn_up),
        plan_below=(total or burn_up.toward_target) > target,
        # Just below the target's line there is no room above the forecast's end.
        forecast_below=0 <= target - (total or 0) < target / 8,
        milestones=milestones,
    )


# ------------------------------------------------------------------------------------------------- numbers
def _numbers(burn_up: BurnUp, unit: str) -> dict[str, list[dict[str, Any]]]:
    days = thinned(burn_up.points, keep=burn_up.as_of)
    rows = [{"day": _day(p.day), "actual": p.actual} for p in days if p.actual is not None]
    plan = [{"day": _day(p.day), "plan": round(p.planned or 0, 1)} for p in corners(burn_up.points)]
    middle = days[len(days) * 2 // 3] if days else None
    now, end = _day(burn_up.as_of), _day(burn_up.end)
    so_far, total = burn_up.toward_target, burn_up.forecast_total or 0
    target = {"day": _day(days[0].day) if days else now, "target": burn_up.target}
    return {
        "actual": rows,
        "actual_word": [rows[-1] | {"word": _("Actual {n}").format(n=number(so_far))}] if rows else [],
        "actual_end": rows[-1:],
        "hover": [{"day": _day(p.day), "sentence": _sentence(p, unit)} for p in days],
        "plan": plan,
        "plan_word": [{"day": _day(middle.day), "plan": middle.planned, "word": _("Plan")}] if middle else [],
        "target": [target],
        "target_word": [target | {"word": _("Target {n} {unit}").format(n=number(burn_up.target), unit=unit)}],
        "forecast": [{"day": now, "forecast": so_far}, {"day": end, "forecast": round(total, 1)}],
        "forecast_word": [
            {"day": end, "forecast": round(total, 1), "word": _("Forecast {n}").format(n=number(round(total)))}
        ],
        "band": [
            {"day": now, "low": so_far, "high": so_far},
            {"day": end, "low": round(burn_up.low or 0, 1), "high": round(burn_up.high or 0, 1)},
        ],
    }


def _top(burn_up: BurnUp) -> int:
    highest = max(burn_up.target or 0, burn_up.high or 0, burn_up.forecast_total or 0, burn_up.toward_target)
    return round(max(highest, _LOWEST_TOP) * _HEADROOM)


def _sentence(point: BurnUpPoint, unit: str) -> str:
    """Return what a leader would say about one day; the tooltip."""
    on = day_short(point.day)
    planned = None if point.planned is None else number(round(point.planned))
    if point.actual is None:
        if planned is None:
            return day(point.day)
        return _("By {day}: plan {planned} {unit}").format(day=on, planned=planned, unit=unit)
    actual = number(point.actual)
    if planned is None:
        return _("By {day}: {n} {unit}").format(day=on, n=actual, unit=unit)
    return _("By {day}: {n} {unit}, plan {planned}").format(day=on, n=actual, unit=unit, planned=planned)


def _day(value: date) -> str:
    # Without a time the browser would read it as UTC and may show the day before.
    return f"{value.isoformat()}T00:00"


def _written(burn_up: BurnUp, shape: Shape) -> list[Stretch]:
    """Return where the words of the actual line and of the forecast stand, for those of the milestones to keep off."""

    def line(people: float) -> int:
        return math.floor(people / _top(burn_up) * HEIGHT / _LINE)

    at, now = _fraction(burn_up), line(burn_up.toward_target)
    found = []
    if shape.actual_low or shape.actual_below:
        low = now if shape.actual_low else now - 2
        found.append(Stretch(left=at, right=at + _LONG_WORD, low=low, high=low + 2))
    if shape.forecast:
        low = line(burn_up.forecast_total or 0) - (2 if shape.forecast_below else 0)
        found.append(Stretch(left=1 - _LONG_WORD, right=1, low=low, high=low + 2))
    return found


def _first(burn_up: BurnUp) -> date:
    return burn_up.points[0].day if burn_up.points else burn_up.as_of


def _fraction(burn_up: BurnUp) -> float:
    if not burn_up.points:
        return 0.0
    first, last = burn_up.points[0].day, burn_up.points[-1].day
    return (burn_up.as_of - first).days / max(1, (last - first).days)


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=128)
def _drawing(shape: Shape) -> str:
    """Return the chart without its numbers, as JSON; describing it takes Altair a third of a second."""
    layers: list[alt.Chart] = []
    if shape.band:
        band = _chart("band").mark_area(color=ACCENT, opacity=0.16)
        layers.append(band.encode(x=_x(), y=_y("low"), y2=alt.Y2("high")))
    if shape.plan:
        line = _chart("plan").mark_line(color=GREY, strokeWidth=1.5, strokeDash=[2, 3])
        layers += [line.encode(x=_x(), y=_y("plan")), _word("plan", below=shape.plan_below, colour=GREY, gap=4)]
    if shape.target:
        rule = _chart("target").mark_rule(color=INK, strokeWidth=1)
        words = _chart("target_word").mark_text(align="left", baseline="bottom", dx=2, dy=-4, color=INK)
        layers += [rule.encode(y=_y("target")), words.encode(x=_x(), y=_y("target"), text=alt.Text("word:N"))]
    if shape.forecast:
        line = _chart("forecast").mark_line(color=ACCENT, strokeWidth=2, strokeDash=[6, 4])
        words = _chart("forecast_word").mark_text(
            align="right",
            baseline="top" if shape.forecast_below else "bottom",
            dy=14 if shape.forecast_below else -6,
            color=ACCENT,
        )
        layers += [
            line.encode(x=_x(), y=_y("forecast")),
            words.encode(x=_x(), y=_y("forecast"), text=alt.Text("word:N")),
        ]
    layers += _actual(shape)
    if shape.milestones:
        layers += drawn_milestones(x=_x(), y=_y("planned"))
    return json.dumps(finished(alt.layer(*layers), language=shape.language, height=HEIGHT))


def _actual(shape: Shape) -> list[alt.Chart]:
    axis = alt.Axis(
        format="%d/%m",
        grid=False,
        labelOverlap="greedy",
        labelSeparation=8,
        tickCount="day" if shape.daily_ticks else "week",
    )
    x = alt.X("day:T", title=_("Day"), axis=axis)
    y = alt.Y(
        "actual:Q",
        title=_("Cumulative number ({unit})").format(unit=shape.unit),
        scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef("top"), nice=False),
        axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1),
    )
    # Wide and invisible, so that a finger finds the day.
    hover = _chart("hover").mark_rule(strokeWidth=12, opacity=0)
    point = _chart("actual_end").mark_point(color=ACCENT, filled=True, size=70, opacity=1)
    return [
        _chart("actual").mark_line(color=ACCENT, strokeWidth=3).encode(x=x, y=y),
        hover.encode(x=_x(), tooltip=alt.Tooltip("sentence:N", title=" ")),
        point.encode(x=_x(), y=_y("actual")),
        _word("actual", below=shape.actual_below, low=shape.actual_low, colour=ACCENT, gap=7, bold=True),
    ]


def _word(field: str, *, below: bool, colour: str, gap: int, low: bool = False, bold: bool = False) -> alt.Chart:
    right, down = below or low, below and not low
    words = _chart(f"{field}_word").mark_text(
        align="left" if right else "right",
        baseline="top" if down else "bottom",
        dx=gap if right else -gap,
        dy=gap if down else -gap,
        color=colour,
        fontWeight="bold" if bold else "normal",
    )
    named: alt.Chart = words.encode(x=_x(), y=_y(field), text=alt.Text("word:N"))
    return named


def _chart(data: str) -> alt.Chart:
    found: alt.Chart = alt.Chart(alt.NamedData(name=data))
    return found


def _x() -> alt.X:
    return alt.X("day:T")


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q")
