"""The ground on which the sample plays: villages and schools of three communes, and what became of the old ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.db.queries.places import Place
from campaign.domain.splitting import split_total
from campaign.services.demo.lists import PlaceLine, places
from campaign.services.demo.points import points_of
from campaign.services.demo.script import Unit
from campaign.services.places import NewUnit, add_units, succeed
from campaign.services.reference import REFORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign.services.call import Call

EA_YONG: Final = "24508"
KRONG_PAC: Final = "24490"
EA_PHE: Final = "24502"

Units = tuple[tuple[PlaceLine, Place], ...]


def lay_out(*, call: Call, code: str, name: str, counted_on: date) -> Units:
    """Add the places of one list to a commune; their populations bear the day `counted_on`."""
    lines, points = places(name), points_of(name)
    added = add_units(
        call=call,
        parent_code=code,
        units=[
            NewUnit(
                name=line.name,
                kind=line.kind,
                populations=line.populations,
                as_of=counted_on,
                point=points.get(line.name),
            )
            for line in lines
        ],
    )
    return tuple(zip(lines, added, strict=True))


def join(*, call: Call, old: Units, new: Units) -> None:
    """Say which old places went into which new ones at the reform."""
    codes = {line.name: place.code for line, place in old}
    for line, place in new:
        for former in line.former:
            succeed(call=call, old_code=codes[former], new_code=place.code, on=REFORM, share="whole")


def with_teams(units: Units, team: Callable[[int, PlaceLine], int]) -> tuple[list[Unit], list[Unit]]:
    """Return villages and schools, each with the team that `team` gives to its number in the list."""
    found = [Unit(place=place, line=line, team=team(number, line)) for number, (line, place) in enumerate(units)]
    return [u for u in found if u.line.is_village], [u for u in found if not u.line.is_village]


def shares(total: int, units: list[Unit]) -> dict[str, int]:
    """Split a number of people over units by population, exactly; by code."""
    return split_total(total=total, weights=[(unit.place.code, unit.line.population) for unit in units])
