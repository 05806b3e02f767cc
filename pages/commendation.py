"""*Dân vận khéo*: who is registered, the shortlist with its rules beside it, and what the leader chose."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, context, state
from campaign.ui.commendation import names, one, overview, registering
from campaign.ui.initiatives import address
from campaign.ui.keys import Param


def main() -> None:
    """Draw the part of the screen that the address asks for."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Skilful mobilisation"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("Whom to commend is registered for a campaign. As soon as one is made, it is done here."),
            )
        return
    own = address.item()
    if own is not None:
        one.draw(here, here.campaign, own)
    elif state.param(Param.VIEW) == names.VIEW_NEW:
        registering.draw(here, here.campaign)
    else:
        overview.draw(here, here.campaign)


main()
