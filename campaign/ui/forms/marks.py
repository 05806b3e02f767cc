"""The marks of a person's steps as text: a shape and a word, grouped, so that a card stays two or three lines.

Colour carries nothing here, because cheap screens in the sun show none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import StepStatus
from campaign.i18n import _, day, ngettext
from campaign.i18n.labels import label
from campaign.services.search import MarkState
from campaign.ui.cards import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from campaign.services.search import PersonCard, StepMark
    from campaign.ui.forms.board import Board

SHAPES: Final = {
    MarkState.COMPLETED: "✓",
    MarkState.ALREADY_HAD: "○",
    MarkState.ASSISTED: "◐",
    MarkState.REFUSED: "−",
    MarkState.UNREACHABLE: "−",
    MarkState.NOT_APPLICABLE: "−",
    MarkState.BLOCKED: "✕",
    MarkState.TODO: "·",
}
_HAVE: Final = frozenset({MarkState.COMPLETED, MarkState.ALREADY_HAD})
# Shapes that the legend explains; the others always have their word beside them.
_BARE: Final = (MarkState.COMPLETED, MarkState.ALREADY_HAD, MarkState.ASSISTED)
_WORDED: Final = (MarkState.REFUSED, MarkState.UNREACHABLE, MarkState.NOT_APPLICABLE)
_NARROW: Final = "\u00a0"
_APART: Final = "\u2003"
# A card stays two or three lines on a phone; the person's own panel names every step.
_NAMED: Final = 4


def is_settled(mark: StepMark) -> bool:
    """Tell whether the person has the step: only a correction changes it."""
    return mark.state in _HAVE


def is_barred(mark: StepMark) -> bool:
    """Tell whether age keeps the person from the step; a missing prerequisite may be saved together with it."""
    return mark.state is MarkState.BLOCKED and mark.blocked is not None and "age" in mark.blocked.details


def is_open(mark: StepMark) -> bool:
    """Tell whether the step may be recorded now."""
    return not is_settled(mark) and not is_barred(mark)


def missing_steps(mark: StepMark) -> tuple[str, ...]:
    """Return the keys of the steps that must come first."""
    if mark.blocked is None:
        return ()
    steps = mark.blocked.details.get("steps", ())
    return tuple(str(step) for step in steps) if isinstance(steps, tuple) else ()


def age_rule(mark: StepMark) -> str:
    """Return the age rule that bars a step, in a few words ("Từ đủ 14 tuổi")."""
    return _age_rules(mark.blocked.code, [mark]) if mark.blocked else ""


def status_text(status: StepStatus) -> str:
    """Return a status as a shape and its word."""
    return f"{SHAPES[MarkState(status.value)]} {label(status)}"


def state_text(mark: StepMark) -> str:
    """Return how a recorded step stands, with its day ("✓ Đã hoàn thành 12/11/2026")."""
    text = status_text(StepStatus(mark.state.value))
    return f"{text} {day(mark.day)}" if mark.day else text


def summary(card: PersonCard, board: Board) -> str:
    """Return all marks of a person as Markdown, in the order: has, was guided, said no, may not yet, is left."""
    if card.marks and all(is_settled(mark) for mark in card.marks):
        n = len(card.marks)
        return f"✓ {ngettext('Has the {n} step', 'Has all {n} steps', n).format(n=n)}"
    parts = [_part(SHAPES[state], "", _of(card, state), board) for state in _BARE]
    parts += [_part(SHAPES[state], label(StepStatus(state.value)), _of(card, state), board) for state in _WORDED]
    for code in ("step_too_young", "step_too_old"):
        barred = [mark for mark in card.marks if is_barred(mark) and mark.blocked and mark.blocked.code == code]
        parts.append(_part(SHAPES[MarkState.BLOCKED], _age_rules(code, barred), barred, board))
    left = [mark for mark in card.marks if mark.state in {MarkState.TODO, MarkState.BLOCKED} and not is_barred(mark)]
    if len(left) == len(card.marks):
        return f"· {_('Nothing recorded yet')}"
    parts.append(_part("·", _("Still to do"), left, board))
    return _APART.join(part for part in parts if part)


def legend() -> str:
    """Return what the shapes mean, in one line."""
    shown = [f"{SHAPES[state]}{_NARROW}{label(StepStatus(state.value))}" for state in _BARE]
    return " · ".join((*shown, f"✕{_NARROW}{_('Not eligible yet')}"))


def _age_rules(code: str, marks: Iterable[StepMark]) -> str:
    """Return the ages from or up to which steps are open, each once ("Từ đủ 14, 15 tuổi")."""
    ages = sorted({str(mark.blocked.details.get("age", "")) for mark in marks if mark.blocked})
    rule = _("From {age} years") if code == "step_too_young" else _("Up to {age} years")
    return rule.format(age=", ".join(ages))


def _of(card: PersonCard, state: MarkState) -> list[StepMark]:
    return [mark for mark in card.marks if mark.state is state]


def _part(shape: str, word: str, marks: Iterable[StepMark], board: Board) -> str:
    """Return one group of marks: by name while they are few, else how many. Labels do not break inside."""
    steps = [mark.step for mark in marks]
    if not steps:
        return ""
    if len(steps) > _NAMED:
        names = ngettext("{n} step", "{n} steps", len(steps)).format(n=len(steps)).replace(" ", _NARROW)
    else:
        names = ", ".join(plain(board.short(step)).replace(" ", _NARROW) for step in steps)
    lead = f"{shape}{_NARROW}" + (f"{word.replace(' ', _NARROW)}:{_NARROW}" if word else "")
    return lead + names
