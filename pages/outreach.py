"""*Ra quân*: the calendar of outreach days, planning them, and one day with what came of it."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, context, state
from campaign.ui.keys import Param
from campaign.ui.outreach import address, day, names, overview, planning


def main() -> None:
    """Draw the part of the screen that the address asks for."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Outreach days"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("Outreach days belong to a campaign. As soon as one is made, they are planned here."),
            )
        return
    own = address.day_id()
    if own is not None:
        day.draw(here, here.campaign, own)
    elif state.param(Param.VIEW) == names.VIEW_NEW:
        planning.draw(here, here.campaign)
    else:
        overview.draw(here, here.campaign)


main()
