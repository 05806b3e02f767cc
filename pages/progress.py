"""*Tiến độ*: where we are, whether we will make it, where it is stuck. Reads one screen's data and draws it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from campaign.i18n import _, day
from campaign.ui import cache, cards, context, downloads, state
from campaign.ui.choosers import choose
from campaign.ui.keys import Param
from campaign.ui.progress import names, place_tables
from campaign.ui.progress import screen as screen_of
from campaign.ui.progress.screen import ProgressScreen


def main() -> None:
    """Draw the screen for the place, indicator, day and order of the address."""
    asked = state.param(Param.ORDER)
    order = asked if asked in place_tables.ORDERS else place_tables.BY_NEED
    screen = cache.build(
        screen_of.make,
        place=state.param(Param.PLACE),
        indicator=state.param(Param.INDICATOR),
        as_of=state.param_day(Param.AS_OF),
        order=order,
    )
    if screen is None:
        st.title(_("Progress"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not context.current().campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("As soon as the official has opened one, its progress is shown here."),
            )
        return
    head(screen, order)
    st.html(screen.top)
    st.vega_lite_chart(screen.chart, width="stretch", theme=None)
    st.html(screen.below)
    downloads.draw(place=screen.place, place_name=screen.place_name, as_of=screen.as_of)


def head(screen: ProgressScreen, order: str) -> None:
    """Draw the place as the title, the way back up, and the selectors behind a button that says what they hold."""
    if screen.above is not None:
        code, name = screen.above
        st.button(f"‹ {cards.plain(name)}", key=names.UP, type="tertiary", on_click=go, args=(screen, code))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(cards.plain(screen.place_name), anchor=False, width="stretch")
        shown = _("As of {day} · {indicator}").format(
            day=day(screen.as_of), indicator=dict(screen.indicators)[screen.indicator]
        )
        # Drawn when it is opened: whoever only reads is not sent the names of all villages at every rerun.
        panel = st.popover(cards.plain(shown), key=names.FILTERS, width="content", on_change="rerun")
        if panel.open:
            with panel:
                filters(screen, order)


def filters(screen: ProgressScreen, order: str) -> None:
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
        on_change=take_day,
        args=(screen.last_day,),
    )
    if screen.has_places:
        choose(_("Order"), orders(), chosen=order, key=names.ORDER, param=Param.ORDER, panel=panel)


def take_day(last: date) -> None:
    """Write the chosen day to the address; the last possible one is the default and leaves it."""
    chosen = state.widget_value(names.AS_OF)
    state.set_params({Param.AS_OF: None if chosen is None or chosen == last else chosen.isoformat()})
    state.put_widget(names.FILTERS, value=False)


def go(screen: ProgressScreen, code: str) -> None:
    """Open the screen for another place (callback); the widest one needs no word in the address."""
    state.set_params({Param.PLACE: None if code == screen.places[0][0] else code})


def orders() -> tuple[tuple[str, str], ...]:
    """Return the orders of the places with their names."""
    return (
        (place_tables.BY_NEED, _("Help needed first")),
        (place_tables.BY_RATE, _("Highest rate first")),
        (place_tables.BY_SILENCE, _("Longest silence first")),
        (place_tables.BY_NAME, _("By name")),
    )


main()
