"""The fourth question: who is ahead, who needs help. One part at a time, so that a look at another sends only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import N_, _
from campaign.ui import cache, context, state, tables
from campaign.ui.choosers import choose_part
from campaign.ui.keys import Param
from campaign.ui.progress import address, kinds, names, order, place_tables
from campaign.ui.progress.address import Links
from campaign.ui.progress.screen import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.progress_charts import RankingLine
    from campaign.services.progress_models import PlaceLine
    from campaign.ui.context import Context
    from campaign.ui.progress.address import Asked
    from campaign.ui.tables import Html

TABLE = "table"
_VIEWS: Mapping[str, str] = {
    TABLE: N_("Table"),
}


@st.fragment
def draw() -> None:
    """Draw the part that the address names."""
    with context.entered(context.current()):
        _draw(address.asked())


def _draw(asked: Asked) -> None:
    choose_part(_VIEWS, key=names.VIEW, on_change=_take_view)
    st.html(cache.build(_tables, asked=asked))


def _take_view() -> None:
    chosen = state.widget_value(names.VIEW)
    # Pressing the part in view would leave none; it stays.
    if chosen is not None:
        state.set_params({Param.VIEW: None if chosen == TABLE else chosen})


def _tables(_here: Context, *, asked: Asked) -> Html:
    """Write down the tables of places, by kind and in a province by commune group, and that of the steps."""
    page = reading(asked)
    view = page.view
    links = Links(campaign=view.campaign, place=view.place_code, asked=asked)
    ranking = {line.code: line for line in page.units.ranking}
    place = order.codes(view, asked.order)
    lines = kinds.sorted_rows(sorted(view.lines, key=lambda line: place.get(line.code, len(place))))
    parts = []
    groups: dict[str, list[PlaceLine]] = {}
    for line in lines:
        groups.setdefault(_title(line, ranking), []).append(line)
    for title, found in groups.items():
        parts += [
            tables.heading(title, level=3),
            place_tables.places(found, view=view, ranking=ranking, order=asked.order, links=links),
        ]
    if view.steps:
        parts += [
            tables.heading(_("Steps in {place}").format(place=view.place_name), level=3),
            place_tables.steps(view, links=links),
        ]
    return tables.page(*parts)


def _title(line: PlaceLine, ranking: Mapping[str, RankingLine]) -> str:
    """Return the heading of a line: its kind, and the commune group where there is one."""
    ranked = ranking.get(line.code)
    return " · ".join(filter(None, (kinds.title(line), ranked.group if ranked else "")))
