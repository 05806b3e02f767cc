"""What a target becomes when places become one: the sum of people, in the words in which it was given.

Pure arithmetic; dates and places are the services' affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.pace import percentage_target
from campaign.domain.vocabulary import TargetKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.vocabulary import PopulationGroup

WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target of one place: people, or hundredths of a percent of a group; `people` is what it means in people."""

    kind: TargetKind
    amount: int
    group: PopulationGroup | None
    people: int | None


def joined_aim(aims: Sequence[Aim], *, population: int | None) -> Aim | None:
    """Return the target of the place that others became; None when it cannot be known and must be set anew.

    One percentage for all stays that percentage. Otherwise the people are added up: shares of one group become the
    share of the whole that asks for just as many, everything else a number of people.
    """
    if not aims:
        return None
    first = aims[0]
    if all((aim.kind, aim.amount, aim.group) == (first.kind, first.amount, first.group) for aim in aims) and (
        first.kind is TargetKind.PERCENT
    ):
        return Aim(kind=first.kind, amount=first.amount, group=first.group, people=None)
    known = [aim.people for aim in aims if aim.people is not None]
    if len(known) < len(aims):
        return None
    people = sum(known)
    if all(aim.kind is TargetKind.PERCENT and aim.group == first.group for aim in aims) and population:
        amount = min(people * WHOLE // population, WHOLE)
        if percentage_target(hundredths=amount, population=population) == people:
            return Aim(kind=TargetKind.PERCENT, amount=amount, group=first.group, people=people)
    return Aim(kind=TargetKind.COUNT, amount=people, group=None, people=people)
