"""The step of villages and schools: the units that there are, with their people, and pasting those that lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import COMMUNE_KINDS, PopulationGroup
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import target_grid
from campaign.ui import cards, tables
from campaign.ui.campaigns import names, parts, route
from campaign.ui.campaigns.route import Step, View
from campaign.ui.places import pasting
from campaign.ui.tables import Cell, Column
from campaign.ui.targets import words as target_words

if TYPE_CHECKING:
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.target_grid import TargetRow
    from campaign.ui.context import Context

_SHOWN = 40


def draw(here: Context, draft: CampaignDefinition) -> None:
    """Draw the places of the draft below its own, and the way to add more of them."""
    grid = target_grid.target_grid(call=here.call, slug=draft.slug)
    root = next((row for row in grid.rows if row.is_root), None)
    below = tuple(row for row in grid.rows if not row.is_root)
    of_commune = root is not None and root.kind in COMMUNE_KINDS
    if below:
        st.html(_table(below))
    elif of_commune:
        cards.empty(
            _("There are no villages or schools here yet"),
            _("Paste their list below: name, kind and number of people."),
        )
    if of_commune:
        # What was not taken of a list stays inside, with its reasons: it must not fold because some were.
        unfolded = parts.begun_with(draft, "places", not below)
        with st.expander(_("Paste a list of villages and schools"), expanded=unfolded):
            pasting.draw(commune_code=draft.place_code, form=names.FORM_PLACES)
    else:
        st.caption(_("Villages and schools are added by each commune, on the screen Places."))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.STEPS), key=names.BACK)
        st.button(_("Continue"), key=names.NEXT, type="primary", on_click=route.go, args=(View.SET_UP, Step.TARGETS))


def _table(rows: tuple[TargetRow, ...]) -> str:
    groups = [group for group in PopulationGroup if any(group in row.population for row in rows)]
    columns = (
        Column(title=_("Place")),
        Column(title=_("Kind")),
        *(Column(title=target_words.group_title(group), number=True) for group in groups),
    )
    lines = [
        (
            Cell(text=row.name, sub=row.code),
            Cell(text=label(row.kind)),
            *(Cell(text=target_words.population(row, group)) for group in groups),
        )
        for row in rows[:_SHOWN]
    ]
    n = len(rows)
    caption = ngettext("{n} place of this campaign", "{n} places of this campaign", n).format(n=number(n))
    if n > _SHOWN:
        caption = f"{caption} · {_('the first {n} are shown').format(n=number(_SHOWN))}"
    return tables.table(columns=columns, rows=lines, caption=caption)
