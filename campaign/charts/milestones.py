"""Milestones on the plan's line: the day, the number asked for, and whether it was met, by shape and word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.palette import GREY, PAPER, SIGNS
from campaign.domain.vocabulary import Pace
from campaign.i18n import _, day_short, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.progress_charts import Milestone

# More words than these would lie on each other on a phone; the others keep their sign and their tooltip.
_MOST_NAMED: Final = 4
_LINE: Final = 14
# What a phone leaves between the axis and the edge, and a letter of the words.
_ROOM: Final = 262
_LETTER: Final = 5.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What is already written near the ground: shares of the width, lines above the ground."""

    left: float
    right: float
    low: int
    high: int


def marked(
    milestones: Sequence[Milestone], *, first: date, last: date, taken: Sequence[Stretch] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the milestones' layers.

    `first` and `last` are the days of the chart. The words stand just above the ground, which cumulative lines leave
    free, each on the lowest line where it meets no other and nothing that is `taken`.
    """
    named = {milestone.day for milestone in _named(milestones)}
    written = list(taken)
    rows = []
    for milestone in milestones:
        sign = SIGNS[_state(milestone)]
        word = f"{sign.shape} {_word(milestone)}" if milestone.day in named else ""
        at = (milestone.day - first).days / max(1, (last - first).days)
        long = len(word) * _LETTER / _ROOM
        late = at + long > 1
        place = _lowest(at - long if late else at, at if late else at + long, written)
        if word:
            written.append(place)
        rows.append(
            {
                "day": f"{milestone.day.isoformat()}T00:00",
                "planned": milestone.planned,
                "shape": sign.mark,
                "fill": PAPER if milestone.actual is None else sign.colour,
                "stroke": sign.colour,
                "level": place.low,
                "late": late,
                "word": word,
                "sentence": _sentence(milestone),
            }
        )
    return {"milestones": rows}


def _lowest(left: float, right: float, written: Sequence[Stretch]) -> Stretch:
    """Return the lowest line on which a word from `left` to `right` meets nothing."""
    meeting = [other for other in written if left < other.right and other.left < right]
    line = next(k for k in itertools.count() if not any(other.low <= k <= other.high for other in meeting))
    return Stretch(left=left, right=right, low=line, high=line)


def milestones_sentence(*, milestones: Sequence[Milestone]) -> str:
    """Return the milestones in words, for who cannot see their signs; "" without any."""
    if not milestones:
        return ""
    return _("Milestones: {milestones}.").format(milestones="; ".join(_sentence(each) for each in milestones))


def drawn_milestones(*, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the layers of the milestones on the axes of the burn-up."""
    along = alt.Chart(alt.NamedData(name="milestones")).encode(x=x)
    base = along.encode(y=y)
    signs = base.mark_point(
        shape=alt.ExprRef("datum.shape"),
        fill=alt.ExprRef("datum.fill"),
        stroke=alt.ExprRef("datum.stroke"),
        size=80,
        opacity=1,
        tooltip=alt.ExprRef("datum.sentence"),
    )
    down = base.encode(y2=alt.Y2Datum(0)).mark_rule(stroke=GREY, strokeWidth=1, strokeDash=[1, 3])
    names = along.mark_text(
        y=alt.ExprRef(f"height - 9 - {_LINE} * datum.level"),
        align=alt.ExprRef("datum.late ? 'right' : 'left'"),
        baseline="middle",
        dx=alt.ExprRef("datum.late ? -4 : 4"),
        text=alt.ExprRef("datum.word"),
        fill=alt.ExprRef("datum.stroke"),
        fontSize=11,
    )
    return [down, signs, names]


def _state(milestone: Milestone) -> Pace:
    """Return the pace word whose sign a milestone bears: met, missed or still to come."""
    if milestone.actual is None:
        return Pace.NOT_STARTED
    return Pace.DONE if milestone.actual >= milestone.planned else Pace.BEHIND


def _named(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones whose words are drawn: the last ones known and the next to come."""
    known = [milestone for milestone in milestones if milestone.actual is not None]
    ahead = [milestone for milestone in milestones if milestone.actual is None]
    after = ahead[: max(1, _MOST_NAMED - len(known))]
    return (*known[-(_MOST_NAMED - len(after)) :], *after)


def _word(milestone: Milestone) -> str:
    """Return "20/11: đạt" or "20/11: thiếu 120"; of a day to come only what it asks for."""
    on = day_short(milestone.day)
    if milestone.actual is None:
        return _("{day}: {n} planned").format(day=on, n=number(milestone.planned))
    if milestone.actual >= milestone.planned:
        return _("{day}: met").format(day=on)
    return _("{day}: {n} short").format(day=on, n=number(milestone.planned - milestone.actual))


def _sentence(milestone: Milestone) -> str:
    text = _word(milestone)
    if milestone.actual is None:
        return text
    return f"{text} ({number(milestone.actual)}/{number(milestone.planned)})"
