"""Reading all that the progress screen shows, with ten thousand, a hundred thousand and a million citizens.

It refuses the page's cache: every reading here goes to the database, as after each save.
"""

from __future__ import annotations

import contextlib
import time
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import text

from bench.report import Row
from bench.world import SLUG, World, build, populate, sqlite_store
from campaign.domain.vocabulary import Role
from campaign.services.progress_view import progress_view

if TYPE_CHECKING:
    from campaign.services.progress_models import ProgressView

SIZES = (10_000, 100_000, 1_000_000)
_ROUNDS = 40
_RATIO = 1.5


def read_screen(world: World) -> ProgressView:
    """What the page reads when its cache is empty."""
    return progress_view(call=world.call(role=Role.LEADER), slug=SLUG)


def _rollups(world: World) -> int:
    with world.store.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM progress_day")).scalar_one())


def _check(world: World, citizens: int) -> None:
    """A benchmark must not measure an empty screen."""
    view = read_screen(world)
    assert view.tiles.reached > citizens // 3, "the screen does not show the people"
    assert len(view.lines) == len(world.units[world.communes[0]]), "the screen does not show the units"


def run() -> list[Row]:
    """Milliseconds for each size, measured in turns, and the largest against the smallest."""
    with contextlib.ExitStack() as stack:
        worlds: dict[int, World] = {}
        for size in SIZES:
            world = worlds[size] = build(stack.enter_context(sqlite_store()))
            populate(world, commune_id=world.communes[0], numbers=range(size))
            _check(world, size)
        times: dict[int, list[float]] = {size: [] for size in SIZES}
        busy: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(_ROUNDS):
            for size, world in worlds.items():
                start, used = time.perf_counter(), time.process_time()
                read_screen(world)
                busy[size].append((time.process_time() - used) * 1000)
                times[size].append((time.perf_counter() - start) * 1000)
        rollups = {size: _rollups(world) for size, world in worlds.items()}
    typical = {size: median(found) for size, found in times.items()}
    rows = [
        Row(
            name=f"progress screen read, {size} citizens",
            measured=typical[size],
            unit="ms",
            note=f"median of {_ROUNDS} in turns; {median(busy[size]):.2f} ms processor; {rollups[size]} roll-up rows",
        )
        for size in SIZES
    ]
    ratio = typical[SIZES[-1]] / typical[SIZES[0]]
    name = f"{SIZES[-1]} citizens against {SIZES[0]}"
    return [*rows, Row(name=name, measured=ratio, unit="times", asked=_RATIO)]
