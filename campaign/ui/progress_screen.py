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
from campaign.services.places import places_of
from campaign.services.progress_view import progress_view
from campaign.ui import progress_tables, tables
from campaign.ui.keys import Param
from campaign.ui.progress_tables import need, tenths
from campaign.ui.tables import Html, Tile

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.pace import PaceReading
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.progress_models import ProgressView
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
        indicators=tuple((step.key, _name(step.name_vi, step.name_en)) for step in view.steps),
        above=(view.crumbs[-1].code, view.crumbs[-1].name) if view.crumbs else None,
        top=tables.page(
            tables.tiles(shown=_tiles(view), lead=speed_sentence(view.reading, unit=_unit(view))),
            tables.heading(chart.title, below=chart.subtitle),
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


def _tiles(view: ProgressView) -> tuple[Tile, ...]:
    reading, shown = view.reading, view.tiles
    sign = SIGNS[reading.pace]
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
        Tile(
            label=_("Day of the campaign"),
            value=f"{reading.day}/{reading.days}",
            note=_left(view),
        ),
        Tile(
            label=_("Pace"),
            value=f"{sign.shape} {label(reading.pace)}",
            note=_planned(reading),
            colour=sign.colour,
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


def _planned(reading: PaceReading) -> str:
    if reading.planned_today is None or reading.day == 0:
        return ""
    return _("by the plan: {n}").format(n=number(math.floor(reading.planned_today + 0.5)))


def _method(view: ProgressView) -> str:
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


def _below(view: ProgressView, *, order: str, indicator: str | None, as_of: date | None) -> Html:
    def address(code: str) -> str:
        # What was not asked for stays out: a shorter address, and one cached screen instead of two.
        asked = {
            Param.CAMPAIGN: view.campaign,
            Param.PLACE: code,
            Param.INDICATOR: indicator,
            Param.AS_OF: as_of.isoformat() if as_of else None,
            Param.ORDER: order,
        }
        return f"?{urlencode({name.value: value for name, value in asked.items() if value})}"

    parts = []
    for title, lines in progress_tables.by_kind(view.lines):
        parts += [
            tables.heading(title),
            progress_tables.places(lines, view=view, order=order, address=address),
        ]
    steps = tables.heading(_("Steps in {place}").format(place=view.place_name))
    return tables.page(tables.small(_method(view)), *parts, steps, progress_tables.steps(view))


def _places(here: Context, campaign: CampaignSummary) -> tuple[tuple[str, str], ...]:
    """Return the places of the campaign that the viewer may see, those that existed while it ran."""
    found = places_of(call=here.call, root_code=campaign.place_code)
    return tuple(
        (p.code, p.name)
        for p in found
        if p.valid_from <= campaign.ends_on and (p.valid_to is None or p.valid_to >= campaign.starts_on)
    )


def _name(vietnamese: str, english: str) -> str:
    return english if current_language() == "en" else vietnamese


def _unit(view: ProgressView) -> str:
    return _name(view.unit_vi, view.unit_en)
