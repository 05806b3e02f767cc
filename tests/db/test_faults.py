"""What a database refuses, as a code: constraints by their names, locks, read-only and missing databases."""

import sqlite3
import threading
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table, insert, make_url, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from campaign.db import engine as engines
from campaign.db.base import metadata
from campaign.db.faults import CODES, constraint_name, translate
from campaign.db.store import Store
from campaign.db.tables import account, campaign, citizen, place, progress_day, record
from campaign.errors import CampaignError
from campaign.services import campaigns
from tests.support.databases import Databases, open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, Persona


def copy_of(desk: Desk, table: Table, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - columns of any type
    """Return a row of a table with something changed."""
    with desk.store.read() as connection:
        row = dict(connection.execute(select(table)).mappings().first() or {})
    return {**row, **changes}


def code(desk: Desk, table: Table, **changes: Any) -> str:  # noqa: ANN401 - columns of any type
    row = copy_of(desk, table, **changes)
    with pytest.raises(CampaignError) as caught, desk.store.write() as connection:
        connection.execute(insert(table).values(row))
    assert isinstance(caught.value.__cause__, IntegrityError)
    return caught.value.code


# ----------------------------------------------------------------------------------------- constraints
def test_every_constraint_has_a_name() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
        for index in table.indexes:
            assert index.name


def test_every_code_belongs_to_a_constraint_that_there_is() -> None:
    names = {str(c.name) for table in metadata.tables.values() for c in table.constraints}
    names |= {str(index.name) for table in metadata.tables.values() for index in table.indexes}
    assert set(CODES) <= names


def test_broken_constraints_become_codes(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    fresh = uuid.uuid4()
    another = next(step.id for step in desk.world.campaign.steps if step.key == "chip_id_card")
    assert code(desk, record, indicator_id=another) == "already_saved"
    assert code(desk, record, id=fresh) == "already_recorded"
    assert code(desk, citizen, personal_id_index=None) == "already_saved"
    assert code(desk, campaign, id=99) == "slug_taken"
    assert code(desk, account, id=99) == "username_taken"
    assert code(desk, place, id=99) == "place_code_taken"


def test_an_id_of_somebody_else(desk: Desk) -> None:
    with desk.store.read() as connection:
        row = connection.execute(select(citizen).where(citizen.c.personal_id_index.is_not(None))).mappings().one()
    with pytest.raises(CampaignError, match="id_taken"), desk.store.write() as connection:
        connection.execute(insert(citizen).values({**row, "id": uuid.uuid4()}))


def test_a_village_of_the_same_name(desk: Desk) -> None:
    with desk.store.read() as connection:
        row = connection.execute(select(place).where(place.c.code == "24490-V07")).mappings().one()
    with pytest.raises(CampaignError, match="place_name_taken"), desk.store.write() as connection:
        connection.execute(insert(place).values({**row, "id": 99, "code": "24490-V99"}))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (campaign, {"id": 99, "slug": "x", "ends_on": date(2020, 1, 1)}),
        (campaign, {"id": 99, "slug": "x", "status": "sleeping"}),
        (account, {"id": 99, "username": "x", "role": "king"}),
        (account, {"id": 99, "username": "x", "place_id": 4711}),
        (citizen, {"id": uuid.uuid4(), "personal_id_index": None, "consent": "perhaps"}),
        (citizen, {"id": uuid.uuid4(), "personal_id_index": None, "birth_year": 1500}),
        (citizen, {"id": uuid.uuid4(), "personal_id_index": None, "full_name": None}),
    ],
)
def test_what_no_person_can_cause_stays_a_fault_of_ours(desk: Desk, table: Table, change: dict[str, Any]) -> None:
    row = copy_of(desk, table, **change)
    with pytest.raises(IntegrityError) as caught, desk.store.write() as connection:
        connection.execute(insert(table).values(row))
    assert translate(caught.value) is None


def test_checks_are_known_by_name_on_both_engines(desk: Desk) -> None:
    row = copy_of(desk, campaign, id=99, slug="x", ends_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError) as caught, desk.store.write() as connection:
        connection.execute(insert(campaign).values(row))
    assert constraint_name(caught.value) == "ck_campaign_dates"


def test_a_count_below_nobody_is_refused(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    with pytest.raises(IntegrityError), desk.store.write() as connection:
        connection.execute(progress_day.update().values(n=-1))


# ----------------------------------------------------------------------------------- locked, read-only
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_file_that_somebody_else_is_writing_to(
    desk: Desk, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    impatient = Desk(store=open_store(desk.store.url), world=desk.world)
    with sqlite3.connect(make_url(desk.store.url).database or "", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CampaignError, match="database_busy"):
            impatient.save("maryam", "scam_awareness")
        # Reading goes on.
        assert impatient.count("Krông Pắc", "scam_awareness") == 0
        other.execute("ROLLBACK")
    other.close()
    impatient.save("maryam", "scam_awareness")
    impatient.store.close()


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_row_that_somebody_else_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    impatient = Desk(store=open_store(desk.store.url), world=desk.world)
    with psycopg.connect(desk.store.url.replace("+psycopg", "")) as other:
        other.execute("SELECT 1 FROM citizen FOR UPDATE")
        with pytest.raises(CampaignError, match="database_busy"):
            impatient.save("maryam", "scam_awareness")
    impatient.save("maryam", "scam_awareness")
    impatient.store.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_read_only_file(desk: Desk) -> None:
    url = make_url(desk.store.url)
    reading = open_store(f"sqlite:///file:{url.database}?mode=ro&uri=true")
    shut = Desk(store=reading, world=desk.world)
    with pytest.raises(CampaignError, match="database_read_only"):
        shut.save("maryam", "scam_awareness")
    assert shut.count("Krông Pắc", "scam_awareness") == 0
    reading.close()


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_server_that_only_reads(desk: Desk) -> None:
    name = make_url(desk.store.url).database
    desk.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    reading = open_store(desk.store.url)
    with pytest.raises(CampaignError, match="database_read_only"):
        Desk(store=reading, world=desk.world).save("maryam", "scam_awareness")
    reading.close()


# ----------------------------------------------------------------------------------- missing, damaged
def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'no' / 'such.db'}")
    with pytest.raises(CampaignError, match="database_unreachable"), store.read():
        pass
    store.close()


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_server_without_this_database(databases: Databases) -> None:
    url = databases.empty()
    databases.drop(url)
    store = open_store(url)
    with pytest.raises(CampaignError, match="database_not_ready"), store.read():
        pass
    store.close()


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    for url in (
        f"postgresql+psycopg://postgres@/none?host={tmp_path}",
        "postgresql+psycopg://postgres@127.0.0.1:1/none",
    ):
        store = open_store(url)
        with pytest.raises(CampaignError, match="database_unreachable"), store.read():
            pass
        store.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Danh sách công dân, không phải cơ sở dữ liệu. " * 50)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(CampaignError, match="database_unreadable"), store.read() as connection:
        connection.exec_driver_sql("SELECT * FROM citizen")
    store.close()


def test_a_database_without_tables(empty_store: Store) -> None:
    with pytest.raises(CampaignError, match="database_not_ready"), empty_store.read() as connection:
        connection.execute(select(place))


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_connection_that_breaks_is_a_sentence_and_the_next_one_works(desk: Desk) -> None:
    def break_off() -> None:
        with desk.store.write() as connection:
            own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with psycopg.connect(desk.store.url.replace("+psycopg", ""), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (own,))
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(CampaignError, match="database_unreachable"):
        break_off()
    desk.save("maryam", "scam_awareness")
    desk.verified()


def test_too_many_at_once_is_busy_and_not_a_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.1})
    narrow = open_store(desk.store.url)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with narrow.read():
            held.set()
            free.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    with pytest.raises(CampaignError, match="database_busy"), narrow.read():
        pass
    free.set()
    thread.join()
    narrow.close()


# ------------------------------------------------------------------------------- what cannot be stored
@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize("reason", ["x" * 600, "lý do\x00ẩn"])
def test_a_text_that_a_server_cannot_store_is_said_and_nothing_else_happens(desk: Desk, reason: str) -> None:
    with desk.refused("text_not_storable"):
        campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason=reason)


def test_an_unknown_fault_is_not_hidden() -> None:
    unknown = OperationalError("SELECT", {}, sqlite3.OperationalError("something new"))
    assert translate(unknown) is None
    assert translate(DBAPIError("SELECT", {}, sqlite3.Error("another"))) is None
