"""How the database looks up what grows with people: by an index that leads to one person, not over their commune."""

import pytest

from campaign.clock import new_id
from campaign.db.queries import records
from campaign.db.schema import migrate
from campaign.db.store import Store


@pytest.fixture
def engine() -> str:
    """The engine that plans by the schema alone; the other one first looks how few rows a test has."""
    return "sqlite"


def test_one_person_s_history_is_found_by_the_person(empty_store: Store) -> None:
    migrate(empty_store)
    statement = records._HISTORY.compile(empty_store.engine)
    values = statement.construct_params({"commune": 2, "campaign": 1, "citizen": new_id().hex})
    with empty_store.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement.string}", tuple(values[name] for name in statement.positiontup or ())
        ).all()
    assert any("ix_record_citizen" in str(row) for row in plan), plan
