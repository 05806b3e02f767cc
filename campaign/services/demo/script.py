"""Writing the script of a campaign: which made-up people are visited where, on which day, with which outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services.demo import outcomes
from campaign.services.demo.crowd import AGES, PUPIL_AGES, WORKING_AGES, Crowd, Person
from campaign.services.demo.rhythm import draw, fitting, usual_channel
from campaign.services.demo.stage import Visit

if TYPE_CHECKING:
    import random

    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.demo.lists import PlaceLine

_STAFF_AGES: Final = ((24, 58, 1),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One village or school with its line in the list, and the team that goes there."""

    place: Place
    line: PlaceLine
    team: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """People of one unit: with every step, with some steps, visited in vain."""

    full: int
    some: int
    vain: int = 0

    def without(self, some: int) -> Numbers:
        """Return these numbers less so many people with some steps."""
        return Numbers(full=self.full, some=self.some - some, vain=self.vain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Writes visits; `twice_full` and `twice_some` are the shares of people who were visited twice."""

    campaign: CampaignDefinition
    crowd: Crowd
    rng: random.Random
    twice_full: float = 0.55
    twice_some: float = 0.12

    def village(self, unit: Unit, numbers: Numbers, weights: Mapping[date, float]) -> list[Visit]:
        """Return the visits of one village."""
        found: list[Visit] = []
        for ages, n, outcome, twice in (
            (WORKING_AGES, numbers.full, outcomes.everything, self.twice_full),
            (AGES, numbers.some, outcomes.something, self.twice_some),
            (AGES, numbers.vain, outcomes.nothing, 0.0),
        ):
            for _ in range(n):
                person = self.crowd.person(home=unit.place, ede_percent=unit.line.ede_percent, ages=ages)
                day = draw(weights, self.rng)
                visit = Visit(
                    day=day,
                    team=unit.team,
                    person=person,
                    steps=outcome(campaign=self.campaign, person=person, on=self._start, rng=self.rng),
                    channel=usual_channel(day, self.rng),
                )
                found += self._visits(visit, weights, twice)
        return found

    def school(self, unit: Unit, numbers: Numbers, weights: Mapping[date, float], homes: Sequence[Unit]) -> list[Visit]:
        """Return what was done at a school: its people live in the villages and count at the school."""
        found: list[Visit] = []
        for ages, n, outcome in (
            (_STAFF_AGES, numbers.full, outcomes.everything),
            (PUPIL_AGES, numbers.some, outcomes.something),
        ):
            for _ in range(n):
                home = self.rng.choice(homes)
                person = self.crowd.person(home=home.place, ede_percent=home.line.ede_percent, ages=ages)
                visit = Visit(
                    day=draw(weights, self.rng),
                    team=unit.team,
                    person=person,
                    steps=outcome(campaign=self.campaign, person=person, on=self._start, rng=self.rng),
                    channel=Channel.SCHOOL,
                    place_id=unit.place.id,
                )
                found += self._visits(visit, weights, 0.2)
        return found

    def waiting(self, unit: Unit, n: int) -> list[Person]:
        """Return people of a village who are on the list and have not been visited."""
        return [self.crowd.person(home=unit.place, ede_percent=unit.line.ede_percent) for _ in range(n)]

    @property
    def _start(self) -> date:
        # Who is old enough on the first day is old enough on every day.
        return self.campaign.starts_on

    def _visits(self, visit: Visit, weights: Mapping[date, float], twice: float) -> list[Visit]:
        if self.rng.random() >= twice:
            return [visit]
        return split_in_two(visit, earlier=weights, rng=self.rng)


def split_in_two(visit: Visit, *, earlier: Mapping[date, float], rng: random.Random) -> list[Visit]:
    """Return a visit as two: some steps on an earlier day, the rest on the day itself; as one if it cannot be."""
    days = {day: weight for day, weight in earlier.items() if day < visit.day}
    done = [key for key, status in visit.steps.items() if status is StepStatus.COMPLETED]
    if not days or len(done) == 1 or not done:
        return [visit]
    # Steps stand in the order of their prerequisites; the last one that was done stays for the last day.
    keys = list(visit.steps)
    cut = keys.index(rng.choice(done[:-1])) + 1
    before = {key: visit.steps[key] for key in keys[:cut]}
    after = {key: visit.steps[key] for key in keys[cut:]}
    day = draw(days, rng)
    return [replace(visit, day=day, steps=before, channel=fitting(visit.channel, day)), replace(visit, steps=after)]
