"""A tiny country for the tests of accounts: one province, two communes, two villages, one commune of the past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from campaign.clock import Moment
from campaign.db.operations.places import insert_places, insert_successions
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.tables import account, audit_event
from campaign.domain.vocabulary import Role
from campaign.services import accounts, sessions
from campaign.services.call import Call, system_viewer
from tests.support.databases import Databases, open_store

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
def templates() -> dict[str, str]:
    """The address of each engine's filled database, made once and copied for each test."""
    return {}


@pytest.fixture
def store(engine: str, databases: Databases, templates: dict[str, str]) -> Iterator[Store]:
    """A database with the tiny country in it, on both engines."""
    if engine not in templates:
        templates[engine] = databases.empty()
        made = open_store(templates[engine])
        migrate(made)
        _fill(made)
        made.close()
    url = databases.copy(templates[engine])
    opened = open_store(url)
    yield opened
    opened.close()
    databases.drop(url)


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

    def events(self, action: str) -> list[dict[str, object]]:
        """The audit events of an action, the installation's own chain first."""
        query = select(audit_event).where(audit_event.c.action == action)
        with self.store.read() as connection:
            rows = connection.execute(query.order_by(audit_event.c.commune_id, audit_event.c.seq)).mappings()
            return [dict(row) for row in rows]

    def set_account(self, username: str, **values: object) -> None:
        """Change an account behind the services' back."""
        with self.store.write() as connection:
            connection.execute(update(account).where(account.c.username == username).values(**values))


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
