"""Villages, schools and agencies of one commune that become one, or several: what would follow, and doing it.

A new place is always a new line, also when it keeps a name: what was recorded and asked for stays with the old one,
and a report of an earlier day is what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries import boundaries as queries
from campaign.db.queries.boundaries import Effects
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.place_codes import LETTERS, clean_place_name, unit_code
from campaign.domain.vocabulary import RESIDENCE_KINDS
from campaign.errors import CampaignError
from campaign.services.boundaries.carrying import carry
from campaign.services.boundaries.plan import MERGE, SPLIT, Changed, Plan, begin, finish, require_day, words_of
from campaign.services.boundaries.repeating import repeated
from campaign.services.call import Action, Event
from campaign.services.place_units import children, require_free_name

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.domain.vocabulary import PlaceKind
    from campaign.services.boundaries.plan import Carried
    from campaign.services.call import Call, Change

__all__ = [
    "Changed",
    "Effects",
    "MergeUnits",
    "NewPart",
    "Preview",
    "SplitUnit",
    "merge_units",
    "preview",
    "split_unit",
]

FEWEST = 2
MOST_PARTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUnits:
    """Units of one commune that become one on a day, under a name that may be that of one of them."""

    id: uuid.UUID
    place_ids: tuple[int, ...]
    name: str
    kind: PlaceKind
    effective_on: date
    reason: str
    local_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """One part of a divided unit; `people` live there from then on. The first part is the main one and has the rest."""

    name: str
    kind: PlaceKind
    local_code: str | None = None
    people: tuple[uuid.UUID, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnit:
    """A unit that is divided on a day; its history, targets and helpers follow the first part."""

    id: uuid.UUID
    place_id: int
    parts: tuple[NewPart, ...]
    effective_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What hangs on places before they become others: of each by id its people, of all together everything."""

    places: tuple[Place, ...]
    people: Mapping[int, int]
    effects: Effects


def preview(*, call: Call, place_ids: Sequence[int], day: date) -> Preview:
    """Return what would follow if units of one commune became others on a day (4 queries and one for each unit).

    Raises `not_permitted`, `boundary_two_communes`.
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        found = [place_by_id(connection, place_id=own) for own in dict.fromkeys(place_ids)]
        places = tuple(place for place in found if place is not None)
        _require_units(call, places, len(found))
        communes = sorted({place.commune_id for place in places})
        ids = [place.id for place in places]
        people = queries.people_by_place(connection, place_ids=ids, communes=communes)
        effects = queries.effects(connection, place_ids=ids, communes=communes, day=day)
    return Preview(places=places, people=people, effects=effects)


def merge_units(*, call: Call, command: MergeUnits) -> Changed:
    """Let units of one commune become one; the same form sent twice does it once.

    Raises `not_permitted`, `reason_missing`, `boundary_too_few`, `boundary_two_communes`, `boundary_over` (one is no
    more), `boundary_in_future`, `boundary_too_early`, `boundary_kinds`, `place_name_invalid`, `place_name_taken`,
    `unit_kind_invalid`, `local_code_invalid`, `place_code_taken`.
    """
    reason = words_of(command.reason)
    with call.write() as change:
        again = repeated(call, change, command.id)
        if again is not None:
            return again
        olds, commune = _held(call, change, command.place_ids, command.effective_on)
        if len(olds) < FEWEST:
            raise CampaignError("boundary_too_few")
        _require_kinds(olds, [command.kind])
        people = queries.people_by_place(
            change.connection, place_ids=[place.id for place in olds], communes=[commune.id]
        )
        # The largest comes first: of what a new place has one of, it is the largest's.
        olds = sorted(olds, key=lambda place: (-people.get(place.id, 0), place.id))
        part = NewPart(name=command.name, kind=command.kind, local_code=command.local_code)
        (new,) = _drawn(change, commune, olds, [part], command.effective_on)
        plan = Plan(
            id=command.id,
            kind=MERGE,
            commune=commune,
            effective_on=command.effective_on,
            reason=reason,
            olds=olds,
            news={new.id: new},
            heirs={place.id: new.id for place in olds},
        )
        return _write(call, change, plan, [new])


def split_unit(*, call: Call, command: SplitUnit) -> Changed:
    """Divide a unit; the same form sent twice does it once.

    Raises what `merge_units` does, and `boundary_parts` (fewer than 2 or more than 6), `boundary_person_twice`,
    `boundary_person_elsewhere`.
    """
    reason = words_of(command.reason)
    if not FEWEST <= len(command.parts) <= MOST_PARTS:
        raise CampaignError("boundary_parts", limit=MOST_PARTS)
    with call.write() as change:
        again = repeated(call, change, command.id)
        if again is not None:
            return again
        olds, commune = _held(call, change, (command.place_id,), command.effective_on)
        old = olds[0]
        _require_kinds(olds, [part.kind for part in command.parts])
        news = _drawn(change, commune, olds, command.parts, command.effective_on)
        plan = Plan(
            id=command.id,
            kind=SPLIT,
            commune=commune,
            effective_on=command.effective_on,
            reason=reason,
            olds=olds,
            news={new.id: new for new in news},
            heirs={old.id: news[0].id},
            parts=[(old.id, new.id) for new in news[1:]],
            apart=_apart(change, old, command.parts, news),
        )
        return _write(call, change, plan, news)


def _write(call: Call, change: Change, plan: Plan, news: Sequence[Place]) -> Changed:
    begin(call, change, plan)
    carried = carry(call, change, plan)
    change.log(_event(plan, news, carried))
    return finish(change, plan, carried, [new.code for new in news], [new.name for new in news])


def _held(call: Call, change: Change, place_ids: Sequence[int], day: date) -> tuple[list[Place], Place]:
    """Return units and their commune, held against others who change its units."""
    call.require(Action.MANAGE_PLACES, None)
    connection, wanted = change.connection, tuple(dict.fromkeys(place_ids))
    if not wanted:
        raise CampaignError("boundary_too_few")
    first = place_by_id(connection, place_id=wanted[0])
    if first is None or not first.is_unit:
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    call.require(Action.MANAGE_PLACES, first.path)
    operations.hold_place(connection, place_id=first.commune_id)
    commune = place_by_id(connection, place_id=first.commune_id)
    # Read after the lock, because somebody else may just have merged one of them.
    found = [place_by_id(connection, place_id=own) for own in wanted]
    places = [place for place in found if place is not None]
    _require_units(call, places, len(wanted))
    if commune is None:
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    require_day(call, places, day)
    for place in places:
        if place.valid_to is not None and place.valid_to != commune.valid_to:
            raise CampaignError("boundary_over", place=place.name, day=place.valid_to)
    return places, commune


def _require_units(call: Call, places: Sequence[Place], wanted: int) -> None:
    for place in places:
        call.require(Action.MANAGE_PLACES, place.path)
    if len(places) < wanted or not all(place.is_unit for place in places):
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    if len({place.commune_id for place in places}) > 1:
        raise CampaignError("boundary_two_communes")


def _require_kinds(olds: Sequence[Place], kinds: Sequence[PlaceKind]) -> None:
    """Refuse to make a school of a village, or the other way round: people live in one of the two."""
    for kind in kinds:
        if kind not in LETTERS:
            raise CampaignError("unit_kind_invalid", kind=kind.value)
    homes = {kind in RESIDENCE_KINDS for kind in (*kinds, *(place.kind for place in olds))}
    if len(homes) > 1:
        raise CampaignError("boundary_kinds")


def _drawn(change: Change, commune: Place, olds: Sequence[Place], parts: Sequence[NewPart], day: date) -> list[Place]:
    """Return the new units, not yet stored; a name is free when only those bear it that end."""
    ending = {place.id for place in olds}
    known = list(children(change.connection, commune))
    others = [place for place in known if place.id not in ending]
    codes = {place.code for place in known}
    added: list[Place] = []
    for part, own_id in zip(parts, operations.take_ids(change.connection, how_many=len(parts)), strict=True):
        name = clean_place_name(part.name)
        require_free_name(commune, [*others, *added], name, day)
        code = unit_code(
            commune_code=commune.code, taken=codes, kind=part.kind, local_code=part.local_code or None, name=name
        )
        codes.add(code)
        added.append(
            Place(
                id=own_id,
                code=code,
                kind=part.kind,
                parent_id=commune.id,
                commune_id=commune.id,
                path=f"{commune.path}{own_id}/",
                name=name,
                local_code=part.local_code or None,
                valid_from=day,
                valid_to=commune.valid_to,
            )
        )
    return added


def _apart(change: Change, old: Place, parts: Sequence[NewPart], news: Sequence[Place]) -> dict[uuid.UUID, int]:
    """Return who goes to another part than the first, each of them from the divided unit and to one part only."""
    chosen: dict[uuid.UUID, int] = {}
    for part, new in zip(parts[1:], news[1:], strict=True):
        for person in part.people:
            if chosen.get(person, new.id) != new.id:
                raise CampaignError("boundary_person_twice")
            chosen[person] = new.id
    if queries.people_elsewhere(change.connection, commune_id=old.commune_id, place_id=old.id, people=list(chosen)):
        raise CampaignError("boundary_person_elsewhere", place=old.name)
    return chosen


def _event(plan: Plan, news: Sequence[Place], carried: Carried) -> Event:
    return Event(
        commune_id=plan.commune.commune_id,
        action=f"place.{plan.kind}",
        subject_kind="place",
        subject_id=news[0].code,
        # The commune, not the new place: that one disappears when the change is taken back.
        place_id=plan.commune.id,
        before={"places": [named(place) for place in plan.olds]},
        after={
            "places": [named(place) for place in news],
            "on": plan.effective_on.isoformat(),
            "people": carried.people,
        },
        reason=plan.reason,
    )


def named(place: Place) -> str:
    """Return a place as the audit chain names it in a list."""
    return f"{place.code} {place.name}"
