"""The services of boundaries."""

import uuid
from dataclasses import replace
from datetime import date

from campaign.clock import new_id
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import PlaceKind
from campaign.services.boundaries import communes, residents, undoing, units
from campaign.services.boundaries.units import MergeUnits, NewPart, SplitUnit
from campaign.services.call import Call
from campaign.services.places import NewUnit, add_units
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import COMMUNE, FORMER

FROM = date(2026, 11, 20)
MERGED = uuid.uuid5(uuid.NAMESPACE_OID, "merged")


def two(desk: Desk) -> tuple[int, ...]:
    return desk.world.place("Buôn Jung").id, desk.world.place("Thôn 3").id


def merging(desk: Desk) -> MergeUnits:
    return MergeUnits(
        id=new_id(),
        place_ids=two(desk),
        name="Buôn Jung Ba",
        kind=PlaceKind.VILLAGE,
        effective_on=FROM,
        reason="NQ 12",
    )


def dividing(desk: Desk) -> SplitUnit:
    parts = tuple(NewPart(name=name, kind=PlaceKind.VILLAGE) for name in ("Buôn Jung A", "Buôn Jung B"))
    return SplitUnit(id=new_id(), place_id=two(desk)[0], parts=parts, effective_on=FROM, reason="NQ 12")


def prepare(desk: Desk) -> None:
    """Ea Yông, which went into Krông Pắc, has a village that waits."""
    unit = NewUnit(name="Buôn Cũ", kind=PlaceKind.VILLAGE)
    add_units(call=desk.system(), parent_code=FORMER, units=[unit])
    made = add_units(
        call=desk.system(),
        parent_code=COMMUNE,
        units=[NewUnit(name=f"Buôn {letter}", kind=PlaceKind.VILLAGE) for letter in "XY"],
    )
    both = replace(merging(desk), id=MERGED, name="Buôn XY", place_ids=tuple(place.id for place in made))
    units.merge_units(call=desk.system(), command=both)


def taking_over(desk: Desk, call: Call) -> None:
    own = desk.world.place("Krông Pắc").id
    communes.take_over(call=call, command=communes.TakeOver(id=new_id(), commune_id=own, reason="NQ 1660"))


TABLE: dict[str, Walk] = {
    "boundaries.units.preview": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: units.preview(call=call, place_ids=two(desk), day=FROM),
        next_door="not_permitted",
    ),
    "boundaries.units.merge_units": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: units.merge_units(call=call, command=merging(desk)),
        next_door="not_permitted",
        writes=True,
    ),
    "boundaries.units.split_unit": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: units.split_unit(call=call, command=dividing(desk)),
        next_door="not_permitted",
        writes=True,
    ),
}
TABLE |= {
    "boundaries.undoing.changes": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: undoing.changes(call=call, commune_id=desk.world.place("Krông Pắc").id),
        next_door="not_permitted",
    ),
    "boundaries.undoing.undo": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: undoing.undo(call=call, change_id=MERGED),
        next_door="not_permitted",
        writes=True,
    ),
    "boundaries.residents.residents": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: residents.residents(call=call, place_id=two(desk)[0]),
        next_door="not_permitted",
    ),
    "boundaries.communes.former_communes": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: communes.former_communes(call=call, commune_id=desk.world.place("Krông Pắc").id),
        next_door="not_permitted",
    ),
    "boundaries.communes.take_over": Walk(
        action=Action.MANAGE_PLACES, run=taking_over, next_door="not_permitted", writes=True
    ),
}
OWN: dict[str, str] = {}
