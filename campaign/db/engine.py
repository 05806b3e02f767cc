"""Engines with the settings each database needs; one engine lives as long as the process.

SQLite: WAL, synchronous=FULL, BEGIN IMMEDIATE for writes, so that eight writers wait and never fail.
PostgreSQL: lock and statement time limits, so that a stuck writer ends with a sentence instead of a hang.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS: Final = 15
# In units of 1.024 bytes, negative as SQLite has it; every connection of the pool has a cache of its own.
_CACHE: Final = -16000
_LARGE_CACHE: Final = -64000
_ROOMY: Final = "roomy"
_POOL: Final = {"pool_size": 10, "max_overflow": 40, "pool_timeout": 20}


def make_engine(url: str) -> Engine:
    """Return an engine for a SQLAlchemy URL (`sqlite:///…` or `postgresql+psycopg://…`)."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    options = f"-c lock_timeout={BUSY_SECONDS}s -c statement_timeout=60s -c timezone=UTC"
    return create_engine(url, connect_args={"options": options}, pool_pre_ping=True, **_POOL)


def database_file(url: str) -> Path | None:
    """Return the file of a SQLite URL, None for a server."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def begin(connection: Connection, *, writing: bool) -> None:
    """Open the transaction on SQLite, whose driver would begin late and deferred; PostgreSQL's does it by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None}, **_POOL)
    # On the pool and not on the engine: an engine with listeners asks them before and after every statement.
    event.listen(engine.pool, "connect", _prepare_sqlite)
    event.listen(engine.pool, "checkin", _give_room_back)
    return engine


def take_room(connection: Connection) -> None:
    """Keep more of SQLite's indexes at hand until the connection goes back: for a write of very many rows."""
    connection.info[_ROOMY] = True
    connection.exec_driver_sql(f"PRAGMA cache_size={_LARGE_CACHE}")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    # A read-only file keeps its journal mode; reading still works, a write gets its own sentence.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode=WAL")
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        f"cache_size={_CACHE}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _give_room_back(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
    if connection is not None and record.info.pop(_ROOMY, False):
        connection.execute(f"PRAGMA cache_size={_CACHE}").close()
