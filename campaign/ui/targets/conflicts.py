"""Two officials, one target: the second sees both values, who was first and why, and decides cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, clock_time
from campaign.services import target_grid
from campaign.ui import cards, keys
from campaign.ui.targets import cells, words
from campaign.ui.targets.draft import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.call import Call
    from campaign.services.target_grid import TargetGrid
    from campaign.ui.targets.draft import Draft, Edit


def draw(*, call: Call, grid: TargetGrid, draft: Draft, overtaken: Sequence[Edit]) -> None:
    """Draw every typed cell that somebody else set meanwhile; all other cells stay as they are."""
    if overtaken:
        st.warning(cards.plain(_("Not saved yet: somebody else set these cells meanwhile. Decide, then save.")))
    for edit in overtaken:
        with st.container(border=True):
            title = cards.plain(words.title(edit.row, edit.indicator))
            st.markdown(f"**{title}** — {cards.plain(_told(call, grid, edit))}")
            with st.container(horizontal=True, gap="small"):
                _draw_choice(draft, edit)


def _draw_choice(draft: Draft, edit: Edit) -> None:
    nothing = _("no target")
    which = f"{edit.row.code}-{edit.cell.indicator}"
    ours = cells.text_of(kind=edit.reading.kind, amount=edit.reading.amount)
    theirs = cells.text_of_cell(edit.now)
    st.button(
        _("Keep mine: {value}").format(value=ours or nothing),
        key=f"{keys.TARGETS_KEEP}-{which}",
        on_click=_keep,
        args=(draft, edit),
    )
    st.button(
        _("Take theirs: {value}").format(value=theirs or nothing),
        key=f"{keys.TARGETS_TAKE}-{which}",
        on_click=_take,
        args=(draft, edit),
    )


def _told(call: Call, grid: TargetGrid, edit: Edit) -> str:
    """Say what the other one did, when and why, and what was typed here."""
    by, at, why = _who(call, grid, edit)
    if edit.now is None:
        first = _("{by} took this target back at {at} (“{why}”), after you had opened the grid.")
    else:
        first = _("{by} set {theirs} at {at} (“{why}”), after you had opened the grid.")
    second = _("You emptied the cell.") if edit.reading.amount is None else _("You typed {ours}.")
    return f"{first} {second}".format(
        by=by, at=at, why=why, theirs=cells.text_of_cell(edit.now), ours=edit.typed.text.strip()
    )


def _who(call: Call, grid: TargetGrid, edit: Edit) -> tuple[str, str, str]:
    """Return who set the stored value, when and why; a target that was taken back is known by its history alone."""
    if edit.now is not None:
        return edit.now.set_by or _("The system"), clock_time(edit.now.set_at), edit.now.reason
    found = target_grid.versions(
        call=call, slug=grid.campaign, place_id=edit.cell.place_id, indicator=edit.cell.indicator
    )
    last = next(version for version in found if version.due_on == edit.cell.due_on)
    return last.set_by or _("The system"), clock_time(last.set_at), last.reason


def _keep(draft: Draft, edit: Edit) -> None:
    """Say that the other value was seen: the next save may replace it (callback)."""
    draft.typed[edit.cell] = Typed(text=edit.typed.text, version=edit.version_now)


def _take(draft: Draft, edit: Edit) -> None:
    """Drop what was typed; the stored value shows (callback)."""
    draft.typed.pop(edit.cell, None)
