"""What *Tiến độ* draws of its first three questions, made from one reading and cached as plain data.

Every number comes from the view; here it is only written down.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Final

from campaign.charts.burn_up import burn_up_chart
from campaign.charts.export import as_svg
from campaign.charts.funnel import funnel_chart
from campaign.charts.heat_map import heat_map_chart
from campaign.domain.permissions import Action, allowed
from campaign.i18n import _, day
from campaign.services.people_list import ALL_STEPS
from campaign.services.progress_units import progress_page
from campaign.ui import cache, cards, tables
from campaign.ui.progress import funnel_bars, heat_table, order, overview, tiles
from campaign.ui.progress.address import Links

if TYPE_CHECKING:
    from datetime import date

    from campaign.charts.theme import Chart
    from campaign.services.progress_models import ProgressPage, ProgressView
    from campaign.ui.context import Context
    from campaign.ui.progress.address import Asked
    from campaign.ui.tables import Html


# The burn-up is drawn for a laptop's column and for a phone: letters that were scaled could not be read.
_WIDE: Final = 460
_NARROW: Final = 328
_HEIGHT: Final = 225
_STYLE: Final = """<style>
.pg{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:1rem 1.75rem;margin-top:.875rem}
.pg img{display:block;width:100%;max-width:40rem;height:auto;margin:.25rem 0}
.pg .pg-narrow{display:none}
@media(max-width:900px){.pg{grid-template-columns:minmax(0,1fr)}}
@media(max-width:640px){.pg .pg-wide{display:none}.pg .pg-narrow{display:block}}
</style>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressScreen:
    """Everything the first three questions draw, in few elements: each is a message to every phone that looks.

    `places`, `indicators` and `orders` are what the selectors offer, as (code, label); `above` is the place one level
    up. `questions` is the rest of it: a chart of Vega's own would cost the server ten messages and the phone a library
    of two megabytes, so the burn-up is drawn here, as a picture of lines in two widths.
    """

    campaign: str
    place: str
    place_name: str
    indicator: str
    as_of: date
    first_day: date
    last_day: date
    places: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    orders: tuple[tuple[str, str], ...]
    above: tuple[str, str] | None
    questions: Html


def read(here: Context, *, asked: Asked) -> ProgressPage:
    """Read both halves of the screen, once for all its parts; raises the codes of `progress_view`."""
    slug = here.campaign.slug if here.campaign else ""
    return progress_page(
        call=here.call, slug=slug, place_code=asked.place, indicator=asked.indicator, as_of=asked.as_of
    )


def reading(asked: Asked) -> ProgressPage:
    """Return both halves of the screen, read once for each revision, in whatever order and number places are drawn."""
    return cache.build(read, asked=replace(asked, order=order.BY_NEED, every=False))


def make(here: Context, *, asked: Asked) -> ProgressScreen | None:
    """Write the first three questions down; None when the viewer's area has no campaign.

    Raises the codes of `progress_view`.
    """
    if here.campaign is None:
        return None
    view = reading(asked).view
    links = Links(campaign=view.campaign, place=view.place_code, asked=asked)
    return ProgressScreen(
        campaign=view.campaign,
        place=view.place_code,
        place_name=view.place_name,
        indicator=view.indicator,
        as_of=min(view.as_of, view.ends_on),
        first_day=view.starts_on,
        last_day=min(view.ends_on, max(here.call.moment.today, view.starts_on)),
        places=tuple((place.code, place.name) for place in view.places),
        indicators=_indicators(view),
        orders=order.orders(view) if view.lines else (),
        above=(view.crumbs[-1].code, view.crumbs[-1].name) if view.crumbs else None,
        questions=tables.page(
            tables.tiles(shown=tiles.tiles(view, links=links)),
            f'{_STYLE}<div class="pg"><div>',
            *_will(view),
            "</div><div>",
            *_stuck(here, view, asked=asked, links=links),
            "</div></div>",
            *_reported(view, links=links),
            tables.heading(_("Who is ahead, who needs help")),
        ),
    )


def _will(view: ProgressView) -> tuple[str, ...]:
    """Write down whether we will make it: the finding, the speed, the burn-up, and how it was made."""
    chart = burn_up_chart(burn_up=view.burn_up, reading=view.reading, unit=tiles.unit(view), milestones=view.milestones)
    return (
        tables.heading(tiles.finding(view, chart.title), below=tiles.lead(view), tight=True),
        tables.small(chart.subtitle) if tiles.known(view) else "",
        _picture(chart, width=_WIDE, name="pg-wide"),
        _picture(chart, width=_NARROW, name="pg-narrow"),
        tables.small(tiles.method(view)),
    )


def _picture(chart: Chart, *, width: int, name: str) -> str:
    """Return a chart as an image of lines; Streamlit takes drawings out of a page's HTML, and lets images stand."""
    drawn = base64.b64encode(as_svg(chart=chart, width=width, height=_HEIGHT, titled=False).encode()).decode()
    return f'<img class="{name}" alt="{escape(chart.description)}" src="data:image/svg+xml;base64,{drawn}">'


def _stuck(here: Context, view: ProgressView, *, asked: Asked, links: Links) -> list[str]:
    """Write down where it is stuck: places x steps where there are places below, and the way from step to step."""
    parts = []
    if view.heat_map.rows:
        places = order.codes(view, asked.order)
        parts += [
            tables.heading(heat_map_chart(heat_map=view.heat_map).title, tight=True),
            heat_table.heat_table(view, places=places, order=asked.order, links=links),
        ]
    if view.funnel is not None:
        parts += [
            tables.heading(funnel_chart(funnel=view.funnel).title, level=3 if parts else 2, tight=True),
            funnel_bars.funnel_bars(view.funnel, links=links),
            _remaining(here, view, links=links),
        ]
    return parts


def _remaining(here: Context, view: ProgressView, *, links: Links) -> str:
    """Return the link to the people who still lack what is in view, for those who may see people."""
    viewer = here.call.viewer
    if not allowed(role=viewer.role, action=Action.MANAGE_PEOPLE, scope=viewer.scope, path=None):
        return ""
    steps = {step.key for step in view.funnel.steps} if view.funnel else set()
    address = links.people(step=view.indicator if view.indicator in steps else ALL_STEPS)
    text = _("The people of {place} who still have something to do").format(place=view.place_name)
    return cards.link_html(address, text)


def _reported(view: ProgressView, *, links: Links) -> tuple[str, ...]:
    """Return heading and table of the reported indicators at the place in view; () where nothing is reported."""
    if not view.overview:
        return ()
    caption = _("Approved numbers as of {day}; units that have sent this day's number").format(
        day=day(min(view.as_of, view.ends_on))
    )
    return (
        tables.heading(_("All indicators of {place}").format(place=view.place_name)),
        overview.overview(
            view.overview,
            caption=caption,
            address=lambda key: links.to(indicator=key),
            why=lambda key, figure: links.why(indicator=key, figure=figure),
        ),
    )


def _indicators(view: ProgressView) -> tuple[tuple[str, str], ...]:
    """Return what the selector offers: what people did, then what is reported."""
    counted = tuple((step.key, tiles.name(step.name_vi, step.name_en)) for step in view.steps)
    return counted + tuple((line.key, tiles.name(line.name_vi, line.name_en)) for line in view.overview)
