"""*Ra quân*: the calendar of outreach days."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Outreach days"), anchor=False)


main()
