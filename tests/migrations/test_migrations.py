"""Migrations: from nothing to head on both engines, twice, two processes at once, and never back from the future."""

import multiprocessing
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, inspect, text

from campaign.db import schema
from campaign.db.base import metadata
from campaign.db.schema import differences, migrate, require_head
from campaign.db.store import Store
from campaign.errors import CampaignError
from tests.support.databases import open_store
from tests.support.desk import Desk

PROCESSES = 3


def names(found: Iterator[Any] | list[Any]) -> set[str]:
    return {str(part["name"]) for part in found}


# ------------------------------------------------------------------------------------------- to head
def test_from_nothing_to_head(empty_store: Store) -> None:
    with pytest.raises(CampaignError, match="database_not_ready"):
        require_head(empty_store)
    assert migrate(empty_store) == (None, schema._head())
    require_head(empty_store)


def test_head_is_what_the_tables_say(empty_store: Store) -> None:
    migrate(empty_store)
    with empty_store.read() as connection:
        assert differences(connection) == []


def test_constraints_bear_the_names_that_the_tables_give_them(empty_store: Store) -> None:
    """The schema tool does not compare checks, and a wrong name would only show in an error that nobody translates."""
    migrate(empty_store)
    with empty_store.read() as connection:
        there = inspect(connection)
        for table in metadata.tables.values():
            wanted = {
                kind: {str(c.name) for c in table.constraints if isinstance(c, kind)}
                for kind in (CheckConstraint, UniqueConstraint, ForeignKeyConstraint)
            }
            assert names(there.get_check_constraints(table.name)) == wanted[CheckConstraint], table.name
            assert names(there.get_unique_constraints(table.name)) == wanted[UniqueConstraint], table.name
            assert names(there.get_foreign_keys(table.name)) == wanted[ForeignKeyConstraint], table.name
            assert there.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
            assert {str(i.name) for i in table.indexes} <= names(there.get_indexes(table.name))


def test_twice_changes_nothing(empty_store: Store) -> None:
    migrate(empty_store)
    assert migrate(empty_store) == (schema._head(), schema._head())
    require_head(empty_store)


def test_data_survives(desk: Desk) -> None:
    desk.save("maryam", desk.world.required)
    state = desk.state()
    migrate(desk.store)
    assert desk.state() == state
    desk.verified()


# -------------------------------------------------------------------------------------- at once
def _migrate(url: str, barrier: Any, answers: Any) -> None:  # noqa: ANN401 - handles that another process understands
    store = open_store(url)
    barrier.wait(60)
    try:
        answers.put(migrate(store))
    except BaseException as error:  # noqa: BLE001 - whatever went wrong over there must be seen here
        answers.put(repr(error))
    finally:
        store.close()


def test_several_processes_at_once_take_turns(empty_store: Store) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier, answers = spawn.Barrier(PROCESSES), spawn.Queue()
    running = [spawn.Process(target=_migrate, args=(empty_store.url, barrier, answers)) for _ in range(PROCESSES)]
    for process in running:
        process.start()
    found = [answers.get(timeout=120) for _ in running]
    for process in running:
        process.join(60)
    assert sorted(found, key=str) == [(schema._head(), schema._head())] * (PROCESSES - 1) + [(None, schema._head())]
    with empty_store.read() as connection:
        assert differences(connection) == []


# ------------------------------------------------------------------------------------- from the future
@pytest.mark.parametrize("act", [migrate, require_head])
def test_a_database_of_a_newer_program_is_left_alone(desk: Desk, act: Callable[[Store], object]) -> None:
    desk.run("UPDATE alembic_version SET version_num = '0999'")
    with desk.refused("database_newer", version="0999"):
        act(desk.store)


def test_a_migration_that_breaks_leaves_nothing(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    true = command.upgrade

    def broken(*args: Any) -> None:  # noqa: ANN401 - handed on
        true(*args)
        raise RuntimeError

    monkeypatch.setattr(command, "upgrade", broken)
    with pytest.raises(RuntimeError):
        migrate(empty_store)
    monkeypatch.undo()
    with empty_store.read() as connection:
        assert inspect(connection).get_table_names() == []
    migrate(empty_store)
    require_head(empty_store)


# ------------------------------------------------------------------------------------------- one line
def test_there_is_one_line_of_versions_and_none_names_the_tables_of_head() -> None:
    scripts = ScriptDirectory.from_config(schema._config())
    assert len(scripts.get_heads()) == 1
    for script in scripts.walk_revisions():
        assert script.doc
        with open(script.path, encoding="utf-8") as source:  # noqa: PTH123 - the library gives a string
            assert "campaign.db.tables" not in source.read(), script.path


def test_a_server_stores_text_in_utf_8(empty_store: Store, engine: str) -> None:
    with empty_store.read() as connection:
        query = "PRAGMA encoding" if engine == "sqlite" else "SHOW server_encoding"
        assert connection.execute(text(query)).scalar_one().replace("-", "") == "UTF8"
