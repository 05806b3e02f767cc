"""Who is ahead, and who needs help: ranks among peers, by the share of the target and by that of those who may.

Peers are places of one kind under one parent (domain § 10); where a campaign sorts the communes of a province into
groups, those of one group, wards and communes alike, because they were given the same targets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from campaign.domain.ranking import rank
from campaign.domain.vocabulary import COMMUNE_KINDS
from campaign.services.progress_charts import RankingLine
from campaign.services.progress_heat import order_of_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db.queries.places import Place
    from campaign.domain.pace import PaceReading
    from campaign.services.progress_scene import Scene

# place -> (its rank or None, how many of its peers are ranked)
Ranks = dict[int, tuple[int | None, int]]
NO_GROUPS: Final[Mapping[int, str]] = {}


def group_of(place: Place, groups: Mapping[int, str]) -> str:
    """Return the commune group of a place; empty for one without, and for whatever is no commune."""
    return groups.get(place.id, "") if place.kind in COMMUNE_KINDS else ""


def ranks_among_peers(
    places: Sequence[Place], rates: Mapping[int, Fraction | None], groups: Mapping[int, str]
) -> Ranks:
    """Return the rank of each place; one without a rate is not ranked and does not count."""
    peers = {place.id: group_of(place, groups) or place.kind for place in places}
    found: Ranks = {}
    for peer in dict.fromkeys(peers.values()):
        own = {place_id: rates.get(place_id) for place_id, theirs in peers.items() if theirs == peer}
        ranked, count = rank(rates=own), sum(rate is not None for rate in own.values())
        found |= {place_id: (ranked.get(place_id), count) for place_id in own}
    return found


def target_rate(reading: PaceReading, *, known: bool) -> Fraction | None:
    """Return the exact share of the target; None without a target, for one of 0, and without data."""
    return Fraction(reading.toward_target, reading.target) if known and reading.target else None


def ranking(scene: Scene) -> tuple[RankingLine, ...]:
    """Return the places right below, the best of each kind and group first, those that are not ranked last."""
    readings, chosen, places = scene.readings, scene.chosen, scene.measured
    found = {place.id: readings.reading(place, chosen) for place in places}
    results = {place.id: readings.result(place, chosen) for place in places}
    rates = {p.id: target_rate(found[p.id], known=results[p.id] is not None) for p in places}
    shares = {place.id: covered(scene, place) for place in places}
    by_target = ranks_among_peers(places, rates, scene.groups)
    by_people = ranks_among_peers(places, shares, scene.groups)
    lines = [
        RankingLine(
            code=place.code,
            name=place.name,
            kind=place.kind,
            group=group_of(place, scene.groups),
            result=results[place.id],
            toward_target=None if results[place.id] is None else found[place.id].toward_target,
            target=found[place.id].target,
            eligible=readings.eligible(place, chosen),
            rate=None if results[place.id] is None else found[place.id].rate,
            eligible_rate=_float(shares[place.id]),
            rank=by_target[place.id][0],
            ranked=by_target[place.id][1],
            eligible_rank=by_people[place.id][0],
            eligible_ranked=by_people[place.id][1],
            pace=found[place.id].pace,
        )
        for place in sorted(places, key=order_of_kind)
    ]
    order = {place.code: order_of_kind(place) for place in places}
    return tuple(sorted(lines, key=lambda line: (order[line.code], line.group, line.rank or len(lines) + 1)))


def covered(scene: Scene, place: Place) -> Fraction | None:
    """Return the share of those who may that have it, by this campaign or before; of a ratio numerator by denominator.

    None where nobody counted who may, and where nothing was approved yet.
    """
    tally, people = scene.tallies.tally(place, scene.chosen), scene.tallies.eligible(place, scene.chosen)
    if not people or not scene.tallies.known(place, scene.chosen):
        return None
    return Fraction(tally.completed + tally.already_had, people)


def _float(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
