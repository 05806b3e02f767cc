"""*Tài khoản*: people, roles, teams and where they work."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import context
from campaign.ui.accounts import screen


def main() -> None:
    """Draw the screen."""
    st.title(_("Accounts"), anchor=False)
    screen.draw(context.current())


main()
