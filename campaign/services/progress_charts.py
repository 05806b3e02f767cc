"""What the charts beyond the burn-up are told: plain frozen data, the same on the screen, in a document and in public.

Every number is one of `campaign progress --json` for the same day; None means "no data", never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaign.domain.vocabulary import Pace, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatColumn:
    """One indicator of the heat map; the short names stand over the column."""

    key: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One place and one indicator. `rate` is the share of the target, a fraction; above 1 when it was passed."""

    result: int | None
    toward_target: int | None
    target: int | None
    eligible: int | None
    rate: float | None
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One place of the heat map with its cells, in the order of the columns."""

    code: str
    name: str
    kind: PlaceKind
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Places x indicators on a day."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """One step of the way: how many people have it, by this campaign or before, of how many who may.

    `requires` are the keys of the steps that come before it by rule.
    """

    key: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    required: bool
    requires: tuple[str, ...]
    completed: int
    already_had: int
    assisted: int
    eligible: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The steps of a campaign at a place, in their order.

    `all_steps` is who got the last of the required ones in this campaign, `all_steps_already_had` who had every one
    before it.
    """

    steps: tuple[FunnelStep, ...]
    reached: int
    all_steps: int
    all_steps_already_had: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingLine:
    """One place among its peers, which are those of its kind, and in a province those of its commune group.

    `rank` is by the share of the target (domain § 10), `eligible_rank` by the share of those who may that have it, by
    this campaign or before; places that are equal share a rank and the next one is skipped. None: not ranked, for lack
    of a target, of people who may, or of data.
    """

    code: str
    name: str
    kind: PlaceKind
    group: str
    result: int | None
    toward_target: int | None
    target: int | None
    eligible: int | None
    rate: float | None
    eligible_rate: float | None
    rank: int | None
    ranked: int
    eligible_rank: int | None
    eligible_ranked: int
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What one place did so far, by day; a day that is not named brought nothing new. `target` None: no target."""

    code: str
    name: str
    kind: PlaceKind
    points: tuple[tuple[date, int], ...]
    target: int | None
    rate: float | None
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """A small curve for each place below the one in view, on one scale of days."""

    starts_on: date
    ends_on: date
    as_of: date
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePoint:
    """One place on the map, in degrees (WGS 84)."""

    code: str
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    result: int | None
    target: int | None
    rate: float | None
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMap:
    """The places that have coordinates; `without` are those that have none, by name."""

    points: tuple[PlacePoint, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSeries:
    """One side of a comparison: cumulative numbers by day, day 1 being the first of the campaign or the period."""

    name: str
    first: date
    last: date
    points: tuple[tuple[int, int], ...]
    total: int
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPlace:
    """One place on both sides; None where a side knows nothing of it."""

    code: str
    name: str
    kind: PlaceKind
    now: int | None
    then: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two periods of one campaign, or two campaigns, by one indicator."""

    indicator: str
    now: ComparedSeries
    then: ComparedSeries
    places: tuple[ComparedPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A day on which the plan asks for a number; whether it was met is known from that day on."""

    day: date
    planned: int
    actual: int | None
