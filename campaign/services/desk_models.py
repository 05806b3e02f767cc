"""What the desk is told: one frozen part for each matter, with how many there are and the worst few.

A part is None when the viewer may not do anything about it: it is then neither a matter nor a calm line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import CampaignStatus, OutreachKind, ReportStatus

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.pace import PaceReading

SHOWN = 5
"""The most that one matter names: the rest stands behind its link."""

REMINDED = 40
"""The most units that are kept for a reminder, which names as many as its length allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place that is named in a matter; `n` is how many of its units it stands for (1: it is the unit itself)."""

    code: str
    name: str
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many places a matter concerns, and the first of them; with communes, those with most units first."""

    total: int
    first: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPlace:
    """One place that is behind its plan; not `known`: none of its numbers was approved yet."""

    place_id: int
    code: str
    name: str
    reading: PaceReading
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentPlace:
    """One silent unit with its last day of work, or a commune with how many of its units are silent (`n` over 1)."""

    place_id: int
    code: str
    name: str
    n: int
    last: date | None
    silent_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Places behind pace, lowest rate first, of those that are measured (`of`)."""

    total: int
    of: int
    worst: tuple[BehindPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Units without work for `days` days, longest silence first. `total` counts units, also where communes stand."""

    days: int
    total: int
    worst: tuple[SilentPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNumbers:
    """What is counted from roll-ups and targets: it names no person, so it may be shared by all tabs.

    The place is None for somebody with several villages, `places` in number. `reading` is the place's own, None
    before the start, after the end, and for what is not open.
    `by_commune`: the places are communes, whose units are counted and not listed.
    """

    campaign: str
    status: CampaignStatus
    starts_on: date
    ends_on: date
    day: int
    days: int
    place_code: str | None
    place_name: str
    places: int
    by_commune: bool
    indicator: str
    indicator_vi: str
    indicator_en: str
    unit_vi: str
    unit_en: str
    indicators: tuple[tuple[str, str, str], ...]
    reading: PaceReading | None
    behind: Behind | None
    silent: Silent | None
    without_target: Places | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Reported numbers with one status: how many, since which day, and of which places (most first)."""

    status: ReportStatus
    total: int
    oldest: date | None
    first: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Units that sent nothing for a day that is due; `long` of them for `days` days or longer. Longest first."""

    day: date
    total: int
    long: int
    days: int
    worst: tuple[SilentPlace, ...]
    in_charge: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """One outreach day that is planned, or that was and of which nobody said whether it was held."""

    id: UUID
    day: date
    starts_at: int | None
    kind: OutreachKind
    title: str
    place_code: str
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachDays:
    """How many outreach days, and the first of them, earliest first."""

    total: int
    first: tuple[ComingDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """An account that wants looking after: when it was made, its last record, when it will be disabled if unused."""

    username: str
    full_name: str
    place_name: str
    created_on: date
    last_record_on: date | None
    disabled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """How many accounts, and the first of them, longest without a trace first."""

    total: int
    first: tuple[Helper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One indicator and due day whose parts do not add up: the root's target, and the sum of its units'."""

    indicator: str
    indicator_vi: str
    indicator_en: str
    due_on: date
    total: int
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCampaign:
    """A campaign that waits for a decision about itself."""

    slug: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LastImport:
    """The newest imported list that stands: its file, who brought it and when, its rows and those refused.

    `batch_id` is None where nothing was imported yet.
    """

    batch_id: UUID | None
    file_name: str
    day: date | None
    by: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskToday:
    """What stands in small tables that no revision covers: read anew each time. Names are of staff, not of citizens."""

    in_charge: dict[int, str]
    manages_accounts: bool
    missing: Missing | None
    waiting: Queue | None
    returned: Queue | None
    coming: OutreachDays | None
    unmarked: OutreachDays | None
    never_signed_in: Helpers | None
    no_records: Helpers | None
    soon_disabled: Helpers | None
    without_worker: Places | None
    without_charge: Places | None
    uneven: tuple[Aim, ...] | None
    drafts: tuple[OpenCampaign, ...] | None
    past_end: tuple[OpenCampaign, ...] | None
    duplicates: int | None
    last_import: LastImport | None
