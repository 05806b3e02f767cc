"""What happens with one made-up person: which steps were there before, which were done, which were not.

Follows the rules of the campaign's template, so that the write path accepts every outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from campaign.domain.vocabulary import HAVE_STATUSES, StepStatus

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.demo.crowd import Person


class Chance(NamedTuple):
    """How likely a step was there before, and is done if it was not."""

    had: float
    done: float


# Guesses of the right order for a commune in the highlands; they are made up like everything here.
CHANCES: Final[Mapping[str, Mapping[str, Chance]]] = {
    "digital_citizen_2023": {
        "portal_account": Chance(0.06, 0.34),
        "vneid_installed": Chance(0.15, 0.42),
        "eid_level2": Chance(0.20, 0.40),
        "sim_verified": Chance(0.30, 0.22),
        "bank_account": Chance(0.28, 0.10),
        "e_wallet": Chance(0.10, 0.14),
        "online_filing": Chance(0.02, 0.22),
    },
    "digital_citizen_2026": {
        "chip_id_card": Chance(0.88, 0.35),
        "eid_level2": Chance(0.55, 0.50),
        "basic_documents": Chance(0.16, 0.34),
        "sim_verified": Chance(0.46, 0.24),
        "social_security_account": Chance(0.12, 0.22),
        "payment_account": Chance(0.55, 0.20),
        "portal_filing": Chance(0.04, 0.26),
        "online_payment": Chance(0.24, 0.20),
        "scam_awareness": Chance(0.03, 0.62),
        "digital_signature": Chance(0.01, 0.02),
        "health_record": Chance(0.10, 0.08),
    },
    "digital_literacy": {"modules_completed": Chance(0.05, 0.60), "literacy_confirmed": Chance(0.02, 0.35)},
}
_ASSISTED: Final = 0.10
_REFUSED: Final = 0.012
_UNREACHABLE: Final = 0.006

Outcome = dict[str, StepStatus]


def everything(*, campaign: CampaignDefinition, person: Person, on: date, rng: random.Random) -> Outcome:
    """Return an outcome with every required step in hand, at least one of them through the campaign."""
    chances = CHANCES[campaign.template_key]
    found: Outcome = {}
    for step in _open_to(campaign, person, on):
        if rng.random() < chances[step.key].had:
            found[step.key] = StepStatus.ALREADY_HAD
        elif step.required or rng.random() < chances[step.key].done:
            found[step.key] = StepStatus.COMPLETED
    required = [step.key for step in campaign.steps if step.required]
    if all(found[key] is StepStatus.ALREADY_HAD for key in required):
        found[required[-1]] = StepStatus.COMPLETED
    return found


def something(*, campaign: CampaignDefinition, person: Person, on: date, rng: random.Random) -> Outcome:
    """Return an outcome with at least one step done by the campaign, and at least one required step missing."""
    chances = CHANCES[campaign.template_key]
    found: Outcome = {}
    steps = _open_to(campaign, person, on)
    for step in steps:
        if any(found.get(key) not in HAVE_STATUSES for key in step.rule.prerequisites):
            continue
        if (status := _status(chances[step.key], rng)) is not None:
            found[step.key] = status
    _help_with_one(steps, found)
    _leave_one(campaign, found)
    return found


def nothing(*, campaign: CampaignDefinition, person: Person, on: date, rng: random.Random) -> Outcome:
    """Return an outcome of a visit that finished nothing: not met, refused, begun, or there before."""
    first = _open_to(campaign, person, on)[0].key
    status = rng.choice((StepStatus.UNREACHABLE, StepStatus.REFUSED, StepStatus.ASSISTED, StepStatus.ALREADY_HAD))
    return {first: status}


def _status(chance: Chance, rng: random.Random) -> StepStatus | None:
    if rng.random() < chance.had:
        return StepStatus.ALREADY_HAD
    if rng.random() < chance.done:
        return StepStatus.COMPLETED
    other = rng.random()
    for limit, status in (
        (_ASSISTED, StepStatus.ASSISTED),
        (_ASSISTED + _REFUSED, StepStatus.REFUSED),
        (_ASSISTED + _REFUSED + _UNREACHABLE, StepStatus.UNREACHABLE),
    ):
        if other < limit:
            return status
    return None


def _open_to(campaign: CampaignDefinition, person: Person, on: date) -> list[Indicator]:
    """Return the steps that the person's age allows for sure."""
    age = person.youngest(on)
    return [s for s in campaign.steps if age is None or s.rule.age_from is None or age >= s.rule.age_from]


def _help_with_one(steps: Sequence[Indicator], found: Outcome) -> None:
    if StepStatus.COMPLETED in found.values():
        return
    # The last possible step is the one that fewest had before.
    for step in reversed(steps):
        ready = all(found.get(key) in HAVE_STATUSES for key in step.rule.prerequisites)
        if step.required and ready:
            found[step.key] = StepStatus.COMPLETED
            return


def _leave_one(campaign: CampaignDefinition, found: Outcome) -> None:
    required = [step.key for step in campaign.steps if step.required]
    if any(found.get(key) not in HAVE_STATUSES for key in required):
        return
    kept = sum(status is StepStatus.COMPLETED for status in found.values())
    needed = {key for step in campaign.steps if step.key in found for key in step.rule.prerequisites}
    free = [key for key in required if key not in needed]
    # What is left open must not be the only thing that the campaign did.
    had = [key for key in free if found[key] is StepStatus.ALREADY_HAD]
    del found[had[0] if kept == 1 and had else free[-1]]
    if StepStatus.COMPLETED not in found.values():
        found[required[0]] = StepStatus.COMPLETED
