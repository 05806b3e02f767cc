"""A tiny country for the tests of accounts: one province, two communes, two villages, one commune of the past."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from campaign.clock import Moment
from campaign.db.operations.places import insert_places, insert_successions
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.vault import Vault
from campaign.domain.vocabulary import Role
from campaign.services import accounts, sessions
from campaign.services.call import Call, system_viewer

NOW = Moment(now=datetime(2026, 11, 22, 2, 0, tzinfo=UTC), today=date(2026, 11, 22))
PASSWORD = "lua-chin-vang-dong-2026"
PROVINCE, COMMUNE, NEIGHBOUR, JUNG, PAN, FORMER = 1, 2, 3, 4, 5, 6


def _place(place_id: int, code: str, kind: str, path: str, name: str) -> dict[str, object]:
    above = path.strip("/").split("/")[:-1]
    units = {COMMUNE: COMMUNE, NEIGHBOUR: NEIGHBOUR, JUNG: COMMUNE, PAN: COMMUNE, FORMER: FORMER}
    return {
        "id": place_id,
        "code": code,
        "kind": kind,
        "parent_id": int(above[-1]) if above else None,
        "commune_id": units.get(place_id, 0),
        "path": path,
        "name": name,
        "name_fold": name.lower(),
        "sort_key": name.lower(),
        "valid_from": date(2025, 7, 1),
        "valid_to": None,
        "created_at": NOW.now,
    }


def _fill(store: Store) -> None:
    former = _place(FORMER, "24497", "commune", "/1/6/", "Ea Yong")
    former |= {"valid_from": date(2004, 1, 1), "valid_to": date(2025, 6, 30)}
    with store.write() as connection:
        insert_places(
            connection,
            [
                _place(PROVINCE, "66", "province", "/1/", "Dak Lak"),
                _place(COMMUNE, "24490", "commune", "/1/2/", "Krong Pac"),
                _place(NEIGHBOUR, "24500", "commune", "/1/3/", "Ea Phe"),
                _place(JUNG, "24490-V01", "village", "/1/2/4/", "Buon Jung"),
                _place(PAN, "24490-V02", "village", "/1/2/5/", "Buon Pan"),
                former,
            ],
        )
        link = {"old_id": FORMER, "new_id": COMMUNE, "effective_on": date(2025, 7, 1), "share": "whole"}
        insert_successions(connection, [link])


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with schema and places, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "accounts.db"
    store = Store(url=f"sqlite:///{path}", vault=Vault(bytes(32)))
    migrate(store)
    _fill(store)
    store.close()
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "test.db"
    shutil.copy(template, path)
    opened = Store(url=f"sqlite:///{path}", vault=Vault(bytes(32)))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Office:
    """What a test does in one breath: calls, sign-ins, reading sessions, at a time of its choice."""

    store: Store
    at: Moment = NOW

    def later(self, **span: float) -> "Office":
        now = self.at.now + timedelta(**span)
        return replace(self, at=Moment(now=now, today=self.at.today))

    def on(self, day: date) -> "Office":
        return replace(self, at=Moment(now=self.at.now, today=day))

    def system(self) -> Call:
        return Call(store=self.store, viewer=system_viewer(), moment=self.at)

    def add(self, username: str, role: Role, place_code: str | None, password: str | None = PASSWORD) -> str:
        made = accounts.add_account(
            call=self.system(),
            username=username,
            full_name=f"Họ tên {username}",
            role=role,
            place_code=place_code,
            password=password,
        )
        return made.password

    def sign_in(self, username: str, password: str = PASSWORD) -> sessions.SignedIn:
        return sessions.sign_in(
            store=self.store,
            moment=self.at,
            username=username,
            password=password,
            address="10.0.0.7",
            agent="a phone",
        )

    def read(self, token: str) -> sessions.SessionView:
        return sessions.read_session(store=self.store, moment=self.at, token=token)

    def call(self, username: str, password: str = PASSWORD) -> Call:
        return Call(store=self.store, viewer=self.sign_in(username, password).viewer, moment=self.at)

    def events(self, action: str | None = None) -> list[dict[str, object]]:
        query = "SELECT * FROM audit_event ORDER BY commune_id, seq"
        with self.store.read() as connection:
            rows = [dict(row) for row in connection.exec_driver_sql(query).mappings()]
        return [row for row in rows if action in {None, row["action"]}]


@pytest.fixture
def office(store: Store) -> Office:
    opened = Office(store=store)
    opened.add("chi.admin", Role.ADMIN, None)
    opened.add("lan.official", Role.OFFICIAL, "24490")
    opened.add("y.volunteer", Role.VOLUNTEER, "24490-V01")
    return opened


@pytest.fixture
def statements(store: Store) -> Callable[[], list[str]]:
    """Every statement that is sent to the database from here on."""
    seen: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return lambda: [text for text in seen if not text.startswith("BEGIN")]
