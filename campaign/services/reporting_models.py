"""What the screen *Số liệu báo cáo* and the desk are told about reported numbers: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from campaign.domain.indicators import Indicator
    from campaign.domain.reporting import RatioCheck
    from campaign.domain.vocabulary import PlaceKind, ReportStatus
    from campaign.services.reporting_units import ReportingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingUnit:
    """One unit that reports; whether the viewer writes its numbers, and whether the viewer decides about them."""

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    parent_name: str
    may_report: bool
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedNumber:
    """One number as it stands. `late`: sent after the cut-off; `check` is there for ratios.

    `far_above`: far above what the unit reported lately; looked at in the list of what waits, False elsewhere.
    """

    place_id: int
    indicator: str
    day: date
    status: ReportStatus
    n: int
    denominator: int | None
    published: int | None
    note: str
    version: int
    reported_by: str
    reported_at: datetime
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    late: bool
    check: RatioCheck | None
    far_above: bool = False

    @property
    def remarkable(self) -> bool:
        """Whether whoever approves should look twice."""
        return self.far_above or (self.check is not None and not self.check.fine)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingDay:
    """One day of a campaign's numbers: the units in scope, and what stands in their cells; a missing one has no entry.

    `open_for_entry` is false while the campaign takes no numbers.
    """

    campaign: str
    campaign_name: str
    open_for_entry: bool
    plan: ReportingPlan
    day: date
    first_day: date
    last_day: date
    indicators: tuple[Indicator, ...]
    units: tuple[ReportingUnit, ...]
    numbers: Mapping[tuple[int, str], ReportedNumber]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The numbers of one day that wait for the viewer's decision, in the order of their units."""

    day: date
    indicators: tuple[Indicator, ...]
    units: Mapping[int, ReportingUnit]
    numbers: tuple[ReportedNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDay:
    """How many numbers of a day wait for a decision, were approved, and are locked."""

    day: date
    waiting: int
    approved: int
    locked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One unit's numbers of one day that wait for the viewer's decision."""

    place_id: int
    code: str
    name: str
    day: date
    numbers: int
    submitted_at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentUnit:
    """A unit that has sent nothing for the day. `last_day` is the last day that it did send, None for never.

    `silent_days` counts the days without a number up to the day asked for, that day included.
    """

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    parent_name: str
    last_day: date | None
    silent_days: int
    in_charge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Who has not reported for a day: of so many `units` these are silent, and some have sent a part only."""

    day: date
    units: int
    incomplete: int
    silent: tuple[SilentUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that was done with a number; `status` is None where it was made missing again."""

    at: datetime
    by: str
    move: str
    status: ReportStatus | None
    n: int | None
    denominator: int | None
    published: int | None
    reason: str
