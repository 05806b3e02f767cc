"""Opening the desk for a campaign of a province with 28, 280 and 2.800 units, on both engines.

Both of the desk's services are read anew each time: the page keeps the first of them until the campaign's next write.
It refuses to count a desk that shows nothing.
"""

from __future__ import annotations

import contextlib
import time
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import event

from bench.province import build_province, province_call, rollups
from bench.report import Row
from bench.world import SLUG, World, postgresql_store, settle, sqlite_store
from campaign.services.desk import desk_today
from campaign.services.desk_numbers import desk_numbers
from campaign.services.progress_units import progress_page

if TYPE_CHECKING:
    from collections.abc import Callable

COMMUNES = (1, 10, 100)
_UNITS = 28
_ROUNDS = 15
_DAYS = 7
_SAME = 1.0


def open_desk(world: World) -> int:
    """Reads all that the desk shows; how many matters have something in them."""
    call = province_call(world)
    numbers = desk_numbers(call=call, slug=SLUG, silent_days=_DAYS)
    places = [found.place_id for part in (numbers.behind, numbers.silent) if part for found in part.worst]
    today = desk_today(call=call, slug=SLUG, silent_days=_DAYS, named=places)
    parts = (numbers.behind, numbers.silent, today.without_charge, today.never_signed_in)
    return sum(1 for part in parts if part is not None and part.total)


def _statements(world: World, read: Callable[[World], object]) -> int:
    """How many statements one reading sends to the database."""
    seen: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(world.store.engine, "before_cursor_execute", listen)
    try:
        read(world)
    finally:
        event.remove(world.store.engine, "before_cursor_execute", listen)
    return len(seen)


def _milliseconds(world: World, read: Callable[[World], object]) -> tuple[float, float]:
    """The median time of a warm reading, and how much of it a processor of this process was busy."""
    read(world)
    times, busy = [], []
    for _ in range(_ROUNDS):
        start, used = time.perf_counter(), time.process_time()
        read(world)
        busy.append((time.process_time() - used) * 1000)
        times.append((time.perf_counter() - start) * 1000)
    return median(times), median(busy)


def _engine(name: str, stores: Callable[[], contextlib.AbstractContextManager[object]]) -> list[Row]:
    rows: list[Row] = []
    times: dict[int, float] = {}
    queries: dict[int, int] = {}
    for communes in COMMUNES:
        with stores() as store:
            world = build_province(store, communes=communes)  # type: ignore[arg-type]
            settle(world.store)
            assert open_desk(world) > 1, "the desk shows nothing"
            queries[communes] = _statements(world, open_desk)
            times[communes], busy = _milliseconds(world, open_desk)
            note = f"median of {_ROUNDS}; {busy:.1f} ms processor; {queries[communes]} queries; "
            note += f"{rollups(world)} roll-up rows"
            label = f"{name}: desk of {communes * _UNITS} units"
            rows.append(Row(name=label, measured=times[communes], unit="ms", note=note))
            if communes == COMMUNES[-1]:
                taken, _busy = _milliseconds(world, lambda there: progress_page(call=province_call(there), slug=SLUG))
                label = f"{name}: progress screen of {communes * _UNITS} units"
                rows.append(Row(name=label, measured=taken, unit="ms", note="the province's own, beside the desk"))
    small, large = COMMUNES[0], COMMUNES[-1]
    against = f"{large * _UNITS} units against {small * _UNITS}"
    more = queries[large] / queries[small]
    return [
        *rows,
        Row(name=f"{name}: time, {against}", measured=times[large] / times[small], unit="times"),
        Row(name=f"{name}: queries, {against}", measured=more, unit="times", asked=_SAME),
    ]


def run() -> list[Row]:
    """Milliseconds and queries for each size on SQLite, then on PostgreSQL."""
    return [*_engine("SQLite", sqlite_store), *_engine("PostgreSQL", postgresql_store)]
