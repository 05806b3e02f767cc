"""Which sections of the screen somebody has, which one the address asks for, and the day in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import N_, _, day
from campaign.services.progress_view import progress_view
from campaign.ui import cache, state, tables
from campaign.ui.keys import Param, Screen
from campaign.ui.progress import overview
from campaign.ui.provenance.address import why
from campaign.ui.reporting import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.services.reporting_models import ReportingDay
    from campaign.ui.context import Context
    from campaign.ui.tables import Html

ENTRY: Final = "entry"
APPROVE: Final = "approve"
LOCK: Final = "lock"
SILENT: Final = "silent"
OVERVIEW: Final = "overview"
PAST: Final = "past"
_TITLES: Final[Mapping[str, str]] = {
    ENTRY: N_("Enter numbers"),
    APPROVE: N_("Approve"),
    LOCK: N_("Lock"),
    SILENT: N_("Not reported"),
    OVERVIEW: N_("Indicators"),
    PAST: N_("History"),
}


def offered(board: ReportingDay) -> tuple[str, ...]:
    """Return the sections for somebody, the one they come for first: who decides approves, who reports enters."""
    decides = any(unit.may_decide for unit in board.units)
    reports = any(unit.may_report for unit in board.units)
    first = ((APPROVE, decides), (ENTRY, reports), (LOCK, decides))
    return (*(section for section, has in first if has), SILENT, OVERVIEW, PAST)


def in_view(sections: tuple[str, ...]) -> str:
    """Return the section of the address, else the first one."""
    asked = state.param(Param.VIEW)
    return asked if asked in sections else sections[0]


def choose(sections: tuple[str, ...], shown: str) -> None:
    """Draw the way between the sections."""
    state.put_widget(names.VIEW, shown)
    st.segmented_control(
        _("Section"),
        sections,
        format_func=lambda section: _(_TITLES[section]),
        key=names.VIEW,
        label_visibility="collapsed",
        on_change=_take_section,
        args=(sections[0],),
    )


def choose_day(board: ReportingDay) -> None:
    """Draw the day in view; the last possible one is the default and leaves the address."""
    state.put_widget(names.DAY, min(board.day, board.last_day))
    st.date_input(
        _("Day"),
        key=names.DAY,
        min_value=board.first_day,
        max_value=board.last_day,
        format="DD/MM/YYYY",
        width=160,
        label_visibility="collapsed",
        on_change=_take_day,
        args=(board.last_day,),
    )


def draw_overview(board: ReportingDay) -> None:
    """Draw the line of each indicator, as the progress screen has it."""
    st.html(cache.build(_overview, slug=board.campaign, on=board.day))


def _overview(here: Context, *, slug: str, on: date) -> Html:
    view = progress_view(call=here.call, slug=slug, as_of=on)

    def address(indicator: str) -> str:
        return f"/{Screen.PROGRESS}?{Param.CAMPAIGN}={slug}&{Param.INDICATOR}={indicator}"

    caption = _("Approved numbers as of {day}; units that have sent this day's number").format(day=day(on))
    ask = partial(why, campaign=slug, place=view.place_code, as_of=on)
    found = overview.overview(
        view.overview, caption=caption, address=address, why=lambda key, figure: ask(indicator=key, figure=figure)
    )
    return tables.page(found)


def _take_section(first: str) -> None:
    chosen = state.widget_value(names.VIEW)
    # Pressing the section in view would leave none; it stays.
    if chosen is not None:
        state.set_params({Param.VIEW: None if chosen == first else chosen})


def _take_day(last: date) -> None:
    chosen = state.widget_value(names.DAY)
    state.set_params({Param.DAY: None if chosen is None or chosen == last else chosen.isoformat()})
