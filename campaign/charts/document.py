"""The charts of a document: the same drawings as on the screen, as pictures in Vietnamese.

A chart that would be empty, or too tall for a page, is left out: the tables beside it have every number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.charts.burn_up import burn_up_chart
from campaign.charts.export import as_png
from campaign.charts.funnel import funnel_chart
from campaign.charts.heat_map import heat_map_chart
from campaign.charts.ranking import ranking_chart
from campaign.domain.pace import PaceReading
from campaign.i18n import in_language
from campaign.services.document_models import DocumentChart, DocumentPicture

if TYPE_CHECKING:
    from campaign.charts.theme import Chart
    from campaign.services.document_models import DocumentIndicator, DocumentView
    from campaign.services.progress_charts import RankingLine

WIDTH: Final = 640
"""Pixels of a drawing, which then takes the width of the text: its letters are about as large as those of a table."""

ON_A_PAGE: Final = 30
"""Of more places than these a heat map is taller than a page, and an appendix has the table."""


def document_pictures(view: DocumentView) -> tuple[DocumentPicture, ...]:
    """Return the charts that have something to show."""
    return tuple(_picture(chart, drawn) for chart, drawn in document_charts(view).items())


def document_charts(view: DocumentView, *, on_a_page: bool = True) -> dict[DocumentChart, Chart]:
    """Return the charts that have something to show, as drawings; `on_a_page` leaves out what is taller than one."""
    with in_language("vi"):
        return _drawn(view, most=ON_A_PAGE if on_a_page else len(view.heat_map.rows))


def _drawn(view: DocumentView, *, most: int) -> dict[DocumentChart, Chart]:
    item = next(found for found in view.indicators if found.key == view.headline)
    found: dict[DocumentChart, Chart] = {}
    if item.here.result is not None and view.day > 0:
        found[DocumentChart.BURN_UP] = burn_up_chart(
            burn_up=view.burn_up, reading=_reading(view, item), unit=item.unit_vi, milestones=view.milestones
        )
    if view.funnel.steps:
        found[DocumentChart.FUNNEL] = funnel_chart(funnel=view.funnel)
    peers = _peers(view)
    if peers:
        found[DocumentChart.RANKING] = ranking_chart(lines=peers, by_eligible=False)
    if 1 < len(view.heat_map.rows) <= most and _compared(view) > 1:
        found[DocumentChart.HEAT_MAP] = heat_map_chart(heat_map=view.heat_map)
    return found


def _compared(view: DocumentView) -> int:
    """Return how many columns of the heat map have anything to show."""
    rows = view.heat_map.rows
    return sum(any(row.cells[n].rate is not None for row in rows) for n in range(len(view.heat_map.columns)))


def _picture(chart: DocumentChart, drawn: Chart) -> DocumentPicture:
    # The caption below has the title, in letters that a clerk can edit.
    png = as_png(chart=drawn, width=WIDTH, titled=False)
    return DocumentPicture(chart=chart, png=png, title=drawn.title, description=drawn.description)


def _peers(view: DocumentView) -> tuple[RankingLine, ...]:
    """Return the places of the ranking where there is one; of several none is drawn, and the table has them all."""
    ranked = [line for line in view.ranking if line.rank is not None]
    groups = {line.group or line.kind for line in ranked}
    if len(groups) != 1 or len(ranked) == 1:
        return ()
    return tuple(line for line in view.ranking if (line.group or line.kind) in groups)


def _reading(view: DocumentView, item: DocumentIndicator) -> PaceReading:
    found = item.here
    return PaceReading(
        day=view.day,
        days=view.days,
        target=found.target,
        toward_target=found.toward_target or 0,
        rate=found.rate,
        planned_today=found.planned_today,
        needed_per_day=found.needed_per_day,
        recent_per_day=found.recent_per_day or 0.0,
        forecast_end=found.forecast_end,
        forecast_total=found.forecast_total,
        pace=found.pace,
    )
