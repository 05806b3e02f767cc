"""One place: what it is, and what may be changed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, number
from campaign.i18n.labels import label
from campaign.ui import cards, state, tables
from campaign.ui.keys import Param
from campaign.ui.places import ending, face, figures, names, point, splitting, words
from campaign.ui.tables import Tile

if TYPE_CHECKING:
    from campaign.services.place_directory import UnitFile
    from campaign.ui.context import Context


def draw(here: Context, found: UnitFile) -> None:
    """Draw a place with its forms beside each other on a laptop, below each other on a phone."""
    back = _("‹ All places of {commune}").format(commune=cards.plain(found.commune_name))
    st.button(back, key=names.BACK, type="tertiary", on_click=_back)
    st.title(cards.plain(found.unit.name), anchor=False)
    st.html(_facts(found))
    left, right = st.columns(2, gap="large")
    with left:
        face.draw(found)
        ending.draw(here, found)
        splitting.draw(here, found)
    with right:
        figures.draw(here, found)
        point.draw(found)


def _facts(found: UnitFile) -> str:
    row = found.unit
    shown = [
        Tile(label=_("Code"), value=row.code, note=label(row.kind)),
        Tile(label=_("In force"), value=words.validity(row), note=_("no more") if row.ended else ""),
        Tile(label=_("Person in charge"), value=row.in_charge or "–"),
        Tile(label=_("People in the list"), value=number(found.holds.people)),
    ]
    return tables.tiles(shown=shown)


def _back() -> None:
    state.set_params({Param.UNIT: None})
