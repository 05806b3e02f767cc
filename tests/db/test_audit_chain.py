"""The audit chain is append-only in the database itself, and hashes what it says it hashes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from campaign.db.operations.audit import GENESIS, Actor, Event, append, digest
from campaign.db.queries.verify import audit_chain
from campaign.db.store import Store
from campaign.services.verify import verify_chain
from tests.support.desk import Desk
from tests.support.world import NOW

ACTOR = Actor(account_id=None, username="system", address="local", at=NOW.now)


def refused(store: Store, statement: str) -> str:
    with pytest.raises(SQLAlchemyError) as caught, store.engine.begin() as connection:
        connection.execute(text(statement))
    return str(caught.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'nobody'",
        "UPDATE audit_event SET reason = reason WHERE seq = 1",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE seq = 1",
    ],
)
def test_no_event_is_changed_or_removed(desk: Desk, statement: str) -> None:
    before = desk.events()
    assert "audit_event is append-only" in refused(desk.store, statement)
    assert desk.events() == before


@pytest.mark.parametrize("statement", ["TRUNCATE audit_event", "TRUNCATE audit_event CASCADE"])
def test_a_server_does_not_empty_the_table_either(desk: Desk, engine: str, statement: str) -> None:
    before = desk.events()
    refusal = refused(desk.store, statement)
    # SQLite knows no such statement.
    assert ("append-only" if engine == "postgresql" else "syntax error") in refusal
    assert desk.events() == before


def test_a_number_of_the_chain_is_given_once(desk: Desk) -> None:
    refused(
        desk.store,
        "INSERT INTO audit_event SELECT * FROM audit_event WHERE seq = 1 AND commune_id = 0",
    )


def test_every_event_carries_the_hash_of_the_one_before_and_of_itself(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    last: dict[int, bytes] = {}
    with desk.store.read() as connection:
        for row in audit_chain(connection):
            assert row["previous_hash"] == last.get(row["commune_id"], GENESIS)
            assert row["hash"] == digest(row["previous_hash"], row)
            last[row["commune_id"]] = row["hash"]
    assert len(last) == 3


@pytest.mark.parametrize(
    "column",
    ["at", "actor", "action", "subject_kind", "subject_id", "campaign_id", "place_id", "before", "after", "reason"],
)
def test_the_hash_covers_every_column(desk: Desk, column: str) -> None:
    with desk.store.read() as connection:
        row = next(iter(list(audit_chain(connection))))
    other = NOW.now if column == "at" else "another"
    assert digest(row["previous_hash"], row) != digest(row["previous_hash"], {**row, column: other})
    assert digest(b"x" * 32, row) != row["hash"]


def test_each_commune_has_a_chain_of_its_own(desk: Desk) -> None:
    ours, theirs = desk.world.campaign.commune_id, desk.world.neighbour_campaign.commune_id
    with desk.store.write() as connection:
        events = [Event(commune_id=c, action="test", subject_kind="x", subject_id="1") for c in (theirs, ours, theirs)]
        append(connection, actor=ACTOR, events=events)
    found = [row["commune_id"] for row in desk.events("test")]
    assert sorted(found) == sorted([theirs, ours, theirs])
    assert verify_chain(call=desk.system()) == ()


def test_any_text_is_hashed_the_same_when_it_is_read_back(desk: Desk) -> None:
    event = Event(
        commune_id=0,
        action="test",
        subject_kind="x",
        subject_id="1",
        before={"tên": "H’Maryam Niê", "e\u0302": "\u1ea4", "số": 1.5},
        after={"nested": {"b": [1, None], "a": True}},
        reason="lý do “đặc biệt” 🙂",
    )
    with desk.store.write() as connection:
        append(connection, actor=ACTOR, events=[event])
    assert verify_chain(call=desk.system()) == ()
    assert desk.events("test")[0]["after"] == {"nested": {"a": True, "b": [1, None]}}
