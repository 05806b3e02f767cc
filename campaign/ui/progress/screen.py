"""The words, tables and chart of *Tiến độ*, made from one `ProgressView` and cached as plain data.

Every number comes from the view; here it is only written down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from campaign.charts.burn_up import burn_up_chart
from campaign.charts.palette import SIGNS
from campaign.domain.vocabulary import Pace
from campaign.i18n import _, current_language, day, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.services.places import places_of_campaign
from campaign.services.progress_view import progress_view
from campaign.ui import tables
from campaign.ui.keys import Param
from campaign.ui.progress import overview, place_tables
from campaign.ui.progress.place_tables import need, tenths
from campaign.ui.tables import Html, Tile

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.pace import PaceReading
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.progress_models import ProgressView, ReportedLine
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressScreen:
    """Everything the page draws, in few elements, because each one is a message to every phone that looks.

    `places` and `indicators` are what the selectors offer, as (code, label); `top` and `below` are HTML, `chart` is a
    Vega-Lite specification. `above` is the place one level up.
    """

    place: str
    place_name: str
    indicator: str
    as_of: date
    first_day: date
    last_day: date
    places: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    above: tuple[str, str] | None
    top: Html
    chart: dict[str, Any]
    has_places: bool
    below: Html


def make(
    here: Context, *, place: str | None, indicator: str | None, as_of: date | None, order: str
) -> ProgressScreen | None:
    """Read the view and write it down; None when the viewer's area has no campaign.

    Raises the codes of `progress_view`.
    """
    campaign = here.campaign
    if campaign is None:
        return None
    view = progress_view(call=here.call, slug=campaign.slug, place_code=place, indicator=indicator, as_of=as_of)
    chart = burn_up_chart(burn_up=view.burn_up, reading=view.reading, unit=_unit(view))
    return ProgressScreen(
        place=view.place_code,
        place_name=view.place_name,
        indicator=view.indicator,
        as_of=min(view.as_of, view.ends_on),
        first_day=view.starts_on,
        last_day=min(view.ends_on, max(here.call.moment.today, view.starts_on)),
        places=_places(here, campaign),
        indicators=_indicators(view),
        above=(view.crumbs[-1].code, view.crumbs[-1].name) if view.crumbs else None,
        top=tables.page(
            tables.tiles(shown=_tiles(view), lead=_lead(view)),
            *_overview(view, order=order, as_of=as_of),
            tables.heading(_finding(view, chart.title), below=chart.subtitle if _known(view) else ""),
        ),
        chart=chart.spec,
        has_places=bool(view.lines),
        below=_below(view, order=order, indicator=indicator, as_of=as_of),
    )


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


def _lead(view: ProgressView) -> str:
    # A ratio is no sum that needs so many a day, and of what is missing nobody knows the speed.
    if view.reported is not None and (view.reported.denominator is not None or view.reported.result is None):
        return ""
    return speed_sentence(view.reading, unit=_unit(view))


def _known(view: ProgressView) -> bool:
    """Whether there is anything to say about the indicator in view: reported numbers may be missing altogether."""
    return view.reported is None or view.reported.result is not None


def _finding(view: ProgressView, title: str) -> str:
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
        unit=_unit(view),
    )


def _tiles(view: ProgressView) -> tuple[Tile, ...]:
    sign = SIGNS[view.reading.pace]
    return (
        *(_people(view) if view.reported is None else _reported(view, view.reported)),
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
        ),
    )


def _reported(view: ProgressView, line: ReportedLine) -> tuple[Tile, ...]:
    return overview.tiles(line, week=_week(view, line.week, line.week_before))


def _people(view: ProgressView) -> tuple[Tile, ...]:
    reading, shown = view.reading, view.tiles
    target = _("no target assigned")
    if reading.target:
        target = _("{n} of {target} {unit}").format(
            n=number(reading.toward_target), target=number(reading.target), unit=_unit(view)
        )
    return (
        Tile(
            label=_("People reached"),
            value=number(shown.reached),
            note=_week(view, shown.reached_week, shown.reached_week_before),
        ),
        Tile(
            label=_("People with all steps"),
            value=number(shown.all_steps),
            note=_week(view, shown.all_steps_week, shown.all_steps_week_before),
        ),
        Tile(label=_("Of the target"), value=percent(reading.rate), note=target),
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


def _planned(reading: PaceReading) -> str:
    if reading.planned_today is None or reading.day == 0:
        return ""
    return _("by the plan: {n}").format(n=number(math.floor(reading.planned_today + 0.5)))


def _method(view: ProgressView) -> str:
    if view.reported is not None:
        return _(
            "How it is counted: {indicator}, as of {day}; the sum of the daily numbers that were approved or locked. "
            "What was not reported, or not approved yet, is missing and not 0."
        ).format(indicator=_name(view.indicator_vi, view.indicator_en), day=day(min(view.as_of, view.ends_on)))
    counted = _(
        "How it is counted: {indicator}, as of {day}; each person counts once, at the place and on the day of the "
        "record that completed it. The plan spreads the target over the days of the campaign."
    ).format(indicator=_name(view.indicator_vi, view.indicator_en), day=day(min(view.as_of, view.ends_on)))
    if view.burn_up.forecast_total is None or view.as_of >= view.ends_on:
        return counted
    forecast = _(
        "The forecast goes on at the speed of the last 7 days; the 80% band replays whole weeks of the last 28 days."
    )
    return f"{counted} {forecast}"


def _overview(view: ProgressView, *, order: str, as_of: date | None) -> tuple[str, ...]:
    """Return heading and table of the reported indicators at the place in view; () where nothing is reported."""
    if not view.overview:
        return ()

    def address(key: str) -> str:
        return _address(view, place=view.place_code, indicator=key, as_of=as_of, order=order)

    title = _("All indicators of {place}").format(place=view.place_name)
    caption = _("Approved numbers as of {day}; units that have sent this day's number").format(
        day=day(min(view.as_of, view.ends_on))
    )
    return tables.heading(title), overview.overview(view.overview, caption=caption, address=address)


def _below(view: ProgressView, *, order: str, indicator: str | None, as_of: date | None) -> Html:
    def address(code: str) -> str:
        return _address(view, place=code, indicator=indicator, as_of=as_of, order=order)

    parts = []
    for title, lines in place_tables.by_kind(view.lines):
        parts += [
            tables.heading(title),
            place_tables.places(lines, view=view, order=order, address=address),
        ]
    if view.steps:
        parts += [
            tables.heading(_("Steps in {place}").format(place=view.place_name)),
            place_tables.steps(view),
        ]
    return tables.page(tables.small(_method(view)), *parts)


def _address(view: ProgressView, *, place: str, indicator: str | None, as_of: date | None, order: str) -> str:
    # What was not asked for stays out: a shorter address, and one cached screen instead of two.
    asked = {
        Param.CAMPAIGN: view.campaign,
        Param.PLACE: place,
        Param.INDICATOR: indicator,
        Param.AS_OF: as_of.isoformat() if as_of else None,
        Param.ORDER: order,
    }
    return f"?{urlencode({name.value: value for name, value in asked.items() if value})}"


def _places(here: Context, campaign: CampaignSummary) -> tuple[tuple[str, str], ...]:
    """Return the places of the campaign that the viewer may see, those that existed while it ran."""
    found = places_of_campaign(call=here.call, slug=campaign.slug)
    return tuple(
        (p.code, p.name)
        for p in found
        if p.valid_from <= campaign.ends_on and (p.valid_to is None or p.valid_to >= campaign.starts_on)
    )


def _indicators(view: ProgressView) -> tuple[tuple[str, str], ...]:
    """Return what the selector offers: what people did, then what is reported."""
    counted = tuple((step.key, _name(step.name_vi, step.name_en)) for step in view.steps)
    return counted + tuple((line.key, _name(line.name_vi, line.name_en)) for line in view.overview)


def _name(vietnamese: str, english: str) -> str:
    return english if current_language() == "en" else vietnamese


def _unit(view: ProgressView) -> str:
    return _name(view.unit_vi, view.unit_en)
