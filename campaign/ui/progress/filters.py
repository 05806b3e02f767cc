"""What is shown: the place, the way back up, the day as a slider, and the selectors behind one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day
from campaign.ui import cards, state
from campaign.ui.choosers import choose
from campaign.ui.keys import Param
from campaign.ui.progress import names

if TYPE_CHECKING:
    from datetime import date

    from campaign.ui.progress.screen import ProgressScreen

_SLIDER_WIDTH = 320


def draw_head(screen: ProgressScreen, order: str) -> None:
    """Draw the place as the title, the day, and the selectors behind a button that says what they hold."""
    if screen.above is not None:
        code, name = screen.above
        st.button(f"‹ {cards.plain(name)}", key=names.UP, type="tertiary", on_click=_go, args=(screen, code))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(cards.plain(screen.place_name), anchor=False, width="stretch")
        _slide(screen)
        shown = _("As of {day} · {indicator}").format(
            day=day(screen.as_of), indicator=dict(screen.indicators)[screen.indicator]
        )
        # Drawn when it is opened: whoever only reads is not sent the names of all villages at every rerun.
        panel = st.popover(cards.plain(shown), key=names.FILTERS, width="content", on_change="rerun")
        if panel.open:
            with panel:
                _filters(screen, order)


def _slide(screen: ProgressScreen) -> None:
    """Draw the days of the campaign as a slider; a single day leaves nothing to slide."""
    if screen.first_day >= screen.last_day:
        return
    state.put_widget(names.SLIDER, min(max(screen.as_of, screen.first_day), screen.last_day))
    st.slider(
        _("As of"),
        key=names.SLIDER,
        min_value=screen.first_day,
        max_value=screen.last_day,
        format="DD/MM/YYYY",
        label_visibility="collapsed",
        on_change=_take_day,
        args=(names.SLIDER, screen.last_day),
        width=_SLIDER_WIDTH,
    )


def _filters(screen: ProgressScreen, order: str) -> None:
    """Draw the selectors; each writes to the address, which is what is shown."""
    panel = names.FILTERS
    choose(_("Place"), screen.places, chosen=screen.place, key=names.PLACE, param=Param.PLACE, panel=panel)
    choose(
        _("Indicator"),
        screen.indicators,
        chosen=screen.indicator,
        key=names.INDICATOR,
        param=Param.INDICATOR,
        panel=panel,
    )
    state.put_widget(names.AS_OF, max(screen.as_of, screen.first_day))
    st.date_input(
        _("As of"),
        key=names.AS_OF,
        min_value=screen.first_day,
        max_value=screen.last_day,
        format="DD/MM/YYYY",
        on_change=_take_day,
        args=(names.AS_OF, screen.last_day),
    )
    if screen.orders:
        choose(_("Order"), screen.orders, chosen=order, key=names.ORDER, param=Param.ORDER, panel=panel)


def _take_day(key: str, last: date) -> None:
    """Write the chosen day to the address; the last possible one is the default and leaves it."""
    chosen = state.widget_value(key)
    state.set_params({Param.AS_OF: None if chosen is None or chosen == last else chosen.isoformat()})
    state.put_widget(names.FILTERS, value=False)


def _go(screen: ProgressScreen, code: str) -> None:
    """Open the screen for another place (callback); the widest one needs no word in the address."""
    state.set_params({Param.PLACE: None if code == screen.places[0][0] else code})
