"""The country's provinces and communes, now and before the reform of 1 July 2025, with who became whom.

Read from `data/reference` and written once, in one transaction. Districts, which ended on that day, are no places
here: nobody runs a campaign for one, and the old commune codes are unique without them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from campaign.config import REFERENCE
from campaign.db.operations import places as operations
from campaign.db.operations.installation import set_installation_value
from campaign.db.queries.installation import (
    REFERENCE_VERSION,
    installation_value,
    place_count,
    succession_count,
)
from campaign.domain.names import fold, place_sort_key
from campaign.domain.vocabulary import PlaceKind
from campaign.services.call import Action, Event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from campaign.services.call import Call

REFORM: Final = date(2025, 7, 1)
"""The day from which the new units are in force (Quyết định 19/2025/QĐ-TTg)."""

BEFORE_REFORM: Final = date(2000, 1, 1)
"""The first day given to the old units; their own history before the reform is not kept."""

VERSION: Final = "2025-07-01"
"""The version of the files; it changes when they do."""

# A township was a commune-level unit like the others; its name still says what it was.
_KINDS: Final = {
    "commune": PlaceKind.COMMUNE,
    "township": PlaceKind.COMMUNE,
    "ward": PlaceKind.WARD,
    "special_zone": PlaceKind.SPECIAL_ZONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCounts:
    """Rows in the reference data. `repeated` means that it had been loaded before and nothing was written."""

    provinces: int
    communes: int
    old_provinces: int
    old_communes: int
    successions: int
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """One line of a table: a province (no parent) or a commune."""

    code: str
    name: str
    kind: PlaceKind
    parent: str | None
    latitude: float | None = None
    longitude: float | None = None


def load_reference(*, call: Call) -> ReferenceCounts:
    """Write provinces and communes of both periods and their succession; loading again changes nothing.

    Raises `not_permitted` unless the viewer may manage places in the whole country.
    """
    call.require(Action.MANAGE_PLACES, "/")
    new, old = _current_units(), _former_units()
    with call.write() as change:
        connection = change.connection
        if installation_value(connection, name=REFERENCE_VERSION) is not None:
            change.nothing_done()
            return _counts(new, old, succession_count(connection), repeated=True)
        ids = operations.take_ids(connection, how_many=len(new) + len(old))
        new_ids = _numbered(new, ids[: len(new)])
        old_ids = _numbered(old, ids[len(new) :])
        made_at = call.moment.now
        rows = _rows(new, new_ids, valid_from=REFORM, valid_to=None, made_at=made_at)
        last_day = REFORM - timedelta(days=1)
        rows += _rows(old, old_ids, valid_from=BEFORE_REFORM, valid_to=last_day, made_at=made_at)
        operations.insert_places(connection, rows)
        successions = _successions(old_ids, new_ids)
        operations.insert_successions(connection, successions)
        set_installation_value(connection, name=REFERENCE_VERSION, value=VERSION)
        change.log(
            Event(
                commune_id=0,
                action="reference.load",
                subject_kind="installation",
                subject_id=REFERENCE_VERSION,
                after={"version": VERSION, "places": place_count(connection)},
            )
        )
    return _counts(new, old, len(successions), repeated=False)


def _current_units() -> list[_Unit]:
    """Return the units in force since the reform, provinces first."""
    units = [
        _Unit(
            code=line["code"],
            name=line["name"],
            kind=_KINDS[line["kind"]] if line["parent_code"] else PlaceKind.PROVINCE,
            parent=line["parent_code"] or None,
            latitude=_number(line["lat"]),
            longitude=_number(line["lon"]),
        )
        for line in _lines("admin_units.csv")
    ]
    return sorted(units, key=lambda unit: unit.parent is not None)


def _former_units() -> list[_Unit]:
    """Return the units of before the reform, provinces first."""
    lines = _lines("admin_units_legacy.csv")
    names = {line["province_code"]: line["province"] for line in lines}
    provinces = [
        _Unit(code=code, name=name, kind=PlaceKind.PROVINCE, parent=None) for code, name in sorted(names.items())
    ]
    return provinces + [
        _Unit(code=line["code"], name=line["name"], kind=_KINDS[line["kind"]], parent=line["province_code"])
        for line in lines
    ]


def _numbered(units: Sequence[_Unit], ids: Sequence[int]) -> dict[str, int]:
    """Map each code of one period to its id; inside a period codes of both levels are unique."""
    return {unit.code: own_id for unit, own_id in zip(units, ids, strict=True)}


def _rows(
    units: Sequence[_Unit],
    ids: dict[str, int],
    *,
    valid_from: date,
    valid_to: date | None,
    made_at: datetime,
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for unit in units:
        own_id = ids[unit.code]
        parent_id = None if unit.parent is None else ids[unit.parent]
        name_fold, order = _keys(unit.name)
        rows.append(
            {
                "id": own_id,
                "code": unit.code,
                "kind": unit.kind.value,
                "parent_id": parent_id,
                "commune_id": 0 if parent_id is None else own_id,
                "path": f"/{own_id}/" if parent_id is None else f"/{parent_id}/{own_id}/",
                "name": unit.name,
                "name_fold": name_fold,
                "sort_key": order,
                "local_code": None,
                "valid_from": valid_from,
                "valid_to": valid_to,
                "latitude": unit.latitude,
                "longitude": unit.longitude,
                "created_at": made_at,
            }
        )
    return rows


@cache
def _keys(name: str) -> tuple[str, str]:
    """Return fold and sort key; a third of the names occur more than once, old and new."""
    return fold(name), place_sort_key(name)


def _successions(old_ids: dict[str, int], new_ids: dict[str, int]) -> list[dict[str, object]]:
    return [
        {
            "old_id": old_ids[line["old_code"]],
            "new_id": new_ids[line["new_code"]],
            "effective_on": REFORM,
            "share": line["share"],
        }
        for line in _lines("admin_succession.csv")
    ]


def _counts(new: Sequence[_Unit], old: Sequence[_Unit], successions: int, *, repeated: bool) -> ReferenceCounts:
    return ReferenceCounts(
        provinces=sum(unit.parent is None for unit in new),
        communes=sum(unit.parent is not None for unit in new),
        old_provinces=sum(unit.parent is None for unit in old),
        old_communes=sum(unit.parent is not None for unit in old),
        successions=successions,
        repeated=repeated,
    )


def _lines(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def _number(text: str) -> float | None:
    return float(text) if text else None
