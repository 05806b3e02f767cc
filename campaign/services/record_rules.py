"""What every record keeps to, typed by somebody or read from a list: day, place, age, prerequisites, consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from campaign.domain.eligibility import judge
from campaign.domain.vocabulary import Consent, LegalBasis, StepStatus
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator

# Work was done with the person's data: age, prerequisites and consent are asked.
WORKED: Final = frozenset({StepStatus.COMPLETED, StepStatus.ASSISTED})


class Worked(Protocol):
    """Whom a step is done with, as far as the rules ask."""

    @property
    def full_name(self) -> str:
        """The name that a refusal says."""

    @property
    def birth_date(self) -> date | None:
        """The whole birth date, if it is known."""

    @property
    def birth_year(self) -> int | None:
        """The birth year, if it is known."""

    @property
    def consent(self) -> Consent:
        """What the person answered."""


def require_day(campaign: CampaignDefinition, *, unit: Place, day: date, today: date) -> None:
    """Pass if a record may bear a day; raises `day_in_future`, `day_before_campaign`, `day_after_campaign`,
    `place_not_valid`.
    """
    if day > today:
        raise CampaignError("day_in_future", day=day, today=today)
    if day < campaign.starts_on:
        raise CampaignError("day_before_campaign", day=day, start=campaign.starts_on)
    if day > campaign.ends_on:
        raise CampaignError("day_after_campaign", day=day, end=campaign.ends_on)
    if not unit.valid_on(day):
        raise CampaignError("place_not_valid", place=unit.name, day=day)


def require_person(
    campaign: CampaignDefinition,
    person: Worked,
    *,
    step: Indicator,
    day: date,
    have: frozenset[str],
) -> None:
    """Pass if a step may be worked on with a person; raises `consent_missing`, `step_too_young`, `step_too_old`,
    `step_prerequisite_missing`.
    """
    basis = campaign.legal_basis
    if person.consent in {Consent.REFUSED, Consent.WITHDRAWN} or (
        basis is LegalBasis.CONSENT and person.consent is not Consent.GIVEN
    ):
        raise CampaignError("consent_missing", name=person.full_name)
    verdict = judge(
        rule=step.rule, birth_date=person.birth_date, birth_year=person.birth_year, on=day, have=have - {step.key}
    )
    if not verdict.allowed:
        raise CampaignError(f"step_{verdict.code}", step=step.key, name=person.full_name, **dict(verdict.details))
