"""The burn-up: people so far against the plan, with the forecast to the deadline and its 80 % band."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.findings import forecast_sentence, pace_finding
from campaign.charts.theme import ACCENT, GREY, INK, Chart, finished
from campaign.i18n import _, current_language, day, day_short, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.pace import PaceReading
    from campaign.services.progress_view import BurnUp, BurnUpPoint

# A year has more days than a chart has pixels to spare, and more than the spec may weigh.
_MOST_POINTS: Final = 92
HEIGHT: Final = 250
_X: Final = "day:T"
_SHORT_CAMPAIGN: Final = 14


def burn_up_chart(*, burn_up: BurnUp, reading: PaceReading, unit: str) -> Chart:
    """Return the burn-up of one place and indicator.

    `unit` is what is counted ("người"). The chart needs no legend: each line is named where it runs.
    """
    title = pace_finding(burn_up=burn_up, reading=reading)
    subtitle = forecast_sentence(burn_up=burn_up, unit=unit)
    layers = [
        *_band(burn_up),
        *_plan(burn_up),
        *_target(burn_up, unit),
        *_forecast(burn_up),
        *_actual(burn_up, unit),
    ]
    spec = finished(alt.layer(*layers), language=current_language(), height=HEIGHT)
    description = _("Line chart by day. {finding} {forecast}").format(finding=f"{title}.", forecast=subtitle).strip()
    return Chart(title=title, subtitle=subtitle, description=description, spec=spec | {"description": description})


def _chart(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def _x(burn_up: BurnUp) -> alt.X:
    span = (burn_up.points[-1].day - burn_up.points[0].day).days if burn_up.points else 0
    return alt.X(
        _X,
        title=_("Day"),
        axis=alt.Axis(
            format="%d/%m",
            grid=False,
            labelOverlap="greedy",
            tickCount="day" if span <= _SHORT_CAMPAIGN else "week",
        ),
    )


def _y(field: str, burn_up: BurnUp | None = None, unit: str = "") -> alt.Y:
    if burn_up is None:
        return alt.Y(field)
    top = max(burn_up.target or 0, burn_up.high or 0, burn_up.forecast_total or 0, burn_up.toward_target, 5)
    return alt.Y(
        field,
        title=_("Cumulative number ({unit})").format(unit=unit),
        # Room for the words above the highest line.
        scale=alt.Scale(domain=[0, round(top * 1.12)], nice=False),
        axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1),
    )


def _actual(burn_up: BurnUp, unit: str) -> list[alt.Chart]:
    rows = [_row(point, unit) for point in thinned(burn_up.points, keep=burn_up.as_of)]
    base = _chart(rows).encode(x=_x(burn_up))
    line = base.mark_line(color=ACCENT, strokeWidth=3).encode(y=_y("actual:Q", burn_up, unit))
    # Wide and invisible, so that a finger finds the day.
    hover = base.mark_rule(strokeWidth=12, opacity=0).encode(tooltip=alt.Tooltip("sentence:N", title=" "))
    last = next((row for row in reversed(rows) if row["actual"] is not None), None)
    if last is None:
        return [line, hover]
    name = _("Actual {n}").format(n=number(burn_up.toward_target))
    end = _chart([{"day": last["day"], "actual": last["actual"], "name": name}])
    end = end.encode(x=_X, y="actual:Q")
    early = _fraction(burn_up, burn_up.as_of) < 0.4  # noqa: PLR2004 - the word needs about that much room on a phone
    # Below the line when the plan runs above it, so that words do not meet.
    planned = next((p.planned for p in burn_up.points if p.day == burn_up.as_of), None)
    below = planned is not None and planned >= burn_up.toward_target
    words = end.mark_text(
        align="left" if early else "right",
        baseline="top" if below else "bottom",
        dx=8 if early else -8,
        dy=6 if below else -6,
        color=ACCENT,
        fontWeight="bold",
    ).encode(text="name:N")
    return [line, hover, end.mark_point(color=ACCENT, filled=True, size=70, opacity=1), words]


def _plan(burn_up: BurnUp) -> list[alt.Chart]:
    planned = [point for point in thinned(burn_up.points) if point.planned is not None]
    if not planned:
        return []
    rows = [{"day": _day(point.day), "plan": round(point.planned or 0, 1)} for point in planned]
    line = _chart(rows).mark_line(color=GREY, strokeWidth=1.5, strokeDash=[2, 3])
    middle = rows[(len(rows) * 2) // 3]
    words = (
        _chart([middle | {"name": _("Plan")}])
        .mark_text(align="right", baseline="bottom", dx=-4, dy=-4, color=GREY)
        .encode(x=_X, y="plan:Q", text="name:N")
    )
    return [line.encode(x=_X, y="plan:Q"), words]


def _target(burn_up: BurnUp, unit: str) -> list[alt.Chart]:
    if not burn_up.target or not burn_up.points:
        return []
    name = _("Target {n} {unit}").format(n=number(burn_up.target), unit=unit)
    row = {"day": _day(burn_up.points[0].day), "target": burn_up.target, "name": name}
    base = _chart([row])
    words = base.mark_text(align="left", baseline="bottom", dx=2, dy=-4, color=INK)
    return [
        base.mark_rule(color=INK, strokeWidth=1).encode(y="target:Q"),
        words.encode(x=_X, y="target:Q", text="name:N"),
    ]


def _forecast(burn_up: BurnUp) -> list[alt.Chart]:
    if burn_up.forecast_total is None or burn_up.as_of >= burn_up.end:
        return []
    name = _("Forecast {n}").format(n=number(round(burn_up.forecast_total)))
    rows: list[dict[str, Any]] = [
        {"day": _day(burn_up.as_of), "forecast": burn_up.toward_target},
        {"day": _day(burn_up.end), "forecast": round(burn_up.forecast_total, 1), "name": name},
    ]
    line = _chart(rows).mark_line(color=ACCENT, strokeWidth=2, strokeDash=[6, 4])
    # Near the target line the word goes below, where the target's own word is not.
    near = burn_up.target is not None and abs(burn_up.forecast_total - burn_up.target) < 0.12 * burn_up.target
    words = _chart(rows[1:]).mark_text(
        align="right", baseline="top" if near else "bottom", dy=14 if near else -6, color=ACCENT
    )
    return [line.encode(x=_X, y="forecast:Q"), words.encode(x=_X, y="forecast:Q", text="name:N")]


def _band(burn_up: BurnUp) -> list[alt.Chart]:
    if burn_up.low is None or burn_up.high is None or burn_up.as_of >= burn_up.end:
        return []
    rows = [
        {"day": _day(burn_up.as_of), "low": burn_up.toward_target, "high": burn_up.toward_target},
        {"day": _day(burn_up.end), "low": round(burn_up.low, 1), "high": round(burn_up.high, 1)},
    ]
    band = _chart(rows).mark_area(color=ACCENT, opacity=0.16)
    return [band.encode(x=_X, y="low:Q", y2="high:Q")]


def thinned(points: Sequence[BurnUpPoint], *, keep: date | None = None) -> tuple[BurnUpPoint, ...]:
    """Return at most about 92 days of a long campaign, with both ends and the day `keep` among them."""
    every = -(-len(points) // _MOST_POINTS) if points else 1
    last = len(points) - 1
    return tuple(p for i, p in enumerate(points) if i % every == 0 or i == last or p.day == keep)


def _row(point: BurnUpPoint, unit: str) -> dict[str, Any]:
    return {"day": _day(point.day), "actual": point.actual, "sentence": _sentence(point, unit)}


def _sentence(point: BurnUpPoint, unit: str) -> str:
    planned = None if point.planned is None else number(round(point.planned))
    if point.actual is None:
        if planned is None:
            return day(point.day)
        return _("By {day}: plan {planned} {unit}").format(day=day_short(point.day), planned=planned, unit=unit)
    actual = number(point.actual)
    if planned is None:
        return _("By {day}: {n} {unit}").format(day=day_short(point.day), n=actual, unit=unit)
    return _("By {day}: {n} {unit}, plan {planned}").format(
        day=day_short(point.day), n=actual, unit=unit, planned=planned
    )


def _day(value: date) -> str:
    # Without a time the browser would read it as UTC and may show the day before.
    return f"{value.isoformat()}T00:00"


def _fraction(burn_up: BurnUp, on: date) -> float:
    first, last = burn_up.points[0].day, burn_up.points[-1].day
    return (on - first).days / max(1, (last - first).days)
