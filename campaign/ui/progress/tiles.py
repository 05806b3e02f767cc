"""The words of the first two questions: the tiles, the speed that is needed, and how the chart was made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from campaign.charts.findings import method_sentence
from campaign.charts.palette import SIGNS
from campaign.domain.vocabulary import Figure, Pace
from campaign.i18n import _, current_language, day, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.ui.progress import overview, place_tables
from campaign.ui.progress.place_tables import need, tenths
from campaign.ui.tables import Tile

if TYPE_CHECKING:
    from campaign.domain.pace import PaceReading
    from campaign.services.progress_models import ProgressView, ReportedLine
    from campaign.ui.progress.address import Links

# The keys of what every campaign with steps counts beside them.
REACHED: Final = "reached"
ALL_STEPS: Final = "all_steps"


def speed_sentence(reading: PaceReading, *, unit: str) -> str:
    """Return "Cần 27 người/ngày, 7 ngày qua đạt 19": what is needed a day, and what the last days brought."""
    recent = tenths(reading.recent_per_day)
    if reading.day == 0 or reading.day >= reading.days or reading.pace is Pace.DONE:
        return ""
    if not reading.needed_per_day:
        return _("{recent} {unit} a day over the last 7 days.").format(recent=recent, unit=unit)
    return _("Needed: {needed} {unit} a day; the last 7 days brought {recent} a day.").format(
        needed=need(reading.needed_per_day), unit=unit, recent=recent
    )


def lead(view: ProgressView) -> str:
    """Return the sentence about the speed, "" where there is none to speak of."""
    # A ratio is no sum that needs so many a day, and of what is missing nobody knows the speed.
    if view.reported is not None and (view.reported.denominator is not None or view.reported.result is None):
        return ""
    return speed_sentence(view.reading, unit=unit(view))


def known(view: ProgressView) -> bool:
    """Whether there is anything to say about the indicator in view: reported numbers may be missing altogether."""
    return view.reported is None or view.reported.result is not None


def finding(view: ProgressView, title: str) -> str:
    """Return the heading of the chart; a missing result and a ratio have sentences of their own."""
    line = view.reported
    if line is None:
        return title
    if line.result is None:
        return _("No approved numbers yet")
    if line.denominator is None:
        return title
    return _("{rate}: {n} of {all} {unit}").format(
        rate=place_tables.ratio(line.result, line.denominator),
        n=number(line.result),
        all=number(line.denominator),
        unit=unit(view),
    )


def tiles(view: ProgressView, *, links: Links) -> tuple[Tile, ...]:
    """Return where the place stands: two or three results with the change since last week, the day, the pace."""
    sign = SIGNS[view.reading.pace]
    return (
        *(_people(view, links) if view.reported is None else _reported(view, view.reported, links)),
        Tile(
            label=_("Day of the campaign"),
            value=f"{view.reading.day}/{view.reading.days}",
            note=_left(view),
        ),
        Tile(
            label=_("Pace"),
            value=f"{sign.shape} {label(view.reading.pace)}",
            note=_planned(view.reading),
            colour=sign.colour,
            why=links.why(indicator=view.indicator, figure=Figure.PLANNED_TODAY) if view.reading.target else "",
        ),
    )


def _reported(view: ProgressView, line: ReportedLine, links: Links) -> tuple[Tile, ...]:
    return overview.tiles(
        line,
        week=_week(view, line.week, line.week_before),
        change=_rate_change(view),
        why=lambda figure: links.why(indicator=line.key, figure=figure),
    )


def _people(view: ProgressView, links: Links) -> tuple[Tile, ...]:
    reading, shown = view.reading, view.tiles
    target = _("no target assigned")
    if reading.target:
        target = _("{n} of {target} {unit}").format(
            n=number(reading.toward_target), target=number(reading.target), unit=unit(view)
        )
    return (
        Tile(
            label=_("People reached"),
            value=number(shown.reached),
            note=_week(view, shown.reached_week, shown.reached_week_before),
            why=links.why(indicator=REACHED, figure=Figure.RESULT),
        ),
        Tile(
            label=_("People with all steps"),
            value=number(shown.all_steps),
            note=_week(view, shown.all_steps_week, shown.all_steps_week_before),
            why=links.why(indicator=ALL_STEPS, figure=Figure.RESULT),
        ),
        Tile(
            label=_("Of the target"),
            value=percent(reading.rate),
            note=" · ".join(filter(None, (target, _rate_change(view)))),
            why=links.why(indicator=view.indicator, figure=Figure.RATE) if reading.target else "",
        ),
    )


def _left(view: ProgressView) -> str:
    """Return how long the campaign still goes on, or when it begins or ended."""
    left = view.days - view.day
    if view.day == 0:
        return _("begins on {day}").format(day=day(view.starts_on))
    if left == 0:
        return _("ended on {day}").format(day=day(view.ends_on))
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def _week(view: ProgressView, now: int, before: int) -> str:
    """Return "+57 trong 7 ngày, ▲ 16 so với 7 ngày trước": the shape says the direction without colour."""
    if view.as_of > view.ends_on or view.day == 0:
        return ""
    change = now - before
    if change == 0:
        return _("+{n} in 7 days, as in the 7 before").format(n=number(now))
    shape = "▲" if change > 0 else "▼"
    return _("+{n} in 7 days, {shape} {change} on the 7 before").format(
        n=number(now), shape=shape, change=number(abs(change))
    )


def _rate_change(view: ProgressView) -> str:
    """Return by how many points of the target the share has moved in a week."""
    if view.rate_week_ago is None or view.reading.rate is None or view.as_of > view.ends_on:
        return ""
    points = round(100 * (view.reading.rate - view.rate_week_ago), 1)
    if points == 0:
        return _("unchanged in 7 days")
    return _("{shape} {points} points in 7 days").format(
        shape="▲" if points > 0 else "▼", points=number(abs(points), digits=1)
    )


def _planned(reading: PaceReading) -> str:
    if reading.planned_today is None or reading.day == 0:
        return ""
    return _("by the plan: {n}").format(n=number(math.floor(reading.planned_today + 0.5)))


def method(view: ProgressView) -> str:
    """Return how the number was counted and the forecast made, in one sentence each."""
    forecast = method_sentence(burn_up=view.burn_up)
    shown = {"indicator": name(view.indicator_vi, view.indicator_en), "day": day(min(view.as_of, view.ends_on))}
    if view.reported is not None:
        counted = _(
            "How it is counted: {indicator}, as of {day}; the sum of the daily numbers that were approved or locked. "
            "What was not reported, or not approved yet, is missing and not 0."
        )
        # Of what nobody has approved yet no forecast is shown, whose making could be told.
        forecast = "" if view.reported.result is None else forecast
    else:
        counted = _(
            "How it is counted: {indicator}, as of {day}; each person counts once, at the place and on the day of the "
            "record that completed it. The plan spreads the target over the days of the campaign."
        )
    return f"{counted.format(**shown)} {forecast}".strip()


def name(vietnamese: str, english: str) -> str:
    """Return the name in the reader's language."""
    return english if current_language() == "en" else vietnamese


def unit(view: ProgressView) -> str:
    """Return what is counted, in the reader's language."""
    return name(view.unit_vi, view.unit_en)
