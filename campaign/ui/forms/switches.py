"""The steps of a person as large switches, or as all outcomes: what is chosen here travels with the save.

A fragment of its own: a tap redraws these few switches and reads nothing of the person again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import StepStatus
from campaign.i18n import _
from campaign.services import search
from campaign.ui import cards, context, state
from campaign.ui.forms import drafts, marks, names

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from campaign.services.search import PersonCard, StepMark
    from campaign.ui.forms.board import Board

# Whoever asks for all outcomes once usually wants them for the next person too.
_all_outcomes: Final[state.Slot[bool]] = state.Slot("record-all-outcomes", lambda: False)


def asks_all() -> bool:
    """Tell whether all outcomes are offered, and not "done" alone."""
    return _all_outcomes.get()


@st.fragment
def draw(board: Board, card: PersonCard, open_marks: Sequence[StepMark]) -> None:
    """Draw a switch for each step that may be recorded, or all outcomes where they were asked for."""
    # A fragment begins without the reader's language, and the session may have ended.
    context.current()
    steps = tuple(mark.step for mark in open_marks)
    _restore(board.slug, card.id, steps)
    with st.container(gap="xsmall" if _all_outcomes.get() else "xxsmall", key=names.STEPS):
        for mark in open_marks:
            text = _text(board, mark)
            if _asks_outcome(card.id, mark.step):
                st.pills(
                    text,
                    list(StepStatus),
                    format_func=marks.status_text,
                    key=names.step_outcome(card.id, mark.step),
                    on_change=_keep,
                    args=(board.slug, card.id, steps),
                    wrap=False,
                    persist_state="session",
                )
            else:
                st.toggle(
                    text,
                    key=names.step_toggle(card.id, mark.step),
                    on_change=_keep,
                    args=(board.slug, card.id, steps),
                    width="stretch",
                    wrap=True,
                    persist_state="session",
                )
        if chosen(card.id, steps):
            st.button(
                _("Drop my changes"),
                key=names.STEPS_DROP,
                type="tertiary",
                on_click=_drop,
                args=(board.slug, card.id, steps),
            )


def chosen(citizen_id: uuid.UUID, steps: Sequence[str]) -> dict[str, StepStatus]:
    """Return what is chosen now, by step."""
    found: dict[str, StepStatus] = {}
    for step in steps:
        outcome = state.widget_value(names.step_outcome(citizen_id, step))
        if outcome is not None:
            found[step] = StepStatus(outcome)
        elif state.widget_value(names.step_toggle(citizen_id, step)):
            found[step] = StepStatus.COMPLETED
    return found


def switch_outcomes(citizen_id: uuid.UUID, steps: Sequence[str]) -> None:
    """Show all outcomes, or "done" alone (in a callback); what was chosen goes along."""
    now = chosen(citizen_id, steps)
    _all_outcomes.set(not _all_outcomes.get())
    _put(citizen_id, {step: now.get(step) for step in steps})


def _restore(campaign: str, citizen_id: uuid.UUID, steps: Sequence[str]) -> None:
    """Put back what was chosen before a reload: in this tab the person was not drawn yet.

    A whole run puts it back too: it follows a lost line, in which the browser may have dropped a switch that is on
    here, and would show it off.
    """
    kept = drafts.kept(campaign, citizen_id)
    undrawn = all(state.widget_value(names.step_toggle(citizen_id, step)) is None for step in steps)
    if context.in_full_run() or (undrawn and not chosen(citizen_id, steps)):
        _put(citizen_id, {step: kept[step] for step in steps if step in kept})


def _put(citizen_id: uuid.UUID, wanted: dict[str, StepStatus | None]) -> None:
    for step, status in wanted.items():
        plain = status is StepStatus.COMPLETED and not _all_outcomes.get()
        state.put_widget(names.step_toggle(citizen_id, step), plain)
        state.put_widget(names.step_outcome(citizen_id, step), None if plain else status)


def _keep(campaign: str, citizen_id: uuid.UUID, steps: Sequence[str]) -> None:
    drafts.keep(campaign, citizen_id, chosen(citizen_id, steps))


def _drop(campaign: str, citizen_id: uuid.UUID, steps: Sequence[str]) -> None:
    _put(citizen_id, dict.fromkeys(steps))
    drafts.drop(campaign, citizen_id)


def _asks_outcome(citizen_id: uuid.UUID, step: str) -> bool:
    outcome = state.widget_value(names.step_outcome(citizen_id, step))
    return _all_outcomes.get() or outcome not in {None, StepStatus.COMPLETED}


def _text(board: Board, mark: StepMark) -> str:
    """Return a step's name, and below it how it stands and what it needs."""
    hints = []
    if mark.state not in {search.MarkState.TODO, search.MarkState.BLOCKED}:
        hints.append(marks.state_text(mark))
    missing = marks.missing_steps(mark)
    if missing:
        hints.append(_("Needs first: {steps}").format(steps=", ".join(board.short(step) for step in missing)))
    if mark.needs_guardian:
        hints.append(_("With the legal representative"))
    name = cards.plain(board.names.get(mark.step, mark.step))
    return f"{name}  \n:gray[{cards.plain(' · '.join(hints))}]" if hints else name
