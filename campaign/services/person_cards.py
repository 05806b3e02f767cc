"""One person as a volunteer sees them: who it is, and one mark a step that says what is done and what may be done.

No whole number stands on a card, ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from campaign.db.queries import people as queries
from campaign.domain.eligibility import judge
from campaign.domain.vocabulary import HAVE_STATUSES, Consent, Sex
from campaign.errors import CampaignError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.people import StepState, StoredCitizen
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call


class MarkState(StrEnum):
    """What a step's mark on a card says."""

    COMPLETED = "completed"
    ALREADY_HAD = "already_had"
    ASSISTED = "assisted"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NOT_APPLICABLE = "not_applicable"
    TODO = "todo"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step of one person. `blocked` explains a step that may not be recorded yet (step_too_young, …)."""

    step: str
    state: MarkState
    record_id: uuid.UUID | None = None
    save_id: uuid.UUID | None = None
    day: date | None = None
    own: bool = False
    blocked: CampaignError | None = None
    needs_guardian: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One person as a volunteer sees them: no whole number, ever."""

    commune_id: int
    id: uuid.UUID
    full_name: str
    birth_date: date | None
    birth_year: int | None
    place_id: int
    place_code: str
    place_name: str
    sex: Sex | None
    phone_last: str | None
    personal_id_last: str | None
    guardian_name: str | None
    consent: Consent
    version: int
    marks: tuple[StepMark, ...]


def cards_of(
    call: Call, connection: Connection, campaign: CampaignDefinition, people: Sequence[StoredCitizen]
) -> tuple[PersonCard, ...]:
    """Return the cards of people in their order, with how each step of the campaign stands (1 query)."""
    states: dict[uuid.UUID, dict[int, StepState]] = {}
    keys = [(citizen.commune_id, citizen.id) for citizen in people]
    for state in queries.step_states(connection, campaign_id=campaign.id, people=keys):
        states.setdefault(state.citizen_id, {})[state.indicator_id] = state
    return tuple(_card(call, campaign, citizen, states.get(citizen.id, {})) for citizen in people)


def _card(call: Call, campaign: CampaignDefinition, citizen: StoredCitizen, states: dict[int, StepState]) -> PersonCard:
    have = frozenset(
        step.key for step in campaign.steps if step.id in states and states[step.id].status in HAVE_STATUSES
    )
    return PersonCard(
        commune_id=citizen.commune_id,
        id=citizen.id,
        full_name=citizen.full_name,
        birth_date=citizen.birth_date,
        birth_year=citizen.birth_year,
        place_id=citizen.place_id,
        place_code=citizen.place_code,
        place_name=citizen.place_name,
        sex=citizen.sex,
        phone_last=citizen.phone_last,
        personal_id_last=citizen.personal_id_last,
        guardian_name=citizen.guardian_name,
        consent=citizen.consent,
        version=citizen.version,
        marks=tuple(_mark(call, citizen, step, states.get(step.id), have) for step in campaign.steps),
    )


def _mark(
    call: Call, citizen: StoredCitizen, step: Indicator, state: StepState | None, have: frozenset[str]
) -> StepMark:
    verdict = judge(
        rule=step.rule,
        birth_date=citizen.birth_date,
        birth_year=citizen.birth_year,
        on=call.moment.today,
        have=have - {step.key},
    )
    refusal = None if verdict.allowed else CampaignError(f"step_{verdict.code}", step=step.key, **verdict.details)
    if state is None:
        return StepMark(
            step=step.key,
            state=MarkState.TODO if verdict.allowed else MarkState.BLOCKED,
            blocked=refusal,
            needs_guardian=verdict.needs_guardian,
        )
    return StepMark(
        step=step.key,
        state=MarkState(state.status.value),
        record_id=state.record_id,
        save_id=state.save_id,
        day=state.day,
        own=state.account_id is not None and state.account_id == call.viewer.account_id,
        blocked=refusal,
        needs_guardian=verdict.needs_guardian,
    )
