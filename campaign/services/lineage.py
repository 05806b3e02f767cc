"""Places that became others: on a day one of the two is shown, and it shows the numbers of both.

Nothing is written for it: records and roll-ups stay where the work was done, and are added up when they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from campaign.db.queries.places import places_that_moved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.progress import Daily
    from campaign.db.queries.reports import DailySums
    from campaign.domain.indicators import CampaignDefinition

# What one roll-up adds to the places that are shown: mostly once to its own.
Shares = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Who shows whose numbers on a day.

    `heirs`: old place -> the one that came after it. `hidden` are the old, and those that were not there yet.
    `apart`: a village that followed another commune than most of its own -> what that moves between the two.
    """

    heirs: Mapping[int, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    apart: Mapping[int, Shares] = field(default_factory=dict)

    def heir(self, place_id: int) -> int:
        """Return the place that shows the numbers of a place: mostly itself."""
        return self.heirs.get(place_id, place_id)

    def shares(self, place_id: int) -> Shares:
        """Return where the numbers of a place are added on this day."""
        return ((self.heir(place_id), 1), *self.apart.get(place_id, ()))

    def with_old(self, place_ids: Iterable[int]) -> list[int]:
        """Return places with those that became them: whose roll-ups are to be read."""
        wanted = set(place_ids)
        behind = {old for old, heir in self.heirs.items() if heir in wanted}
        behind |= {old for old, moved in self.apart.items() if any(place_id in wanted for place_id, _ in moved)}
        return sorted(wanted | behind)


ITSELF = Lineage()
"""The lineage of places that never became others."""


def lineage_in(connection: Connection, campaign: CampaignDefinition, on: date) -> Lineage:
    """Return who shows whose numbers in a campaign on a day (1 query, of the places that moved alone)."""
    return campaign_lineage(campaign, places_that_moved(connection, paths=campaign.paths), on)


def campaign_lineage(campaign: CampaignDefinition, places: Sequence[Place], on: date) -> Lineage:
    """Return who shows whose numbers on a day; of a campaign that moved, what is not where it stood then is hidden."""
    day = campaign.nearest(on)
    found = lineage_of(places, day)
    here = campaign.path_on(day)
    if not campaign.earlier or here == campaign.place_path:
        return found
    away = frozenset(place.id for place in places if not place.path.startswith(here))
    return replace(found, hidden=found.hidden | away)


def lineage_of(places: Sequence[Place], day: date) -> Lineage:
    """Return who shows whose numbers on a day, of the places of one campaign.

    A place that went into one outside the campaign stays what it was: the campaign ends with it.
    """
    coming = frozenset(place.id for place in places if place.valid_from > day)
    links = {p.id: (p.heir_id, p.heir_from) for p in places if p.heir_id is not None and p.heir_from is not None}
    if not links:
        return Lineage(hidden=coming) if coming else ITSELF
    there = {place.id: place for place in places}
    now = {old: new for old, (new, since) in links.items() if since <= day and new in there}
    heirs = {old: _last(old, now) for old in now}
    return Lineage(heirs=heirs, hidden=frozenset(heirs) | coming, apart=_apart(there, now))


def counts_shown(found: Daily, lineage: Lineage) -> Daily:
    """Return daily counts as the places of a day show them."""
    if lineage is ITSELF:
        return found
    shown: Daily = {}
    for (place_id, indicator_id, status), days in found.items():
        for target, sign in lineage.shares(place_id):
            sums = shown.setdefault((target, indicator_id, status), {})
            for day, n in days.items():
                sums[day] = sums.get(day, 0) + sign * n
    return shown


def sums_shown(found: DailySums, lineage: Lineage) -> DailySums:
    """Return daily sums of reported numbers as the places of a day show them."""
    if lineage is ITSELF:
        return found
    shown: DailySums = {}
    for (place_id, indicator_id), days in found.items():
        for target, sign in lineage.shares(place_id):
            sums = shown.setdefault((target, indicator_id), {})
            for day, (n, denominator) in days.items():
                before = sums.get(day, (0, 0))
                sums[day] = (before[0] + sign * n, before[1] + sign * denominator)
    return shown


def last_shown(found: Mapping[int, date], lineage: Lineage) -> dict[int, date]:
    """Return the last days of work as the places of a day show them."""
    shown: dict[int, date] = {}
    for place_id, day in found.items():
        for target, sign in lineage.shares(place_id):
            if sign > 0:
                shown[target] = max(day, shown.get(target, day))
    return shown


def _apart(there: Mapping[int, Place], now: Mapping[int, int]) -> dict[int, Shares]:
    """Return the villages that left the way of their commune, step by step: what they take along with them."""
    found: dict[int, Shares] = {}
    for old in now:
        moved: list[tuple[int, int]] = []
        here = old
        seen = {old}
        while here in now and now[here] not in seen:
            after = now[here]
            seen.add(after)
            left, joined = there[here].parent_id, there[after].parent_id
            expected = _last(left, now) if left is not None else None
            if joined is not None and expected is not None and expected != _last(joined, now):
                moved += [(_last(joined, now), 1), (expected, -1)]
            here = after
        if moved:
            found[old] = tuple(moved)
    return found


def _last(place_id: int, links: Mapping[int, int]) -> int:
    """Follow a place to the one that nobody came after; a circle, which no service can draw, ends where it began."""
    seen = {place_id}
    while place_id in links and links[place_id] not in seen:
        place_id = links[place_id]
        seen.add(place_id)
    return place_id
