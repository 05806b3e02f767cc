"""Putting a recorded step right, with a reason, and everything that was ever recorded for a person.

Nothing is overwritten: the wrong record stays in the history, struck out, with who took it back and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.services import records, search
from campaign.services.records import Correction
from campaign.ui import actions, cards, state
from campaign.ui.forms import marks, names, receipt
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    import uuid

    from campaign.services.call import Call
    from campaign.services.search import HistoryLine, PersonCard, StepMark
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board

# What the pills of a correction offer besides a status: the record was a mistake altogether.
_REMOVE: Final = "remove"


def draw(board: Board, card: PersonCard) -> None:
    """Draw "Sửa" and the history, both folded; what they need is read when they are opened."""
    if any(mark.record_id is not None for mark in card.marks):
        with st.expander(_("Correct a result"), key=names.CORRECT, on_change="rerun") as folded:
            if folded.open:
                _form(board, card)
    with st.expander(_("History"), key=names.HISTORY, on_change="rerun") as folded:
        if folded.open:
            _history(board, card)


def _form(board: Board, card: PersonCard) -> None:
    mine = {
        mark.step: mark for mark in card.marks if mark.record_id is not None and (mark.own or board.may_correct_any)
    }
    if not mine:
        st.markdown(_("These results were recorded by others: ask the team leader or the official to correct them."))
        return
    chosen = st.pills(
        _("Which result is wrong?"),
        list(mine),
        format_func=board.short,
        key=names.CORRECT_STEP,
        persist_state="session",
    )
    mark = mine.get(chosen) if chosen else None
    if mark is None:
        return
    st.markdown(f"{marks.state_text(mark)}")
    _fields(board, card, mark)


def _fields(board: Board, card: PersonCard, mark: StepMark) -> None:
    others = [status.value for status in StepStatus if status.value != mark.state.value]
    st.pills(
        _("What should it be?"),
        [*others, _REMOVE],
        format_func=_choice,
        key=names.CORRECT_TO,
        persist_state="session",
    )
    st.date_input(
        _("Day of the work"),
        mark.day or board.last_day,
        key=f"{names.CORRECT_DAY}-{mark.record_id}",
        min_value=board.campaign.starts_on,
        max_value=board.last_day,
        format="DD/MM/YYYY",
        persist_state="session",
    )
    st.text_input(
        _("Reason"),
        key=names.CORRECT_REASON,
        max_chars=200,
        placeholder=_("For example: ticked for the wrong person"),
        persist_state="session",
    )
    clicked = actions.on_click(
        form=names.form_correction(card.id),
        command=lambda values, token: _command(board, card, mark, values, token),
        write=_write,
        reads={
            "to": names.CORRECT_TO,
            "day": f"{names.CORRECT_DAY}-{mark.record_id}",
            "reason": names.CORRECT_REASON,
        },
        resets={names.CORRECT_STEP: None, names.CORRECT_TO: None, names.CORRECT_REASON: ""},
        after=lambda outcome: _corrected(board.slug, card, outcome),
    )
    receipt.refused(board, names.form_correction(card.id))
    st.button(_("Save correction"), key=names.CORRECT_SAVE, **clicked)


def _choice(value: str) -> str:
    return _("Remove: recorded by mistake") if value == _REMOVE else marks.status_text(StepStatus(value))


def _command(board: Board, card: PersonCard, mark: StepMark, values: Values, token: uuid.UUID) -> Correction:
    to, chosen_day = values["to"], values["day"]
    moved = chosen_day is not None and chosen_day != mark.day
    if mark.record_id is None or (to is None and not moved):
        raise CampaignError("record_not_chosen")
    return Correction(
        campaign=board.slug,
        record_id=mark.record_id,
        commune_id=card.commune_id,
        reason=values["reason"] or "",
        status=StepStatus(to) if to not in {None, _REMOVE} else None,
        day=chosen_day if moved else None,
        void=to == _REMOVE,
        new_id=token,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The record that stands now; None when the wrong one was only taken away."""

    record_id: uuid.UUID | None


def _write(call: Call, correction: Correction) -> Corrected:
    return Corrected(record_id=records.correct(call=call, correction=correction))


def _corrected(campaign: str, card: PersonCard, outcome: Outcome) -> None:
    if not outcome.done or not isinstance(outcome.result, Corrected):
        return
    kept = outcome.result.record_id
    receipt.keep(
        Receipt(
            kind="corrected" if kept else "taken_back",
            campaign=campaign,
            commune_id=card.commune_id,
            full_name=card.full_name,
            save_id=kept,
        )
    )
    # What was refused before may be right now.
    actions.dismiss(names.form_person(card.id))
    state.put_widget(names.CORRECT, value=False)


def _history(board: Board, card: PersonCard) -> None:
    lines = search.history(call=board.call, slug=board.slug, commune_id=card.commune_id, citizen_id=card.id)
    if not lines:
        st.markdown(_("Nothing recorded yet"))
        return
    st.markdown("\n".join(f"- {_line(board, line)}" for line in reversed(lines)))


def _line(board: Board, line: HistoryLine) -> str:
    parts = [
        day(line.day),
        f"{board.short(line.step)}: {marks.status_text(line.status)}",
        label(line.channel),
        line.place_name,
        line.actor,
    ]
    said = " · ".join(cards.plain(part) for part in parts if part)
    if line.voided_at is None:
        return said
    known = {"undo": _("undone"), "advanced": _("replaced by a later result")}
    reason = known.get(line.void_reason or "", line.void_reason or "")
    return f"~~{said}~~ ({cards.plain(reason)})"
