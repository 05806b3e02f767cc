"""The numbers of a public board: read from the roll-ups once for all places, and hidden where they tell of few people.

Counts of people are those of steps, of all steps, of those reached, and reported counts whose unit is people. Other
reported numbers (classes, files, QR codes) are approved one by one for the public and count nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import progress as queries
from campaign.db.queries import reports
from campaign.domain.pace import percentage_target
from campaign.domain.suppression import Cell, suppressed
from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.services.aims import Aims
from campaign.services.lineage import counts_shown, sums_shown
from campaign.services.progress import PEOPLE_KINDS
from campaign.services.public_board_models import BoardNumber, BoardPlace
from campaign.services.reporting_units import REPORTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.lineage import Lineage

_PEOPLE_UNITS: Final = ("người", "people", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one place did with one indicator; None is no data. Of a reported number nobody knows who had it before."""

    result: int | None
    already_had: int | None = None
    denominator: int | None = None


def counts_people(indicator: Indicator) -> bool:
    """Whether an indicator counts people, so that small counts of it tell about somebody."""
    if indicator.kind in PEOPLE_KINDS:
        return True
    units = (indicator.unit_vi.casefold(), indicator.unit_en.casefold())
    return indicator.kind is IndicatorKind.COUNT and any(unit.startswith(_PEOPLE_UNITS) for unit in units)


def told_indicators(campaign: CampaignDefinition) -> tuple[Indicator, ...]:
    """Return the indicators of a board: all but those that only say another one again.

    With one required step "all steps" is that step, and with one step so is "reached": two columns of the same people
    would have to be hidden as one.
    """
    again = set()
    if sum(step.required for step in campaign.steps) == 1:
        again.add(IndicatorKind.ALL_STEPS)
    if len(campaign.steps) == 1:
        again.add(IndicatorKind.REACHED)
    return tuple(indicator for indicator in campaign.indicators if indicator.kind not in again)


class PublicNumbers:
    """Reads everything once (at most 4 queries) and answers with what may be told."""

    def __init__(
        self,
        connection: Connection,
        *,
        campaign: CampaignDefinition,
        places: Sequence[Place],
        on: date,
        lineage: Lineage,
    ) -> None:
        self._places = places
        self._indicators = told_indicators(campaign)
        self.aims = Aims(connection, campaign=campaign, places=places, indicators=self._indicators, on=on)
        self._counts = self._read(connection, campaign=campaign, on=on, lineage=lineage)
        self._gone = self._hide(campaign)

    def places(self) -> Iterator[BoardPlace]:
        """Yield every place with what may be told of it, parents first."""
        codes = {place.id: place.code for place in self._places}
        for place in self._places:
            yield BoardPlace(
                code=place.code,
                name=place.name,
                kind=place.kind,
                parent=codes.get(place.parent_id, "") if place.parent_id is not None else "",
                path=place.path,
                numbers=tuple(self._number(place, indicator) for indicator in self._indicators),
            )

    def hides(self, place: Place, indicator: Indicator) -> bool:
        """Whether the result of a place is hidden."""
        return place.id in self._gone.get(_column(indicator), frozenset())

    def _read(
        self, connection: Connection, *, campaign: CampaignDefinition, on: date, lineage: Lineage
    ) -> dict[tuple[int, int], Counts]:
        place_ids = lineage.with_old(place.id for place in self._places)
        until = min(on, campaign.ends_on)
        counted = [i.id for i in self._indicators if i.kind in PEOPLE_KINDS]
        reported = [i.id for i in self._indicators if i.kind in REPORTED_KINDS]
        found: dict[tuple[int, int], Counts] = {}
        if counted:
            sums = queries.totals(
                connection, campaign_id=campaign.id, place_ids=place_ids, indicator_ids=counted, until=until
            )
            shown = counts_shown({key: {on: n} for key, n in sums.items()}, lineage)
            for place in self._places:
                for indicator_id in counted:
                    done, had = (
                        sum(shown.get((place.id, indicator_id, status), {}).values())
                        for status in (StepStatus.COMPLETED, StepStatus.ALREADY_HAD)
                    )
                    found[place.id, indicator_id] = Counts(result=done, already_had=had)
        if reported:
            daily = reports.daily_sums(
                connection, campaign_id=campaign.id, place_ids=place_ids, indicator_ids=reported, until=until
            )
            for key, days in sums_shown(daily, lineage).items():
                found[key] = Counts(
                    result=sum(n for n, _ in days.values()), denominator=sum(below for _, below in days.values())
                )
        return found

    def _hide(self, campaign: CampaignDefinition) -> dict[str, frozenset[int]]:
        """Return, of every column of people, the places whose count is hidden."""
        columns: dict[str, dict[int, Cell]] = {}
        for indicator in filter(counts_people, self._indicators):
            columns[_column(indicator)] = self._cells(indicator, had=False)
            # Nobody was reached before the campaign began: a column of zeros tells nothing.
            if indicator.kind in PEOPLE_KINDS - {IndicatorKind.REACHED}:
                columns[_column(indicator, had=True)] = self._cells(indicator, had=True)
        parents = {place.id: place.parent_id for place in self._places}
        return suppressed(parents=parents, columns=columns, within=_within(campaign, self._indicators))

    def _cells(self, indicator: Indicator, *, had: bool) -> dict[int, Cell]:
        cells = {}
        for place in self._places:
            counts = self._counts.get((place.id, indicator.id))
            if counts is None or counts.result is None:
                continue
            eligible = self.aims.eligible(place, indicator)
            done, before = counts.result, counts.already_had or 0
            cells[place.id] = Cell(
                n=before if had else done,
                others=done if had else before,
                eligible=eligible,
                size=eligible or self.aims.plan(place, indicator).target or 0,
            )
        return cells

    def _number(self, place: Place, indicator: Indicator) -> BoardNumber:
        counts = self._counts.get((place.id, indicator.id), Counts(result=None))
        gone = self.hides(place, indicator)
        had_gone = place.id in self._gone.get(_column(indicator, had=True), frozenset())
        had = None if indicator.kind is IndicatorKind.REACHED else counts.already_had
        target = self._target(place, indicator, counts)
        return BoardNumber(
            result=None if gone else counts.result,
            result_hidden=gone,
            already_had=None if had_gone else had,
            already_had_hidden=had_gone,
            denominator=counts.denominator if indicator.kind is IndicatorKind.RATIO else None,
            target=target,
            rate=None if gone else self._rate(place, indicator, counts, target, had_gone=had_gone),
        )

    def _target(self, place: Place, indicator: Indicator, counts: Counts) -> int | None:
        """Return the target; of a ratio the share of what was handled so far, as the screen of progress has it."""
        if indicator.kind is not IndicatorKind.RATIO:
            return self.aims.plan(place, indicator).target
        share = self.aims.share(place, indicator)
        below = counts.denominator
        return percentage_target(hundredths=share, population=below) if share and below else None

    def _rate(
        self, place: Place, indicator: Indicator, counts: Counts, target: int | None, *, had_gone: bool
    ) -> float | None:
        """Return the share of the target, None where a number that it is made of is hidden or missing."""
        if counts.result is None or not target:
            return None
        if indicator.kind is IndicatorKind.RATIO or not self.aims.counts_already_had(place, indicator):
            return counts.result / target
        return None if had_gone else (counts.result + (counts.already_had or 0)) / target


def _column(indicator: Indicator, *, had: bool = False) -> str:
    return f"{indicator.key}/had" if had else indicator.key


def _within(campaign: CampaignDefinition, indicators: Sequence[Indicator]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield which columns count only people who are counted in others too.

    Whoever took a step was reached; whoever has all steps has each required one, and whoever has a step has those that
    it requires, by the campaign or before.
    """
    there = {indicator.key: indicator for indicator in indicators}
    derived = {indicator.kind: indicator for indicator in indicators}
    reached, everything = derived.get(IndicatorKind.REACHED), derived.get(IndicatorKind.ALL_STEPS)
    for step in campaign.steps:
        both = (_column(step), _column(step, had=True))
        if reached is not None:
            yield _column(step), (_column(reached),)
        if everything is not None and step.required:
            yield _column(everything), both
            yield _column(everything, had=True), (both[1],)
        for key in step.rule.prerequisites:
            needed = there[key]
            yield _column(step), (_column(needed), _column(needed, had=True))
    if reached is not None and everything is not None:
        yield _column(everything), (_column(reached),)
