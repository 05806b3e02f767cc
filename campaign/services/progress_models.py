"""What the screen *Tiến độ* is told: plain frozen data, so that it can be cached, and drawn by anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import PlaceKind

if TYPE_CHECKING:
    from campaign.domain.pace import PaceReading
    from campaign.services.progress_charts import Curves, Funnel, HeatMap, Milestone, PointMap, RankingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUpPoint:
    """One day of the burn-up: people so far (None after `as_of`), people planned (None without a target)."""

    day: date
    actual: int | None
    planned: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUp:
    """Plan, actual and forecast of one place and indicator. `low` and `high` bound the last day with 80 %."""

    indicator: str
    points: tuple[BurnUpPoint, ...]
    as_of: date
    end: date
    target: int | None
    toward_target: int
    forecast_total: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place in the table: what it did, against what, how fast, and since when it has been silent.

    `result` is None where numbers are reported and none was approved yet. `units` of a reported indicator are those
    in the place that report on the day, `sent` those that did; both None where people are counted.
    """

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    result: int | None
    already_had: int
    assisted: int
    eligible: int | None
    reading: PaceReading
    rank: int | None
    ranked: int
    week: int
    last_activity: date | None
    silent_days: int | None
    units: int | None
    sent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One indicator at the place in view.

    `week` is what the last seven days brought, `week_before` the seven before them; `rate_week_ago` the share of
    today's target that was reached a week ago, None without a target and in the first week.
    """

    key: str
    name_vi: str
    name_en: str
    result: int
    already_had: int
    assisted: int
    eligible: int | None
    target: int | None
    rate: float | None
    week: int
    week_before: int
    rate_week_ago: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The numbers at the top. `*_week` are the last seven days, `*_week_before` the seven before them."""

    reached: int
    reached_week: int
    reached_week_before: int
    all_steps: int
    all_steps_week: int
    all_steps_week_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedLine:
    """One reported indicator at the place in view: a line of the overview.

    `result` is the sum of approved numbers, of a ratio that of numerators over `denominator`; None before the first.
    `share` is the percentage that a ratio is to reach, in hundredths; None without one, and for a count.
    `rate_week_ago` is the share of today's target that was reached a week ago, of a ratio that of what was asked then.
    `units` is how many units report on the day in view, `sent` how many have.
    """

    key: str
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    result: int | None
    denominator: int | None
    share: int | None
    week: int
    week_before: int
    rate_week_ago: float | None
    reading: PaceReading
    units: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A place above the one in view."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """The view model of the progress screen; plain frozen data, so that it can be cached and drawn by anybody.

    `reported` is the line of the overview that is in view; None where the indicator in view counts people.
    `places` are all that the viewer may open, parents before children. `funnel` is None for a campaign without steps.
    `week` and `week_before` are what the last seven days brought of the indicator in view, and the seven before them.
    """

    campaign: str
    campaign_name: str
    synthetic: bool
    starts_on: date
    ends_on: date
    as_of: date
    day: int
    days: int
    place_code: str
    place_name: str
    place_kind: PlaceKind
    crumbs: tuple[Crumb, ...]
    places: tuple[Crumb, ...]
    indicator: str
    indicator_vi: str
    indicator_en: str
    unit_vi: str
    unit_en: str
    tiles: Tiles
    reported: ReportedLine | None
    reading: PaceReading
    week: int
    week_before: int
    rate_week_ago: float | None
    burn_up: BurnUp
    milestones: tuple[Milestone, ...]
    lines: tuple[PlaceLine, ...]
    steps: tuple[StepLine, ...]
    overview: tuple[ReportedLine, ...]
    heat_map: HeatMap
    funnel: Funnel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsView:
    """The second half of the screen: the places right below the one in view, side by side, by one indicator."""

    campaign: str
    as_of: date
    place_code: str
    place_name: str
    indicator: str
    indicator_vi: str
    indicator_en: str
    unit_vi: str
    unit_en: str
    ranking: tuple[RankingLine, ...]
    curves: Curves
    point_map: PointMap


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage:
    """Both halves of the screen, read together."""

    view: ProgressView
    units: UnitsView
