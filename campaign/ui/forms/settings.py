"""Where, when and how: the place in the address, the day (today unless changed), the outreach day, the channel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import Channel, PlaceKind
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.ui import state
from campaign.ui.forms import names, outreach, style
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from campaign.ui.forms.board import Board, Unit

CHANNELS: Final = tuple(channel for channel in Channel if channel is not Channel.IMPORT)
# Up to so many places stand side by side and are one tap away; more are a list.
_SIDE_BY_SIDE: Final = 3
_USUAL: Final = {PlaceKind.SCHOOL: Channel.SCHOOL, PlaceKind.SUPPORT_POINT: Channel.SUPPORT_POINT}

# None is "today" and stays so over midnight; a chosen day stays chosen.
_day: state.Slot[date | None] = state.Slot("record-day", lambda: None)
_channel: state.Slot[Channel | None] = state.Slot("record-channel", lambda: None)


def chosen_day(board: Board) -> date:
    """Return the day that goes on the records: inside the campaign and not in the future."""
    chosen = _day.get()
    if chosen is None or not board.campaign.starts_on <= chosen <= board.last_day:
        return board.last_day
    return chosen


def chosen_channel(board: Board) -> Channel:
    """Return how people are being helped: what was chosen last, else what is usual at such a place."""
    usual = _USUAL.get(board.unit.kind, Channel.HOME_VISIT) if board.unit else Channel.HOME_VISIT
    if outreach.chosen(board, chosen_day(board)) is not None:
        usual = Channel.OUTREACH_DAY
    return _channel.get() or usual


def record_outreach(board: Board) -> UUID | None:
    """Return the outreach day that goes on the records, None on no such day."""
    found = outreach.chosen(board, chosen_day(board))
    return found.id if found else None


def record_place(board: Board) -> int | None:
    """Return where records count: a school or support point counts its own, a village those who live in it."""
    return None if board.unit is None or board.unit.is_residence else board.unit.id


def draw_when(board: Board, *, also: Callable[[], None] | None = None) -> None:
    """Draw day and channel as one button that says what they are and opens to change them.

    `also` runs with a change, as a callback: a grid on the screen has edits to bring to safety.
    """
    chosen, channel = chosen_day(board), chosen_channel(board)
    shown = _("Today") if chosen == board.call.moment.today else day(chosen)
    with st.popover(f"{shown} · {label(channel)}", key=names.WHEN, width="content"):
        state.put_widget(names.DAY, chosen)
        st.date_input(
            _("Day of the work"),
            key=names.DAY,
            min_value=board.campaign.starts_on,
            max_value=board.last_day,
            format="DD/MM/YYYY",
            on_change=_take_day,
            args=(board.call.moment.today, also),
        )
        draw_outreach(board, also=also)
        state.put_widget(names.CHANNEL, channel)
        st.radio(
            _("How people are helped"),
            CHANNELS,
            format_func=label,
            key=names.CHANNEL,
            on_change=_take_channel,
            args=(also,),
        )


def draw_outreach(board: Board, *, also: Callable[[], None] | None = None) -> None:
    """Draw the outreach days of the chosen date, if there are any here; a tap brings the usual channel along."""
    outreach.draw(board, chosen_day(board), on_change=partial(_forget_channel, also))


def draw_place(board: Board, unit: Unit) -> None:
    """Draw the place in front of the volunteer: side by side while there are few, so that one tap changes it."""
    known = {place.code: place.name for place in board.units}
    if len(known) == 1:
        style.title(f"{_('Record')} · {unit.name}")
        return
    style.title(_("Record"))
    state.put_widget(names.PLACE, unit.code)
    if len(known) <= _SIDE_BY_SIDE:
        st.segmented_control(
            _("Place"),
            list(known),
            format_func=lambda code: known.get(code, code),
            key=names.PLACE,
            required=True,
            on_change=_take_place,
            label_visibility="collapsed",
            wrap=False,
            width="stretch",
        )
        return
    st.selectbox(
        _("Place"),
        list(known),
        format_func=lambda code: known.get(code, code),
        key=names.PLACE,
        on_change=_take_place,
        label_visibility="collapsed",
    )


def _take_place() -> None:
    code = state.widget_value(names.PLACE)
    if code:
        state.set_params({Param.PLACE: code})


def _take_day(today: date, also: Callable[[], None] | None) -> None:
    chosen = state.widget_value(names.DAY)
    _day.set(None if chosen == today else chosen)
    if also is not None:
        also()


def _forget_channel(also: Callable[[], None] | None) -> None:
    _channel.clear()
    if also is not None:
        also()


def _take_channel(also: Callable[[], None] | None) -> None:
    _channel.set(state.widget_value(names.CHANNEL))
    if also is not None:
        also()
