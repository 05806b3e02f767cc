"""The tables of *Tiến độ*: villages and schools apart, and the steps of one place."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from campaign.charts.palette import SIGNS
from campaign.domain.pace import round_half_up
from campaign.domain.vocabulary import Figure
from campaign.i18n import _, current_language, day, day_short, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.ui import tables
from campaign.ui.progress.order import BY_NAME, BY_NEED, BY_RATE, BY_SILENCE
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.progress_charts import RankingLine
    from campaign.services.progress_models import PlaceLine, ProgressView, StepLine
    from campaign.ui.progress.address import Links

_LONG_SILENCE = 3
_WHOLE_FROM = 10
# Columns of the table of places that only a running campaign has.
_OF_A_RUNNING_ONE = frozenset({5, 6, 7, 10})
# The column that says who has reported; where people are counted there is none.
_SENT = 11


def places(
    lines: Sequence[PlaceLine], *, view: ProgressView, ranking: Mapping[str, RankingLine], order: str, links: Links
) -> str:
    """Return the table of places of one kind, in the order given.

    `ranking` has the lines of the ranking by place; `order` is the word of the address that the rows stand in.
    """
    unit = view.unit_en if current_language() == "en" else view.unit_vi
    name = view.indicator_en if current_language() == "en" else view.indicator_vi
    caption = _("{indicator}, {unit}, as of {day}").format(indicator=name, unit=unit, day=_day(view))
    rows = [_place(line, view=view, ranked=ranking.get(line.code), links=links) for line in lines]
    columns = _columns(view, order=order, links=links)
    # Speed, need and silence say nothing about a campaign that is over.
    kept = [i for i in range(len(columns)) if is_running(view) or i not in _OF_A_RUNNING_ONE]
    if view.reported is None:
        kept.remove(_SENT)
    return tables.table(
        columns=[columns[i] for i in kept], rows=[[row[i] for i in kept] for row in rows], caption=caption
    )


def more(left: int) -> str:
    """Return how many places are left out, and how they are found; "" where none is."""
    if left <= 0:
        return ""
    text = ngettext("and {n} other place", "and {n} other places", left).format(n=number(left))
    way = _("Another order, or the choice of a place above, shows them.")
    return tables.small(f"{text}. {way}")


def rest(places: int, *, shown: int, links: Links) -> str:
    """Return how many places are left out, with the link that shows all `places`; "" where none is left out."""
    left = places - shown
    if left <= 0:
        return ""
    text = ngettext("and {n} other place", "and {n} other places", left).format(n=number(left))
    every = _("Show all {n} places").format(n=number(places))
    href = escape(links.to(every=True))
    return f'<p class="ct"><span class="sub">{escape(text)}. <a href="{href}">{escape(every)}</a></span></p>'


def _columns(view: ProgressView, *, order: str, links: Links) -> tuple[Column, ...]:
    def sorting(title: str, by: str, *, number: bool = True, wide: bool = False) -> Column:
        return Column(title=title, number=number, wide=wide, href=links.to(order=by), sorts=order == by)

    return (
        sorting(_("Place"), BY_NAME, number=False),
        sorting(_("Pace"), BY_NEED, number=False, wide=True),
        Column(title=_("Result"), number=True),
        Column(title=_("Target"), number=True, wide=True),
        sorting(_("Rate"), BY_RATE),
        Column(title=_("This week"), number=True, wide=True),
        Column(title=_("Needed a day"), number=True),
        Column(title=_("Target met by"), number=True, wide=True),
        Column(title=_("Rank"), number=True, wide=True),
        Column(title=_("Of those who may"), number=True, wide=True),
        sorting(_("Last activity") if view.reported is None else _("Last report"), BY_SILENCE, wide=True),
        Column(title=_("On {day}").format(day=day_short(min(view.as_of, view.ends_on))), wide=True),
    )


def steps(view: ProgressView, *, links: Links) -> str:
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
    return tables.table(columns=columns, rows=[_step(line, links) for line in view.steps], caption=caption)


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


def _place(line: PlaceLine, *, view: ProgressView, ranked: RankingLine | None, links: Links) -> tuple[Cell, ...]:
    reading = line.reading

    def why(figure: Figure, *, known: bool = True) -> str:
        return links.why(indicator=view.indicator, figure=figure, place=line.code) if known else ""

    sign = SIGNS[reading.pace]
    pace = f"{sign.shape} {label(reading.pace)}"
    rank = ordinal(line.rank, line.ranked)
    rate = None if line.result is None else reading.rate
    state = silence(line) if line.units is None else sent(line)
    needed = reading.needed_per_day is not None
    return (
        Cell(text=line.name, href=links.to(place=line.code), phone=f"{pace} · {state}" if is_running(view) else pace),
        Cell(text=pace, colour=sign.colour),
        _result(line, view, why(Figure.RESULT, known=line.result is not None)),
        Cell(text=number(reading.target), why=why(Figure.TARGET, known=bool(reading.target))),
        Cell(text=percent(rate), bar=rate, phone=rank, why=why(Figure.RATE, known=rate is not None)),
        Cell(text=number(line.week), why=why(Figure.WEEK)),
        Cell(
            text=need(reading.needed_per_day),
            phone=_("+{n} this week").format(n=number(line.week)),
            why=why(Figure.NEEDED_PER_DAY, known=needed),
        ),
        Cell(text=_met(line, view)),
        Cell(text=rank, why=why(Figure.RANK, known=line.rank is not None)),
        _coverage(ranked, why(Figure.ELIGIBLE)),
        Cell(text=silence(line)),
        Cell(text=sent(line)),
    )


def ordinal(rank: int | None, of: int) -> str:
    """Return "thứ 4/30"; a dash for a place that is not ranked."""
    return _("no. {rank}/{of}").format(rank=number(rank), of=number(of)) if rank else "–"


def _coverage(ranked: RankingLine | None, why: str) -> Cell:
    """Return the share of those who may, with its rank: fair to small villages whatever targets were given."""
    if ranked is None or ranked.eligible_rate is None:
        return Cell(text="–")
    return Cell(text=percent(ranked.eligible_rate), sub=ordinal(ranked.eligible_rank, ranked.eligible_ranked), why=why)


def _result(line: PlaceLine, view: ProgressView, why: str) -> Cell:
    """Return what was done; nothing approved yet is said in words, because it is not 0."""
    target = line.reading.target
    if line.result is None:
        return Cell(text=_("no data yet"), tail=_of(target))
    if view.reported is not None and view.reported.denominator is not None:
        return Cell(
            text=ratio(line.result, line.eligible), sub=f"{number(line.result)}/{number(line.eligible)}", why=why
        )
    # Toward a percentage target those who had it before count as well; the result alone is what was done.
    had = line.reading.toward_target - line.result
    return Cell(
        text=number(line.result),
        tail=_of(target),
        sub=_("+{n} had it before").format(n=number(had)) if had else "",
        why=why,
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


def _step(line: StepLine, links: Links) -> tuple[Cell, ...]:
    def why(figure: Figure, *, known: bool = True) -> str:
        return links.why(indicator=line.key, figure=figure) if known else ""

    return (
        Cell(text=line.name_en if current_language() == "en" else line.name_vi, href=links.to(indicator=line.key)),
        Cell(text=number(line.result), tail=_of(line.target), why=why(Figure.RESULT)),
        Cell(text=number(line.already_had), why=why(Figure.ALREADY_HAD)),
        Cell(text=number(line.assisted), why=why(Figure.ASSISTED)),
        Cell(text=number(line.eligible), why=why(Figure.ELIGIBLE, known=line.eligible is not None)),
        Cell(text=number(line.target), why=why(Figure.TARGET, known=line.target is not None)),
        Cell(text=percent(line.rate), bar=line.rate, why=why(Figure.RATE, known=line.rate is not None)),
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
