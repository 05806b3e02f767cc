"""One unit's numbers of a day, one field below the other: what a phone shows, and a village that reports itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import IndicatorKind, ReportStatus
from campaign.i18n import _
from campaign.ui import cards, state
from campaign.ui.keys import Screen, key
from campaign.ui.reporting import cells, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.ui.reporting.draft import Cell, Draft

_PARTS = ("n", "of", "published")


def draw(found: Sequence[Cell], draft: Draft) -> None:
    """Draw the fields; two beside each other on a laptop, each with its state in words."""
    columns = st.columns(2, gap="medium")
    half = -(-len(found) // 2)
    for position, cell in enumerate(found):
        with columns[0 if position < half else 1]:
            _draw_cell(cell, draft)


def _draw_cell(cell: Cell, draft: Draft) -> None:
    title = f"{words.short(cell.indicator)} ({words.unit(cell.indicator)})"
    if cell.indicator.kind is IndicatorKind.RATIO:
        _draw_ratio(cell, draft, title)
    else:
        _field(cell, draft, "n", f"{title} · {words.state(cell.stored)}", cell.text)
    if cell.stored is not None and cell.stored.status is ReportStatus.RETURNED:
        reason = _("Returned by {by}: {reason}")
        st.caption(cards.plain(reason.format(by=cell.stored.decided_by, reason=cell.stored.decision_reason)))


def _draw_ratio(cell: Cell, draft: Draft, title: str) -> None:
    st.caption(cards.plain(f"{title} · {words.state(cell.stored)}"))
    labels = (_("Numerator"), _("Denominator"), _("Published %"))
    with st.container(horizontal=True, gap="small"):
        for part, label, text in zip(_PARTS, labels, cells.apart(cell.text), strict=True):
            _field(cell, draft, part, label, text)
    remark = words.ratio_remark(cell.check)
    if remark:
        st.warning(cards.plain(remark))
    elif cell.check is not None:
        st.caption(cards.plain(_("Recomputed: {rate}").format(rate=cells.percent_of(cell.check.rate))))


def _field(cell: Cell, draft: Draft, part: str, label: str, text: str) -> None:
    own = _key(cell, part)
    state.put_widget(own, text)
    st.text_input(
        cards.plain(label),
        key=own,
        placeholder=_("no number"),
        disabled=not cell.editable,
        max_chars=20,
        on_change=_take,
        args=(cell, draft),
    )


def _key(cell: Cell, part: str) -> str:
    return key(Screen.REPORTING, "cell", cell.id.place_id, cell.id.indicator, cell.id.day.isoformat(), part)


def _take(cell: Cell, draft: Draft) -> None:
    """Keep what was typed (callback)."""
    if cell.indicator.kind is IndicatorKind.RATIO:
        text = cells.together(*(str(state.widget_value(_key(cell, part)) or "") for part in _PARTS))
    else:
        text = str(state.widget_value(_key(cell, "n")) or "")
    draft.put(cell.id, text, version=cell.version)
