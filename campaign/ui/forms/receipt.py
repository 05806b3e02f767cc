"""What the last save did, with "Hoàn tác" beside it: undo instead of "are you sure?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

import streamlit as st

from campaign.i18n import _, ngettext
from campaign.i18n.errors import note_text
from campaign.services import records
from campaign.ui import actions, cards, state
from campaign.ui.forms import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.call import Call
    from campaign.ui.actions import Outcome
    from campaign.ui.forms.board import Board

# The words and the button, side by side on a phone too.
_WIDTHS: Final = (5, 3)

Kind = Literal["saved", "enrolled", "corrected", "taken_back", "group", "mended", "agreed", "declined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One stored write. `people` and `steps` are how many; `save_id` None means that there is nothing to undo."""

    kind: Kind
    campaign: str
    commune_id: int
    full_name: str = ""
    people: int = 1
    steps: int = 0
    notes: tuple[str, ...] = ()
    save_id: UUID | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The save to take back."""

    campaign: str
    commune_id: int
    save_id: UUID


_last: Final[state.Slot[Receipt | None]] = state.Slot("record-receipt", lambda: None)


def keep(receipt: Receipt) -> None:
    """Remember what was stored (in a callback); the words are found when it is drawn, in the reader's language."""
    _last.set(receipt)
    actions.dismiss(names.FORM_UNDO)


def forget() -> None:
    """Put the receipt away: the person turned to something else."""
    _last.clear()
    actions.dismiss(names.FORM_UNDO)


def is_shown() -> bool:
    """Tell whether the last thing that happened here was a stored write."""
    return _last.get() is not None


def draw(board: Board) -> None:
    """Draw the receipt, if there is one of this campaign."""
    receipt = _last.get()
    if receipt is None or receipt.campaign != board.slug:
        return
    refused(board, names.FORM_UNDO)
    with st.container(border=True, key=names.RECEIPT):
        if receipt.save_id is None or receipt.undone:
            st.markdown(_text(receipt))
            return
        undo = Undo(campaign=receipt.campaign, commune_id=receipt.commune_id, save_id=receipt.save_id)
        clicked = actions.on_click(
            form=names.FORM_UNDO, command=lambda _values, _token: undo, write=_undo, after=_undone
        )
        said, button = st.columns(_WIDTHS, vertical_alignment="center", gap="xsmall", wrap=False)
        said.markdown(_text(receipt))
        button.button(_("Undo"), key=names.UNDO, **clicked)


def refused(board: Board, form: str) -> None:
    """Draw why the last save of a form was refused; it stands above the button, where the eye is."""
    found = actions.outcome(form)
    if found is not None and found.error is not None:
        st.error(cards.plain(board.explain(found.error)))


def _undo(call: Call, undo: Undo) -> int:
    return records.undo(call=call, campaign=undo.campaign, commune_id=undo.commune_id, save_id=undo.save_id)


def _undone(outcome: Outcome) -> None:
    receipt = _last.get()
    if outcome.done and receipt is not None:
        _last.set(replace(receipt, undone=True))


def _text(receipt: Receipt) -> str:
    name = f"**{cards.plain(receipt.full_name)}**"
    steps = ngettext("{n} step", "{n} steps", receipt.steps).format(n=receipt.steps)
    people = ngettext("{n} person", "{n} people", receipt.people).format(n=receipt.people)
    if receipt.undone:
        whom = people if receipt.kind == "group" else name
        return f"✓ {_('Taken back: {whom}').format(whom=whom)}"
    sentences = {
        "saved": _("Saved {steps} for {name}"),
        "enrolled": _("Added {name}. Now tick the steps."),
        "corrected": _("Corrected for {name}"),
        "taken_back": _("Result removed for {name}"),
        "group": _("Saved {steps} for {people}"),
        "mended": _("The details of {name} are corrected"),
        "agreed": _("{name} agrees. Now tick the steps."),
        "declined": _("Recorded: {name} does not agree"),
    }
    if receipt.kind == "saved" and not receipt.steps:
        sentences["saved"] = _("{name}: recorded before, nothing changed")
    if receipt.kind == "mended" and not receipt.steps:
        sentences["mended"] = _("{name}: nothing to change")
    text = f"✓ {sentences[receipt.kind].format(steps=steps, name=name, people=people)}"
    return text + _notes(receipt.notes)


def _notes(codes: Sequence[str]) -> str:
    return "".join(f"  \n{cards.plain(note_text(code))}" for code in codes)
