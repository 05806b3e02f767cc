"""Reading the place tree: one place, the places under a root, a scope, populations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select, true

from campaign.db.tables import place, place_population, place_succession
from campaign.domain.vocabulary import PlaceKind, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `path` is "/1/22/333/"; `commune_id` is 0 above communes."""

    id: int
    code: str
    kind: PlaceKind
    parent_id: int | None
    commune_id: int
    path: str
    name: str
    local_code: str | None
    valid_from: date
    valid_to: date | None
    # Degrees of WGS 84, both or neither: of places only, never of anybody's home.
    latitude: float | None = None
    longitude: float | None = None
    # The place that it went into wholly or mainly, and since when; read with a whole tree only.
    heir_id: int | None = None
    heir_from: date | None = None

    @property
    def is_unit(self) -> bool:
        """Whether records are made here: a village, school, agency or support point."""
        return self.commune_id not in {0, self.id}

    def ancestors(self, root_path: str) -> tuple[int, ...]:
        """Return the ids from this place up to the root of a campaign, both included."""
        above = len(root_path.strip("/").split("/")) - 1
        return tuple(int(part) for part in reversed(self.path.strip("/").split("/")[above:]))

    @property
    def parent_path(self) -> str:
        """The path of the place above, "/" above the highest."""
        return self.path[: self.path.rstrip("/").rfind("/") + 1]

    def valid_on(self, day: date) -> bool:
        """Whether the place existed on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


PLACE_COLUMNS = (
    place.c.id,
    place.c.code,
    place.c.kind,
    place.c.parent_id,
    place.c.commune_id,
    place.c.path,
    place.c.name,
    place.c.local_code,
    place.c.valid_from,
    place.c.valid_to,
    place.c.latitude,
    place.c.longitude,
)
# A place that was divided has one main part, which its history follows.
MAIN_SUCCESSION = place_succession.c.share.in_(("whole", "part_main"))
# The slashes of the path count the levels; its length would put id 9 before id 10.
_DEPTH = func.length(place.c.path) - func.length(func.replace(place.c.path, "/", ""))
_BY_ID = select(*PLACE_COLUMNS).where(place.c.id == bindparam("id"))
_BY_CODE = select(*PLACE_COLUMNS).where(place.c.code == bindparam("code")).order_by(place.c.valid_from.desc())


def place_by_id(connection: Connection, *, place_id: int) -> Place | None:
    """Return a place by our own id."""
    row = connection.execute(_BY_ID, {"id": place_id}).first()
    return as_place(row) if row else None


def place_by_code(connection: Connection, *, code: str, under: str | None = None) -> Place | None:
    """Return the newest place with a code; with `under`, the newest inside that path (codes were reused in 2025)."""
    found = (as_place(row) for row in connection.execute(_BY_CODE, {"code": code}))
    return next((p for p in found if under is None or p.path.startswith(under)), None)


def place_valid_on(connection: Connection, *, code: str, day: date) -> Place | None:
    """Return the place that bore a code on a day."""
    found = (as_place(row) for row in connection.execute(_BY_CODE, {"code": code}))
    return next((p for p in found if p.valid_on(day)), None)


def places_under(connection: Connection, *, path: str) -> tuple[Place, ...]:
    """Return a place and everything below it, parents before children, then in the order of their names."""
    return places_under_all(connection, paths=(path,))


def places_under_all(connection: Connection, *, paths: Iterable[str]) -> tuple[Place, ...]:
    """Return several places and everything below them, in one such order (1 query)."""
    statement = _with_heirs().where(or_(*map(below, paths))).order_by(_DEPTH, place.c.sort_key, place.c.id)
    return _heirs_read(connection, statement)


def _with_heirs() -> Select[Any]:
    return select(*PLACE_COLUMNS, place_succession.c.new_id, place_succession.c.effective_on).outerjoin(
        place_succession, and_(place_succession.c.old_id == place.c.id, MAIN_SUCCESSION)
    )


def _heirs_read(connection: Connection, statement: Select[Any]) -> tuple[Place, ...]:
    # Somebody may have said of one place that it went into two; a place stays one line.
    found = {row.id: row for row in connection.execute(statement)}
    return tuple(
        replace(as_place(row), heir_id=row.new_id, heir_from=row.effective_on) if row.new_id else as_place(row)
        for row in found.values()
    )


def predecessor_paths(connection: Connection, *, place_id: int) -> tuple[str, ...]:
    """Return the paths of places that went wholly or mainly into this one: its history belongs to its officials."""
    statement = (
        select(place.c.path)
        .join(place_succession, place_succession.c.old_id == place.c.id)
        .where(place_succession.c.new_id == place_id, MAIN_SUCCESSION)
    )
    return tuple(connection.execute(statement).scalars())


def places_that_moved(connection: Connection, *, paths: Iterable[str]) -> tuple[Place, ...]:
    """Return the places under some paths that went into others wholly or mainly, and those that came after them."""
    after = select(place_succession.c.new_id).where(MAIN_SUCCESSION)
    statement = _with_heirs().where(
        or_(*map(below, paths)), or_(place_succession.c.new_id.is_not(None), place.c.id.in_(after))
    )
    return _heirs_read(connection, statement)


def populations(
    connection: Connection, *, place_ids: Iterable[int], groups: Iterable[PopulationGroup], on: date
) -> dict[tuple[int, PopulationGroup], tuple[int, date]]:
    """Return (place, group) -> (people, as of): the newest figure not younger than `on`, else the oldest one."""
    statement = (
        select(place_population)
        .where(place_population.c.place_id.in_(list(place_ids)), place_population.c.population_group.in_(list(groups)))
        .order_by(place_population.c.as_of.desc())
    )
    found: dict[tuple[int, PopulationGroup], tuple[int, date]] = {}
    for row in connection.execute(statement):
        key = (row.place_id, PopulationGroup(row.population_group))
        if key not in found or found[key][1] > on:
            found[key] = (row.n, row.as_of)
    return found


def below(path: str) -> ColumnElement[bool]:
    """Return the condition that a place is the one with a path or lies below it; "/" is the whole country."""
    if path == "/":
        return true()
    # "/12/3/" is below "/12/": a range of a bytewise column, so that the index serves on both engines.
    return or_(place.c.path == path, and_(place.c.path > path, place.c.path < path[:-1] + "0"))


def as_place(row: AnyRow) -> Place:
    """Return the place of a row that holds `PLACE_COLUMNS`."""
    return Place(
        id=row.id,
        code=row.code,
        kind=PlaceKind(row.kind),
        parent_id=row.parent_id,
        commune_id=row.commune_id,
        path=row.path,
        name=row.name,
        local_code=row.local_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        latitude=row.latitude,
        longitude=row.longitude,
    )
