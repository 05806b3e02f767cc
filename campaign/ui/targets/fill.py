"""Filling a whole column at once: a total split, the same for every place, the total as the sum of its parts, a copy.

Everything lands in the grid as if it had been typed: a proposal to look at, change, take back or save.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import IndicatorKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.i18n import N_, _
from campaign.i18n.errors import error_text
from campaign.ui import cards, context, keys, state
from campaign.ui.targets import sheet, sources, words
from campaign.ui.targets.draft import applied, edits
from campaign.ui.targets.proposals import Wish, propose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import TargetCell, TargetGrid, TargetRow
    from campaign.ui.context import Context
    from campaign.ui.targets.draft import Draft, Way

_WAYS: Final[Mapping[Way, str]] = {
    "split": N_("Split a total by population"),
    "share": N_("The same share or number for every place"),
    "sum": N_("Total = sum of all places"),
    "copy": N_("Copy from another due day, indicator or campaign"),
}
# Percentages neither add up nor are split.
_RATIO_WAYS: Final[tuple[Way, ...]] = ("share", "copy")
EQUAL: Final = "equal"
_REFUSALS: Final[Mapping[str, str]] = {
    "total_missing": N_("Type the total first, a whole number of people."),
    "nothing_given": N_("No place has a target in this column yet, so there is nothing to add up."),
    "share_missing": N_("Type a share between 0 and 100% such as 80%, or a number such as 200."),
    "nothing_to_copy": N_("There are no targets there for these places. Choose another source."),
}
_refused: state.Slot[str] = state.Slot("targets-fill-refused", str)


def draw(
    *, here: Context, grid: TargetGrid, rows: Sequence[TargetRow], shown: Sequence[Indicator], draft: Draft
) -> None:
    """Draw the button that opens the form; `rows` are the grid's with the unsaved cells."""
    opened = st.popover(_("Fill a column"), key=keys.TARGETS_FILL, on_change=_refused.clear)
    if not opened.open:
        return
    with opened:
        indicator = _choose_indicator(shown)
        way = _choose_way(indicator)
        if way == "split":
            _draw_split(rows, indicator)
        elif way == "share":
            _draw_each(rows, indicator)
        elif way == "copy":
            _draw_sources(here, grid, indicator)
        if _refused.get():
            st.error(cards.plain(_refusal(_refused.get())))
        st.button(
            _("Put into the grid"),
            key=keys.TARGETS_FILL_PUT,
            type="primary",
            on_click=_put,
            args=(here, grid, draft, indicator),
        )
        st.caption(_("Nothing is saved before you press Save."))


def _choose_way(indicator: Indicator) -> Way:
    ways = [way for way in _WAYS if indicator.kind is not IndicatorKind.RATIO or way in _RATIO_WAYS]
    if state.widget_value(keys.TARGETS_FILL_WAY) not in ways:
        state.put_widget(keys.TARGETS_FILL_WAY, ways[0])
    way: Way = st.radio(_("Way to fill"), ways, format_func=lambda key: _(_WAYS[key]), key=keys.TARGETS_FILL_WAY)
    return way


def _draw_each(rows: Sequence[TargetRow], indicator: Indicator) -> None:
    st.text_input(_("For every place"), key=keys.TARGETS_FILL_SHARE, placeholder="80%")
    if indicator.kind is not IndicatorKind.RATIO:
        st.caption(cards.plain(words.counted_when(rows, words.group_of(indicator))))


def _draw_sources(here: Context, grid: TargetGrid, indicator: Indicator) -> None:
    found = sources.offered(here, grid, indicator)
    if not found:
        st.caption(_("There is nothing to copy from yet: no other due day, indicator or campaign of this place."))
        return
    st.selectbox(
        _("Copy from"),
        range(len(found)),
        format_func=lambda n: found[n].title if n < len(found) else "",
        key=f"{keys.TARGETS_FILL_SOURCE}-{indicator.key}-{grid.due_on}",
        filter_mode=None,
    )


def _choose_indicator(shown: Sequence[Indicator]) -> Indicator:
    """Return the column to fill; a grid of one column has nothing to choose."""
    if len(shown) == 1:
        return shown[0]
    titles = {indicator.key: words.short(indicator) for indicator in shown}
    key = st.selectbox(
        _("Indicator"),
        list(titles),
        format_func=lambda key: titles.get(key, key),
        key=keys.TARGETS_FILL_COLUMN,
        filter_mode=None,
    )
    return next(indicator for indicator in shown if indicator.key == key)


def _draw_split(rows: Sequence[TargetRow], indicator: Indicator) -> None:
    root = next((row for row in rows if row.is_root), None)
    stored = root.cells.get(indicator.key) if root else None
    st.number_input(
        _("Total in people"),
        value=stored.people if stored else None,
        min_value=0,
        max_value=999_999_999,
        step=1,
        key=f"{keys.TARGETS_FILL_TOTAL}-{indicator.key}",
    )
    known = [g for g in PopulationGroup if any(g in row.population for row in words.homes(rows))]
    usual = words.group_of(indicator)
    ways: list[str] = [*(group.value for group in known or [usual]), EQUAL]
    st.selectbox(
        _("Split by"),
        ways,
        index=ways.index(usual) if usual in ways else 0,
        format_func=_split_title,
        key=f"{keys.TARGETS_FILL_GROUP}-{indicator.key}",
        filter_mode=None,
    )


def _split_title(way: str) -> str:
    return _("Equal parts") if way == EQUAL else words.group_title(PopulationGroup(way))


def _refusal(code: str) -> str:
    return _(_REFUSALS[code]) if code in _REFUSALS else error_text(CampaignError(code))


def _put(here: Context, grid: TargetGrid, draft: Draft, indicator: Indicator) -> None:
    """Fill the column (callback); a refusal stays in the form, beside what was typed."""
    sheet.take(grid.campaign, draft)
    by = state.widget_value(f"{keys.TARGETS_FILL_GROUP}-{indicator.key}") or words.group_of(indicator)
    wish = Wish(
        indicator=indicator,
        way=state.widget_value(keys.TARGETS_FILL_WAY),
        group=None if by == EQUAL else PopulationGroup(by),
        total=state.widget_value(f"{keys.TARGETS_FILL_TOTAL}-{indicator.key}"),
        each=state.widget_value(keys.TARGETS_FILL_SHARE) or "",
        source=_source(here, grid, indicator),
    )
    found = propose(replace(grid, rows=applied(grid, edits(grid, draft))), wish)
    if isinstance(found, str):
        _refused.set(found)
        return
    draft.fill(grid, indicator.key, found.texts, found.step)
    _refused.clear()
    state.put_widget(keys.TARGETS_FILL, value=False)


def _source(here: Context, grid: TargetGrid, indicator: Indicator) -> Mapping[int, TargetCell]:
    """Return the cells of the chosen source, read now; none unless something is to be copied."""
    found = sources.offered(here, grid, indicator)
    chosen = state.widget_value(f"{keys.TARGETS_FILL_SOURCE}-{indicator.key}-{grid.due_on}")
    if state.widget_value(keys.TARGETS_FILL_WAY) != "copy" or chosen is None or chosen >= len(found):
        return {}
    return sources.cells_of(context.call(), found[chosen])
