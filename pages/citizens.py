"""*Công dân*: the list of people, one person's history, and people who may be one."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, context
from campaign.ui.citizens import screen


def main() -> None:
    """Draw the screen for the campaign in view."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Citizens"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("People are listed with how far they are in a campaign. Set one up first."),
            )
        return
    screen.draw(here, here.campaign)


main()
