"""How many reruns a second one server gives to many tabs that never pause, and the same for an empty page.

Whole runs of the progress screen, clicks from part to part of it, and the slider of days, each against the empty page:
measured in turns on the same machine and the same settings, because only their ratio travels.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import psutil

from bench.product import PROGRESS, readers, sample, served
from bench.report import Row
from bench.server import EMPTY_APP, serving, streamlit_run
from bench.streamlit_client import Session
from bench.streamlit_page import PageFailedError, RunResult
from campaign.ui.progress.names import SLIDER, VIEW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bench.server import Server

SESSIONS = 30
# What stands on a progress screen with numbers, and neither on an empty one nor before a closed door: its days.
DAYS = "slider"
_SECONDS = 6.0
_ROUNDS = 3
_WARM_UP = 1.5
_ALONE = 20
# Above this share of a core the client itself may be what is measured.
_CLIENT_LIMIT = 0.85
_WEEK = 7 * 24 * 3600 * 1_000_000


if TYPE_CHECKING:
    Act = Callable[[Session, int], Awaitable[RunResult]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Runs a second over all tabs; shares of one core that client and server used; kB and messages a run."""

    per_second: float
    runs: int
    seconds: float
    client_cpu: float
    server_cpu: float
    kilobytes: float
    messages: float
    errors: tuple[str, ...]

    @property
    def note(self) -> str:
        """One sentence for the table."""
        words = (
            f"{self.runs} runs in {self.seconds:.1f} s, {self.kilobytes:.1f} kB and {self.messages:.0f} "
            f"messages a run; client {self.client_cpu:.0%} and server {self.server_cpu:.0%} of a core, "
            f"{self.server_cpu / max(1e-9, self.per_second) * 1000:.1f} ms of it a run"
        )
        if self.client_cpu > _CLIENT_LIMIT:
            words += "; THE CLIENT IS SATURATED, the server could give more"
        return words


@dataclass(slots=True)
class _Tally:
    runs: int = 0
    bytes: int = 0
    messages: int = 0
    counting: bool = False
    stopping: bool = False


async def _whole(session: Session, turn: int) -> RunResult:
    del turn
    return await session.rerun()


async def _part(session: Session, turn: int) -> RunResult:
    """Look at another part of the fourth question: the table and the ranking in turns."""
    return await session.choose(VIEW, _option(session, VIEW, turn % 2))


async def _day(session: Session, turn: int) -> RunResult:
    """Move the slider between its last day and one a week before, which redraws all but the frame."""
    return await session.choose(SLIDER, session.page.widget(SLIDER).element.max - (turn % 2) * _WEEK)


def _option(session: Session, key: str, at: int) -> str:
    option: str = session.page.widget(key).element.options[at].content
    return option


async def _keep_running(session: Session, *, act: Act, tally: _Tally, errors: list[str]) -> None:
    turn = 0
    while not tally.stopping:
        turn += 1
        result = await act(session, turn)
        errors.extend(result.failures)
        if tally.counting:
            tally.runs += 1
            tally.bytes += result.bytes
            tally.messages += result.messages


def _cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


# What is done, and the share of the empty page's rate that is asked of it.
ASKS: Mapping[str, tuple[Act, float]] = {
    "progress screen, whole": (_whole, 0.20),
    "progress screen, a click on another part": (_part, 0.40),
    "progress screen, another day": (_day, 0.40),
}


async def measure(*, sessions: Sequence[Session], server_pid: int, seconds: float, act: Act = _whole) -> Rate:
    """Open ``sessions`` do ``act`` as fast as they get answers; ``seconds`` are counted after a warm-up."""
    tally, errors = _Tally(), list[str]()
    server = psutil.Process(server_pid)
    tasks = [asyncio.create_task(_keep_running(session, act=act, tally=tally, errors=errors)) for session in sessions]
    await asyncio.sleep(_WARM_UP)
    tally.counting = True
    start, client_start, server_start = time.perf_counter(), time.process_time(), _cpu_seconds(server)
    await asyncio.sleep(seconds)
    tally.counting, tally.stopping = False, True
    elapsed = time.perf_counter() - start
    client_cpu = (time.process_time() - client_start) / elapsed
    server_cpu = (_cpu_seconds(server) - server_start) / elapsed
    await asyncio.gather(*tasks)
    return Rate(
        per_second=tally.runs / elapsed,
        runs=tally.runs,
        seconds=elapsed,
        client_cpu=client_cpu,
        server_cpu=server_cpu,
        kilobytes=tally.bytes / max(1, tally.runs) / 1000,
        messages=tally.messages / max(1, tally.runs),
        errors=tuple(errors),
    )


async def open_sessions(
    *,
    server: Server,
    count: int,
    path: str = "",
    query: str = "",
    cookies: Sequence[Mapping[str, str]] = (),
    drawing: str = "",
) -> list[Session]:
    """``count`` open tabs, dealt round the given sign-ins.

    ``drawing`` is a kind of element that must be on the page, so that neither a closed door nor an empty screen is
    measured. Raises PageFailedError.
    """
    jars: Sequence[Mapping[str, str]] = cookies or ({},)
    sessions = [
        Session(port=server.port, path=path, query=query, cookies=jars[index % len(jars)]) for index in range(count)
    ]
    for session in sessions:
        (await session.open()).checked()
        if drawing and not session.page.count(drawing):
            raise PageFailedError(f"a page without {drawing}: {session.page.texts()}")
    return sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is done on a page, and the empty page: rates of the middle round and the median ratio."""

    page: Rate
    empty: Rate
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The comparisons by name, and ms of one whole run with nobody else, of the page and of the empty one."""

    comparisons: Mapping[str, Comparison]
    page_alone: float
    empty_alone: float


async def _alone(session: Session) -> float:
    """Median milliseconds of a rerun while no other session runs."""
    return median([(await session.rerun()).checked().elapsed for _ in range(_ALONE)]) * 1000


async def compare(
    *, server: Server, floor: Server, path: str, cookies: Sequence[Mapping[str, str]], sessions: int = SESSIONS
) -> Found:
    """Measures the progress screen and the empty page in turns. Raises PageFailedError for one without numbers."""
    tabs = await open_sessions(server=server, count=sessions, path=path, cookies=cookies, drawing=DAYS)
    empty = await open_sessions(server=floor, count=sessions)
    alone = await _alone(tabs[0]), await _alone(empty[0])
    found = {name: await _in_turns(tabs, empty, server=server, floor=floor, act=act) for name, (act, _) in ASKS.items()}
    for session in (*tabs, *empty):
        await session.close()
    return Found(comparisons=found, page_alone=alone[0], empty_alone=alone[1])


async def _in_turns(
    tabs: Sequence[Session], empty: Sequence[Session], *, server: Server, floor: Server, act: Act
) -> Comparison:
    pairs = [
        (
            await measure(sessions=tabs, server_pid=server.pid, seconds=_SECONDS, act=act),
            await measure(sessions=empty, server_pid=floor.pid, seconds=_SECONDS),
        )
        for _ in range(_ROUNDS)
    ]
    if errors := [error for page, bare in pairs for error in (*page.errors, *bare.errors)]:
        raise PageFailedError(f"{len(errors)} runs drew errors, first: {errors[0]}")
    pairs.sort(key=lambda pair: pair[0].per_second / pair[1].per_second)
    page, bare = pairs[len(pairs) // 2]
    ratio = median(one.per_second / other.per_second for one, other in pairs)
    return Comparison(page=page, empty=bare, ratio=ratio)


def run() -> list[Row]:
    """The progress screen and an empty page on the same settings, and the one against the other."""
    with served() as server, serving(streamlit_run(EMPTY_APP), folder=sample().folder) as floor:
        cookies = readers(server)
        found = asyncio.run(compare(server=server, floor=floor, path=PROGRESS, cookies=cookies))
    rows = [
        Row(name="empty page, one rerun alone", measured=found.empty_alone, unit="ms"),
        Row(name="progress screen, one rerun alone", measured=found.page_alone, unit="ms"),
    ]
    for name, one in found.comparisons.items():
        rows += _rows(name, one, asked=ASKS[name][1], accounts=len(cookies))
    return rows


def _rows(name: str, found: Comparison, *, asked: float, accounts: int) -> list[Row]:
    many = f"{SESSIONS} open sessions"
    return [
        Row(name=f"empty page, {many}", measured=found.empty.per_second, unit="runs/s", note=found.empty.note),
        Row(name=f"{name}, {many}", measured=found.page.per_second, unit="runs/s", note=found.page.note),
        Row(
            name=f"{name} against an empty page",
            measured=found.ratio,
            unit="of its rate",
            asked=asked,
            at_most=False,
            note=f"median of {_ROUNDS} rounds in turns, {accounts} accounts",
        ),
    ]
