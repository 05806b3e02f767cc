"""*Chiến dịch*: setting a campaign up, opening, copying and closing it."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Campaigns"), anchor=False)


main()
