"""How *Công dân* says things: when somebody was born, what they have, what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import _, current_language, day, number
from campaign.i18n.labels import label
from campaign.services.search import MarkState
from campaign.ui.forms import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.search import PersonCard, StepMark

_NAMED: Final = 3


def born(card: PersonCard) -> str:
    """Return the day of birth, or the year when only that is known."""
    return day(card.birth_date) if card.birth_date else str(card.birth_year or "–")


def who(card: PersonCard) -> str:
    """Return "12/03/1994 · Nữ"."""
    parts = [born(card), label(card.sex) if card.sex else ""]
    return " · ".join(part for part in parts if part)


def short_names(steps: Sequence[Indicator]) -> dict[str, str]:
    """Return the short label of each step."""
    language = current_language()
    return {step.key: step.short(language) for step in steps}


def full_names(steps: Sequence[Indicator]) -> dict[str, str]:
    """Return the full label of each step."""
    language = current_language()
    return {step.key: step.name(language) for step in steps}


def have(card: PersonCard) -> str:
    """Return "5/9": how many of the steps that concern the person are settled."""
    asked = [mark for mark in card.marks if not _spared(mark)]
    return f"{number(sum(map(marks.is_settled, asked)))}/{number(len(asked))}"


def lack(card: PersonCard, short: dict[str, str]) -> str:
    """Return what the person lacks, the first few by name; "" when nothing is left."""
    asked = [mark for mark in card.marks if not _spared(mark) and mark.state is not MarkState.REFUSED]
    left = [short.get(mark.step, mark.step) for mark in asked if not marks.is_settled(mark)]
    more = len(left) - _NAMED
    return ", ".join(left[:_NAMED]) + (f" +{number(more)}" if more > 0 else "")


def mark_text(mark: StepMark) -> str:
    """Return how a step stands, in a shape and words."""
    if mark.state is MarkState.TODO:
        return f"· {_('not done yet')}"
    if mark.state is MarkState.BLOCKED:
        barred = marks.age_rule(mark) if marks.is_barred(mark) else _("another step comes first")
        return f"{marks.SHAPES[MarkState.BLOCKED]} {barred}"
    return marks.state_text(mark)


def _spared(mark: StepMark) -> bool:
    """Whether the step does not concern the person: by age, or as it was recorded."""
    return marks.is_barred(mark) or mark.state is MarkState.NOT_APPLICABLE
