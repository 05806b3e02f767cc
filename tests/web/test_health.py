"""What watches the server gets the truth, without a session and without a traceback."""

import sqlite3

import pytest

from campaign.db.store import Store
from campaign.services import runtime

from .conftest import Site


def test_alive_and_ready(site: Site) -> None:
    alive = site.client.get("/healthz")
    assert (alive.status_code, alive.text) == (200, "ok")
    ready = site.client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "code": None})


def test_a_database_without_its_schema_is_not_ready(
    site: Site, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "store", lambda: empty_store)
    answer = site.client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "code": "database_not_ready"})
    assert site.client.get("/healthz").status_code == 200


def test_a_fault_is_not_ready_either(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise sqlite3.DatabaseError("detail")

    monkeypatch.setattr(runtime, "store", broken)
    answer = site.client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "code": "unexpected"})
