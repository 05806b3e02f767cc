"""Units of a commune on their way into the database: checked against each other and those that are there, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries.place_upkeep import campaigns_over
from campaign.db.queries.places import Place, places_under
from campaign.domain.names import fold, place_sort_key
from campaign.domain.place_codes import clean_place_name, unit_code
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.services.call import Event

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.coordinates import Coordinates
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A village, school, agency or support point to be added.

    `local_code` is the code that the commune itself uses. `populations` are people (or households) on the day
    `as_of`, None for today. `valid_from` None is the first day of the commune. `point` is where it lies, if known.
    """

    name: str
    kind: PlaceKind
    local_code: str | None = None
    populations: Mapping[PopulationGroup, int] = field(default_factory=dict)
    as_of: date | None = None
    valid_from: date | None = None
    point: Coordinates | None = None


def children(connection: Connection, parent: Place) -> tuple[Place, ...]:
    """Return the units that a commune has and had (1 query)."""
    return tuple(p for p in places_under(connection, path=parent.path) if p.parent_id == parent.id)


def insert_units(call: Call, change: Change, parent: Place, units: Sequence[NewUnit]) -> tuple[Place, ...]:
    """Insert units under a commune, log each, and return them in the given order; the commune's row is held already.

    Raises `unit_kind_invalid`, `place_name_invalid`, `place_name_taken`, `local_code_invalid`, `place_code_taken`,
    `population_invalid`.
    """
    added = store_units(call, change, parent, units)
    for place, unit in zip(added, units, strict=True):
        change.log(_added(place, unit))
    return added


def store_units(call: Call, change: Change, parent: Place, units: Sequence[NewUnit]) -> tuple[Place, ...]:
    """Insert units without an event of each: an import says once what it brought, and can be taken back.

    Raises what `insert_units` raises.
    """
    connection = change.connection
    ids = operations.take_ids(connection, how_many=len(units))
    added = _numbered(parent, children(connection, parent), units, ids)
    operations.insert_places(connection, [place_row(call, place) for place in added])
    operations.insert_populations(connection, _population_rows(call, added, units))
    touch_campaigns(change, parent)
    return added


def touch_campaigns(change: Change, place: Place) -> None:
    """Say that the campaigns that a place belongs to show something new: a unit, a name, a denominator (1 query)."""
    for campaign_id in campaigns_over(change.connection, path=place.path):
        change.touch(campaign_id)


def _numbered(parent: Place, there: Sequence[Place], units: Sequence[NewUnit], ids: Sequence[int]) -> tuple[Place, ...]:
    """Return the units as places, each checked against the commune's places and against those before it."""
    known = list(there)
    for unit, own_id in zip(units, ids, strict=True):
        name = clean_place_name(unit.name)
        if any(n < 0 for n in unit.populations.values()):
            raise CampaignError("population_invalid", value=min(unit.populations.values()))
        valid_from = unit.valid_from or parent.valid_from
        require_free_name(parent, known, name, valid_from)
        codes = {place.code for place in known}
        known.append(
            Place(
                id=own_id,
                code=unit_code(
                    commune_code=parent.code, taken=codes, kind=unit.kind, local_code=unit.local_code, name=name
                ),
                kind=unit.kind,
                parent_id=parent.id,
                commune_id=parent.id,
                path=f"{parent.path}{own_id}/",
                name=name,
                local_code=unit.local_code,
                valid_from=valid_from,
                valid_to=parent.valid_to,
                latitude=unit.point.latitude if unit.point else None,
                longitude=unit.point.longitude if unit.point else None,
            )
        )
    return tuple(known[len(there) :])


def require_free_name(parent: Place, others: Iterable[Place], name: str, since: date) -> None:
    """Pass when none of the other units bears the name on that day or later; raises `place_name_taken`."""
    folded = fold(name)
    if any(fold(p.name) == folded and (p.valid_to is None or p.valid_to >= since) for p in others):
        raise CampaignError("place_name_taken", name=name, place=parent.name)


def place_row(call: Call, place: Place) -> dict[str, object]:
    """Return a place as it is stored."""
    return {
        "id": place.id,
        "code": place.code,
        "kind": place.kind.value,
        "parent_id": place.parent_id,
        "commune_id": place.commune_id,
        "path": place.path,
        "name": place.name,
        "name_fold": fold(place.name),
        "sort_key": place_sort_key(place.name),
        "local_code": place.local_code,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "created_at": call.moment.now,
    }


def _population_rows(call: Call, added: Sequence[Place], units: Sequence[NewUnit]) -> list[dict[str, object]]:
    return [
        {
            "place_id": place.id,
            "population_group": group.value,
            "as_of": unit.as_of or call.moment.today,
            "n": n,
        }
        for place, unit in zip(added, units, strict=True)
        for group, n in unit.populations.items()
    ]


def _added(place: Place, unit: NewUnit) -> Event:
    return Event(
        commune_id=place.commune_id,
        action="place.add",
        subject_kind="place",
        subject_id=place.code,
        place_id=place.id,
        after={
            "name": place.name,
            "kind": place.kind.value,
            "populations": {group.value: n for group, n in unit.populations.items()},
        },
    )
