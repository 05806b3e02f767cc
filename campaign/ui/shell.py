"""The script of the app: session, language, frame, then the page. Streamlit runs it at every rerun."""

from __future__ import annotations

import streamlit as st

from campaign.config import settings
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.ui import cards, context, door, frame, idle, looking, nav


def main() -> None:
    """Draw the screen that the address names, for whoever holds the session, or what stands in the way."""
    st.set_page_config(page_title=_("Campaign tracker"), layout="wide", initial_sidebar_state="collapsed")
    try:
        here = context.read()
    except CampaignError as refusal:
        # Kept under another name, because Python forgets the one of an except clause.
        error = refusal
        st.navigation(nav.doors(lambda: door.closed(error, language=settings().language)), position="hidden").run()
        return
    if here.must_change_password:
        st.navigation(nav.doors(door.must_change_password), position="hidden").run()
        return
    viewer = here.call.viewer
    pages = nav.pages(viewer)
    first = pages[nav.first_screen(viewer)]
    wanted = looking.take_destination(viewer)
    page = st.navigation(nav.menu(nav.home(lambda: st.switch_page(first)), pages), position="top")
    if wanted is not None:
        st.switch_page(pages[wanted])
    with context.entered(here):
        frame.draw(here)
        entry = nav.entry_of(page)
        if entry is not None and not entry.open_to(viewer):
            st.title(_(entry.title), anchor=False)
            cards.empty(
                _("Your account may not open this screen"),
                _("If your work needs it, ask the official who manages accounts in your commune."),
            )
            return
        try:
            page.run()
        except CampaignError as error:
            cards.refusal(error)
            # The way on: this screen without what the address asked for in vain.
            cards.link(page.url_path or "/", _("Show this screen from its beginning"))
        idle.watch()


if __name__ == "__main__":
    main()
