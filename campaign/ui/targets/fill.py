"""Filling a whole column at once: a total split by population, one share for all, the total as the sum of its parts.

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
from campaign.ui import cards, keys, state
from campaign.ui.targets import sheet, words
from campaign.ui.targets.draft import applied, edits
from campaign.ui.targets.proposals import Wish, propose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.ui.targets.draft import Draft, Way

_WAYS: Final[Mapping[Way, str]] = {
    "split": N_("Split a total by population"),
    "share": N_("The same share for every village"),
    "sum": N_("Total = sum of all places"),
}
_REFUSALS: Final[Mapping[str, str]] = {
    "total_missing": N_("Type the total first, a whole number of people."),
    "nothing_given": N_("No place has a target in this column yet, so there is nothing to add up."),
    "share_missing": N_("Type a share between 0 and 100%, for example 80%."),
}
_refused: state.Slot[str] = state.Slot("targets-fill-refused", str)


def draw(*, grid: TargetGrid, rows: Sequence[TargetRow], shown: Sequence[Indicator], draft: Draft) -> None:
    """Draw the button that opens the form; `rows` are the grid's with the unsaved cells."""
    # The percentage of a ratio is no number to be given out.
    shown = [indicator for indicator in shown if indicator.kind is not IndicatorKind.RATIO]
    if not shown:
        return
    opened = st.popover(_("Fill a column"), key=keys.TARGETS_FILL, on_change=_refused.clear)
    if not opened.open:
        return
    with opened:
        indicator = _choose_indicator(shown)
        way = st.radio(_("Way to fill"), list(_WAYS), format_func=lambda key: _(_WAYS[key]), key=keys.TARGETS_FILL_WAY)
        if way == "split":
            _draw_split(rows, indicator)
        elif way == "share":
            st.text_input(_("Share of each village's people"), key=keys.TARGETS_FILL_SHARE, placeholder="80%")
            st.caption(cards.plain(words.counted_when(rows, words.group_of(indicator))))
        if _refused.get():
            st.error(cards.plain(_refusal(_refused.get())))
        st.button(
            _("Put into the grid"),
            key=keys.TARGETS_FILL_PUT,
            type="primary",
            on_click=_put,
            args=(grid, draft, indicator),
        )
        st.caption(_("Nothing is saved before you press Save."))


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
    groups = [group for group in PopulationGroup if any(group in row.population for row in rows)]
    usual = words.group_of(indicator)
    st.selectbox(
        _("Split by"),
        groups or [usual],
        index=groups.index(usual) if usual in groups else 0,
        format_func=words.group_title,
        key=f"{keys.TARGETS_FILL_GROUP}-{indicator.key}",
        filter_mode=None,
    )


def _refusal(code: str) -> str:
    return _(_REFUSALS[code]) if code in _REFUSALS else error_text(CampaignError(code))


def _put(grid: TargetGrid, draft: Draft, indicator: Indicator) -> None:
    """Fill the column (callback); a refusal stays in the form, beside what was typed."""
    sheet.take(grid.campaign, draft)
    wish = Wish(
        column=indicator.key,
        way=state.widget_value(keys.TARGETS_FILL_WAY),
        group=state.widget_value(f"{keys.TARGETS_FILL_GROUP}-{indicator.key}") or words.group_of(indicator),
        total=state.widget_value(f"{keys.TARGETS_FILL_TOTAL}-{indicator.key}"),
        share=state.widget_value(keys.TARGETS_FILL_SHARE) or "",
    )
    found = propose(replace(grid, rows=applied(grid, edits(grid, draft))), wish)
    if isinstance(found, str):
        _refused.set(found)
        return
    draft.fill(grid, indicator.key, found.texts, found.step)
    _refused.clear()
    state.put_widget(keys.TARGETS_FILL, value=False)
