"""The targets of a copied campaign: per indicator and due day the whole, and its parts split by the people there.

A number is split anew by largest remainder over the places that have a figure; a percentage stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.places import places_under
from campaign.domain.copying import CopyWay, due_there, total_there
from campaign.domain.splitting import split_total
from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, PopulationGroup, ReportLevel, TargetKind
from campaign.services.denominators import Denominators, denominators, people_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.targets import StoredTarget
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.copying import CopyWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The campaign that is copied: its places, its targets in force, the people that they are shares of, its plan."""

    campaign: CampaignDefinition
    plan: tuple[ReportLevel, int] | None
    places: tuple[Place, ...]
    targets: Sequence[StoredTarget]
    known: Denominators


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """The new place, its parts and their people."""

    root: Place
    parts: tuple[Place, ...]
    known: Denominators


def targets_there(
    call: Call, connection: Connection, source: Source, *, place: Place, wish: CopyWish
) -> tuple[list[dict[str, object]], list[str]]:
    """Return rows of the new targets, their `indicator_id` still a key, and the keys that could not be carried over.

    2 queries, any number of places.
    """
    places = places_under(connection, path=place.path)
    kinds = COMMUNE_KINDS if place.commune_id == 0 else RESIDENCE_KINDS
    parts = tuple(p for p in places if p.kind in kinds and p.id != place.id and p.valid_on(wish.starts_on))
    groups = {i.population_group or PopulationGroup.ALL for i in source.campaign.indicators}
    groups |= {t.population_group for t in source.targets if t.population_group}
    known = denominators(connection, places=places, groups=groups, on=call.moment.today)
    there = _There(root=place, parts=parts, known=known)
    old = (source.campaign.starts_on, source.campaign.ends_on)
    rows: list[dict[str, object]] = []
    untold: list[str] = []
    for indicator in source.campaign.indicators:
        mine = [t for t in source.targets if t.indicator_id == indicator.id]
        # Two old days may fall on one new day; the later one is nearer to what is wanted in the end.
        dues: dict[date, list[StoredTarget]] = {}
        for due in sorted({t.due_on for t in mine}):
            new = due_there(due=due, old=old, new=(wish.starts_on, wish.ends_on))
            dues[new] = [t for t in mine if t.due_on == due]
        for due, found in dues.items():
            made = _of_one(source, there, indicator, found, wish)
            if made is None:
                untold.append(indicator.key)
            else:
                rows += [row | {"indicator_id": indicator.key, "due_on": due} for row in made]
    return rows, list(dict.fromkeys(untold))


def _of_one(
    source: Source, there: _There, indicator: Indicator, found: Sequence[StoredTarget], wish: CopyWish
) -> list[dict[str, object]] | None:
    """Return the rows of one indicator and due day; None when they cannot be known."""
    root = next((t for t in found if t.place_id == source.campaign.place_id), None)
    right_below = {p.id for p in source.places if p.parent_id == source.campaign.place_id}
    parts = [t for t in found if t.place_id in right_below]
    share = _common_share(parts)
    rows: list[dict[str, object]] = []
    if root is not None and root.kind is TargetKind.PERCENT:
        rows += _shares(there, [there.root], root)
    if share is not None:
        rows += _shares(there, there.parts, share)
    wants_root = root is not None and root.kind is TargetKind.COUNT
    wants_parts = bool(parts) and share is None
    if not (wants_root or wants_parts):
        return rows or None
    numbers = _numbers(source, there, indicator, root=root if wants_root else None, parts=parts, way=wish.way)
    if numbers is None:
        return rows or None
    total, given = numbers
    if wants_root:
        rows.append(_count(there.root.id, total))
    if wants_parts:
        rows += [_count(place_id, people) for place_id, people in given.items()]
    return rows or None


def _numbers(
    source: Source,
    there: _There,
    indicator: Indicator,
    *,
    root: StoredTarget | None,
    parts: Sequence[StoredTarget],
    way: CopyWay,
) -> tuple[int, dict[int, int]] | None:
    group = indicator.population_group or PopulationGroup.ALL
    given = sum(people_wanted(t, source.known) or 0 for t in parts)
    total = total_there(
        total=root.amount if root is not None and root.amount is not None else given,
        people_here=_people(source.known, source.campaign.place_id, group),
        people_there=_people(there.known, there.root.id, group) or _sum(there, group),
        way=way,
    )
    if total is None:
        return None
    weights = [(str(p.id), there.known[p.id, group][0]) for p in there.parts if (p.id, group) in there.known]
    if sum(n for _code, n in weights) == 0:
        return total, {}
    return total, {int(own): people for own, people in split_total(total=total, weights=weights).items()}


def _common_share(parts: Sequence[StoredTarget]) -> StoredTarget | None:
    """Return the percentage that all parts have in common, None for numbers or for several percentages."""
    said = {(t.kind, t.amount, t.population_group) for t in parts}
    return parts[0] if len(said) == 1 and parts[0].kind is TargetKind.PERCENT else None


def _shares(there: _There, places: Iterable[Place], said: StoredTarget) -> list[dict[str, object]]:
    group = said.population_group or PopulationGroup.ALL
    return [
        {
            "place_id": place.id,
            "kind": TargetKind.PERCENT.value,
            "amount": said.amount,
            "population_group": group.value,
            "population_as_of": there.known[place.id, group][1],
        }
        for place in places
        if (place.id, group) in there.known
    ]


def _count(place_id: int, people: int) -> dict[str, object]:
    return {
        "place_id": place_id,
        "kind": TargetKind.COUNT.value,
        "amount": people,
        "population_group": None,
        "population_as_of": None,
    }


def _people(known: Denominators, place_id: int, group: PopulationGroup) -> int | None:
    found = known.get((place_id, group))
    return found[0] if found else None


def _sum(there: _There, group: PopulationGroup) -> int | None:
    """Return the people of the parts that were counted, where one of them was not."""
    counted = [there.known[p.id, group][0] for p in there.parts if (p.id, group) in there.known]
    return sum(counted) if counted else None
