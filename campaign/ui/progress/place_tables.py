"""The tables of *Tiến độ*: villages and schools apart, and the steps of one place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from campaign.charts.palette import SIGNS
from campaign.domain.pace import round_half_up
from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, Pace, PlaceKind
from campaign.i18n import _, current_language, day, day_short, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.ui import tables
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.services.progress_models import PlaceLine, ProgressView, StepLine

# What the address says; the default leaves it empty. Whoever needs help comes first.
BY_NEED = ""
BY_NAME = "name"
BY_RATE = "rate"
BY_SILENCE = "silence"
ORDERS = (BY_NEED, BY_NAME, BY_RATE, BY_SILENCE)
_LONG_SILENCE = 3
_WHOLE_FROM = 10
# Columns of the table of places that only a running campaign has.
_OF_A_RUNNING_ONE = frozenset({5, 6, 7, 9})
# The column that says who has reported; where people are counted there is none.
_SENT = 10
# Those who need help come first; what cannot be compared comes last.
_URGENCY = {
    pace: i
    for i, pace in enumerate(
        (Pace.BEHIND, Pace.AT_RISK, Pace.ON_TRACK, Pace.AHEAD, Pace.DONE, Pace.NOT_STARTED, Pace.NO_TARGET)
    )
}


def by_kind(lines: Sequence[PlaceLine]) -> list[tuple[str, list[PlaceLine]]]:
    """Return villages, schools and the rest apart, each with a heading; kinds that are not there are left out."""
    known = RESIDENCE_KINDS | COMMUNE_KINDS | {PlaceKind.SCHOOL}
    groups = (
        (_("Communes and wards"), [line for line in lines if line.kind in COMMUNE_KINDS]),
        (_("Villages"), [line for line in lines if line.kind in RESIDENCE_KINDS]),
        (_("Schools"), [line for line in lines if line.kind is PlaceKind.SCHOOL]),
        (_("Other places"), [line for line in lines if line.kind not in known]),
    )
    return [(title, found) for title, found in groups if found]


def in_order(lines: Sequence[PlaceLine], order: str) -> list[PlaceLine]:
    """Return places in the order asked for; each order is stable, so equal places stay in the order of names."""
    if order == BY_NEED:
        # Where nobody has reported anything the rate is unknown, and that comes before the lowest known one.
        return sorted(lines, key=lambda ln: (_URGENCY[ln.reading.pace], ln.result is not None, _rate(ln)))
    if order == BY_RATE:
        return sorted(lines, key=lambda line: -_rate(line) if line.reading.rate is not None else math.inf)
    if order == BY_SILENCE:
        return sorted(lines, key=lambda line: -(line.silent_days or 0))
    return list(lines)


def places(lines: Sequence[PlaceLine], *, view: ProgressView, order: str, address: Callable[[str], str]) -> str:
    """Return the table of places; `address` makes the link that opens the same screen for one of them."""
    columns = (
        Column(title=_("Place")),
        Column(title=_("Pace"), wide=True),
        Column(title=_("Result"), number=True),
        Column(title=_("Target"), number=True, wide=True),
        Column(title=_("Rate"), number=True),
        Column(title=_("This week"), number=True, wide=True),
        Column(title=_("Needed a day"), number=True),
        Column(title=_("Target met by"), number=True, wide=True),
        Column(title=_("Rank"), number=True, wide=True),
        Column(title=_("Last activity") if view.reported is None else _("Last report"), number=True, wide=True),
        Column(title=_("On {day}").format(day=day_short(min(view.as_of, view.ends_on))), wide=True),
    )
    unit = view.unit_en if current_language() == "en" else view.unit_vi
    name = view.indicator_en if current_language() == "en" else view.indicator_vi
    caption = _("{indicator}, {unit}, as of {day}").format(indicator=name, unit=unit, day=_day(view))
    rows = [_place(line, view=view, address=address) for line in in_order(lines, order)]
    # Speed, need and silence say nothing about a campaign that is over.
    kept = [i for i in range(len(columns)) if is_running(view) or i not in _OF_A_RUNNING_ONE]
    if view.reported is None:
        kept.remove(_SENT)
    return tables.table(
        columns=[columns[i] for i in kept], rows=[[row[i] for i in kept] for row in rows], caption=caption
    )


def steps(view: ProgressView) -> str:
    """Return the table of what is counted at the place in view."""
    columns = (
        Column(title=_("Step")),
        Column(title=_("Result"), number=True),
        Column(title=_("Had it before"), number=True),
        Column(title=_("Guided, not finished"), number=True, wide=True),
        Column(title=_("Eligible"), number=True, wide=True),
        Column(title=_("Target"), number=True, wide=True),
        Column(title=_("Rate"), number=True),
    )
    caption = _("People, without repetition, as of {day}").format(day=_day(view))
    return tables.table(columns=columns, rows=[_step(line) for line in view.steps], caption=caption)


def is_running(view: ProgressView) -> bool:
    """Whether the day in view lies before the campaign's end or on it."""
    return view.as_of <= view.ends_on


def silence(line: PlaceLine) -> str:
    """Return "im 9 ngày" for a place that has been silent for long, the last day of work for one that has not."""
    if line.silent_days is None:
        return "–"
    if line.last_activity is None:
        return _("nothing yet") if line.units is None else _("not reported yet")
    if line.silent_days < _LONG_SILENCE:
        return day_short(line.last_activity)
    return ngettext("silent for {n} day", "silent for {n} days", line.silent_days).format(n=line.silent_days)


def _place(line: PlaceLine, *, view: ProgressView, address: Callable[[str], str]) -> tuple[Cell, ...]:
    reading = line.reading
    sign = SIGNS[reading.pace]
    pace = f"{sign.shape} {label(reading.pace)}"
    rank = f"{line.rank}/{line.ranked}" if line.rank else "–"
    rate = None if line.result is None else reading.rate
    state = silence(line) if line.units is None else sent(line)
    return (
        Cell(text=line.name, href=address(line.code), phone=f"{pace} · {state}" if is_running(view) else pace),
        Cell(text=pace, colour=sign.colour),
        _result(line, view),
        Cell(text=number(reading.target)),
        Cell(text=percent(rate), bar=rate, phone=_("rank {rank}").format(rank=rank)),
        Cell(text=number(line.week)),
        Cell(text=need(reading.needed_per_day), phone=_("+{n} this week").format(n=number(line.week))),
        Cell(text=_met(line, view)),
        Cell(text=rank),
        Cell(text=silence(line)),
        Cell(text=sent(line)),
    )


def _result(line: PlaceLine, view: ProgressView) -> Cell:
    """Return what was done; nothing approved yet is said in words, because it is not 0."""
    target = line.reading.target
    if line.result is None:
        return Cell(text=_("no data yet"), tail=_of(target))
    if view.reported is not None and view.reported.denominator is not None:
        return Cell(text=ratio(line.result, line.eligible), sub=f"{number(line.result)}/{number(line.eligible)}")
    # Toward a percentage target those who had it before count as well; the result alone is what was done.
    had = line.reading.toward_target - line.result
    return Cell(
        text=number(line.result), tail=_of(target), sub=_("+{n} had it before").format(n=number(had)) if had else ""
    )


def ratio(n: int | None, denominator: int | None) -> str:
    """Return a ratio as the reports print it, 91,39%; a dash where nothing was reported, or of nothing."""
    if n is None or not denominator:
        return "–"
    return percent(round_half_up(numerator=n, denominator=denominator) / 100, digits=2)


def sent(line: PlaceLine) -> str:
    """Return whether a unit has reported for the day in view, of a place with several how many of them have."""
    if line.units is None:
        return "–"
    if line.units == 1:
        return _("has reported") if line.sent else _("has not reported")
    return _("{n} of {all} have reported").format(n=number(line.sent), all=number(line.units))


def _step(line: StepLine) -> tuple[Cell, ...]:
    return (
        Cell(text=line.name_en if current_language() == "en" else line.name_vi),
        Cell(text=number(line.result), tail=_of(line.target)),
        Cell(text=number(line.already_had)),
        Cell(text=number(line.assisted)),
        Cell(text=number(line.eligible)),
        Cell(text=number(line.target)),
        Cell(text=percent(line.rate), bar=line.rate),
    )


def _of(target: int | None) -> str:
    return f"/{number(target)}" if target else ""


def need(per_day: float | None) -> str:
    """Return what is needed a day, rounded up, so that whoever reaches it does meet the target."""
    if per_day is None:
        return "–"
    return number(math.ceil(per_day)) if per_day >= _WHOLE_FROM else tenths(math.ceil(per_day * 10) / 10)


def tenths(per_day: float) -> str:
    """Return people a day: whole ones from ten on, tenths below, and 2 rather than 2,0."""
    whole = per_day >= _WHOLE_FROM or round(per_day, 1) == round(per_day)
    return number(per_day, digits=0 if whole else 1)


def _met(line: PlaceLine, view: ProgressView) -> str:
    reached = line.reading.forecast_end if line.result is not None else None
    if reached is None or line.reading.target is None:
        return "–"
    # A forecast far beyond the end is no date that anybody can use.
    return day_short(reached) if reached <= view.ends_on else _("after the end")


def _day(view: ProgressView) -> str:
    return day(min(view.as_of, view.ends_on))


def _rate(line: PlaceLine) -> float:
    return line.reading.rate or 0.0
