"""*Số liệu báo cáo*: daily numbers of count and ratio indicators, from draft to locked."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.services.reporting_view import reporting_day
from campaign.ui import cards, context, state
from campaign.ui.keys import Param, Screen
from campaign.ui.reporting import approving, entry, locking, past, sections, silent


def main() -> None:
    """Draw the section of the address for the campaign and day in view."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Reported numbers"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("Numbers belong to a campaign. As soon as one is opened, they are reported here."),
            )
        return
    board = reporting_day(call=here.call, slug=here.campaign.slug, day=state.param_day(Param.DAY))
    offered = sections.offered(board)
    section = sections.in_view(offered)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Reported numbers"), anchor=False, width="stretch")
        # What waits has a day of its own to choose, with how much waits on each.
        if board.indicators and section != sections.APPROVE:
            sections.choose_day(board)
    if not board.indicators:
        cards.empty(
            _("This campaign has no numbers to report"),
            _("It counts people and their steps, which are recorded one by one."),
        )
        cards.link(f"/{Screen.PROGRESS}?{Param.CAMPAIGN}={here.campaign.slug}", _("Open its progress"))
        return
    sections.choose(offered, section)
    if section == sections.ENTRY:
        entry.draw(here, board)
    elif section == sections.APPROVE:
        approving.draw(here, board.campaign)
    elif section == sections.LOCK:
        locking.draw(here, board)
    elif section == sections.SILENT:
        silent.draw(here, board)
    elif section == sections.OVERVIEW:
        sections.draw_overview(board)
    else:
        past.draw(here, board)


main()
