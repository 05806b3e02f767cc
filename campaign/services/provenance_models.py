"""What *Số này ở đâu ra?* is told: plain frozen data, codes and numbers; the screen makes the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from campaign.domain.indicators import Indicator
    from campaign.domain.vocabulary import (
        Channel,
        Figure,
        PlaceKind,
        PopulationGroup,
        ReportStatus,
        StepStatus,
        TargetKind,
    )


class Missing(StrEnum):
    """Why there is no number."""

    NOT_OF_REPORTED = "not_of_reported"
    NOT_OF_RATIO = "not_of_ratio"
    NOTHING_APPROVED = "nothing_approved"
    NO_GROUP = "no_group"
    NO_POPULATION = "no_population"
    NO_TARGET = "no_target"
    TARGET_OF_NOBODY = "target_of_nobody"
    TARGET_WITHOUT_POPULATION = "target_without_population"
    NOT_STARTED = "not_started"
    NO_DAY_LEFT = "no_day_left"
    NOT_RANKED = "not_ranked"


class FormulaKind(StrEnum):
    """How the number is reckoned; which terms each has stands beside it."""

    PEOPLE = "people"  # n
    REPORTS = "reports"  # n, and of a ratio denominator
    POPULATION = "population"  # n
    TARGET_COUNT = "target_count"  # target
    TARGET_PERCENT = "target_percent"  # target, share (hundredths of a percent), population
    TOWARD = "toward"  # toward, completed
    TOWARD_WITH_HAD = "toward_with_had"  # toward, completed, had
    RATE = "rate"  # rate, toward, target
    PLAN = "plan"  # planned, target, day, days
    PLAN_MILESTONES = "plan_milestones"  # planned, left, left_day, right, right_day, day
    PLAN_RATIO = "plan_ratio"  # target, share, population (the denominators)
    NEEDED = "needed"  # needed, target, toward, left_days
    FORECAST = "forecast"  # forecast, toward, recent, recent_days, left_days
    WEEK = "week"  # n
    RANK = "rank"  # rank, ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A reckoning with its own numbers filled in."""

    kind: FormulaKind
    terms: tuple[tuple[str, float], ...]

    def __getitem__(self, name: str) -> float:
        """Return a term by its name."""
        return dict(self.terms)[name]


class Relation(StrEnum):
    """How a place that was counted stands to the one asked about."""

    ITSELF = "itself"
    BELOW = "below"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePart:
    """What one place brings to the number; all parts add up to it.

    `counted` is what a recount finds there. Of a ratio `n` is the numerator, `of` the denominator.
    """

    code: str
    name: str
    kind: PlaceKind
    relation: Relation
    n: int
    of: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPart:
    """How many stand so in the place up to the day, and whether that is counted in the number."""

    status: StepStatus | ReportStatus
    n: int
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPart:
    """What an imported list brought to the number; `file_name` is "" for a list that is no longer known."""

    file_name: str
    created_at: datetime | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart:
    """One day; `n` is what was stored, `counted` what the recount finds."""

    day: date
    n: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The same number counted straight from the live records, or the approved reports, at a moment."""

    at: datetime
    stored: int
    counted: int

    @property
    def equal(self) -> bool:
        """Whether both agree."""
        return self.stored == self.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted, over which days (both included), where, how, and whether a recount finds the same.

    `n` is the sum of the parts, of the days (`days` and `earlier`, what lies before them) and of the statuses that
    count. `differing` are days on which the recount finds something else, of all days.
    """

    first: date
    last: date
    n: int
    of: int
    parts: tuple[PlacePart, ...]
    statuses: tuple[StatusPart, ...]
    days: tuple[DayPart, ...]
    earlier: int
    differing: tuple[DayPart, ...]
    channels: tuple[tuple[Channel, int], ...]
    batches: tuple[BatchPart, ...]
    recount: Recount


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationPart:
    """The people of a group at one place, as known on a day; `n` is None where nobody counted them."""

    code: str
    name: str
    n: int | None
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """A denominator: the group, how many, and the places it was added up from; `as_of` is the oldest figure's."""

    group: PopulationGroup
    n: int | None
    as_of: date | None
    parts: tuple[PopulationPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetVersion:
    """One version of a target: who set it, when, why. `amount` is hundredths of a percent for a share."""

    due_on: date
    version: int
    kind: TargetKind
    amount: int | None
    group: PopulationGroup | None
    group_as_of: date | None
    reason: str
    set_by: str
    set_at: datetime
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A place of the same kind beside the one asked about; without a rate it is not ranked."""

    code: str
    name: str
    toward_target: int
    target: int | None
    rate: float | None
    rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """One number and where it comes from.

    `value` is what `campaign progress --json` says for the day; None with a reason in `missing`. `counted`,
    `population`, `targets` and `peers` are there where they have a part in the number; `peer_group` is the commune
    group that the peers are in, "" for places of one kind.
    """

    campaign: str
    campaign_name: str
    place_code: str
    place_name: str
    place_kind: PlaceKind
    indicator: Indicator
    figure: Figure
    as_of: date
    starts_on: date
    ends_on: date
    value: float | None
    missing: Missing | None
    formula: Formula | None
    counted: Counted | None
    population: Population | None
    targets: tuple[TargetVersion, ...]
    peers: tuple[Peer, ...]
    peer_group: str
