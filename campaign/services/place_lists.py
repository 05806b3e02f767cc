"""Adding the places of a pasted list: first looked at, then the good lines in one write and the others handed back.

The list is read again inside the write, against the commune as it is then: what another official added meanwhile is
told line by line, and nothing is added twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries.places import Place, place_by_code, place_valid_on
from campaign.domain.place_lists import Ground, Known, PlaceList, read_list
from campaign.domain.vocabulary import COMMUNE_KINDS
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.place_units import NewUnit, children, insert_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedList:
    """The places that a list became, and what was not taken: the lines with their reasons, and their text."""

    places: tuple[Place, ...]
    refused: int
    rest: str


def preview_list(*, call: Call, commune_code: str, text: str) -> PlaceList:
    """Return what a list would become, line by line; 2 queries, and nothing is written.

    Raises `place_unknown`, `not_permitted`, `parent_not_commune`, `place_list_too_long`.
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        commune = managed_commune(call, connection, commune_code)
        return read_list(text=text, ground=ground_of(call, commune, children(connection, commune)))


def add_list(*, call: Call, commune_code: str, text: str, as_of: date) -> AddedList:
    """Add the good lines of a list; `as_of` is the day of its figures. A list without a good line changes nothing.

    Raises `day_in_future`, `place_unknown`, `not_permitted`, `parent_not_commune`, `place_list_too_long`.
    """
    if as_of > call.moment.today:
        raise CampaignError("day_in_future", day=as_of, today=call.moment.today)
    with call.write() as change:
        call.require(Action.MANAGE_PLACES, None)
        commune = managed_commune(call, change.connection, commune_code)
        operations.hold_place(change.connection, place_id=commune.id)
        found = read_list(text=text, ground=ground_of(call, commune, children(change.connection, commune)))
        refused = len(found.lines) - len(found.taken)
        if not found.taken:
            change.nothing_done()
            return AddedList(places=(), refused=refused, rest=found.rest)
        units = [
            NewUnit(
                name=line.name,
                kind=line.kind,
                local_code=line.local_code,
                populations=line.populations,
                point=line.point,
                as_of=as_of,
                valid_from=line.valid_from,
            )
            for line in found.taken
        ]
        added = insert_units(call, change, commune, units)
        return AddedList(places=added, refused=refused, rest=found.rest)


def managed_commune(call: Call, connection: Connection, code: str) -> Place:
    """Return the commune that bears a code today, else the last one that did, where the viewer manages places.

    Raises `place_unknown`, `not_permitted`, `parent_not_commune`.
    """
    found = place_valid_on(connection, code=code, day=call.moment.today) or place_by_code(connection, code=code)
    if found is None:
        raise CampaignError("place_unknown", place=code)
    call.require(Action.MANAGE_PLACES, found.path)
    if found.kind not in COMMUNE_KINDS:
        raise CampaignError("parent_not_commune", place=found.name)
    return found


def ground_of(call: Call, commune: Place, there: Sequence[Place]) -> Ground:
    """Return what a list is read against."""
    return Ground(
        code=commune.code,
        name=commune.name,
        kind=commune.kind,
        places=tuple(Known(name=p.name, code=p.code, valid_to=p.valid_to) for p in there),
        today=call.moment.today,
    )
