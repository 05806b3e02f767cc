"""The numbers behind every chart, exactly as domain § 10 defines them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from campaign.db.queries import progress as queries
from campaign.db.queries import reports
from campaign.domain.pace import PaceReading
from campaign.domain.vocabulary import IndicatorKind, PlaceKind, StepStatus
from campaign.services.aims import Aims
from campaign.services.call import Action
from campaign.services.lineage import ITSELF, Lineage, counts_shown, sums_shown
from campaign.services.reporting_units import REPORTED_KINDS
from campaign.services.scoping import campaign_in_scope, place_in_campaign, terrain_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

WHOLE_SHARE = 10_000
PEOPLE_KINDS = frozenset({IndicatorKind.STEP, IndicatorKind.ALL_STEPS, IndicatorKind.REACHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One place and one indicator on a day. None means "no data", never 0.

    Of a ratio `result` is the sum of numerators, `eligible` the sum of denominators, and the target that share of the
    denominators which was asked for. Reported numbers know nobody who had it before or was guided.
    """

    place_id: int
    place_code: str
    place_name: str
    place_kind: PlaceKind
    indicator: str
    result: int | None
    already_had: int | None
    assisted: int | None
    eligible: int | None
    reading: PaceReading

    def as_json(self) -> dict[str, Any]:
        """Return the row as the contract prints it."""
        reading, known = self.reading, self.result is not None
        return {
            "place_code": self.place_code,
            "place_name": self.place_name,
            "place_kind": self.place_kind.value,
            "indicator": self.indicator,
            "result": self.result,
            "already_had": self.already_had,
            "assisted": self.assisted,
            "eligible": self.eligible,
            "target": reading.target,
            "toward_target": reading.toward_target if known else None,
            "rate": reading.rate if known else None,
            "planned_today": reading.planned_today,
            "pace": reading.pace.value,
            "needed_per_day": reading.needed_per_day,
            "forecast_end": reading.forecast_end.isoformat() if reading.forecast_end else None,
            "forecast_total": reading.forecast_total if known else None,
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
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, on=on)
        seen, lineage = terrain.places, terrain.lineage
        root = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        # Without a code, a viewer of two villages gets both; with one, that place and what lies below it.
        places = tuple(p for p in seen if p.path.startswith(root.path)) if place_code else seen
        readings = Readings(
            connection, campaign=campaign, places=places, indicators=campaign.indicators, on=on, lineage=lineage
        )
    rows = tuple(readings.row(place, indicator) for place in places for indicator in campaign.indicators)
    return ProgressReport(campaign=slug, as_of=on, day=campaign.day_number(on), days=campaign.days, rows=rows)


class Readings(Aims):
    """Reads counts, targets and populations of some places and indicators once, and answers from them.

    3 queries; 4 where both people are counted and numbers reported; 2 fewer with `aims` of the same places and more
    indicators. Of a reported indicator only approved numbers are known, and nothing approved is no result, never 0.
    Places show what the places did that became them.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        campaign: CampaignDefinition,
        places: Sequence[Place],
        indicators: Iterable[Indicator],
        on: date,
        lineage: Lineage = ITSELF,
        aims: Aims | None = None,
    ) -> None:
        wanted = tuple(indicators)
        super().__init__(connection, campaign=campaign, places=places, indicators=wanted, on=on, known=aims)
        place_ids = lineage.with_old(place.id for place in places)
        people = [indicator.id for indicator in wanted if indicator.kind in PEOPLE_KINDS]
        reported = [indicator.id for indicator in wanted if indicator.kind in REPORTED_KINDS]
        until = min(on, campaign.ends_on)
        self.daily: queries.Daily = {}
        # One cell stands in several parts of a screen; it is read once.
        self._read: dict[tuple[int, int], PaceReading] = {}
        self.sums: reports.DailySums = {}
        if people:
            found = queries.daily_counts(
                connection,
                campaign_id=campaign.id,
                place_ids=place_ids,
                indicator_ids=people,
                statuses=queries.COUNTED,
                until=until,
            )
            self.daily = counts_shown(found, lineage)
        if reported:
            sums = reports.daily_sums(
                connection, campaign_id=campaign.id, place_ids=place_ids, indicator_ids=reported, until=until
            )
            self.sums = sums_shown(sums, lineage)

    def days(self, place: Place, indicator: Indicator, status: StepStatus) -> Mapping[date, int]:
        """Return the daily counts of one cell; of a reported indicator its numbers (numerators) as completed."""
        if indicator.kind in REPORTED_KINDS:
            found = self.sums.get((place.id, indicator.id), {}) if status is StepStatus.COMPLETED else {}
            return {day: n for day, (n, _denominator) in found.items()}
        return self.daily.get((place.id, indicator.id, status), {})

    def result(self, place: Place, indicator: Indicator) -> int | None:
        """Return what was completed up to the day: people, or the sum of approved numbers, None before the first."""
        if indicator.kind in REPORTED_KINDS and (place.id, indicator.id) not in self.sums:
            return None
        return self.total(place, indicator, StepStatus.COMPLETED)

    def eligible(self, place: Place, indicator: Indicator) -> int | None:
        """Return the people of the indicator's population group; of a ratio the sum of its denominators."""
        if indicator.kind is not IndicatorKind.RATIO:
            return super().eligible(place, indicator)
        found = self.sums.get((place.id, indicator.id))
        return None if found is None else sum(denominator for _n, denominator in found.values())

    def total(self, place: Place, indicator: Indicator, status: StepStatus) -> int:
        """Return a count up to the day."""
        return sum(self.days(place, indicator, status).values())

    def reading(self, place: Place, indicator: Indicator) -> PaceReading:
        """Return plan, pace and forecast of one place and indicator; a ratio is read against its percentage."""
        key = place.id, indicator.id
        if key not in self._read:
            self._read[key] = self._reading(place, indicator)
        return self._read[key]

    def _reading(self, place: Place, indicator: Indicator) -> PaceReading:
        had = self.days(place, indicator, StepStatus.ALREADY_HAD)
        return self.measure(
            place,
            indicator,
            completed=self.days(place, indicator, StepStatus.COMPLETED),
            already_had=sum(had.values()),
            denominator=self.eligible(place, indicator) or 0,
            already_by_day=had,
        )

    def wanted_so_far(self, place: Place, indicator: Indicator) -> dict[date, float] | None:
        """Return, day by day, the numerators that a ratio's percentage asks of its denominators so far.

        None for everything that is no ratio, whose plan is a line; empty without a percentage.
        """
        if indicator.kind is not IndicatorKind.RATIO:
            return None
        share = self.share(place, indicator)
        found, so_far = self.sums.get((place.id, indicator.id), {}), 0
        wanted: dict[date, float] = {}
        for offset in range(self.campaign.day_number(self.on) if share else 0):
            day = self.campaign.starts_on + timedelta(days=offset)
            so_far += found.get(day, (0, 0))[1]
            wanted[day] = so_far * (share or 0) / WHOLE_SHARE
        return wanted

    def row(self, place: Place, indicator: Indicator) -> ProgressRow:
        """Return the contract's row."""
        counted = indicator.kind in PEOPLE_KINDS
        return ProgressRow(
            place_id=place.id,
            place_code=place.code,
            place_name=place.name,
            place_kind=place.kind,
            indicator=indicator.key,
            result=self.result(place, indicator),
            already_had=self.total(place, indicator, StepStatus.ALREADY_HAD) if counted else None,
            assisted=self.total(place, indicator, StepStatus.ASSISTED) if counted else None,
            eligible=self.eligible(place, indicator),
            reading=self.reading(place, indicator),
        )
