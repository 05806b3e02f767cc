"""*Địa bàn*: villages, schools and agencies of a commune."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Places"), anchor=False)


main()
