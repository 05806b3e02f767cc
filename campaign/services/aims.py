"""What places were asked to reach: their targets in force, in people, as the plan that pace is measured against.

Read apart from what was reached, so that a screen that needs sums only does not read every day of every place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries.targets import StoredTarget, current_targets
from campaign.domain.pace import Plan, read_pace
from campaign.domain.reporting import read_ratio
from campaign.domain.vocabulary import IndicatorKind, TargetKind
from campaign.services.denominators import Denominators, denominators, people_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.domain.pace import PaceReading
    from campaign.domain.vocabulary import PopulationGroup


class Aims:
    """Reads targets and populations of some places once (2 queries; none with `known`), and answers from them.

    `ground` are the places with the villages below them, of which a commune without a figure of its own is the sum.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        campaign: CampaignDefinition,
        places: Sequence[Place],
        indicators: Iterable[Indicator],
        on: date,
        ground: Sequence[Place] = (),
        known: Aims | None = None,
    ) -> None:
        self.campaign = campaign
        self.on = on
        self.targets: dict[tuple[int, int], list[StoredTarget]] = {}
        self.populations: Denominators = {}
        if known is not None:
            # Read for the same places already: nothing is asked twice.
            self.targets, self.populations = known.targets, known.populations
            return
        for target in current_targets(connection, campaign_id=campaign.id, place_ids=[place.id for place in places]):
            self.targets.setdefault((target.place_id, target.indicator_id), []).append(target)
        groups: set[PopulationGroup] = {i.population_group for i in indicators if i.population_group}
        groups |= {t.population_group for ts in self.targets.values() for t in ts if t.population_group}
        self.populations = denominators(connection, places=ground or places, groups=groups, on=on)

    def plan(self, place: Place, indicator: Indicator) -> Plan:
        """Return the plan of a place: its target at the campaign's end, and milestones before it."""
        found = self._given(place, indicator)
        people = {t.due_on: people_wanted(t, self.populations) for t in found}
        end = self.campaign.ends_on
        # Without a target for the last day, the latest one is what the campaign is measured by.
        final = people.get(end, people[max(people)] if people else None)
        milestones = tuple((due, n) for due, n in people.items() if due < end and n is not None)
        return Plan(start=self.campaign.starts_on, end=end, target=final, milestones=milestones)

    def counts_already_had(self, place: Place, indicator: Indicator) -> bool:
        """Whether the target is a percentage, toward which those who had it before count."""
        found = self._given(place, indicator)
        return bool(found) and found[-1].kind is TargetKind.PERCENT

    def share(self, place: Place, indicator: Indicator) -> int | None:
        """Return the latest target that was given as a percentage, in hundredths of a percent; None without any."""
        found = [t.amount for t in self._given(place, indicator) if t.kind is TargetKind.PERCENT]
        return found[-1] if found else None

    def eligible(self, place: Place, indicator: Indicator) -> int | None:
        """Return the people of the indicator's population group, None if nobody counted them."""
        group = indicator.population_group
        known = self.populations.get((place.id, group)) if group else None
        return known[0] if known else None

    def measure(
        self,
        place: Place,
        indicator: Indicator,
        *,
        completed: Mapping[date, int],
        already_had: int,
        denominator: int,
        already_by_day: Mapping[date, int] | None = None,
    ) -> PaceReading:
        """Return plan, pace and forecast of a place that did so much; a ratio is read against its percentage."""
        campaign = self.campaign
        if indicator.kind is IndicatorKind.RATIO:
            return read_ratio(
                day=campaign.day_number(self.on),
                days=campaign.days,
                numerator=sum(completed.values()),
                denominator=denominator,
                share=self.share(place, indicator),
                factors=campaign.factors,
            )
        return read_pace(
            plan=self.plan(place, indicator),
            as_of=self.on,
            daily_completed=completed,
            already_had=already_had,
            counts_already_had=self.counts_already_had(place, indicator),
            factors=campaign.factors,
            already_by_day=already_by_day,
        )

    def _given(self, place: Place, indicator: Indicator) -> list[StoredTarget]:
        return [t for t in self.targets.get((place.id, indicator.id), ()) if t.amount is not None]
