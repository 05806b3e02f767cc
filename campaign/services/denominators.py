"""Named, dated denominators: how many people of a group live at a place, and what a target means in people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries.places import populations
from campaign.domain.pace import percentage_target
from campaign.domain.vocabulary import RESIDENCE_KINDS, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.targets import StoredTarget
    from campaign.domain.vocabulary import PopulationGroup

# (place, group) -> (people, as of)
Denominators = dict[tuple[int, "PopulationGroup"], tuple[int, "date"]]


def denominators(
    connection: Connection, *, places: Sequence[Place], groups: Iterable[PopulationGroup], on: date
) -> Denominators:
    """Return the population of each place and group (1 query).

    A place without a figure of its own has the sum of the villages below it, if every one of them has a figure:
    a sum with a gap would be a wrong number, and a missing one is better. Its date is the oldest of theirs.
    """
    wanted = tuple(dict.fromkeys(groups))
    found = populations(connection, place_ids=[p.id for p in places], groups=wanted, on=on)
    homes = _homes_below(places)
    for place in places:
        for group in wanted:
            parts = [found.get((home, group)) for home in homes.get(place.id, ())]
            if (place.id, group) in found or not parts or None in parts:
                continue
            known = [part for part in parts if part is not None]
            found[place.id, group] = (sum(n for n, _ in known), min(day for _, day in known))
    return found


def _homes_below(places: Sequence[Place]) -> dict[int, list[int]]:
    """Return place -> the villages below it: each village walks up its own path, so that the work is linear."""
    below: dict[int, list[int]] = {}
    for home in places:
        if home.kind in RESIDENCE_KINDS:
            for above in home.ancestors("/")[1:]:
                below.setdefault(above, []).append(home.id)
    return below


def people_wanted(target: StoredTarget, known: Mapping[tuple[int, PopulationGroup], tuple[int, date]]) -> int | None:
    """Return a target in people: the number itself, or the percentage of its group, rounded up; None if unknown."""
    if target.amount is None or target.kind is TargetKind.COUNT:
        return target.amount
    group = target.population_group
    population = known.get((target.place_id, group)) if group else None
    return None if population is None else percentage_target(hundredths=target.amount, population=population[0])
