"""Saving one record: the service against a bare sqlite3 program that commits the same rows, and eight writers at once.

The bare program replays the very statements that the service wrote, on a copy of the database; both copies must be
equal at the end. It refuses to count a save that failed or was lost.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text

from bench.people import citizen_id
from bench.report import Row
from bench.world import SLUG, TODAY, World, build, populate, sqlite_store
from campaign.db.engine import database_file
from campaign.db.store import Store
from campaign.db.vault import Vault
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services.records import SaveSteps, save_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PEOPLE = 20_000
_BATCH, _BATCHES = 100, 6
_WRITERS, _EACH = 8, 40
_SHARE = 1 / 8
_TABLES = ("record", "progress_day", "audit_event", "audit_head", "campaign_revision")
# One transaction: the statements with their values.
_Transaction = list[tuple[str, Any]]


def _save(world: World, number: int, *, store: Store) -> None:
    """Records the first step for one person; the ids hang on the number alone, so that a copy gets the same rows."""
    result = save_steps(
        call=world.call(store=store),
        save=SaveSteps(
            save_id=uuid.UUID(int=(0x0195 << 112) | number),
            campaign=SLUG,
            commune_id=world.communes[0],
            citizen_id=uuid.UUID(citizen_id(number)),
            steps={"portal_account": StepStatus.COMPLETED},
            day=TODAY,
            channel=Channel.HOME_VISIT,
        ),
    )
    assert result.saved == ("portal_account",), result


@contextlib.contextmanager
def _copy(world: World, folder: Path, name: str) -> Iterator[Store]:
    """A handle on a copy of the world's database."""
    path = folder / name
    with (
        contextlib.closing(sqlite3.connect(str(database_file(world.store.url)))) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    store = Store(url=f"sqlite:///{path}", vault=world.store.vault)
    try:
        yield store
    finally:
        store.close()


def _written(world: World, numbers: Sequence[int], *, store: Store) -> list[_Transaction]:
    """What the service writes for these people, statement by statement."""
    transactions: list[_Transaction] = []
    current: _Transaction = []

    def executed(_c: object, _cursor: object, statement: str, values: Any, _x: object, many: bool) -> None:  # noqa: ANN401, FBT001 - SQLAlchemy's own signature.
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            current.extend((statement, one) for one in (values if many else [values]))

    event.listen(store.engine, "before_cursor_execute", executed)
    for number in numbers:
        _save(world, number, store=store)
        transactions.append(list(current))
        current.clear()
    return transactions


def _bare(path: Path) -> Callable[[_Transaction], None]:
    """The bare program: one connection, the same journal and durability, nothing checked, nothing read."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")

    def commit(transaction: _Transaction) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in transaction:
            connection.execute(statement, values)
        connection.execute("COMMIT")

    return commit


def _contents(store: Store) -> dict[str, list[Any]]:
    with store.read() as connection:
        return {table: sorted(connection.execute(text(f"SELECT * FROM {table}")).all(), key=repr) for table in _TABLES}  # noqa: S608 - our own names.


def _alone(world: World, folder: Path) -> list[Row]:
    """One writer after the other: batches of the service and of the bare program in turns."""
    numbers = range(_PEOPLE, _PEOPLE + _BATCH * _BATCHES)
    with _copy(world, folder, "seen.db") as seen:
        transactions = _written(world, numbers, store=seen)
    with _copy(world, folder, "service.db") as service, _copy(world, folder, "bare.db") as bare:
        commit = _bare(folder / "bare.db")
        # The first save compiles statements; a server does that once in its life.
        warm = _PEOPLE + _BATCH * _BATCHES
        with _copy(world, folder, "warm.db") as other:
            _save(world, warm, store=other)
        pairs = []
        for at in range(0, len(numbers), _BATCH):
            start = time.perf_counter()
            for number in numbers[at : at + _BATCH]:
                _save(world, number, store=service)
            middle = time.perf_counter()
            for transaction in transactions[at : at + _BATCH]:
                commit(transaction)
            pairs.append((_BATCH / (middle - start), _BATCH / (time.perf_counter() - middle)))
        assert _contents(service) == _contents(bare), "the bare program did not commit the same rows"
    rows = sum(len(transaction) for transaction in transactions) / len(transactions)
    return [
        Row(name="service, one save a transaction", measured=median(p[0] for p in pairs), unit="saves/s"),
        Row(
            name="bare sqlite3, the same rows",
            measured=median(p[1] for p in pairs),
            unit="saves/s",
            note=f"{rows:.1f} rows written a save; WAL, synchronous=FULL in both",
        ),
        Row(
            name="service against bare sqlite3",
            measured=median(p[0] / p[1] for p in pairs),
            unit="of its rate",
            asked=_SHARE,
            at_most=False,
            note=f"median of {_BATCHES} batches of {_BATCH} in turns",
        ),
    ]


def _waits(world: World, numbers: Sequence[int], store: Store, gate: Callable[[], object]) -> list[float]:
    """Seconds that each save took, for one of several writers that start together."""
    gate()
    found = []
    for number in numbers:
        start = time.perf_counter()
        _save(world, number, store=store)
        found.append(time.perf_counter() - start)
    return found


def _process(url: str, laid: dict[str, Any], numbers: range, gate: Any, answers: Any) -> None:  # noqa: ANN401 - queues of a context.
    """One writing process; it answers with its waits, or with the error that ended it."""
    store = Store(url=url, vault=Vault(bytes(32)))
    try:
        answers.put(_waits(World(store=store, **laid), numbers, store, gate.wait))
    except Exception as error:  # noqa: BLE001 - the parent counts whatever went wrong.
        answers.put(f"{type(error).__name__}: {error}")
    finally:
        store.close()


def _threads(world: World, store: Store, shares: Sequence[range]) -> list[list[float] | str]:
    gate = threading.Barrier(len(shares))
    with ThreadPoolExecutor(len(shares)) as pool:
        waiting = [pool.submit(_waits, world, share, store, gate.wait) for share in shares]
        return [str(one.exception()) if one.exception() else one.result() for one in waiting]


def _processes(world: World, store: Store, shares: Sequence[range]) -> list[list[float] | str]:
    context = multiprocessing.get_context("spawn")
    gate, answers = context.Barrier(len(shares)), context.Queue()
    # The handle of this process stays here; each writer opens its own.
    laid = {"communes": world.communes, "units": world.units, "work": world.work}
    workers = [context.Process(target=_process, args=(store.url, laid, share, gate, answers)) for share in shares]
    for worker in workers:
        worker.start()
    found = [answers.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    return found


def _together(
    world: World, folder: Path, kind: str, writers: Callable[[World, Store, Sequence[range]], list[list[float] | str]]
) -> list[Row]:
    """Eight writers at once in one commune: whether all is there, and how long one waited."""
    first = _PEOPLE
    shares = [range(first + at * _EACH, first + (at + 1) * _EACH) for at in range(_WRITERS)]
    with _copy(world, folder, f"{kind}.db") as store:
        before = _counted(store, world)
        start = time.perf_counter()
        answers = writers(world, store, shares)
        elapsed = time.perf_counter() - start
        gained = tuple(now - then for now, then in zip(_counted(store, world), before, strict=True))
    failed = [answer for answer in answers if isinstance(answer, str)]
    waits = [wait for answer in answers if not isinstance(answer, str) for wait in answer]
    saves = _WRITERS * _EACH
    note = "records, roll-ups of the step at the root, audit events, revision: " + ", ".join(map(str, gained))
    return [
        Row(
            name=f"{_WRITERS} {kind}, saves that are missing",
            measured=float(max(abs(saves - n) for n in gained)),
            unit=f"of {saves}",
            asked=0.0,
            note=note,
        ),
        Row(
            name=f"{_WRITERS} {kind}, writers that failed",
            measured=float(len(failed)),
            unit="",
            asked=0.0,
            note=failed[0] if failed else "",
        ),
        Row(
            name=f"{_WRITERS} {kind}, longest wait",
            measured=max(waits, default=0.0),
            unit="s",
            note=f"median {median(waits) * 1000:.1f} ms; {saves / elapsed:.0f} saves/s with the start of the writers",
        ),
    ]


def _counted(store: Store, world: World) -> tuple[int, int, int, int]:
    """Records, the root's first steps, audit events, revision: each save adds one to each of the four."""
    statements = (
        "SELECT count(*) FROM record",
        "SELECT coalesce(sum(n), 0) FROM progress_day WHERE place_id = :root AND indicator_id = 1",
        "SELECT coalesce(max(seq), 0) FROM audit_event WHERE commune_id = :root",
        "SELECT revision FROM campaign_revision WHERE campaign_id = 1",
    )
    with store.read() as connection:
        records, rolled, audit, revision = (
            int(
                connection.execute(
                    text(statement), {"root": world.communes[0]} if ":root" in statement else {}
                ).scalar_one()
            )
            for statement in statements
        )
    return records, rolled, audit, revision


def run() -> list[Row]:
    """Alone, with eight threads on one engine, with eight processes."""
    with sqlite_store() as store, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        world = build(store)
        populate(world, commune_id=world.communes[0], numbers=range(_PEOPLE))
        more = max(_BATCH * _BATCHES + 1, _WRITERS * _EACH)
        populate(world, commune_id=world.communes[0], numbers=range(_PEOPLE, _PEOPLE + more), recorded=False)
        return [
            *_alone(world, Path(folder)),
            *_together(world, Path(folder), "threads", _threads),
            *_together(world, Path(folder), "processes", _processes),
        ]
