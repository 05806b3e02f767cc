"""From typed cells to stored numbers: what stands in the way, both values of a conflict, the buttons, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import ReportStatus
from campaign.i18n import _, clock_time, ngettext, number
from campaign.i18n.errors import error_text
from campaign.services import reporting
from campaign.services.reporting import ReportCell
from campaign.services.reporting_entry import ReportEntry, ReportsSaved, save_reports
from campaign.ui import actions, cards
from campaign.ui.reporting import cells, names, words
from campaign.ui.reporting.draft import Cell, CellId, Draft, Typed, sendable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.reporting_models import ReportingDay
    from campaign.ui.actions import Outcome, Values

_MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """Everything that one press of a button asks for."""

    slug: str
    entries: tuple[ReportEntry, ...]
    typed: tuple[tuple[CellId, Typed], ...]
    save_id: UUID
    submit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a press ended: what was stored, and whether it was sent or taken back."""

    saved: ReportsSaved | None
    typed: tuple[tuple[CellId, Typed], ...] = ()
    sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is being entered: the day, the account's draft, and how to read the cells as they are at this moment.

    `one_unit`: the form of one unit, where the reasons of returned numbers are in view.
    """

    board: ReportingDay
    draft: Draft
    read: Callable[[], tuple[Cell, ...]]
    one_unit: bool
    stored: Callable[[], None]


def draw(entry: Entry, found: Sequence[Cell]) -> None:
    """Draw everything between the fields and the database."""
    problems = [cell.problem for cell in found]
    lines = [cards.plain(error_text(problem, names=_names(entry))) for problem in problems if problem is not None]
    if lines:
        st.error("\n\n".join(lines[:_MOST_PROBLEMS]))
    overtaken = [cell for cell in found if cell.overtaken]
    _draw_conflicts(entry.draft, overtaken)
    _draw_outcome(entry, found)
    blocked = bool(lines or overtaken)
    typed = sum(cell.changed for cell in found)
    waiting = [cell for cell in found if cell.stored is not None and cell.stored.status is ReportStatus.SUBMITTED]
    with st.container(horizontal=True, gap="small"):
        st.button(_("Send"), key=names.SEND, type="primary", disabled=blocked, **_click(entry, submit=True))
        st.button(_("Save draft"), key=names.SAVE, disabled=blocked, **_click(entry, submit=False))
        if entry.one_unit and waiting:
            st.button(_("Take back what was sent"), key=names.TAKE_BACK, **_take_back(entry, waiting))
    if typed:
        text = ngettext("{n} number is not saved yet", "{n} numbers are not saved yet", typed)
        st.caption(cards.plain(text.format(n=number(typed))))


# ------------------------------------------------------------------------------------- two at one number
def _draw_conflicts(draft: Draft, overtaken: Sequence[Cell]) -> None:
    if overtaken:
        st.warning(cards.plain(_("Not saved yet: somebody else changed these numbers meanwhile. Decide, then save.")))
    for cell in overtaken:
        which = f"{cell.id.place_id}-{cell.id.indicator}"
        with st.container(border=True):
            title = cards.plain(f"{cell.unit.name} · {words.short(cell.indicator)}")
            st.markdown(f"**{title}** — {cards.plain(_told(cell))}")
            with st.container(horizontal=True, gap="small"):
                st.button(
                    _("Keep mine: {value}").format(value=cell.text or _("no number")),
                    key=f"{names.KEEP}-{which}",
                    on_click=_keep,
                    args=(draft, cell),
                )
                st.button(
                    _("Take theirs: {value}").format(value=cells.text_of(cell.stored) or _("no number")),
                    key=f"{names.TAKE}-{which}",
                    on_click=_drop,
                    args=(draft, cell),
                )


def _told(cell: Cell) -> str:
    if cell.stored is None:
        return _("Somebody emptied this number after you had opened the day.")
    text = _("{by} entered {theirs} at {at} ({state}), after you had opened the day. You typed {ours}.")
    return text.format(
        by=cell.stored.reported_by or _("The system"),
        theirs=words.value(cell.stored),
        at=clock_time(cell.stored.reported_at),
        state=words.state(cell.stored),
        ours=cell.text or _("no number"),
    )


def _keep(draft: Draft, cell: Cell) -> None:
    """Say that the other value was seen: the next save may replace it (callback)."""
    draft.typed[cell.id] = Typed(text=cell.text, version=cell.version)


def _drop(draft: Draft, cell: Cell) -> None:
    """Drop what was typed; the stored value shows (callback)."""
    draft.typed.pop(cell.id, None)


# ---------------------------------------------------------------------------------------------- outcome
def _draw_outcome(entry: Entry, found: Sequence[Cell]) -> None:
    outcome = actions.outcome(names.FORM_ENTRY)
    if outcome is None:
        return
    if outcome.error is not None:
        if outcome.error.code != "report_changed_meanwhile" or not any(cell.overtaken for cell in found):
            st.error(cards.plain(error_text(outcome.error, names=_names(entry))))
        return
    if any(cell.changed for cell in found):
        # What was saved is no news any more once somebody goes on typing.
        actions.dismiss(names.FORM_ENTRY)
        return
    st.success(cards.plain(_sentence(outcome.result)))


def _sentence(done: Done) -> str:
    if done.saved is None:
        return _("Taken back: the numbers are drafts again.")
    n = done.saved.changed
    if n == 0:
        return _("Nothing to save: the numbers stand as the screen shows them.")
    if not done.sent:
        return ngettext("{n} draft saved; it is not sent yet.", "{n} drafts saved; they are not sent yet.", n).format(
            n=number(n)
        )
    text = ngettext("{n} number sent for approval.", "{n} numbers sent for approval.", n).format(n=number(n))
    return f"{text} {_('Marked as late: the cut-off has passed.')}" if done.saved.late else text


def _names(entry: Entry) -> dict[str, str]:
    return {indicator.key: words.short(indicator) for indicator in entry.board.indicators}


# ------------------------------------------------------------------------------------------- writing
def _click(entry: Entry, *, submit: bool) -> actions.OnClick:
    def command(_values: Values, token: UUID) -> Save:
        # The last cell may have arrived together with the click.
        found = entry.read()
        for cell in found:
            if cell.problem is not None:
                raise cell.problem
        entries = [cell.entry(again=submit and sendable(cell, returned=entry.one_unit)) for cell in found]
        return Save(
            slug=entry.board.campaign,
            entries=tuple(made for made in entries if made is not None),
            typed=tuple((cell.id, cell.typed) for cell in found if cell.typed is not None and cell.editable),
            save_id=token,
            submit=submit,
        )

    return actions.on_click(form=names.FORM_ENTRY, command=command, write=_write, after=_after(entry))


def _write(call: Call, save: Save) -> Done:
    saved = save_reports(call=call, slug=save.slug, entries=save.entries, save_id=save.save_id, submit=save.submit)
    return Done(saved=saved, typed=save.typed, sent=save.submit)


def _take_back(entry: Entry, waiting: Sequence[Cell]) -> actions.OnClick:
    def command(_values: Values, _token: UUID) -> tuple[ReportCell, ...]:
        return tuple(
            ReportCell(
                place_id=cell.id.place_id,
                indicator=cell.id.indicator,
                day=cell.id.day,
                expected_version=cell.version,
            )
            for cell in waiting
        )

    def write(call: Call, wanted: tuple[ReportCell, ...]) -> Done:
        reporting.take_back(call=call, slug=entry.board.campaign, cells=wanted)
        return Done(saved=None)

    return actions.on_click(form=names.FORM_ENTRY, command=command, write=write, after=_after(entry))


def _after(entry: Entry) -> Callable[[Outcome], None]:
    def after(outcome: Outcome) -> None:
        if outcome.done:
            entry.draft.saved(outcome.result.typed)
            entry.stored()

    return after
