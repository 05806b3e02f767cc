"""The charts of a document as files: PNG for slides and messages, SVG for print, one by one or all in a ZIP."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from campaign.charts.document import document_charts
from campaign.charts.export import as_png, as_svg
from campaign.errors import CampaignError
from campaign.i18n import N_, _
from campaign.services.document_models import DocumentChart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.charts.theme import Chart
    from campaign.services.document_models import DocumentView

WIDTH: Final = 900
"""Pixels of a drawing: half a slide, or a message on a telephone that is turned."""

_NAMES: Final[Mapping[DocumentChart, str]] = {
    DocumentChart.BURN_UP: N_("burn-up"),
    DocumentChart.FUNNEL: N_("step by step"),
    DocumentChart.RANKING: N_("ranking"),
    DocumentChart.HEAT_MAP: N_("heat map"),
}
# A ZIP keeps the time of its making; without one the same numbers are the same file.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def chart_name(chart: DocumentChart) -> str:
    """Return what a chart is called in a file's name, in the current language."""
    return _(_NAMES[chart])


def chart_file(view: DocumentView, *, chart: DocumentChart, ending: str) -> bytes:
    """Return one chart of a document as a picture; raises `chart_empty` where it has nothing to show."""
    drawn = document_charts(view, on_a_page=False).get(chart)
    if drawn is None:
        raise CampaignError("chart_empty")
    return _picture(drawn, ending)


def chart_files(view: DocumentView) -> bytes:
    """Return all charts of a document as a ZIP of PNG and SVG files; raises `chart_empty` where there are none."""
    charts = document_charts(view, on_a_page=False)
    if not charts:
        raise CampaignError("chart_empty")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for n, (chart, drawn) in enumerate(charts.items(), start=1):
            for ending in (".png", ".svg"):
                name = f"{n} {chart_name(chart)}{ending}"
                file.writestr(zipfile.ZipInfo(name, _NO_TIME), _picture(drawn, ending), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _picture(drawn: Chart, ending: str) -> bytes:
    if ending == ".svg":
        return as_svg(chart=drawn, width=WIDTH).encode()
    return as_png(chart=drawn, width=WIDTH)
