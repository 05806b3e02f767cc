"""The shortlist for "Dân vận khéo": every registration with its numbers, by the rules of `domain.commendation`.

Numbers are counted when they are read, from records and roll-ups; none is stored. 11 queries, whatever the size.
No citizen is named here, and nothing about them but that they were helped.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.db.queries import commendation as queries
from campaign.db.queries.commendation import StoredCommendation, WorkDone, Worker
from campaign.db.queries.places import Place
from campaign.domain.commendation import Evidence, Ground, Part, Share, Standing, hard_places, shortlist
from campaign.domain.indicators import CampaignDefinition
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import RESIDENCE_KINDS, PlaceKind
from campaign.errors import CampaignError
from campaign.services import initiative_rules as rules
from campaign.services.call import Action
from campaign.services.outreach_rules import sight_of
from campaign.services.progress import PEOPLE_KINDS
from campaign.services.scoping import campaign_in_scope, terrain_in_scope
from campaign.services.shortlist_numbers import PlaceNumbers, place_numbers

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import Indicator
    from campaign.services.call import Call
    from campaign.services.scoping import Terrain

__all__ = ["HardVillage", "PlaceNumbers", "Shortlist", "ShortlistLine", "shortlist_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HardVillage:
    """A village that counts as hard: of what was recorded there about required steps, what people had before."""

    place: Place
    before: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistLine:
    """One registration with its standing and everything that it was made from.

    `places` are those that its people answer for and that its ground counts; `hard` the hard ones of these.
    `work` is None where the software knows nobody behind the registration.
    """

    stored: StoredCommendation
    standing: Standing[uuid.UUID]
    shares: Mapping[Part, Share | None]
    work: WorkDone | None
    workers: int
    places: tuple[PlaceNumbers, ...]
    hard: tuple[PlaceNumbers, ...]
    may_choose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The shortlist of the viewer's area on a day. `target_of` is the indicator whose target counts, None without."""

    campaign: CampaignDefinition
    place: Place
    on: date
    day: int
    lines: tuple[ShortlistLine, ...]
    hard: tuple[HardVillage, ...]
    target_of: Indicator | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is read once for all registrations."""

    campaign: CampaignDefinition
    on: date
    numbers: Mapping[int, PlaceNumbers]
    hard: frozenset[int]
    work: Mapping[uuid.UUID, WorkDone]
    workers: Mapping[uuid.UUID, set[int]]


def shortlist_view(*, call: Call, slug: str) -> Shortlist:
    """Return the shortlist of the viewer's area as of today, or of the campaign's last day once it is over.

    Raises `not_permitted`, `campaign_unknown`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_COMMENDATION)
        on = campaign.nearest(call.moment.today)
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_COMMENDATION, on=on)
        if not terrain.places:
            raise CampaignError("not_permitted", action=Action.SEE_COMMENDATION.value)
        paths = sight_of(call, campaign).paths
        rows = queries.commendations_in(connection, campaign_id=campaign.id, paths=paths)
        workers = queries.workers_of(connection, campaign_id=campaign.id, paths=paths)
        units = [p for p in terrain.places if p.kind in RESIDENCE_KINDS or p.kind is PlaceKind.SCHOOL]
        numbers = place_numbers(connection, campaign=campaign, places=units, lineage=terrain.lineage, on=on)
        before = {n.place.id: n.before for n in numbers.values() if n.before and n.place.kind in RESIDENCE_KINDS}
        hard = hard_places(before=before)
        answered = _answered_for(connection, rows, workers, terrain, on)
        grounds = {own: _ground(places, numbers) for own, places in answered.items()}
        work = queries.work_done(
            connection,
            campaign_id=campaign.id,
            commune_ids={p.commune_id for p in terrain.ever if p.commune_id},
            workers=workers,
            grounds={
                own: {old: place in hard for place in places for old in terrain.lineage.with_old([place])}
                for own, (_ground_of, places) in grounds.items()
            },
            until=on,
        )
    people: dict[uuid.UUID, set[int]] = {}
    for worker in workers:
        people.setdefault(worker.commendation_id, set()).add(worker.account_id)
    scene = _Scene(campaign=campaign, on=on, numbers=numbers, hard=hard, work=work, workers=people)
    return Shortlist(
        campaign=campaign,
        place=terrain.places[0],
        on=on,
        day=campaign.day_number(on),
        lines=_lines(call, scene, rows, grounds),
        hard=tuple(HardVillage(place=numbers[own].place, before=before[own]) for own in before if own in hard),
        target_of=campaign.headline if campaign.headline.kind in PEOPLE_KINDS else None,
    )


def _answered_for(
    connection: Connection,
    rows: Sequence[StoredCommendation],
    workers: Sequence[Worker],
    terrain: Terrain,
    on: date,
) -> dict[uuid.UUID, tuple[int, ...]]:
    """Return registration -> the places that its people are in charge of on the day, and a team's own village."""
    present = [w for w in workers if (w.since is None or w.since <= on) and (w.until is None or w.until >= on)]
    charges = queries.places_answered_for(connection, account_ids={w.account_id for w in present}, day=on)
    homes = queries.team_places(connection, team_ids=[row.team_id for row in rows if row.team_id is not None])
    found: dict[uuid.UUID, dict[int, None]] = {row.id: {} for row in rows}
    for row in rows:
        if row.team_id is not None and row.team_id in homes:
            found[row.id][terrain.lineage.heir(homes[row.team_id])] = None
    for worker in present:
        for place_id in charges.get(worker.account_id, ()):
            found[worker.commendation_id][terrain.lineage.heir(place_id)] = None
    return {own: tuple(places) for own, places in found.items()}


def _ground(places: Iterable[int], numbers: Mapping[int, PlaceNumbers]) -> tuple[Ground | None, tuple[int, ...]]:
    """Return what a registration is compared on: its villages if it has any, else its schools."""
    known = [place_id for place_id in places if place_id in numbers]
    villages = tuple(p for p in known if numbers[p].place.kind in RESIDENCE_KINDS)
    if villages:
        return Ground.VILLAGES, villages
    return (Ground.SCHOOLS, tuple(known)) if known else (None, ())


def _lines(
    call: Call,
    scene: _Scene,
    rows: Sequence[StoredCommendation],
    grounds: Mapping[uuid.UUID, tuple[Ground | None, tuple[int, ...]]],
) -> tuple[ShortlistLine, ...]:
    by_id = {row.id: row for row in rows}
    shares = {row.id: _shares(scene, row, grounds[row.id][1]) for row in rows}
    evidence = [
        Evidence(
            key=row.id,
            kind=row.kind,
            ground=grounds[row.id][0],
            outside=row.team_id is None and row.account_id is None,
            base=_base(scene, grounds[row.id][1]),
            shares=shares[row.id],
        )
        for row in rows
    ]
    return tuple(
        ShortlistLine(
            stored=by_id[standing.key],
            standing=standing,
            shares=shares[standing.key],
            work=_work(scene, by_id[standing.key]),
            workers=len(scene.workers.get(standing.key, ())),
            places=tuple(scene.numbers[p] for p in grounds[standing.key][1]),
            hard=tuple(scene.numbers[p] for p in grounds[standing.key][1] if p in scene.hard),
            may_choose=_may_choose(call, scene.campaign, by_id[standing.key]),
        )
        for standing in shortlist(evidence=evidence)
    )


def _shares(scene: _Scene, row: StoredCommendation, places: Sequence[int]) -> dict[Part, Share | None]:
    work = _work(scene, row)
    if work is None or not places:
        return dict.fromkeys(Part)
    known = [scene.numbers[place_id] for place_id in places]
    elapsed = scene.campaign.day_number(scene.on)
    targets = [n for n in known if n.target]
    eligible = _sum(n.eligible for n in known)
    mine = [n for n in known if n.place.id in scene.hard]
    hard = None
    if scene.hard:
        # Whoever answers for no hard village has none of these points; where no village is hard, nobody is asked.
        whole = _sum(n.eligible for n in mine) if mine else max(eligible or 0, 1)
        hard = Share(n=work.hard, of=whole) if whole else None
    return {
        Part.REACH: Share(n=work.own, of=eligible) if eligible else None,
        Part.TARGET: Share(n=sum(n.toward for n in targets), of=sum(n.target or 0 for n in targets))
        if targets
        else None,
        Part.HARD: hard,
        Part.STEADY: Share(n=work.days, of=elapsed) if elapsed else None,
        Part.SATISFACTION: None,
    }


def _work(scene: _Scene, row: StoredCommendation) -> WorkDone | None:
    """Return what was done; nothing recorded yet is 0, and nobody known behind it is None."""
    if row.team_id is None and row.account_id is None:
        return None
    return scene.work.get(row.id, WorkDone(helped=0, days=0, own=0, hard=0))


def _base(scene: _Scene, places: Sequence[int]) -> int | None:
    known = [scene.numbers[place_id] for place_id in places]
    eligible = _sum(n.eligible for n in known)
    return eligible if eligible is not None else sum(n.target or 0 for n in known)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return a sum, None with a gap in it: a missing number is not 0."""
    found = list(numbers)
    return None if not found or None in found else sum(n for n in found if n is not None)


def _may_choose(call: Call, campaign: CampaignDefinition, row: StoredCommendation) -> bool:
    viewer = call.viewer
    return (
        campaign.status in rules.OPEN_FOR
        and not viewer.seen_by
        and allowed(role=viewer.role, action=Action.MANAGE_CAMPAIGNS, scope=viewer.scope, path=row.place.path)
    )
