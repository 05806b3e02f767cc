"""Who set the target of one place, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import Figure
from campaign.i18n import _, clock_time, day
from campaign.services import target_grid
from campaign.ui import cards, keys, state, tables
from campaign.ui.keys import Param
from campaign.ui.provenance.address import why
from campaign.ui.tables import LogLine
from campaign.ui.targets import words
from campaign.ui.targets.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.call import Call
    from campaign.services.target_grid import TargetGrid, TargetRow, TargetVersion


def draw(*, call: Call, grid: TargetGrid, shown: Sequence[Indicator]) -> None:
    """Draw the history of the chosen cell; nothing is read before one is chosen."""
    names = {row.code: words.place_name(row) for row in grid.rows}
    asked = state.param(Param.PLACE)
    place = next((row for row in grid.rows if row.code == asked), None)
    opened = st.expander(
        _("History of a target"), expanded=place is not None, key=keys.TARGETS_HISTORY, on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        left, right = st.columns(2)
        with left:
            state.put_widget(keys.TARGETS_HISTORY_PLACE, place.code if place else None)
            st.selectbox(
                _("Place"),
                list(names),
                index=None,
                format_func=lambda code: names.get(code, code),
                key=keys.TARGETS_HISTORY_PLACE,
                placeholder=_("Choose a place"),
                on_change=_take_place,
            )
        with right:
            indicator = _choose_indicator(shown, place)
        if place is None:
            st.caption(_("Choose a place to see who set its target, when and why."))
            return
        found = target_grid.versions(call=call, slug=grid.campaign, place_id=place.place_id, indicator=indicator.key)
        if found:
            asked = why(campaign=grid.campaign, place=place.code, indicator=indicator.key, figure=Figure.TARGET)
            link = cards.link_html(asked, _("Where does this number come from?"))
            st.html(tables.page(tables.log(lines=[_line(version) for version in found]), link))
        else:
            st.markdown(cards.plain(_("No target has been set here yet.")))


def _choose_indicator(shown: Sequence[Indicator], place: TargetRow | None) -> Indicator:
    """Return the indicator to tell about: as chosen, else the first that has a target at the place."""
    titles = {indicator.key: words.short(indicator) for indicator in shown}
    chosen = state.widget_value(keys.TARGETS_HISTORY_COLUMN)
    given = [key for key in titles if place is not None and key in place.cells]
    state.put_widget(keys.TARGETS_HISTORY_COLUMN, chosen if chosen in titles else [*given, shown[0].key][0])
    key = st.selectbox(
        _("Indicator"),
        list(titles),
        format_func=lambda key: titles.get(key, key),
        key=keys.TARGETS_HISTORY_COLUMN,
        filter_mode=None,
    )
    return next(indicator for indicator in shown if indicator.key == key)


def _line(version: TargetVersion) -> LogLine:
    what = _("set {target}, due {day}") if version.amount is not None else _("took the target back, due {day}")
    return LogLine(
        when=clock_time(version.set_at),
        who=version.set_by or _("The system"),
        what=what.format(target=text_of(kind=version.kind, amount=version.amount), day=day(version.due_on)),
        details=(version.reason,),
    )


def _take_place() -> None:
    state.set_params({Param.PLACE: state.widget_value(keys.TARGETS_HISTORY_PLACE)})
