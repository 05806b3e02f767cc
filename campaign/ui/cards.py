"""Small drawn things that every screen shares: an empty state, a refusal, a link that stays in its tab.

Each says what to do next. Shapes and words stand beside every colour; there is no emoji.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.charts.palette import ACCENT
from campaign.i18n.errors import error_text

if TYPE_CHECKING:
    from campaign.errors import CampaignError


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


_MARKS: Final = frozenset("\\`*_{}[]<>()#+-!|$~:&^")


def link(address: str, text: str) -> None:
    """Draw a link that opens in the same tab; a Markdown link would open a second one."""
    st.html(link_html(address, text))


def link_html(address: str, text: str) -> str:
    """Return such a link, to stand in a larger piece."""
    return f'<p><a href="{escape(address)}" target="_self" style="color:{ACCENT}">{escape(text)}</a></p>'
