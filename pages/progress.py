"""*Tiến độ*: four questions about one place, from top to bottom. Reads one screen's data and draws it."""

from __future__ import annotations

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.ui import cache, cards, context, downloads, state
from campaign.ui.keys import Param
from campaign.ui.progress import address, filters, screen, units


def main() -> None:
    """Draw the screen for what the address asks, or say that there is nothing to ask about."""
    # A fragment would draw an error by itself, so that the shell could not explain it: it is looked for here.
    if cache.build(screen.make, asked=address.asked()) is not None:
        body()
        return
    st.title(_("Progress"), anchor=False)
    # When there are campaigns and only the address names none of them, the frame has said so.
    if not context.current().campaigns:
        cards.empty(
            _("There is no campaign in your area yet"),
            _("As soon as the official has opened one, its progress is shown here."),
        )


@st.fragment
def body() -> None:
    """Draw the four questions; a choice among them reruns this and not the frame around it."""
    with context.entered(context.current()):
        try:
            found = cache.build(screen.make, asked=address.asked())
        except CampaignError:
            found = None
        if found is None:
            # What a choice cannot show, the shell explains in a whole run.
            st.rerun()
        draw(found)


def draw(found: screen.ProgressScreen) -> None:
    """Draw what was made for the place, indicator, day and order of the address."""
    # A pasted address is read in the language in which it was seen.
    state.set_params({Param.LANG: context.current().language})
    filters.draw_head(found, address.asked().order)
    st.html(found.questions)
    units.draw()
    downloads.draw(place=found.place, place_name=found.place_name, as_of=found.as_of)


main()
