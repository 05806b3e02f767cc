"""Importing a clean list of 100.000 people: how fast, how large, and what a million people already there change.

It refuses to leave work out: the file is read from bytes, shown as a dry run and then imported, numbers are sealed,
every row is compared with who is there, and batch, rows, people and audit event are committed.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import resource
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final

import python_calamine
from sqlalchemy import select

from bench.lists import workbook
from bench.report import Row
from bench.world import SLUG, World, build, populate, postgresql_store, settle, sqlite_store
from campaign.db import tables
from campaign.db.operations.bulk import insert_many
from campaign.services.imports import citizens
from campaign.services.imports.request import ImportRequest
from campaign.services.people import EnrolCitizen, candidates

if TYPE_CHECKING:
    from campaign.db.store import Store

_PEOPLE: Final = 100_000
_PACES: Final = {"SQLite": 8_000, "PostgreSQL": 5_000}
_STORES: Final = {"SQLite": sqlite_store, "PostgreSQL": postgresql_store}
_MEMORY: Final = 600.0
_MEGABYTE: Final = 1e6
# The unit of the kernel's figure: kibibytes on Linux.
_KIBIBYTE: Final = 1024
_FEW, _COMMUNES, _EACH = 10_000, 34, 30_000
_MORE: Final = 20_000
_LISTS: Final = 3
_GROWTH: Final = 1.5
_SEARCHES: Final = 200
_SEARCH: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Seconds of the two halves of an import and of the bare floor; MB of this process and of its largest child."""

    dry: float
    wrote: float
    read_bare: float
    wrote_bare: float
    memory: float
    child: float

    @property
    def whole(self) -> float:
        """Seconds from the bytes of the file to the commit."""
        return self.dry + self.wrote


def _import(world: World, content: bytes) -> tuple[float, float]:
    """Seconds of a dry run and of the import after it; fails unless every row became somebody new."""
    call = world.call()
    code = f"B{world.communes.index(call.viewer.commune_id):03d}"
    request = ImportRequest(campaign=SLUG, file_name="danh-sach.xlsx", content=content, place_code=code)
    start = time.perf_counter()
    found = citizens.dry_run(call=call, request=request)
    shown = time.perf_counter()
    result = citizens.run(call=call, dry_run=found, batch_id=uuid.uuid4())
    end = time.perf_counter()
    counts = (result.accepted, result.rejected, result.duplicates)
    assert counts == (result.rows_read, 0, 0), f"accepted, rejected, duplicates: {counts}; {result.issues[:3]}"
    return shown - start, end - shown


def _alone(engine: str) -> Figures:
    """The figures of one import into an empty commune; run in a process of its own, whose memory is nobody else's."""
    content = workbook(_PEOPLE)
    before = _resident()
    with _STORES[engine]() as store:
        world = build(store)
        dry, wrote = _import(world, content)
        peak = _resident()
        read_bare, wrote_bare = _floor(engine, store, content)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIBIBYTE / _MEGABYTE
    # Making the list for the bench takes memory too, and must not be what is measured.
    assert peak > before, "the list took more memory than its import"
    return Figures(dry=dry, wrote=wrote, read_bare=read_bare, wrote_bare=wrote_bare, memory=peak, child=child)


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE / _MEGABYTE


def _floor(engine: str, store: Store, content: bytes) -> tuple[float, float]:
    """Seconds that nobody can save: calamine reading the same file, and the same rows going into an empty database."""
    start = time.perf_counter()
    python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    read = time.perf_counter() - start
    there: dict[Any, list[tuple[Any, ...]]] = {}
    with store.read() as connection:
        for table in (tables.citizen, tables.import_batch, tables.import_row):
            there[table] = [tuple(row) for row in connection.execute(select(table))]
    with _STORES[engine]() as fresh:
        build(fresh)
        start = time.perf_counter()
        with fresh.write() as connection:
            for table, rows in there.items():
                insert_many(connection, table, [column.name for column in table.columns], rows)
        return read, time.perf_counter() - start


def _empty_rows(engine: str) -> list[Row]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(_alone, engine).result()
    floor = found.read_bare + found.wrote_bare
    return [
        Row(
            name=f"{engine}, {_PEOPLE} rows, dry run and import",
            measured=_PEOPLE / found.whole,
            unit="rows/s",
            asked=_PACES[engine],
            at_most=False,
            note=f"dry run {found.dry:.1f} s, import {found.wrote:.1f} s",
        ),
        Row(
            name=f"{engine}, peak memory of the process",
            measured=found.memory,
            unit="MB",
            asked=_MEMORY,
            note=f"the process that opened the workbook: {found.child:.0f} MB" if engine == "SQLite" else "",
        ),
        Row(
            name=f"{engine}, times the bare floor",
            measured=found.whole / floor,
            unit="",
            note=f"calamine {found.read_bare:.1f} s, bare inserts of the same rows {found.wrote_bare:.1f} s",
        ),
    ]


def _cost(world: World) -> float:
    """Milliseconds a row, the median of several lists into the first commune."""
    costs = []
    for number in range(_LISTS):
        content = workbook(_MORE, start=500_000 + number * _MORE)
        costs.append(sum(_import(world, content)) * 1000 / _MORE)
    return median(costs)


def _filled(store: Store, *, communes: int, each: int) -> World:
    world = build(store, communes=communes)
    for at, commune_id in enumerate(world.communes):
        numbers = range(1_000_000 + at * each, 1_000_000 + (at + 1) * each)
        populate(world, commune_id=commune_id, numbers=numbers, recorded=at == 0, sealed=True)
    settle(store)
    return world


def _search(world: World, engine: str) -> Row:
    """Candidates for one new person who bears the name of somebody there, some with a diacritic less."""
    rng = random.Random("search")
    commune = world.communes[0]
    columns = (tables.citizen.c.full_name, tables.citizen.c.birth_year, tables.citizen.c.place_id)
    with world.store.read() as connection:
        there = connection.execute(select(*columns).where(tables.citizen.c.commune_id == commune).limit(_EACH)).all()
    call, times, found = world.call(), list[float](), 0
    for at, person in enumerate(rng.sample(list(there), _SEARCHES + 1)):
        name = person.full_name if at % 2 else person.full_name.replace("ễ", "ê").replace("ị", "i")
        command = EnrolCitizen(
            id=uuid.uuid4(), campaign=SLUG, place_id=person.place_id, full_name=name, birth=person.birth_year
        )
        start = time.perf_counter()
        found += bool(candidates(call=call, command=command))
        times.append((time.perf_counter() - start) * 1000)
    # The first one warms the caches.
    late = quantiles(times[1:], n=20)[-1]
    name = f"{engine}, candidates for one person among {_COMMUNES * _EACH} people, p95"
    note = f"median {median(times[1:]):.1f} ms; {found} of {len(times)} searches found somebody"
    return Row(name=name, measured=late, unit="ms", asked=_SEARCH, note=note)


def _growth_rows(engine: str) -> list[Row]:
    with _STORES[engine]() as store:
        few = _cost(_filled(store, communes=1, each=_FEW))
    with _STORES[engine]() as store:
        world = _filled(store, communes=_COMMUNES, each=_EACH)
        searched = _search(world, engine)
        many = _cost(world)
    note = f"{few:.3f} ms a row with {_FEW} people, {many:.3f} with {_COMMUNES * _EACH}"
    name = f"{engine}, cost of a row at 1 million people to that at 10 thousand"
    return [Row(name=name, measured=many / few, unit="", asked=_GROWTH, note=note), searched]


def run() -> list[Row]:
    """Both engines: pace, memory, the bare floor; then what a million people change."""
    rows: list[Row] = []
    for engine in _STORES:
        rows += _empty_rows(engine)
    for engine in _STORES:
        rows += _growth_rows(engine)
    return rows
