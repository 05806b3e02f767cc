"""Whole communes that become one: their villages stand in the new commune, and everything that hangs on them follows.

Who became whom is known beforehand (the reform of 2025, or `places.succeed`). Villages of former communes may bear one
name; the later ones then bear that of their commune behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries import boundaries as queries
from campaign.db.queries.places import Place, place_by_id, places_under_all
from campaign.domain.names import fold
from campaign.domain.place_codes import unit_code
from campaign.domain.vocabulary import COMMUNE_KINDS
from campaign.errors import CampaignError
from campaign.services.boundaries.carrying import carry
from campaign.services.boundaries.plan import COMMUNES, Changed, Plan, begin, finish, words_of
from campaign.services.boundaries.repeating import repeated
from campaign.services.call import Action, Event
from campaign.services.place_units import children

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.boundaries import Effects
    from campaign.services.call import Call, Change

__all__ = ["Changed", "Former", "TakeOver", "former_communes", "take_over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """A commune takes over what its predecessors had.

    `elsewhere`: a village of a divided commune -> the other commune that it came to.
    """

    id: uuid.UUID
    commune_id: int
    reason: str
    elsewhere: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The predecessors of a commune whose villages still stand in them, and what hangs on those."""

    commune: Place
    communes: tuple[Place, ...]
    villages: tuple[Place, ...]
    effects: Effects


def former_communes(*, call: Call, commune_id: int) -> Former:
    """Return what a commune would take over (5 queries).

    Raises `not_permitted`, `parent_not_commune`.
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        commune = _commune(call, connection, commune_id)
        olds, units, _there = _waiting(connection, commune)
        ids = [place.id for place in (*olds, *units)]
        day = commune.valid_from
        found = queries.effects(connection, place_ids=ids, communes=[old.id for old in olds], day=day)
    return Former(commune=commune, communes=olds, villages=units, effects=found)


def take_over(*, call: Call, command: TakeOver) -> Changed:
    """Let a commune take over its predecessors: villages, people, work and plans; history stays with the old places.

    Villages that a commune of two parts lost to another one go there (`elsewhere`). The same form sent twice does it
    once. Raises `not_permitted`, `parent_not_commune`, `reason_missing`, `boundary_nothing_waits`,
    `boundary_not_successor`.
    """
    reason = words_of(command.reason)
    with call.write() as change:
        again = repeated(call, change, command.id)
        if again is not None:
            return again
        connection = change.connection
        commune = _commune(call, connection, command.commune_id)
        operations.hold_place(connection, place_id=commune.id)
        olds, units, links = _waiting(connection, commune)
        if not olds or not units:
            raise CampaignError("boundary_nothing_waits", place=commune.name)
        targets = _targets(call, connection, commune, units, command.elsewhere)
        news = _drawn(change, olds, units, targets)
        provinces = _provinces(connection, commune, olds)
        standing = {place.id: place for place in targets.values()} | {p.id: p for p in provinces.values()}
        plan = Plan(
            id=command.id,
            kind=COMMUNES,
            commune=commune,
            effective_on=min(links.values()),
            reason=reason,
            olds=[*_places(connection, provinces), *olds, *units],
            news={new.id: new for new in news.values()} | standing,
            heirs={old: new.id for old, new in (provinces | news).items()} | {old.id: commune.id for old in olds},
            known=frozenset(old.id for old in olds) | _known(connection, provinces),
            stands=frozenset(standing),
        )
        begin(call, change, plan)
        carried = carry(call, change, plan)
        change.log(_event(plan, olds, carried.people, len(units)))
        return finish(change, plan, carried, [commune.code], [commune.name])


def _commune(call: Call, connection: Connection, commune_id: int) -> Place:
    found = place_by_id(connection, place_id=commune_id)
    if found is None:
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    call.require(Action.MANAGE_PLACES, found.path)
    if found.kind not in COMMUNE_KINDS:
        raise CampaignError("parent_not_commune", place=found.name)
    return found


def _waiting(connection: Connection, commune: Place) -> tuple[tuple[Place, ...], tuple[Place, ...], Mapping[int, date]]:
    """Return the predecessors with villages that nobody came after, those villages, and since when each is one.

    A village that ended long before is no village of the new commune, unless people of the list still live there.
    """
    links = queries.main_predecessors(connection, place_id=commune.id)
    if not links:
        return (), (), {}
    found = places_under_all(connection, paths=[place.path for place, _since in links])
    since = {place.id: day for place, day in links}
    units = [place for place in found if place.is_unit and place.heir_id is None]
    people = queries.people_by_place(
        connection, place_ids=[unit.id for unit in units], communes=[place.id for place, _since in links]
    )
    ends = {place.id: place.valid_to for place, _since in links}
    waiting = tuple(
        unit for unit in units if unit.valid_to is None or unit.valid_to == ends[unit.commune_id] or people.get(unit.id)
    )
    old_ids = {unit.commune_id for unit in waiting}
    return tuple(place for place, _since in links if place.id in old_ids), waiting, since


def _provinces(connection: Connection, commune: Place, olds: Sequence[Place]) -> dict[int, Place]:
    """Return former province -> the province of today, for campaigns and accounts that go on there."""
    now = place_by_id(connection, place_id=commune.parent_id) if commune.parent_id else None
    former = {old.parent_id for old in olds if old.parent_id is not None} - {commune.parent_id}
    if now is None:
        return {}
    return {own: now for own in sorted(former) if queries.successor_ids(connection, place_id=own) <= {now.id}}


def _places(connection: Connection, provinces: Mapping[int, Place]) -> list[Place]:
    found = (place_by_id(connection, place_id=own) for own in provinces)
    return [place for place in found if place is not None]


def _known(connection: Connection, provinces: Mapping[int, Place]) -> frozenset[int]:
    return frozenset(own for own in provinces if queries.successor_ids(connection, place_id=own))


def _targets(
    call: Call, connection: Connection, commune: Place, units: Sequence[Place], elsewhere: Mapping[int, int]
) -> dict[int, Place]:
    """Return village -> the commune that it comes to: this one, or another part of the one it lay in."""
    found = {commune.id: commune}
    ids = {unit.id: unit.commune_id for unit in units}
    for village, other in elsewhere.items():
        if village not in ids or other not in queries.successor_ids(connection, place_id=ids[village]):
            raise CampaignError("boundary_not_successor")
        if other not in found:
            found[other] = _commune(call, connection, other)
    return {unit.id: found[elsewhere.get(unit.id, commune.id)] for unit in units}


def _drawn(
    change: Change, olds: Sequence[Place], units: Sequence[Place], targets: Mapping[int, Place]
) -> dict[int, Place]:
    """Return the villages as they stand in their new communes, not yet stored."""
    connection = change.connection
    names = {old.id: old.name for old in olds}
    taken: dict[int, set[str]] = {}
    codes: dict[int, set[str]] = {}
    for commune in {place.id: place for place in targets.values()}.values():
        there = children(connection, commune)
        taken[commune.id] = {fold(place.name) for place in there if place.valid_to is None}
        codes[commune.id] = {place.code for place in there}
    drawn: dict[int, Place] = {}
    for unit, own_id in zip(units, operations.take_ids(connection, how_many=len(units)), strict=True):
        commune = targets[unit.id]
        name = _free_name(unit.name, names[unit.commune_id], taken[commune.id])
        taken[commune.id].add(fold(name))
        local = unit.local_code if f"{commune.code}-{unit.local_code}" not in codes[commune.id] else None
        code = unit_code(
            commune_code=commune.code, taken=codes[commune.id], kind=unit.kind, local_code=local, name=name
        )
        codes[commune.id].add(code)
        drawn[unit.id] = Place(
            id=own_id,
            code=code,
            kind=unit.kind,
            parent_id=commune.id,
            commune_id=commune.id,
            path=f"{commune.path}{own_id}/",
            name=name,
            local_code=local,
            valid_from=commune.valid_from,
            valid_to=commune.valid_to,
            # The village is where it was, whichever commune it belongs to.
            latitude=unit.latitude,
            longitude=unit.longitude,
        )
    return drawn


def _free_name(name: str, commune: str, taken: set[str]) -> str:
    """Return a name that no village of the new commune bears: "Thôn 1", or "Thôn 1 Hòa An"."""
    if fold(name) not in taken:
        return name
    wanted = f"{name} {bare_name(commune)}"
    n = 2
    while fold(wanted) in taken:
        wanted = f"{name} {bare_name(commune)} ({n})"
        n += 1
    return wanted


def bare_name(commune: str) -> str:
    """Return the name of a commune without its kind: "Xã Hòa An" is "Hòa An"."""
    for kind in ("Thị trấn ", "Thị xã ", "Phường ", "Xã "):
        if commune.casefold().startswith(kind.casefold()):
            return commune[len(kind) :]
    return commune


def _event(plan: Plan, olds: Sequence[Place], people: int, villages: int) -> Event:
    return Event(
        commune_id=plan.commune.id,
        action="place.communes",
        subject_kind="place",
        subject_id=plan.commune.code,
        place_id=plan.commune.id,
        before={"places": [f"{old.code} {old.name}" for old in olds]},
        after={"on": plan.effective_on.isoformat(), "people": people, "villages": villages},
        reason=plan.reason,
    )
