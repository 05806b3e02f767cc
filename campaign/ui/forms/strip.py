"""The strip at the bottom: my day, and how far this village is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, ngettext, number, percent
from campaign.services.strip import today_strip
from campaign.ui import cards

if TYPE_CHECKING:
    from campaign.ui.forms.board import Board


def draw(board: Board) -> None:
    """Draw "Hôm nay: 12 người, 31 bước · Buôn Jung 64%" at the bottom of the window."""
    if board.unit is None:
        return
    strip = today_strip(call=board.call, slug=board.slug, place_id=board.unit.id)
    if strip is None:
        return
    people = ngettext("{n} person", "{n} people", strip.people).format(n=number(strip.people))
    steps = ngettext("{n} step", "{n} steps", strip.steps).format(n=number(strip.steps))
    place = cards.plain(strip.place_name)
    if strip.rate is not None:
        place = f"{place} {percent(strip.rate, digits=0)}"
    st.caption(_("Today: {people}, {steps} · {place}").format(people=people, steps=steps, place=place))
