"""*Số liệu báo cáo*: daily numbers of count and ratio indicators, from draft to locked."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Reported numbers"), anchor=False)


main()
