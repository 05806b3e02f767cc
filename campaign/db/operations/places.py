"""Writing the place tree. Ids are taken beforehand, because a place's path holds its own id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from campaign.db.tables import place, place_population, place_succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from campaign.domain.vocabulary import PopulationGroup

_NEXT_IDS = text("SELECT nextval(pg_get_serial_sequence('place', 'id')) FROM generate_series(1, :how_many)")
_POPULATION = (
    place_population.c.place_id == bindparam("place"),
    place_population.c.population_group == bindparam("wanted"),
    place_population.c.as_of == bindparam("day"),
)


def take_ids(connection: Connection, *, how_many: int) -> Sequence[int]:
    """Return ids in rising order that nobody else will use: from the sequence of a server, or after a file's largest.

    A file has one writer at a time, so its largest id cannot move before this transaction ends.
    """
    if connection.dialect.name == "postgresql":
        return sorted(connection.execute(_NEXT_IDS, {"how_many": how_many}).scalars())
    largest = int(connection.execute(select(func.coalesce(func.max(place.c.id), 0))).scalar_one())
    return range(largest + 1, largest + 1 + how_many)


def insert_places(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert whole rows, ids included."""
    connection.execute(insert(place), list(rows))


def insert_successions(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of old_id, new_id, effective_on, share."""
    connection.execute(insert(place_succession), list(rows))


def add_succession(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Insert one succession; False when the pair is known already."""
    pair = (place_succession.c.old_id == row["old_id"], place_succession.c.new_id == row["new_id"])
    if connection.execute(select(place_succession.c.share).where(*pair)).first():
        return False
    insert_successions(connection, [row])
    return True


def hold_place(connection: Connection, *, place_id: int) -> None:
    """Hold a place's row: two writers who number its units take turns."""
    connection.execute(select(place.c.id).where(place.c.id == place_id).with_for_update())


def end_place(connection: Connection, *, place_id: int, last_day: date) -> None:
    """Say until when a place existed."""
    connection.execute(update(place).where(place.c.id == place_id).values(valid_to=last_day))


def change_place(connection: Connection, *, place_id: int, values: Mapping[str, Any]) -> None:
    """Write some columns of a place anew."""
    connection.execute(update(place).where(place.c.id == place_id).values(**values))


def put_populations(connection: Connection, *, place_id: int, as_of: date, figures: Mapping[str, int]) -> None:
    """Write the figures of one day, group by group; the day's other figures stay."""
    day = (place_population.c.place_id == place_id, place_population.c.as_of == as_of)
    connection.execute(delete(place_population).where(*day, place_population.c.population_group.in_(list(figures))))
    insert_populations(
        connection,
        [{"place_id": place_id, "population_group": group, "as_of": as_of, "n": n} for group, n in figures.items()],
    )


def put_population(connection: Connection, *, place_id: int, group: PopulationGroup, n: int, as_of: date) -> int | None:
    """Write the people of a group on a day; returns what stood there before, None if nothing did."""
    keys = {"place": place_id, "wanted": group.value, "day": as_of}
    before: int | None = connection.execute(select(place_population.c.n).where(*_POPULATION), keys).scalar()
    if before is None:
        values = {"place_id": place_id, "population_group": group.value, "as_of": as_of, "n": n}
        connection.execute(insert(place_population), values)
    else:
        connection.execute(update(place_population).where(*_POPULATION).values(n=n), keys)
    return before


def insert_populations(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of place_id, population_group, as_of, n for places that have none yet."""
    wanted = list(rows)
    if wanted:
        connection.execute(insert(place_population), wanted)
