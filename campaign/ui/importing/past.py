"""The imports that were made: a list with who and when, one of them with its remarks, and taking one back."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from campaign.domain.vocabulary import ImportKind, Severity
from campaign.i18n import _, clock_time, ngettext, number
from campaign.i18n.labels import label
from campaign.services.imports import batches
from campaign.services.imports.list_undoing import ListUndone, undo_list
from campaign.services.imports.undoing import Undone, undo
from campaign.ui import actions, cards, state, tables
from campaign.ui.importing import issues, names, words
from campaign.ui.keys import Param, Screen
from campaign.ui.tables import Cell, Column, Tile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.imports.batches import Batch
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_HASH = 8


def chosen() -> UUID | None:
    """Return the import that the address names; what is no id counts as missing."""
    try:
        return uuid.UUID(state.param(Param.BATCH) or "")
    except ValueError:
        return None


def draw_list(here: Context, kind: ImportKind, place_code: str | None) -> None:
    """Draw the earlier imports of a kind, newest first."""
    if kind is ImportKind.PLACES:
        found = batches.batches(call=here.call, place_code=place_code) if place_code else ()
    elif here.campaign is not None:
        found = batches.batches(call=here.call, slug=here.campaign.slug)
    else:
        found = ()
    shown = [batch for batch in found if batch.kind is kind]
    if shown:
        st.html(tables.page(tables.heading(_("Earlier imports")), _table(kind, shown)))


def _table(kind: ImportKind, found: Sequence[Batch]) -> str:
    columns = (
        Column(title=_("File")),
        Column(title=_("Imported")),
        Column(title=_("Taken"), number=True),
        Column(title=_("Not taken"), number=True),
        Column(title=_("Known"), number=True, wide=True),
        Column(title=_("State"), wide=True),
    )
    rows = [
        [
            Cell(text=batch.file_name, href=_address(kind, batch.id), sub=batch.place_name, phone=_state(batch)),
            Cell(text=clock_time(batch.created_at), sub=batch.created_by),
            Cell(text=number(batch.accepted)),
            Cell(text=number(batch.rejected)),
            Cell(text=number(batch.duplicates)),
            Cell(text=_state(batch)),
        ]
        for batch in found
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Newest first; a file opens with its remarks"))


def _state(batch: Batch) -> str:
    if batch.undone_at is None:
        return _("in force")
    return _("taken back {at} by {by}").format(at=clock_time(batch.undone_at), by=batch.undone_by or "–")


def draw_one(here: Context, batch_id: UUID) -> None:
    """Draw one import: what it did, what was wrong with its rows, the way back."""
    st.button(_("Back to importing"), key=names.BACK, type="tertiary", on_click=_leave)
    batch = batches.batch(call=here.call, batch_id=batch_id)
    st.header(cards.plain(batch.file_name), anchor=False)
    told = _("{kind} · {place} · imported {at} by {by} · file {hash}").format(
        kind=label(batch.kind),
        place=batch.place_name,
        at=clock_time(batch.created_at),
        by=batch.created_by or "–",
        hash=batch.file_hash[:_HASH],
    )
    shown = (
        Tile(label=_("Rows read"), value=number(batch.rows_read)),
        Tile(label=_("✓ Taken"), value=number(batch.accepted)),
        Tile(label=_("✕ Not taken"), value=number(batch.rejected)),
        Tile(label=_("= Known already"), value=number(batch.duplicates)),
    )
    st.html(tables.page(tables.small(told), tables.tiles(shown=shown)))
    if batch.undone_at is not None:
        st.info(cards.plain(_state(batch).capitalize()))
    draw_batch_actions(here, batch.kind, batch.id, undone=batch.undone_at is not None)
    _draw_issues(here, batch.id)


def _draw_issues(here: Context, batch_id: UUID) -> None:
    counts = batches.issue_counts(call=here.call, batch_id=batch_id)
    if not counts:
        st.markdown(_("✓ Nothing is wrong with any row."))
        return
    wanted = issues.narrowed()
    severities, codes = Counter[Severity](), Counter[str]()
    for (severity, code), n in counts.items():
        severities[severity] += n
        if wanted.severity in {None, severity}:
            codes[code] += n
    issues.draw_filters(severities, codes)
    page = state.param_number(Param.PAGE, default=1)
    found = batches.issues(
        call=here.call,
        batch_id=batch_id,
        severity=wanted.severity,
        code=wanted.code if wanted.code in codes else None,
        page=page,
        page_size=issues.PAGE_SIZE,
    )
    issues.draw_page(found.issues, total=found.total, page=page)


# -------------------------------------------------------------------------------------------- and back
def draw_batch_actions(here: Context, kind: ImportKind, batch_id: UUID, *, undone: bool = False) -> None:
    """Draw the way to what an import brought, and the button that takes it back."""
    found = actions.outcome(names.form_undo(batch_id))
    if found is not None and found.error is not None:
        cards.refusal(found.error)
    if found is not None and found.done:
        _draw_undone(kind, found.result)
        return
    if undone:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("Take this import back"), key=names.undo(batch_id), **_click(kind, batch_id))
        if kind is ImportKind.CITIZENS and here.campaign is not None:
            wanted = {Param.CAMPAIGN.value: here.campaign.slug, Param.BATCH.value: str(batch_id)}
            cards.link(f"/{Screen.CITIZENS}?{urlencode(wanted)}", _("Open the people of this list"))


def _click(kind: ImportKind, batch_id: UUID) -> actions.OnClick:
    def command(_values: Values, _token: UUID) -> UUID:
        return batch_id

    def write(call: Call, wanted: UUID) -> Undone | ListUndone:
        if kind is ImportKind.CITIZENS:
            return undo(call=call, batch_id=wanted)
        return undo_list(call=call, batch_id=wanted)

    return actions.on_click(form=names.form_undo(batch_id), command=command, write=write)


def _draw_undone(kind: ImportKind, undone: Undone | ListUndone) -> None:
    st.success(cards.plain(_("Taken back: {rows}.").format(rows=words.amount(kind, undone.removed))))
    stayed = [one if isinstance(one, str) else f"{one.full_name} ({one.place_name})" for one in undone.stayed]
    if stayed:
        n = len(stayed)
        told = ngettext(
            "{n} stays, because something was done with it since:",
            "{n} stay, because something was done with them since:",
            n,
        )
        st.warning(
            cards.plain(told.format(n=number(n))) + "\n\n" + "\n".join(f"- {cards.plain(name)}" for name in stayed)
        )


def _leave() -> None:
    state.set_params({Param.BATCH: None, Param.SEVERITY: None, Param.CODE: None, Param.PAGE: None})


def _address(kind: ImportKind, batch_id: UUID) -> str:
    wanted = {Param.CAMPAIGN: state.param(Param.CAMPAIGN), Param.KIND: kind.value, Param.BATCH: str(batch_id)}
    return f"/{Screen.IMPORTS}?{urlencode({name.value: text for name, text in wanted.items() if text})}"
