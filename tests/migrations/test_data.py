"""A database that an older program filled comes to head with every row, and the numbers still agree.

The rows are those of `tests/support/filled.py`, put in without the tables of today.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import Boolean, Date, LargeBinary, Uuid, column, insert, inspect, select, table

from campaign.clock import Moment
from campaign.db import schema
from campaign.db.base import UtcDateTime, metadata
from campaign.db.queries import records as record_queries
from campaign.db.schema import migrate, require_head
from campaign.services.call import Call, system_viewer
from campaign.services.verify import verify
from tests.support.filled import GREW, LIVE, PERSON, ROWS, VOIDED, Row
from tests.support.filled_later import NOW

if TYPE_CHECKING:
    from sqlalchemy import Connection, TableClause
    from sqlalchemy.types import TypeEngine

    from campaign.db.store import Store

# By the value, because a table of an older version has no description in today's program.
_TYPES: dict[type, TypeEngine[Any]] = {
    uuid.UUID: Uuid(),
    datetime: UtcDateTime(),
    date: Date(),
    bytes: LargeBinary(),
    bool: Boolean(),
}


def described(name: str, rows: list[Row]) -> TableClause:
    """Return a table as its rows show it."""
    columns = []
    for key in rows[0]:
        known = next((row[key] for row in rows if row[key] is not None), None)
        kind = _TYPES.get(type(known))
        columns.append(column(key, kind) if kind is not None else column(key))
    return table(name, *columns)


def upgrade(connection: Connection, version: str) -> None:
    config = schema._config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def stored(connection: Connection, name: str, rows: list[Row]) -> list[Row]:
    """Return what stands in the columns that the rows have, in the rows' order."""
    wanted = described(name, rows)
    there = [dict(row) for row in connection.execute(select(*wanted.columns)).mappings()]
    return sorted(there, key=lambda row: rows.index(row) if row in rows else len(rows))


@pytest.fixture
def filled(empty_store: Store) -> Store:
    """A database that grew version by version, each filling the tables it made, and then came to head."""
    for version, tables in ROWS.items():
        with empty_store.write() as connection:
            upgrade(connection, version)
            for name, rows in tables.items():
                connection.execute(insert(described(name, rows)), rows)
    assert migrate(empty_store) == (list(ROWS)[-1], schema._head())
    return empty_store


def test_every_table_of_a_filled_version_has_rows(empty_store: Store) -> None:
    known: set[str] = {"alembic_version"}
    for version, tables in ROWS.items():
        with empty_store.write() as connection:
            upgrade(connection, version)
            there = inspect(connection)
            assert set(there.get_table_names()) - known == set(tables), version
            for name, rows in tables.items():
                assert {found["name"] for found in there.get_columns(name)} == set(rows[0]), name
            known |= set(tables)


def test_every_row_survives(filled: Store) -> None:
    require_head(filled)
    with filled.read() as connection:
        for tables in ROWS.values():
            for name, rows in tables.items():
                assert stored(connection, name, rows) == rows, name


def test_new_columns_of_old_tables_hold_what_was_meant(filled: Store) -> None:
    with filled.read() as connection:
        for tables in ROWS.values():
            for name, rows in tables.items():
                today = metadata.tables[name]
                fresh = {found.name for found in today.columns} - set(rows[0])
                assert fresh == set(GREW.get(name, {})), f"{name}: say in GREW what old rows hold in {fresh}"
                for key in fresh:
                    values = connection.execute(select(today.c[key])).scalars().all()
                    assert values == [GREW[name][key]] * len(rows), (name, key)


def test_the_numbers_and_the_chain_still_agree(filled: Store) -> None:
    call = Call(store=filled, viewer=system_viewer(), moment=Moment(now=NOW, today=NOW.date()))
    found = verify(call=call)
    assert found.ok, found.differences
    assert found.records == 1


def test_what_reads_old_rows_today_reads_them(filled: Store) -> None:
    with filled.read() as connection:
        lines = record_queries.history(connection, commune_id=2, campaign_id=1, citizen_id=PERSON)
    assert {line.id: line.void_reason for line in lines} == {LIVE: None, VOIDED: "nhầm người"}
