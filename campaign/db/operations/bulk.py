"""Inserting many rows of one table at the speed of the driver: COPY on PostgreSQL, one prepared statement on SQLite.

For imports, whose rows are plain values that were checked long before; everything else inserts through the tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import Date, LargeBinary
from sqlalchemy.exc import DBAPIError

from campaign.db.base import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection, Table


def insert_many(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `columns`; raises what an ordinary insert would."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, columns, rows)
        return
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    # The names are ours, the values are bound.
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    connection.exec_driver_sql(statement, list(_as_bound(connection, table, columns, rows)))


def _as_bound(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterable[tuple[Any, ...]]:
    """Turn values into what the driver stores, column by column: most columns need nothing, and bytes are bytes."""
    kinds = [table.c[name].type.dialect_impl(connection.dialect) for name in columns]
    processors = [None if isinstance(k, LargeBinary) else k.bind_processor(connection.dialect) for k in kinds]
    # Days and instants come again and again.
    dated = [isinstance(table.c[name].type, Date | UtcDateTime) for name in columns]
    processors = [cache(p) if p and often else p for p, often in zip(processors, dated, strict=True)]
    by_column = zip(*rows, strict=True)
    return zip(*map(_processed, processors, by_column), strict=True)


def _processed(process: Callable[[Any], Any] | None, values: Sequence[Any]) -> Sequence[Any]:
    return values if process is None else [process(value) for value in values]


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    names = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns))
    statement = psycopg.sql.SQL("COPY {} ({}) FROM STDIN").format(psycopg.sql.Identifier(table.name), names)
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(f"COPY {table.name}", None, error, psycopg.Error) from error
