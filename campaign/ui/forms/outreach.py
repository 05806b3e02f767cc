"""The outreach day on which is being recorded: the one to which the volunteer is sent, until one tap changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

import streamlit as st

from campaign.i18n import _
from campaign.services import outreach_today
from campaign.ui import cards, state
from campaign.ui.forms import names
from campaign.ui.outreach import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from campaign.services.outreach_today import RecordingDay
    from campaign.ui.forms.board import Board

# What was tapped, by date and place: another date or village begins with its own day again.
_chosen: Final[state.Slot[Mapping[tuple[date, int], UUID | None]]] = state.Slot("record-outreach", dict)


def with_days(board: Board, day: date) -> Board:
    """Return the board with the outreach days of a date that are held at, or around, its place."""
    if board.unit is None:
        return board
    path = board.unit.path
    found = outreach_today.days_to_record_on(call=board.call, campaign=board.campaign, day=day)
    return replace(board, outreach=tuple(one for one in found if path.startswith(one.place_path)))


def chosen(board: Board, day: date) -> RecordingDay | None:
    """Return the outreach day that goes on the records: what was tapped, else the first of one's own."""
    if board.unit is None:
        return None
    tapped = _chosen.get()
    key = (day, board.unit.id)
    if key in tapped:
        return next((one for one in board.outreach if one.id == tapped[key]), None)
    return next((one for one in board.outreach if one.mine), None)


def draw(board: Board, day: date, *, on_change: Callable[[], None]) -> None:
    """Draw the outreach days side by side: one tap takes another, a tap on the chosen one leaves it."""
    if board.unit is None or not board.outreach:
        return
    known = {str(one.id): _name(board, one) for one in board.outreach}
    current = chosen(board, day)
    state.put_widget(names.OUTREACH, str(current.id) if current else None)
    st.pills(
        _("On the outreach day"),
        list(known),
        format_func=lambda own: known.get(own, own),
        key=names.OUTREACH,
        on_change=_take,
        args=(day, board.unit.id, on_change),
    )


def _name(board: Board, one: RecordingDay) -> str:
    place = "" if board.unit is not None and one.place_id == board.unit.id else one.place_name
    parts = (words.clock(one.starts_at), words.name_of(one.kind, one.title), place)
    return cards.plain(" · ".join(part for part in parts if part))


def _take(day: date, unit_id: int, on_change: Callable[[], None]) -> None:
    tapped = state.widget_value(names.OUTREACH)
    _chosen.set({**_chosen.get(), (day, unit_id): UUID(tapped) if tapped else None})
    on_change()
