"""The few rules of looks that the theme cannot say, on our own keys alone; without them all still works.

Names read from the left, rows are as tall as a thumb, and the bar at the bottom does not waste a phone's height.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from campaign.ui import cards
from campaign.ui.forms import names

_RULES: Final = f"""<style>
.st-key-{names.LIST} button, .st-key-{names.LIST} button * {{ justify-content: flex-start; text-align: left; }}
.st-key-{names.STEPS} .stCheckbox label {{ min-height: 2.75rem; align-items: center; }}
.st-key-{names.TITLE} h1 {{ font-size: 1.25rem; padding: 0 0 0.375rem; }}
.st-key-{names.BAR} {{ margin-bottom: -2.5rem; }}
</style>"""


def draw() -> None:
    """Put the rules on the page."""
    st.html(_RULES)


def title(text: str) -> None:
    """Draw the one title of a part of the screen, no taller than it must be."""
    with st.container(key=names.TITLE):
        st.title(cards.plain(text), anchor=False)
