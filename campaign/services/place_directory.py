"""Reading the places that somebody manages: which communes, the units of one, everything about one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import place_upkeep as queries
from campaign.db.queries.place_upkeep import Figure, Holdings
from campaign.db.queries.places import Place, populations
from campaign.domain.names import fold
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.place_lists import managed_commune
from campaign.services.place_units import children
from campaign.services.place_upkeep import point_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.domain.coordinates import Coordinates
    from campaign.services.call import Call

MOST_COMMUNES: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRow:
    """A commune that the viewer manages."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A village, school, agency or support point, with the newest figure of each group and who is in charge today."""

    id: int
    code: str
    local_code: str | None
    kind: PlaceKind
    name: str
    valid_from: date
    valid_to: date | None
    ended: bool
    populations: Mapping[PopulationGroup, tuple[int, date]]
    in_charge: str | None
    point: Coordinates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The units of a commune; `ended` is how many were left out because they are no more."""

    id: int
    code: str
    name: str
    kind: PlaceKind
    units: tuple[UnitRow, ...]
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFile:
    """One unit with all its figures, what it holds, and into what it went."""

    commune_code: str
    commune_name: str
    unit: UnitRow
    figures: tuple[Figure, ...]
    holds: Holdings
    successors: tuple[str, ...]


def communes(*, call: Call, text: str = "") -> tuple[CommuneRow, ...]:
    """Return the communes that the viewer manages and whose name or code answers the text, at most `MOST_COMMUNES`."""
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        found = queries.communes_in(
            connection, scope=call.viewer.scope, text=fold(text), day=call.moment.today, limit=MOST_COMMUNES
        )
    return tuple(CommuneRow(code=place.code, name=place.name, province=province) for place, province in found)


def directory(*, call: Call, commune_code: str, with_ended: bool = False) -> Directory:
    """Return the units of a commune, by name (5 queries); those that are no more only when they are asked for.

    Raises `place_unknown`, `not_permitted`, `parent_not_commune`.
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        commune = managed_commune(call, connection, commune_code)
        there = [p for p in children(connection, commune) if _in_scope(call, p)]
        shown = [p for p in there if with_ended or not _ended(call, p)]
        ids = [place.id for place in shown]
        known = populations(connection, place_ids=ids, groups=PopulationGroup, on=call.moment.today)
        in_charge = queries.people_in_charge(connection, place_ids=ids, day=call.moment.today)
    return Directory(
        id=commune.id,
        code=commune.code,
        name=commune.name,
        kind=commune.kind,
        units=tuple(_row(call, place, known, in_charge) for place in shown),
        ended=len(there) - len(shown),
    )


def unit_file(*, call: Call, commune_code: str, unit_code: str) -> UnitFile:
    """Return everything about one unit of a commune (8 queries).

    Raises `place_unknown`, `not_permitted`, `parent_not_commune`.
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        commune = managed_commune(call, connection, commune_code)
        place = next((p for p in children(connection, commune) if p.code == unit_code and _in_scope(call, p)), None)
        if place is None:
            raise CampaignError("place_unknown", place=unit_code)
        known = populations(connection, place_ids=[place.id], groups=PopulationGroup, on=call.moment.today)
        in_charge = queries.people_in_charge(connection, place_ids=[place.id], day=call.moment.today)
        return UnitFile(
            commune_code=commune.code,
            commune_name=commune.name,
            unit=_row(call, place, known, in_charge),
            figures=queries.figures_of(connection, place_id=place.id),
            holds=queries.holdings(connection, place=place, day=call.moment.today),
            successors=queries.successors(connection, place_id=place.id),
        )


def _row(
    call: Call,
    place: Place,
    known: Mapping[tuple[int, PopulationGroup], tuple[int, date]],
    in_charge: Mapping[int, str],
) -> UnitRow:
    return UnitRow(
        id=place.id,
        code=place.code,
        local_code=place.local_code,
        kind=place.kind,
        name=place.name,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        ended=_ended(call, place),
        populations={group: n for (place_id, group), n in known.items() if place_id == place.id},
        in_charge=in_charge.get(place.id),
        point=point_of(place),
    )


def _ended(call: Call, place: Place) -> bool:
    return place.valid_to is not None and place.valid_to < call.moment.today


def _in_scope(call: Call, place: Place) -> bool:
    viewer = call.viewer
    return allowed(role=viewer.role, action=Action.MANAGE_PLACES, scope=viewer.scope, path=place.path)
