"""Where many places stand with many indicators, from sums instead of every day: the same numbers as `Readings`.

Only the day on which a target was met is lost by it (`forecast_end` of what is done), which no heat map shows.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries import progress_sums as queries
from campaign.db.queries.progress_sums import NOTHING, Tallied, Tally
from campaign.domain.pace import RECENT_DAYS, PaceReading, condensed, percentage_target
from campaign.domain.vocabulary import IndicatorKind
from campaign.services.aims import Aims
from campaign.services.lineage import ITSELF, Lineage
from campaign.services.progress import PEOPLE_KINDS
from campaign.services.reporting_units import REPORTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator

_ONE_DAY = timedelta(days=1)


class Tallies(Aims):
    """Reads sums, targets and populations of some places and indicators once, and answers from them.

    3 queries; 4 where both people are counted and numbers reported. Missing is None, as in `Readings`.
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
        ground: Sequence[Place] = (),
    ) -> None:
        wanted = tuple(indicators)
        super().__init__(connection, campaign=campaign, places=places, indicators=wanted, on=on, ground=ground)
        place_ids = lineage.with_old(place.id for place in places)
        self._week_from = on - (RECENT_DAYS - 1) * _ONE_DAY
        self._found: dict[tuple[int, int], Tally] = {}
        # One cell stands in several parts of a screen; it is read once.
        self._read: dict[tuple[int, int], PaceReading] = {}
        for read, kinds in ((queries.people_tallies, PEOPLE_KINDS), (queries.reported_tallies, REPORTED_KINDS)):
            indicator_ids = [indicator.id for indicator in wanted if indicator.kind in kinds]
            if indicator_ids:
                found = read(
                    connection,
                    campaign_id=campaign.id,
                    place_ids=place_ids,
                    indicator_ids=indicator_ids,
                    until=min(on, campaign.ends_on),
                    week_from=self._week_from,
                    week_before_from=self._week_from - RECENT_DAYS * _ONE_DAY,
                )
                self._found |= _shown(found, lineage)

    def tally(self, place: Place, indicator: Indicator) -> Tally:
        """Return the sums of a cell."""
        return self._found.get((place.id, indicator.id), NOTHING)

    def known(self, place: Place, indicator: Indicator) -> bool:
        """Whether a cell has a result: of people always, of a reported indicator from the first approved number on."""
        return indicator.kind not in REPORTED_KINDS or (place.id, indicator.id) in self._found

    def result(self, place: Place, indicator: Indicator) -> int | None:
        """Return what was completed up to the day: people, or the sum of approved numbers, None before the first."""
        return self.tally(place, indicator).completed if self.known(place, indicator) else None

    def eligible(self, place: Place, indicator: Indicator) -> int | None:
        """Return the people of the indicator's population group; of a ratio the sum of its denominators."""
        if indicator.kind is not IndicatorKind.RATIO:
            return super().eligible(place, indicator)
        return self.tally(place, indicator).denominator if self.known(place, indicator) else None

    def reading(self, place: Place, indicator: Indicator) -> PaceReading:
        """Return plan, pace and forecast of a cell; `forecast_end` of a target that is met is not known here."""
        key = place.id, indicator.id
        if key not in self._read:
            self._read[key] = self._reading(place, indicator)
        return self._read[key]

    def _reading(self, place: Place, indicator: Indicator) -> PaceReading:
        campaign, tally = self.campaign, self.tally(place, indicator)
        return self.measure(
            place,
            indicator,
            completed=condensed(
                first=campaign.starts_on,
                last=min(self.on, campaign.ends_on),
                total=tally.completed,
                recent=tally.completed_week,
            ),
            already_had=tally.already_had,
            denominator=tally.denominator,
        )

    def rate_week_ago(self, place: Place, indicator: Indicator) -> float | None:
        """Return the share of today's target that was reached a week ago; None without one, or in the first week.

        Of a ratio the target is the wanted share of what had been handled by then.
        """
        if not self.known(place, indicator) or self._week_from <= self.campaign.starts_on:
            return None
        tally = self.tally(place, indicator)
        before = tally.completed - tally.completed_week
        if indicator.kind is IndicatorKind.RATIO:
            share, handled = self.share(place, indicator), tally.denominator - tally.denominator_week
            target = percentage_target(hundredths=share, population=handled) if share else 0
        else:
            target = self.plan(place, indicator).target or 0
            if self.counts_already_had(place, indicator):
                before += tally.already_had - tally.already_had_week
        return before / target if target else None


def _shown(found: Tallied, lineage: Lineage) -> Tallied:
    """Add up the sums as the places of the day show them."""
    if lineage is ITSELF:
        return found
    shown: Tallied = {}
    for (place_id, indicator_id), tally in found.items():
        for target, sign in lineage.shares(place_id):
            shown[target, indicator_id] = shown.get((target, indicator_id), NOTHING).plus(tally, sign)
    return shown
