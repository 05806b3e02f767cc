"""The chart of the public board as a few lines of SVG: it opens on the slowest telephone, and needs no script.

Coordinates only; the words are made by whoever draws. The large charts of the screens come from `campaign.charts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.i18n import _, day_short, number

if TYPE_CHECKING:
    from campaign.services.public_board import PublicBoard

_HEADROOM: Final = 1.15
_LATE: Final = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word in the chart: where it stands, and on which side of that point it is written."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A burn-up: lines as lists of points, the dot of the last number, words, and what it says to who cannot see it."""

    width: int
    height: int
    font: int
    left: int
    right: int
    levels: tuple[Word, ...]
    days: tuple[Word, ...]
    plan: str
    line: str
    dot: tuple[float, float]
    now: Word
    planned: Word | None
    description: str


def burn_up(board: PublicBoard, *, language: str, width: int, height: int, font: int = 13) -> Drawing | None:
    """Return the chart of a board's headline in letters of a size; None for a board that has no curve."""
    curve = board.curve
    if curve is None:
        return None
    first, last = curve.points[0][0], board.ends_on
    total = curve.points[-1][1]
    top = max(curve.target or 0, total, 5) * _HEADROOM
    span = max((last - first).days, 1)
    marks = sorted({0, curve.target or total})
    left, right, foot = round(font * (0.9 + 0.62 * len(number(marks[-1])))), font, font * 2

    def x(day: date) -> float:
        return round(left + (width - left - right) * (day - first).days / span, 1)

    def y(n: float) -> float:
        return round(height - foot - (height - font - foot) * n / top, 1)

    dot = (x(board.as_of), y(total))
    late = (dot[0] - left) / (width - left - right) > _LATE
    # Above the plan line there is room to the upper left, below it to the lower right.
    ahead = total >= (curve.planned or 0)
    unit = _unit(board, language)
    return Drawing(
        width=width,
        height=height,
        font=font,
        left=left,
        right=width - right,
        levels=tuple(Word(x=left - 6, y=y(n), text=number(n), anchor="end") for n in marks),
        days=(
            Word(x=x(first), y=height - font // 2, text=day_short(board.starts_on), anchor="start"),
            Word(x=x(last), y=height - font // 2, text=day_short(last), anchor="end"),
        ),
        plan=" ".join(f"{x(day)},{y(n)}" for day, n in curve.plan),
        line=" ".join(f"{x(day)},{y(n)}" for day, n in curve.points),
        dot=dot,
        now=Word(
            x=dot[0] + (-8 if ahead and dot[0] > width / 4 else 8),
            y=dot[1] + (-8 if ahead else font + 5),
            text=f"{number(total)} {unit}",
            anchor="end" if (ahead and dot[0] > width / 4) or late else "start",
        ),
        planned=None
        if not curve.plan
        else Word(x=x(last), y=y(curve.plan[-1][1]) - 6, text=_("planned"), anchor="end"),
        description=_description(board, total, unit),
    )


def title_of(board: PublicBoard, *, language: str) -> str:
    """Return what the curve says in one sentence."""
    curve = board.curve
    if curve is None:
        return ""
    total = curve.points[-1][1]
    if curve.target and total >= curve.target:
        return _("The target of the whole campaign is reached")
    if curve.planned is None:
        return _("Result so far")
    gap = round(total - curve.planned)
    unit = _unit(board, language)
    if gap > 0:
        return _("{n} {unit} more than planned by this day").format(n=number(gap), unit=unit)
    if gap < 0:
        return _("{n} {unit} fewer than planned by this day").format(n=number(-gap), unit=unit)
    return _("As planned by this day")


def _unit(board: PublicBoard, language: str) -> str:
    return next(indicator.unit(language) for indicator in board.indicators if indicator.key == board.headline)


def _description(board: PublicBoard, total: int, unit: str) -> str:
    curve = board.curve
    told = _("Line chart by week: {n} {unit} on {day}.").format(n=number(total), unit=unit, day=day_short(board.as_of))
    if curve is None or curve.planned is None or not curve.target:
        return told
    plan = _("Planned by this day: {n}; target of {end}: {target}.").format(
        n=number(round(curve.planned)), end=day_short(board.ends_on), target=number(curve.target)
    )
    return f"{told} {plan}"
