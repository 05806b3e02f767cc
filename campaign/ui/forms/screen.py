"""The record screen's working part: one fragment, so that a search or a save redraws it and nothing around it."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, context
from campaign.ui.forms import board as boards
from campaign.ui.forms import finder, group, names, newcomer, outreach, person, receipt, settings, strip, style
from campaign.ui.keys import Param, Screen


@st.fragment
def work(slug: str) -> None:
    """Draw the part that the address asks for: the list, one person, a new person, a group.

    Every part puts something into the bar at the bottom: a fragment may fill only what its first run has begun.
    """
    style.draw()
    board = boards.read_board(context.current(), slug=slug)
    reason = board.closed_reason()
    if reason is not None:
        style.title(_("Record"))
        cards.empty(_("Nothing can be recorded now"), reason)
        return
    if not board.campaign.steps:
        style.title(_("Record"))
        cards.empty(
            _("This campaign counts no people"),
            _("Its results are numbers that each unit reports day by day, so nobody is recorded by name here."),
        )
        cards.link(f"/{Screen.REPORTING}?{Param.CAMPAIGN}={slug}", _("Open the reported numbers"))
        return
    board = outreach.with_days(board, settings.chosen_day(board))
    if board.unit is None:
        style.title(_("Record"))
        cards.empty(
            _("No place is given to you in this campaign"),
            _("Ask the official to assign you a village or a school, or to add the villages of the commune."),
        )
        return
    chosen = boards.chosen_person()
    if chosen is not None:
        if not person.draw(board, commune_id=chosen[0], citizen_id=chosen[1]):
            _strip(board)
        return
    view = boards.chosen_view()
    if view == boards.VIEW_NEW:
        newcomer.draw(board, board.unit)
        return
    if view == boards.VIEW_GROUP:
        if not group.draw(board, board.unit):
            _strip(board)
        return
    receipt.draw(board)
    settings.draw_place(board, board.unit)
    settings.draw_outreach(board)
    finder.draw(board)
    _strip(board)


def _strip(board: boards.Board) -> None:
    with st.bottom, st.container(key=names.BAR):
        strip.draw(board)
