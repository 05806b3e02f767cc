"""The numbers behind every chart, exactly as domain § 10 defines them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.db.queries import progress as queries
from campaign.domain.pace import PaceReading, read_pace
from campaign.domain.vocabulary import IndicatorKind, PlaceKind, StepStatus
from campaign.services.aims import Aims
from campaign.services.call import Action
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

PEOPLE_KINDS = frozenset({IndicatorKind.STEP, IndicatorKind.ALL_STEPS, IndicatorKind.REACHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One place and one indicator on a day. None means "no data", never 0."""

    place_id: int
    place_code: str
    place_name: str
    place_kind: PlaceKind
    indicator: str
    result: int | None
    already_had: int | None
    assisted: int | None
    eligible: int | None
    reading: PaceReading | None

    def as_json(self) -> dict[str, Any]:
        """Return the row as the contract prints it."""
        reading = self.reading
        return {
            "place_code": self.place_code,
            "place_name": self.place_name,
            "place_kind": self.place_kind.value,
            "indicator": self.indicator,
            "result": self.result,
            "already_had": self.already_had,
            "assisted": self.assisted,
            "eligible": self.eligible,
            "target": reading.target if reading else None,
            "toward_target": reading.toward_target if reading else None,
            "rate": reading.rate if reading else None,
            "planned_today": reading.planned_today if reading else None,
            "pace": reading.pace.value if reading else None,
            "needed_per_day": reading.needed_per_day if reading else None,
            "forecast_end": reading.forecast_end.isoformat() if reading and reading.forecast_end else None,
            "forecast_total": reading.forecast_total if reading else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport:
    """All rows of a campaign on a day: its root place, and every place below it that the viewer may see."""

    campaign: str
    as_of: date
    day: int
    days: int
    rows: tuple[ProgressRow, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the answer of `campaign progress --json`."""
        return {
            "campaign": self.campaign,
            "as_of": self.as_of.isoformat(),
            "day": self.day,
            "days": self.days,
            "rows": [row.as_json() for row in self.rows],
        }


def progress_report(
    *, call: Call, slug: str, place_code: str | None = None, as_of: date | None = None
) -> ProgressReport:
    """Return one row per place and indicator, for a place (default: the campaign's root) and every place below it.

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `not_permitted`. 7 queries, whatever the size.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        root = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        # Without a code, a viewer of two villages gets both; with one, that place and what lies below it.
        places = tuple(p for p in seen if p.path.startswith(root.path)) if place_code else seen
        readings = Readings(connection, campaign=campaign, places=places, indicators=campaign.indicators, on=on)
    rows = tuple(readings.row(place, indicator) for place in places for indicator in campaign.indicators)
    return ProgressReport(campaign=slug, as_of=on, day=campaign.day_number(on), days=campaign.days, rows=rows)


class Readings(Aims):
    """Reads counts, targets and populations of some places and indicators once (3 queries), and answers from them."""

    def __init__(
        self,
        connection: Connection,
        *,
        campaign: CampaignDefinition,
        places: Sequence[Place],
        indicators: Iterable[Indicator],
        on: date,
    ) -> None:
        wanted = tuple(indicators)
        super().__init__(connection, campaign=campaign, places=places, indicators=wanted, on=on)
        self.daily = queries.daily_counts(
            connection,
            campaign_id=campaign.id,
            place_ids=[place.id for place in places],
            indicator_ids=[indicator.id for indicator in wanted],
            statuses=queries.COUNTED,
            until=min(on, campaign.ends_on),
        )

    def days(self, place: Place, indicator: Indicator, status: StepStatus) -> Mapping[date, int]:
        """Return the daily counts of one cell."""
        return self.daily.get((place.id, indicator.id, status), {})

    def total(self, place: Place, indicator: Indicator, status: StepStatus) -> int:
        """Return a count up to the day."""
        return sum(self.days(place, indicator, status).values())

    def reading(self, place: Place, indicator: Indicator) -> PaceReading:
        """Return plan, pace and forecast of one place and indicator."""
        had = self.days(place, indicator, StepStatus.ALREADY_HAD)
        return read_pace(
            plan=self.plan(place, indicator),
            as_of=self.on,
            daily_completed=self.days(place, indicator, StepStatus.COMPLETED),
            already_had=sum(had.values()),
            counts_already_had=self.counts_already_had(place, indicator),
            factors=self.campaign.factors,
            already_by_day=had,
        )

    def row(self, place: Place, indicator: Indicator) -> ProgressRow:
        """Return the contract's row."""
        counted = indicator.kind in PEOPLE_KINDS
        return ProgressRow(
            place_id=place.id,
            place_code=place.code,
            place_name=place.name,
            place_kind=place.kind,
            indicator=indicator.key,
            result=self.total(place, indicator, StepStatus.COMPLETED) if counted else None,
            already_had=self.total(place, indicator, StepStatus.ALREADY_HAD) if counted else None,
            assisted=self.total(place, indicator, StepStatus.ASSISTED) if counted else None,
            eligible=self.eligible(place, indicator),
            reading=self.reading(place, indicator) if counted else None,
        )
