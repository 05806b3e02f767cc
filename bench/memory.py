"""Memory of the server with many open tabs, each of which ran its page twice.

It counts the resident memory of the whole process tree, and refuses to count the browser or the client.
"""

from __future__ import annotations

import asyncio
import functools
from typing import TYPE_CHECKING

import psutil

from bench.product import PROGRESS, readers, served
from bench.report import Row
from bench.rerun_rate import DAYS, open_sessions
from bench.server import EMPTY_APP, serving, streamlit_run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.server import Server

SESSIONS = 50
_MEGABYTE = 1e6
_ASKED = 500.0


def resident(pid: int) -> float:
    """Resident memory of a process and its children, in MB (million bytes)."""
    root = psutil.Process(pid)
    return float(sum(process.memory_info().rss for process in (root, *root.children(recursive=True)))) / _MEGABYTE


async def with_sessions(
    *, server: Server, path: str = "", cookies: Sequence[Mapping[str, str]] = (), drawing: str = ""
) -> tuple[float, float]:
    """MB with one tab open and with all, each after running the page twice."""
    opened = functools.partial(open_sessions, server=server, path=path, cookies=cookies, drawing=drawing)
    first = await opened(count=1)
    (await first[0].rerun()).checked()
    alone = resident(server.pid)
    rest = await opened(count=SESSIONS - 1)
    for session in rest:
        (await session.rerun()).checked()
    # A moment for the server to let go of what the last runs held.
    await asyncio.sleep(2)
    crowded = resident(server.pid)
    for session in (*first, *rest):
        await session.close()
    return alone, crowded


def spread(alone: float, crowded: float) -> str:
    """One sentence: what the server takes by itself, and what each further session adds."""
    return f"{alone:.0f} MB with one session, {(crowded - alone) / (SESSIONS - 1):.2f} MB for each further one"


def run() -> list[Row]:
    """The progress screen, and an empty page for comparison."""
    with serving(streamlit_run(EMPTY_APP)) as server:
        alone, crowded = asyncio.run(with_sessions(server=server))
    rows = [Row(name=f"empty page, {SESSIONS} sessions", measured=crowded, unit="MB", note=spread(alone, crowded))]
    with served() as server:
        cookies = readers(server)
        alone, crowded = asyncio.run(with_sessions(server=server, path=PROGRESS, cookies=cookies, drawing=DAYS))
    name = f"progress screen, server with {SESSIONS} open sessions"
    return [*rows, Row(name=name, measured=crowded, unit="MB", asked=_ASKED, note=spread(alone, crowded))]
