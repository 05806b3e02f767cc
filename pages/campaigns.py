"""*Chiến dịch*: setting campaigns up step by step, copying, closing and reopening them, and their templates."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.services import campaigns
from campaign.ui import cards, context
from campaign.ui.campaigns import begin, copies, ending, listing, route, shelf, wizard
from campaign.ui.campaigns.route import View


def main() -> None:
    """Draw the view of the address."""
    here = context.current()
    view = route.view()
    if view is View.NEW:
        begin.draw(here)
    elif view is View.SET_UP:
        wizard.draw(here)
    elif view is View.COPY:
        copies.draw(here)
    elif view is View.TEMPLATES:
        shelf.draw_list(here)
    elif view is View.TEMPLATE:
        shelf.draw_one(here)
    elif view is View.CAMPAIGN and here.campaign is not None:
        ending.draw(campaigns.campaign(call=here.call, slug=here.campaign.slug))
    elif view is View.CAMPAIGN:
        st.title(_("Campaigns"), anchor=False)
        cards.empty(_("This campaign is not in your area"), _("Choose a campaign from the list."))
    else:
        listing.draw(here)


main()
