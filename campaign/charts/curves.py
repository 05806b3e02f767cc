"""Small multiples: a curve for each place, all on one scale of days and of the share of the target."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.canvas import box, cut, described, filled, px, rows, sign, words
from campaign.charts.palette import ACCENT, GREY, GRID, PAPER, SIGNS
from campaign.charts.theme import Chart
from campaign.domain.vocabulary import Pace
from campaign.i18n import _, current_language, day_short, ngettext, number, percent
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.progress_charts import Curve, Curves

MOST_CURVES: Final = 60
# Sixty curves of so many days weigh less than the spec may.
_MOST_DAYS: Final = 20
_ROW: Final = 90
_CURVE: Final = 40
_ABOVE: Final = 40
# A result far above the target is drawn at the edge; its number is not cut.
_LONGEST: Final = 1.2
_THOUSAND: Final = 1000
_LETTER: Final = 6.0
_NARROWEST: Final = 104
_WIDEST: Final = 158
_LEFT: Final = "(datum.i % columns) * room"
_TOP: Final = f"floor(datum.i / columns) * {_ROW}"


def curves_chart(*, curves: Curves, unit: str) -> Chart:
    """Return a small curve for each place, in the order given; the container decides how many stand in a row.

    Of more than 60 places the ones with the lowest share are drawn, and the subtitle says how many are not. The scale
    is the share of the target; where nobody has a target it is the largest number. `unit` is what is counted.
    """
    shown = lowest(curves.curves)
    title = _finding(curves)
    description = _("Small line charts, one a place. {finding} {detail}").format(
        finding=f"{title}.", detail="; ".join(_spoken(curve, unit) for curve in _furthest(curves.curves))
    )
    days = _days(curves)
    largest = max((points[-1][1] for curve in shown if (points := curve.points)), default=0)
    by_target = any(curve.target for curve in shown)
    subtitle = _subtitle(curves, shown=len(shown), largest=None if by_target else largest)
    spec = filled(
        _drawing(current_language()),
        data={
            "curves": [
                _row(i, curve, curves, days=days, whole=curve.target if by_target else largest, unit=unit)
                for i, curve in enumerate(shown)
            ],
            "grid": [{"i": i} for i in range(len(shown))],
        },
        params={
            "columns": f"clamp(floor(width / {_wide_enough(shown)}), 2, 8)",
            "room": "width / columns",
            "days": max(1, (curves.ends_on - curves.starts_on).days),
        },
        description=description.strip(),
    )
    return Chart(title=title, subtitle=subtitle, description=description.strip(), spec=spec)


def lowest(curves: Sequence[Curve], *, most: int = MOST_CURVES) -> tuple[Curve, ...]:
    """Return the places that a chart has room for: of many those with the lowest share, in the order given."""
    if len(curves) <= most:
        return tuple(curves)
    kept = {id(curve) for curve in sorted(curves, key=_share)[:most]}
    return tuple(curve for curve in curves if id(curve) in kept)


def _share(curve: Curve) -> float:
    return 2.0 if curve.rate is None else curve.rate


def _furthest(curves: Sequence[Curve]) -> tuple[Curve, ...]:
    return tuple(sorted(curves, key=_share)[:5])


# ------------------------------------------------------------------------------------------------- words
def _finding(curves: Curves) -> str:
    """Return how many places stand still, or are behind; the title."""
    every = len(curves.curves)
    if not any(curve.points for curve in curves.curves):
        return _("No data yet")
    behind = sum(curve.pace is Pace.BEHIND for curve in curves.curves)
    at_risk = sum(curve.pace is Pace.AT_RISK for curve in curves.curves)
    if all(curve.target is None or curve.target == 0 for curve in curves.curves):
        return _("No targets were assigned to these places")
    if behind:
        text = ngettext("{n} of {all} places is behind plan", "{n} of {all} places are behind plan", behind)
        return text.format(n=number(behind), all=number(every))
    if at_risk:
        text = ngettext("{n} of {all} places is at risk", "{n} of {all} places are at risk", at_risk)
        return text.format(n=number(at_risk), all=number(every))
    if all(curve.pace in {Pace.NO_TARGET, Pace.DONE} for curve in curves.curves):
        return _("Every place has met its target")
    return _("No place is behind plan")


def _subtitle(curves: Curves, *, shown: int, largest: int | None) -> str:
    if not shown:
        return ""
    text = (
        _("Share of the target from {first} to {last}; the line across is the target.")
        if largest is None
        else _("Numbers from {first} to {last}, all on one scale; the largest is {n}.")
    ).format(first=day_short(curves.starts_on), last=day_short(curves.ends_on), n=number(largest))
    left = len(curves.curves) - shown
    if not left:
        return text
    more = ngettext(
        "The {shown} lowest; {n} more place is not drawn.", "The {shown} lowest; {n} more places are not drawn.", left
    )
    return f"{text} {more.format(shown=number(shown), n=number(left))}"


def _spoken(curve: Curve, unit: str) -> str:
    total = curve.points[-1][1] if curve.points else None
    if not curve.target:
        return f"{curve.name}: {number(total)} {unit}"
    return f"{curve.name}: {number(total)}/{number(curve.target)} {unit} ({percent(curve.rate)})"


# ------------------------------------------------------------------------------------------------- numbers
def _days(curves: Curves) -> tuple[int, ...]:
    """Return the days that every curve has a point on: the eve of the first one, the last known one, some between."""
    last = min((curves.as_of - curves.starts_on).days, (curves.ends_on - curves.starts_on).days)
    if last < 0:
        return ()
    every = -(-(last + 1) // _MOST_DAYS)
    return tuple(sorted({*range(last, -1, -every), 0}))


def _row(i: int, curve: Curve, curves: Curves, *, days: Sequence[int], whole: int | None, unit: str) -> dict[str, Any]:
    sign = SIGNS[curve.pace]
    drawn = [(on, _reached(curve, curves.starts_on.toordinal() + on)) for on in days] if whole and curve.points else []
    total = curve.points[-1][1] if curve.points else None
    return {
        "i": i,
        "p": cut(curve.name),
        "s": sign.shape,
        "c": sign.colour,
        "w": percent(curve.rate) if curve.rate is not None else f"{number(total)} {unit}",
        "g": bool(curve.target),
        "x": [on for on, _so_far in drawn],
        "y": [round(min(so_far / (whole or 1), _LONGEST) * _THOUSAND) for _on, so_far in drawn],
        "t": f"{_spoken(curve, unit)}, {label(curve.pace).lower()}",
    }


def _wide_enough(curves: Sequence[Curve]) -> int:
    """Return the pixels in which four names of five can be read whole."""
    lengths = sorted(len(curve.name) for curve in curves)
    typical = lengths[len(lengths) * 4 // 5] if lengths else 0
    return round(min(max(typical * _LETTER + 30, _NARROWEST), _WIDEST))


def _reached(curve: Curve, ordinal: int) -> int:
    """Return what the place had reached by a day; a day that is not named brought nothing new."""
    at = bisect_right(curve.points, ordinal, key=_ordinal)
    return curve.points[at - 1][1] if at else 0


def _ordinal(point: tuple[date, int]) -> int:
    return point[0].toordinal()


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=2)
def _drawing(language: str) -> str:
    """Return the curves without their numbers, as JSON."""
    # Nothing is seen of it: it gives the chart as many rows as the width leaves.
    grid = (
        alt.Chart()
        .transform_calculate(row="floor(datum.i / columns)")
        .mark_point(opacity=0)
        .encode(y=alt.Y("row:O", axis=None))
    )
    return described(
        rows("grid", grid), rows("curves", *_frames(), _drawn_curves()), language=language, height=alt.Step(_ROW)
    )


def _frames() -> list[alt.Chart]:
    """Return what stands around a curve: sign, name, share, ground and target."""
    right = f"{_LEFT} + room - 12"
    ground = f"{_TOP} + {_ABOVE + _CURVE}"
    target = f"{_TOP} + {_ABOVE + _CURVE - _CURVE / _LONGEST:.1f}"
    return [
        box(_LEFT, right, _TOP, f"{_TOP} + {_ROW - 8}", fill=PAPER, opacity=0, tooltip=px("datum.t")),
        box(_LEFT, right, ground, f"{ground} + 1", fill=GRID),
        box(_LEFT, right, target, f"{target} + 1", fill=GREY, opacity=px("datum.g ? 0.8 : 0")),
        words(_LEFT, f"{_TOP} + 8", "datum.s", fill=px("datum.c"), fontSize=11),
        words(f"{_LEFT} + 14", f"{_TOP} + 8", "datum.p", limit=px("room - 22"), fontSize=px("room < 130 ? 11 : 12")),
        words(f"{_LEFT} + 14", f"{_TOP} + 24", "datum.w", fill=GREY, fontSize=11),
    ]


def _drawn_curves() -> alt.LayerChart | alt.FacetChart:
    """Return the line of a place and the point at which it stands."""
    x = f"{_LEFT} + datum.x / days * (room - 12)"
    y = f"{_TOP} + {_ABOVE + _CURVE} - datum.y / {_LONGEST * _THOUSAND:.0f} * {_CURVE}"
    line = alt.Chart().mark_line(
        x=px(x), y=px(y), stroke=ACCENT, strokeWidth=1.8, strokeCap="round", strokeJoin="round"
    )
    end = sign(x, y, shape="circle", fill=ACCENT, stroke=None, size=22).transform_filter("datum.x == datum.last")
    return (
        alt.layer(line.encode(detail="i:Q"), end)
        .transform_calculate(last="peek(datum.x)")
        .transform_flatten(["x", "y"])
    )
