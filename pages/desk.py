"""*Bàn làm việc*: what needs a decision today, each with its next action."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Desk"), anchor=False)


main()
