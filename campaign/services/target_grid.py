"""Reading targets: the grid of one due day, what is left to give out, a split by population, a cell's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.targets import StoredTarget, current_targets, target_versions
from campaign.domain.permissions import allowed
from campaign.domain.splitting import split_total
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.denominators import Denominators, denominators, people_wanted
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.domain.vocabulary import PlaceKind
    from campaign.services.call import Call
    from campaign.services.targets import TargetChange


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCell:
    """One target in force; `people` is what it means in people.

    None when its group was never counted, and for a ratio, whose percentage is one of no group.
    """

    kind: TargetKind
    amount: int
    people: int | None
    population_group: PopulationGroup | None
    population: int | None
    population_as_of: date | None
    version: int
    set_by: str
    set_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One place of the grid, with its cells by indicator key and the people of each group.

    `is_part`: it stands directly below the campaign's place, so the parts' targets add up to the total; below a
    province those are the communes.
    """

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    is_root: bool
    is_part: bool
    is_unit: bool
    cells: Mapping[str, TargetCell]
    versions: Mapping[str, int]
    population: Mapping[PopulationGroup, tuple[int, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """Per indicator: the root's target, what its parts were given, and what is left (negative: given too much)."""

    total: int | None
    given: int
    left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGrid:
    """The grid of one due day: root first, then its units."""

    campaign: str
    editable: bool
    due_on: date
    due_days: tuple[date, ...]
    indicators: tuple[Indicator, ...]
    rows: tuple[TargetRow, ...]
    remainders: Mapping[str, Remainder]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetVersion:
    """One line of a target's history."""

    due_on: date
    version: int
    kind: TargetKind
    amount: int | None
    reason: str
    set_by: str
    set_at: datetime


def target_grid(*, call: Call, slug: str, due_on: date | None = None) -> TargetGrid:
    """Return the targets of a campaign for one due day (default: its last). 5 queries, any number of places."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        due = due_on or campaign.ends_on
        found = current_targets(connection, campaign_id=campaign.id, place_ids=[place.id for place in places])
        # Every group: a total may be split by any that was counted, whatever its indicator is a share of.
        known = denominators(connection, places=places, groups=PopulationGroup, on=call.moment.today)
    indicators = campaign.indicators
    due_then: dict[int, list[StoredTarget]] = {}
    for target in found:
        if target.due_on == due:
            due_then.setdefault(target.place_id, []).append(target)
    counted: dict[int, dict[PopulationGroup, tuple[int, date]]] = {}
    for (place_id, group), people in known.items():
        counted.setdefault(place_id, {})[group] = people
    rows = tuple(
        _row(campaign, place, indicators, due_then.get(place.id, ()), known, counted=counted.get(place.id, {}))
        for place in places
    )
    return TargetGrid(
        campaign=slug,
        editable=campaign.status in {CampaignStatus.DRAFT, CampaignStatus.OPEN} and _may_set(call, campaign),
        due_on=due,
        due_days=tuple(sorted({t.due_on for t in found if t.amount is not None} | {campaign.ends_on})),
        indicators=indicators,
        rows=rows,
        remainders={i.key: remainder(rows, i.key) for i in indicators if i.kind is not IndicatorKind.RATIO},
    )


def remainder(rows: Iterable[TargetRow], indicator: str) -> Remainder:
    """Return what is left of the root's target after the targets of its parts, in people."""
    total, given = None, 0
    for row in rows:
        cell = row.cells.get(indicator)
        if row.is_root:
            total = cell.people if cell else None
        elif row.is_part and cell and cell.people:
            given += cell.people
    return Remainder(total=total, given=given, left=None if total is None else total - given)


def split(*, grid: TargetGrid, indicator: str, total: int, group: PopulationGroup) -> dict[int, int]:
    """Return a total split over the grid's parts by a population group: place id -> people, summing exactly.

    Places without a figure for the group get nothing and are for the official to see; raises
    `split_without_population` when no place has one. Largest remainder, ties to the larger, then to the code.
    """
    if grid.indicators and indicator not in {i.key for i in grid.indicators}:
        raise CampaignError("indicator_unknown", indicator=indicator)
    parts = {row.code: row for row in grid.rows if row.is_part and group in row.population}
    shares = split_total(total=total, weights=[(code, row.population[group][0]) for code, row in parts.items()])
    return {parts[code].place_id: people for code, people in shares.items()}


def versions(*, call: Call, slug: str, place_id: int, indicator: str) -> tuple[TargetVersion, ...]:
    """Return every version of a target, newest first, with who and why."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        found = campaign.indicator(indicator)
        if found is None or place_id not in {place.id for place in places}:
            raise CampaignError("place_unknown")
        rows = target_versions(connection, campaign_id=campaign.id, place_id=place_id, indicator_id=found.id)
    return tuple(
        TargetVersion(
            due_on=row.due_on,
            version=row.version,
            kind=row.kind,
            amount=row.amount,
            reason=row.reason,
            set_by=row.set_by,
            set_at=row.set_at,
        )
        for row in rows
    )


def target_denominators(
    call: Call,
    connection: Connection,
    campaign: CampaignDefinition,
    places: Sequence[Place],
    found: Iterable[StoredTarget | TargetChange],
) -> Denominators:
    """Return the populations that the targets of a campaign are, or may be, shares of (1 query)."""
    groups = {i.population_group for i in campaign.indicators if i.population_group}
    groups |= {t.population_group for t in found if t.population_group} | {PopulationGroup.ALL}
    return denominators(connection, places=places, groups=groups, on=call.moment.today)


def _row(
    campaign: CampaignDefinition,
    place: Place,
    indicators: Sequence[Indicator],
    found: Sequence[StoredTarget],
    known: Denominators,
    *,
    counted: Mapping[PopulationGroup, tuple[int, date]],
) -> TargetRow:
    mine = {t.indicator_id: t for t in found}
    cells = {i.key: _shown(mine[i.id], known) for i in indicators if i.id in mine and mine[i.id].amount is not None}
    return TargetRow(
        place_id=place.id,
        code=place.code,
        name=place.name,
        kind=place.kind,
        is_root=place.id == campaign.place_id,
        is_part=place.parent_id == campaign.place_id,
        is_unit=place.is_unit,
        cells={key: cell for key, cell in cells.items() if cell is not None},
        versions={i.key: mine[i.id].version for i in indicators if i.id in mine},
        population=counted,
    )


def _shown(target: StoredTarget, known: Denominators) -> TargetCell | None:
    if target.amount is None:
        return None
    group = target.population_group
    population = known.get((target.place_id, group)) if group else None
    return TargetCell(
        kind=target.kind,
        amount=target.amount,
        people=people_wanted(target, known),
        population_group=group,
        population=population[0] if population else None,
        population_as_of=population[1] if population else None,
        version=target.version,
        set_by=target.set_by,
        set_at=target.set_at,
        reason=target.reason,
    )


def _may_set(call: Call, campaign: CampaignDefinition) -> bool:
    viewer = call.viewer
    return allowed(role=viewer.role, action=Action.SET_TARGETS, scope=viewer.scope, path=campaign.place_path)
