"""Villages, schools and agencies of a commune: adding them with readable codes, their population, who became whom.

A merge never rewrites history: results stay with the old place and are reached through its succession.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.operations import places as operations
from campaign.db.queries.places import Place, place_by_code, place_valid_on, places_under
from campaign.domain.collation import APOSTROPHES
from campaign.domain.names import APOSTROPHE, fold, place_sort_key
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import COMMUNE_KINDS, PlaceKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.services.call import Action, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from campaign.db import Connection
    from campaign.services.call import Call

LETTERS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.VILLAGE: "V",
    PlaceKind.RESIDENTIAL_GROUP: "G",
    PlaceKind.SCHOOL: "S",
    PlaceKind.AGENCY: "A",
    PlaceKind.SUPPORT_POINT: "P",
}
"""The letter of a readable code; the kinds without one are no units of a commune."""

SHARES: Final = ("whole", "part_main", "part")
MAX_NAME: Final = 200
_SHOWN: Final = 80
_LOCAL_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,23}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A village, school, agency or support point to be added.

    `local_code` is the code that the commune itself uses. `populations` are people (or households) on the day
    `as_of`, None for today. `valid_from` None is the first day of the commune.
    """

    name: str
    kind: PlaceKind
    local_code: str | None = None
    populations: Mapping[PopulationGroup, int] = field(default_factory=dict)
    as_of: date | None = None
    valid_from: date | None = None


def places_of(*, call: Call, root_code: str) -> tuple[Place, ...]:
    """Return the places under a place that the viewer may see, parents before children, then by name.

    Raises `place_unknown` for a code of nothing, `not_permitted` for a place outside the viewer's scope.
    """
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        root = _known(place_by_code(connection, code=root_code), root_code)
        seen = tuple(p for p in places_under(connection, path=root.path) if _in_scope(call, p))
    if not seen:
        raise CampaignError("not_permitted", action=Action.SEE_PROGRESS.value)
    return seen


def add_units(*, call: Call, parent_code: str, units: Sequence[NewUnit], on: date | None = None) -> tuple[Place, ...]:
    """Add units to a commune, all or none, and return them in the given order.

    A code is the commune's, a dash, and the local code or a letter and a number (`24490-V07`). `on` is a day on
    which the commune's code was valid; None takes the newest. Units of a commune that has ended end with it.

    Raises `not_permitted`, `place_unknown`, `parent_not_commune`, `unit_kind_invalid`, `place_name_invalid`,
    `place_name_taken`, `local_code_invalid`, `place_code_taken`, `population_invalid`.
    """
    with call.write() as change:
        connection = change.connection
        parent = _known(_commune(connection, parent_code, on), parent_code)
        call.require(Action.MANAGE_PLACES, parent.path)
        if parent.kind not in COMMUNE_KINDS:
            raise CampaignError("parent_not_commune", place=parent.name)
        if not units:
            change.nothing_done()
            return ()
        operations.hold_place(connection, place_id=parent.id)
        there = [p for p in places_under(connection, path=parent.path) if p.parent_id == parent.id]
        added = _numbered(parent, there, units, operations.take_ids(connection, how_many=len(units)))
        operations.insert_places(connection, [_row(call, place) for place in added])
        operations.insert_populations(connection, _population_rows(call, added, units))
        for place, unit in zip(added, units, strict=True):
            change.log(_added(place, unit))
        return added


def set_population(*, call: Call, place_code: str, group: PopulationGroup, n: int, as_of: date) -> None:
    """Write how many people (or households) a place had on a day; an earlier day keeps its own number.

    Raises `not_permitted`, `place_unknown`, `population_invalid`.
    """
    if n < 0:
        raise CampaignError("population_invalid", value=n)
    with call.write() as change:
        place = _known(_counted_place(change.connection, place_code, as_of), place_code)
        call.require(Action.MANAGE_PLACES, place.path)
        before = operations.put_population(change.connection, place_id=place.id, group=group, n=n, as_of=as_of)
        if before == n:
            change.nothing_done()
            return
        facts = {"group": group.value, "as_of": as_of.isoformat()}
        change.log(
            Event(
                commune_id=place.commune_id,
                action="place.population",
                subject_kind="place",
                subject_id=place.code,
                place_id=place.id,
                before=None if before is None else {**facts, "n": before},
                after={**facts, "n": n},
            )
        )


def succeed(*, call: Call, old_code: str, new_code: str, on: date, share: str = "whole") -> None:
    """Say that a place went into another on a day; the old one ends on the day before, if it had not ended yet.

    `share`: `whole`, or for a place that was divided `part_main` (the part that its history follows) and `part`.
    Raises `not_permitted`, `place_unknown`, `share_unknown`, `succession_of_itself`, `succession_known`.
    """
    if share not in SHARES:
        raise CampaignError("share_unknown", value=share)
    with call.write() as change:
        connection = change.connection
        eve = on - timedelta(days=1)
        old = _known(place_valid_on(connection, code=old_code, day=eve), old_code)
        new = _known(place_valid_on(connection, code=new_code, day=on), new_code)
        call.require(Action.MANAGE_PLACES, old.path)
        call.require(Action.MANAGE_PLACES, new.path)
        if old.id == new.id:
            raise CampaignError("succession_of_itself", place=old.name)
        row = {"old_id": old.id, "new_id": new.id, "effective_on": on, "share": share}
        if not operations.add_succession(connection, row):
            raise CampaignError("succession_known", old=old.name, new=new.name)
        if old.valid_to is None:
            operations.end_place(connection, place_id=old.id, last_day=eve)
        change.log(
            Event(
                commune_id=new.commune_id,
                action="place.succeed",
                subject_kind="place",
                subject_id=new.code,
                place_id=new.id,
                before={"code": old.code, "name": old.name},
                after={"code": new.code, "name": new.name, "on": on.isoformat(), "share": share},
            )
        )


def _known(place: Place | None, code: str) -> Place:
    if place is None:
        raise CampaignError("place_unknown", place=code)
    return place


def _commune(connection: Connection, code: str, on: date | None) -> Place | None:
    if on is None:
        return place_by_code(connection, code=code)
    return place_valid_on(connection, code=code, day=on)


def _counted_place(connection: Connection, code: str, as_of: date) -> Place | None:
    """Return the place that bore the code on the day; a figure may also be older than a new place."""
    return place_valid_on(connection, code=code, day=as_of) or place_by_code(connection, code=code)


def _in_scope(call: Call, place: Place) -> bool:
    viewer = call.viewer
    return allowed(role=viewer.role, action=Action.SEE_PROGRESS, scope=viewer.scope, path=place.path)


def _numbered(parent: Place, there: Sequence[Place], units: Sequence[NewUnit], ids: Sequence[int]) -> tuple[Place, ...]:
    """Return the units as places, each checked against the commune's places and against those before it."""
    known = list(there)
    for unit, own_id in zip(units, ids, strict=True):
        name = _clean(unit)
        valid_from = unit.valid_from or parent.valid_from
        twins = (p for p in known if fold(p.name) == fold(name))
        if any(p.valid_to is None or p.valid_to >= valid_from for p in twins):
            raise CampaignError("place_name_taken", name=name, place=parent.name)
        known.append(
            Place(
                id=own_id,
                code=_code(parent, known, unit),
                kind=unit.kind,
                parent_id=parent.id,
                commune_id=parent.id,
                path=f"{parent.path}{own_id}/",
                name=name,
                local_code=unit.local_code,
                valid_from=valid_from,
                valid_to=parent.valid_to,
            )
        )
    return tuple(known[len(there) :])


def _clean(unit: NewUnit) -> str:
    if unit.kind not in LETTERS:
        raise CampaignError("unit_kind_invalid", kind=unit.kind.value)
    # Capitals stay as they are: THPT and UBND are no shouted names.
    name = " ".join(APOSTROPHES.sub(APOSTROPHE, unicodedata.normalize("NFC", unit.name)).split())
    if not any(character.isalnum() for character in name) or len(name) > MAX_NAME:
        raise CampaignError("place_name_invalid", name=name[:_SHOWN], limit=MAX_NAME)
    if unit.local_code is not None and not _LOCAL_CODE.fullmatch(unit.local_code):
        raise CampaignError("local_code_invalid", value=unit.local_code, name=name)
    if any(n < 0 for n in unit.populations.values()):
        raise CampaignError("population_invalid", value=min(unit.populations.values()))
    return name


def _code(parent: Place, known: Iterable[Place], unit: NewUnit) -> str:
    """Return a code that no unit of this commune bears or ever bore."""
    taken = {place.code for place in known}
    if unit.local_code is not None:
        code = f"{parent.code}-{unit.local_code}"
        if code in taken:
            raise CampaignError("place_code_taken", value=code)
        return code
    stem = f"{parent.code}-{LETTERS[unit.kind]}"
    numbers = (code.removeprefix(stem) for code in taken if code.startswith(stem))
    return f"{stem}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1:02d}"


def _row(call: Call, place: Place) -> dict[str, object]:
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
