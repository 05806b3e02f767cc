"""Migration 0001 on both engines: head equals the tables, twice is once, data stays, a newer database is refused."""

import subprocess
import sys

import pytest
from sqlalchemy import inspect, text

from campaign.db import schema
from campaign.db.store import Store
from campaign.errors import CampaignError
from tests.support.desk import Desk
from tests.support.world import Persona

MIGRATE = """
import sys
from campaign.db import schema
from campaign.db.store import Store
from campaign.db.vault import Vault
schema.migrate(Store(url=sys.argv[1], vault=Vault(bytes(32))))
"""


def test_head_is_what_the_tables_say(empty_store: Store) -> None:
    assert schema.migrate(empty_store) == (None, "0001")
    with empty_store.read() as connection:
        assert schema.differences(connection) == []


def test_a_second_run_changes_nothing(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    before = desk.state()
    assert schema.migrate(desk.store) == ("0001", "0001")
    assert desk.state() == before
    desk.verified()


def test_two_processes_at_once_make_one_schema(empty_store: Store) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, empty_store.url], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    faults = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], faults
    schema.require_head(empty_store)
    with empty_store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


def test_a_database_without_schema_is_not_ready(empty_store: Store) -> None:
    with pytest.raises(CampaignError) as caught:
        schema.require_head(empty_store)
    assert caught.value.code == "database_not_ready"


def test_a_newer_database_is_refused_and_left_alone(desk: Desk) -> None:
    desk.run("UPDATE alembic_version SET version_num = '9999'")
    before = desk.state()
    for step in (schema.migrate, schema.require_head):
        with pytest.raises(CampaignError) as caught:
            step(desk.store)
        assert caught.value.code == "database_newer"
        assert caught.value.details["version"] == "9999"
    assert desk.state() == before


def test_every_constraint_has_a_name(desk: Desk) -> None:
    with desk.store.read() as connection:
        found = inspect(connection)
        for table in found.get_table_names():
            if table == "alembic_version":
                continue
            names = [entry["name"] for entry in found.get_unique_constraints(table)]
            names += [entry["name"] for entry in found.get_check_constraints(table)]
            names += [entry["name"] for entry in found.get_foreign_keys(table)]
            assert all([*names, found.get_pk_constraint(table)["name"]]), table


def test_a_person_at_work_sees_the_migrated_world(desk: Desk) -> None:
    assert desk.save("sien", "scam_awareness", by=Persona.VOLUNTEER).saved == ("scam_awareness",)
