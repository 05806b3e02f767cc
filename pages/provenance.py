"""*Số này ở đâu ra?*: one number, what was counted for it, whether a recount agrees, and the rows behind it."""

from __future__ import annotations

import streamlit as st

from campaign.domain.vocabulary import Figure
from campaign.i18n import _
from campaign.ui import cache, cards, context, state
from campaign.ui.keys import Param
from campaign.ui.provenance import names, rows, screen

_turn: state.Slot[int] = state.Slot("provenance-turn", int)


def main() -> None:
    """Draw the number that the address asks for."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Where does this number come from?"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("As soon as the official has opened one, every number of it can be asked about here."),
            )
        return
    indicator, figure = state.param(Param.INDICATOR), state.param(Param.FIGURE)
    if figure is None and indicator is None:
        st.title(_("Where does this number come from?"), anchor=False)
        cards.empty(
            _("No number was asked about"),
            _("Open Progress and press a number: this screen then says what was counted, where, and on which days."),
        )
        cards.link(f"/progress?campaign={here.campaign.slug}", _("Progress"))
        return
    if figure not in set(Figure):
        st.title(_("Where does this number come from?"), anchor=False)
        cards.empty(
            _("There is no such number"), _("The address may be cut off. Open Progress and press the number again.")
        )
        cards.link(f"/progress?campaign={here.campaign.slug}", _("Progress"))
        return
    shown = cache.build(
        screen.make,
        place=state.param(Param.PLACE),
        indicator=indicator or "",
        figure=figure,
        as_of=state.param_day(Param.AS_OF),
        turn=_turn.get(),
    )
    if shown is None:
        return
    cards.link(shown.back, f"‹ {shown.back_text}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Where does this number come from?"), anchor=False, width="stretch")
        if shown.recounted:
            st.button(_("Count anew"), key=names.RECOUNT, on_click=count_anew)
    st.html(shown.body)
    rows.draw(call=here.call, slug=here.campaign.slug, screen=shown)


def count_anew() -> None:
    """Ask for another recount (callback): the numbers are read again, not taken from the cache."""
    _turn.set(_turn.get() + 1)


main()
