"""The public board under a crowd: answers a second and kilobytes, of a province with 2.856 units and of a commune.

It asks through the whole stack of our own (gate, headers, compression) without a network, which would only measure the
network. What is read when the numbers moved is measured apart, because the first of the crowd waits for it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from sqlalchemy import insert, update
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bench.report import Row
from bench.world import SLUG, World, build, settle, sqlite_store
from campaign.db.tables import campaign, progress_day
from campaign.domain.vocabulary import StepStatus
from campaign.services import board_settings, runtime
from campaign.services.board_settings import BoardWish
from campaign.services.call import Call, system_viewer
from campaign.web.board_shelf import SHELF
from campaign.web.routes import ROUTES
from campaign.web.security import Gate, SecurityHeaders
from campaign.web.shell import shell_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKED_A_SECOND: Final = 300.0
_MOST_KB: Final = 150.0
_MOST_READ_S: Final = 5.0
_TIMES: Final = 1_500
_PROVINCE: Final = 1


def _fill(world: World) -> None:
    """Counts for every unit and indicator of a campaign of the whole province, added up to its root."""
    sums: dict[tuple[int, int], int] = {}
    for commune, units in world.units.items():
        for at, unit in enumerate(units):
            for indicator in range(1, len(world.work.steps) + 3):
                n = (at * 7 + indicator * 5 + commune) % 40
                for place in (unit, commune, _PROVINCE):
                    sums[place, indicator] = sums.get((place, indicator), 0) + n
    rows = [
        {
            "campaign_id": 1,
            "place_id": place,
            "indicator_id": indicator,
            "status": StepStatus.COMPLETED.value,
            "day": world.work.starts_on,
            "n": n,
        }
        for (place, indicator), n in sums.items()
    ]
    with world.store.write() as connection:
        connection.execute(
            update(campaign).values(place_id=_PROVINCE if len(world.communes) > 1 else world.communes[0])
        )
        connection.execute(insert(progress_day), rows)
    settle(world.store)


async def _ask(app: Starlette, path: str, query: str) -> tuple[int, int]:
    """One request; returns status and bytes."""
    got = [0, 0]
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"xa.test"), (b"accept-encoding", b"br")],
        "client": ("192.0.2.1", 1),
        "server": ("xa.test", 80),
        "root_path": "",
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            got[0] = message["status"]
        else:
            got[1] += len(message.get("body", b""))

    await app(scope, receive, send)  # type: ignore[arg-type] # the dictionary is what the protocol says
    return got[0], got[1]


async def _measure(app: Starlette, query: str) -> tuple[float, float, float]:
    """Seconds of the first answer, answers a second afterwards, kilobytes of one."""
    begun = time.perf_counter()
    status, size = await _ask(app, "/cong-khai", query)
    first = time.perf_counter() - begun
    if status != 200:
        message = f"the board answers {status}"
        raise RuntimeError(message)
    begun = time.perf_counter()
    for _ in range(_TIMES):
        await _ask(app, "/cong-khai", query)
    return first, _TIMES / (time.perf_counter() - begun), size / 1_000


def _rows(name: str, world: World) -> Iterator[Row]:
    call = Call(store=world.store, viewer=system_viewer(), moment=world.call().moment)
    wish = BoardWish(campaign=SLUG, is_open=True, hotline="0262 000 0000", mailbox="", note="", version=0)
    board_settings.set_board(call=call, wish=wish)
    app = Starlette(
        routes=list(ROUTES),
        middleware=[Middleware(SecurityHeaders, page_policy=shell_policy), Middleware(Gate, routes=ROUTES)],
    )
    with (
        mock.patch.object(runtime, "store", return_value=world.store),
        mock.patch.object(runtime, "present", return_value=call.moment),
    ):
        SHELF.forget()
        first, rate, size = asyncio.run(_measure(app, f"campaign={SLUG}"))
        SHELF.forget()
    yield Row(
        name=f"{name}: first answer after the numbers moved",
        measured=first,
        unit="s",
        asked=_MOST_READ_S,
        note="reads, hides and draws everything; the others are served what was before",
    )
    yield Row(name=f"{name}: answers", measured=rate, unit="/s", asked=_ASKED_A_SECOND, at_most=False)
    yield Row(name=f"{name}: page", measured=size, unit="kB", asked=_MOST_KB, note="compressed, with style and chart")


def run() -> list[Row]:
    """Returns the rows of a province and of a commune."""
    found: list[Row] = []
    for name, communes in (("a province", 102), ("a commune", 1)):
        with sqlite_store() as store:
            world = build(store, communes=communes)
            _fill(world)
            found += _rows(name, world)
    return found
