"""What a campaign counts, as plain data that every layer above may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.steps import CountedIndicators
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, LegalBasis, PopulationGroup

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.eligibility import StepRule
    from campaign.domain.pace import PaceFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One thing counted. `rule` is who is eligible; `population_group` is the denominator of its rates."""

    id: int
    key: str
    kind: IndicatorKind
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_vi: str
    unit_en: str
    required: bool
    population_group: PopulationGroup | None
    rule: StepRule

    def name(self, language: str) -> str:
        """Return the full label."""
        return self.name_en if language == "en" else self.name_vi

    def short(self, language: str) -> str:
        """Return the label for chips and table heads."""
        return self.short_en if language == "en" else self.short_vi


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDefinition:
    """A campaign as it was set up; days include both ends."""

    id: int
    slug: str
    name: str
    place_id: int
    place_code: str
    place_name: str
    place_path: str
    commune_id: int
    status: CampaignStatus
    starts_on: date
    ends_on: date
    template_key: str
    template_version: int
    indicators_version: int
    legal_basis: LegalBasis
    plan_number: str | None
    factors: PaceFactors
    synthetic: bool
    indicators: tuple[Indicator, ...]
    # Where it stood before its place went into another, oldest first: the path, and the first day of what came after.
    earlier: tuple[tuple[str, date], ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of every place that the campaign ever stood at."""
        return (self.place_path, *(path for path, _until in self.earlier))

    def holds(self, path: str) -> bool:
        """Whether a place lies in the campaign, where it stands or stood."""
        return path.startswith(self.paths)

    def path_on(self, day: date) -> str:
        """Return where the campaign stood on a day."""
        return next((path for path, until in self.earlier if day < until), self.place_path)

    @property
    def days(self) -> int:
        """How many days the campaign has."""
        return (self.ends_on - self.starts_on).days + 1

    def nearest(self, on: date) -> date:
        """Return the day of the campaign that lies nearest to a day."""
        return max(self.starts_on, min(on, self.ends_on))

    def day_number(self, on: date) -> int:
        """How many days have elapsed up to and including a day, between 0 and `days`."""
        return max(0, min(self.days, (on - self.starts_on).days + 1))

    @property
    def steps(self) -> tuple[Indicator, ...]:
        """The steps, in the order in which they are done."""
        return tuple(i for i in self.indicators if i.kind is IndicatorKind.STEP)

    def indicator(self, key: str) -> Indicator | None:
        """Find an indicator by its key."""
        return next((i for i in self.indicators if i.key == key), None)

    @property
    def headline(self) -> Indicator:
        """The indicator that a leader asks for first: everybody with all steps, else the first one."""
        return next((i for i in self.indicators if i.kind is IndicatorKind.ALL_STEPS), self.indicators[0])

    @property
    def counted(self) -> CountedIndicators:
        """Which indicators the counting rule needs."""
        by_kind = {i.kind: i.id for i in self.indicators}
        return CountedIndicators(
            required=frozenset(i.id for i in self.steps if i.required),
            all_steps=by_kind.get(IndicatorKind.ALL_STEPS),
            reached=by_kind.get(IndicatorKind.REACHED),
        )
