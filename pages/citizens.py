"""*Công dân*: the list of people, one person's history, and people who may be one."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Citizens"), anchor=False)


main()
