"""Which due day and which indicators the grid shows: both stand in the address, so a pasted one opens the same grid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import IndicatorKind, PlaceKind
from campaign.i18n import _, day, ngettext, number
from campaign.ui import cards, choosers, keys, state
from campaign.ui.keys import Param
from campaign.ui.targets import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.target_grid import TargetGrid, TargetRow


# The whole first, then villages, then schools and the rest; inside a kind the order of names stays.
_ORDER: Final = tuple(PlaceKind)
# The days on which a campaign of 60 days is usually looked at.
MILESTONES: Final = (15, 30, 60)


def due_day(campaign: CampaignSummary) -> date:
    """Return the due day of the address; one outside the campaign counts as missing, and that is the last day."""
    asked = state.param_day(Param.DUE)
    return asked if asked is not None and campaign.starts_on <= asked <= campaign.ends_on else campaign.ends_on


def columns(grid: TargetGrid) -> tuple[Indicator, ...]:
    """Return the indicators of the address, else the headline and those with a target on this due day."""
    asked = set((state.param(Param.COLUMNS) or "").split(","))
    chosen = tuple(indicator for indicator in grid.indicators if indicator.key in asked)
    if chosen:
        return chosen
    headline = next((i for i in grid.indicators if i.kind is IndicatorKind.ALL_STEPS), None)
    given = {key for row in grid.rows for key in row.cells}
    usual = tuple(i for i in grid.indicators if i is headline or i.key in given)
    return usual or grid.indicators[:1]


def rows_of(grid: TargetGrid) -> tuple[TargetRow, ...]:
    """Return the rows to show, the whole first, then kind by kind; of a province its communes unless all are wanted."""
    ordered = sorted(grid.rows, key=lambda row: _ORDER.index(row.kind))
    if not _is_province(grid) or state.param(Param.VIEW) is not None:
        return tuple(ordered)
    return tuple(row for row in ordered if row.is_root or row.is_part)


def _is_province(grid: TargetGrid) -> bool:
    return any(row.is_root and row.kind is PlaceKind.PROVINCE for row in grid.rows)


def draw(*, grid: TargetGrid, campaign: CampaignSummary, shown: Sequence[Indicator]) -> None:
    """Draw both selectors behind a button that says what they hold; for officials the way to a further milestone."""
    n = len(shown)
    what = words.short(shown[0]) if n == 1 else ngettext("{n} indicator", "{n} indicators", n).format(n=number(n))
    says = _("Due by {day} · {indicator}").format(day=day(grid.due_on), indicator=what)
    opened = st.popover(cards.plain(says), key=keys.TARGETS_FILTERS, on_change="rerun", width="content")
    # A closed one holds no selectors: the browser would not learn their new values, and send the old ones back.
    if not opened.open:
        return
    with opened:
        _draw_due(grid, campaign)
        _draw_columns(grid, shown)
        if _is_province(grid):
            choosers.only(_("Villages and schools as well"), key=keys.TARGETS_EVERY, param=Param.VIEW)
        if grid.editable:
            _draw_milestone(grid, campaign)


def _draw_columns(grid: TargetGrid, shown: Sequence[Indicator]) -> None:
    titles = {indicator.key: words.short(indicator) for indicator in grid.indicators}
    state.put_widget(keys.TARGETS_COLUMNS, [indicator.key for indicator in shown])
    st.multiselect(
        _("Indicators shown"),
        list(titles),
        format_func=lambda key: titles.get(key, key),
        key=keys.TARGETS_COLUMNS,
        placeholder=_("Choose indicators"),
        on_change=_take_columns,
    )


def _draw_due(grid: TargetGrid, campaign: CampaignSummary) -> None:
    state.put_widget(keys.TARGETS_DUE, grid.due_on)
    st.selectbox(
        _("Due by"),
        sorted({*grid.due_days, grid.due_on}),
        format_func=lambda due: _due_name(due, campaign.ends_on),
        key=keys.TARGETS_DUE,
        on_change=_take_due,
        args=(keys.TARGETS_DUE, campaign.ends_on),
        filter_mode=None,
    )


def _due_name(due: date, last: date) -> str:
    if due == last:
        return _("{day} (last day)").format(day=day(due))
    return _("{day} (milestone)").format(day=day(due))


def _draw_milestone(grid: TargetGrid, campaign: CampaignSummary) -> None:
    usual = {n: campaign.starts_on + timedelta(days=n - 1) for n in MILESTONES}
    with st.container(horizontal=True, gap="small"):
        for n, due in usual.items():
            if due <= campaign.ends_on:
                st.button(
                    _("Day {n}, {day}").format(n=n, day=day(due)),
                    key=f"{keys.TARGETS_MILESTONE_DAY}-{n}",
                    on_click=_open_milestone,
                    args=(due, campaign.ends_on),
                    disabled=due == grid.due_on,
                )
    st.date_input(
        _("Another due day (milestone)"),
        value=grid.due_on,
        key=keys.TARGETS_MILESTONE,
        min_value=campaign.starts_on,
        max_value=campaign.ends_on,
        format="DD/MM/YYYY",
        help=_("A milestone is what should be reached by a day in between, counted from the first day."),
    )
    st.button(
        _("Open the grid of this day"),
        key=keys.TARGETS_MILESTONE_OPEN,
        on_click=_take_milestone,
        args=(campaign.ends_on,),
    )


def open_due(due: date, last: date) -> None:
    """Show the grid of another due day (in a callback); the last day is the default and leaves the address."""
    state.set_params({Param.DUE: None if due == last else due.isoformat()})


def _take_due(key: str, last: date) -> None:
    chosen = state.widget_value(key)
    if chosen is not None:
        open_due(chosen, last)


def _open_milestone(due: date, last: date) -> None:
    open_due(due, last)
    state.put_widget(keys.TARGETS_FILTERS, value=False)


def _take_milestone(last: date) -> None:
    _take_due(keys.TARGETS_MILESTONE, last)
    state.put_widget(keys.TARGETS_FILTERS, value=False)


def _take_columns() -> None:
    state.set_params({Param.COLUMNS: ",".join(state.widget_value(keys.TARGETS_COLUMNS)) or None})
