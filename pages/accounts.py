"""*Tài khoản*: people, roles, teams and where they work."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Accounts"), anchor=False)


main()
