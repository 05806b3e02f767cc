"""*Tài khoản*: people, roles, teams and where they work."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import context
from campaign.ui.accounts import pasting


def main() -> None:
    """Draw the screen."""
    here = context.current()
    st.title(_("Accounts"), anchor=False)
    if here.campaign is not None:
        pasting.draw(place_code=here.campaign.place_code, form="accounts")


main()
