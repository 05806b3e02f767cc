"""Small drawn things that every screen shares: an empty state, a refusal, a row of tiles.

Each says what to do next. Shapes and words stand beside every colour; there is no emoji.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.errors import CampaignError


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One number at the top of a screen: what it is, how much, and one line of sense."""

    label: str
    value: str
    note: str = ""


def empty(title: str, then: str = "") -> None:
    """Draw "there is nothing here", and what to do about it."""
    with st.container(border=True):
        st.markdown(f"**{plain(title)}**")
        if then:
            st.markdown(plain(then))


def refusal(error: CampaignError) -> None:
    """Draw why something was refused, in the reader's language."""
    st.error(plain(error_text(error)))


def plain(text: str) -> str:
    """Return text that Markdown shows as it stands: names of people and places may hold any sign."""
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in text)


_MARKS = frozenset("\\`*_{}[]<>()#+-!|$~:&^")


def tiles(shown: Sequence[Tile]) -> None:
    """Draw tiles in one element, two a row on a phone."""
    cells = "".join(f"| {plain(tile.label)} | **{plain(tile.value)}** | {plain(tile.note)} |\n" for tile in shown)
    st.markdown(f"| | | |\n|:--|--:|:--|\n{cells}")
