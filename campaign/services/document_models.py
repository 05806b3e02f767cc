"""What every document is made from (Word, Excel, poster, texts): plain frozen data of one place and one period.

A document invents no number: each of them is one of `campaign progress --json` for the same day, or a sum of the
same daily counts over the period. None means "no data", never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.domain.periods import Period
from campaign.domain.vocabulary import IndicatorKind, OutreachKind, Pace, PlaceKind
from campaign.services.progress_charts import Funnel, HeatMap, Milestone, RankingLine
from campaign.services.progress_models import BurnUp


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """One indicator at one place. `in_period` and `before` are what the period and the one before it brought.

    `denominator` is that of a ratio. `result` and what follows from it are as of the period's last day.
    `recent_per_day` is the speed of the last week, which the forecast goes on with; None where nothing is known.
    """

    indicator: str
    in_period: int | None
    before: int | None
    result: int | None
    already_had: int | None
    assisted: int | None
    eligible: int | None
    denominator: int | None
    target: int | None
    toward_target: int | None
    rate: float | None
    planned_today: float | None
    needed_per_day: float | None
    forecast_total: float | None
    forecast_end: date | None
    pace: Pace
    recent_per_day: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIndicator:
    """One indicator and its number at the place that the document is about."""

    key: str
    kind: IndicatorKind
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_vi: str
    unit_en: str
    required: bool
    here: DocumentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUnit:
    """One place directly below, with its numbers by indicator, in the order of the indicators.

    `rank` of `ranked` is by the headline indicator among places of its kind; `silent_days` since anything was done.
    Where the headline is a reported number, `units` in it report on the day and `sent` of them did; else None.
    """

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    numbers: tuple[DocumentNumber, ...]
    rank: int | None
    ranked: int
    silent_days: int | None
    units: int | None
    sent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One outreach day to come. A day without a title of its own (`title` "") bears the name of its kind."""

    day: date
    place: str
    title: str
    kind: OutreachKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvents:
    """What happened in the period besides the numbers.

    Outreach days held with those who came (None: nobody counted them), the next ones that are planned, and on the last
    day of the period teams and those who work in the field.
    """

    held: int
    attendance: int | None
    planned: tuple[PlannedDay, ...]
    teams: int
    volunteers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """Everything that a document about one place and one period may say.

    `parent_name` and `parent_kind` are of the place above ("" and None for the root of the tree), `headline` is the
    key of the indicator that the campaign is judged by.
    """

    campaign: str
    campaign_name: str
    plan_number: str
    synthetic: bool
    starts_on: date
    ends_on: date
    as_of: date
    day: int
    days: int
    period: Period
    place_code: str
    place_name: str
    place_kind: PlaceKind
    parent_name: str
    parent_kind: PlaceKind | None
    headline: str
    indicators: tuple[DocumentIndicator, ...]
    units: tuple[DocumentUnit, ...]
    ranking: tuple[RankingLine, ...]
    burn_up: BurnUp
    heat_map: HeatMap
    funnel: Funnel
    milestones: tuple[Milestone, ...]
    events: DocumentEvents


class DocumentChart(StrEnum):
    """A chart that stands in a document."""

    BURN_UP = "burn_up"
    FUNNEL = "funnel"
    HEAT_MAP = "heat_map"
    RANKING = "ranking"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPicture:
    """A chart as a document takes it: a PNG, its finding, and what it shows in words to whoever cannot see it."""

    chart: DocumentChart
    png: bytes
    title: str
    description: str
