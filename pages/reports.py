"""*Báo cáo*: documents, texts and posters of a place and a period, and the schedule of the weekly files."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, context
from campaign.ui.reports import screen


def main() -> None:
    """Draw the screen for the campaign in view, or say why there is none."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Reports"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("Documents are made from a campaign's numbers. As soon as one is open, they are made here."),
            )
        return
    screen.draw(here, here.campaign)


main()
