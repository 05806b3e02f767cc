"""What every test may ask for: a database of its own on both engines, a small world in it, and its people.

A test that takes `store` or `desk` runs twice. What this machine cannot run is said loudly, or fails where
CAMPAIGN_REQUIRE_ALL is set.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from campaign.i18n import use_language
from tests.support.databases import LEFT_OUT, Databases, PostgresServer, SqliteFiles, open_store, postgres_server
from tests.support.desk import Desk
from tests.support.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from campaign.clock import Moment
    from campaign.db.store import Store
    from campaign.services.call import Call
    from tests.support.world import Persona

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

# A developer's own database must never be what a test writes to, nor their day or language what it reads.
for _name in ("DATABASE_URL", "KEY_FILE", "TODAY", "LANGUAGE", "DEMO"):
    os.environ.pop(f"CAMPAIGN_{_name}", None)

# The same examples in every run: a red test in CI is red at the desk as well. More of them, and new ones, on demand.
hypothesis_settings.register_profile("usual", derandomize=True, deadline=None)
hypothesis_settings.register_profile(
    "thorough", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("CAMPAIGN_HYPOTHESIS", "usual"))


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test begins in the language of the installation, whatever the one before it chose."""
    use_language("vi")
    yield
    use_language("vi")


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real server for this process, or a loud skip."""
    yield from postgres_server()


@pytest.fixture(scope="session")
def worlds() -> Iterator[dict[str, tuple[str, World]]]:
    """The filled templates of this process by engine: address, and what stands in it."""
    made: dict[str, tuple[str, World]] = {}
    yield made
    made.clear()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine under test."""
    return str(request.param)


@pytest.fixture
def databases(engine: str, request: pytest.FixtureRequest) -> Databases:
    """Where databases of the engine under test come from."""
    found: Databases = request.getfixturevalue("sqlite_files" if engine == "sqlite" else "postgres")
    return found


@pytest.fixture
def world(engine: str, databases: Databases, worlds: dict[str, tuple[str, World]]) -> World:
    """What stands in the database of this test."""
    if engine not in worlds:
        url = databases.empty()
        store = open_store(url)
        try:
            worlds[engine] = (url, build_world(store))
        finally:
            # A template that somebody has open cannot be copied.
            store.close()
    return worlds[engine][1]


@pytest.fixture
def store(engine: str, databases: Databases, world: World, worlds: dict[str, tuple[str, World]]) -> Iterator[Store]:
    """A database with the small world in it, which nobody else sees."""
    url = databases.copy(worlds[engine][0])
    opened = open_store(url)
    yield opened
    opened.close()
    databases.drop(url)


@pytest.fixture
def empty_store(databases: Databases) -> Iterator[Store]:
    """A database without a schema."""
    url = databases.empty()
    opened = open_store(url)
    yield opened
    opened.close()
    databases.drop(url)


@pytest.fixture
def desk(store: Store, world: World) -> Desk:
    """The small world, with hands."""
    return Desk(store=store, world=world)


@pytest.fixture
def as_(desk: Desk) -> Callable[..., Call]:
    """A call of a persona: `as_(Persona.OFFICIAL)`."""

    def call(persona: Persona, at: Moment | None = None) -> Call:
        return desk.as_(persona, at) if at else desk.as_(persona)

    return call


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - the library's own, undocumented type
    """Say again what was left out, where nobody can overlook it."""
    reasons = {
        str(report.longrepr[2]).partition(f"{LEFT_OUT}: ")[2]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and LEFT_OUT in str(report.longrepr[2])
    }
    if reasons:
        terminalreporter.section("!!! " + LEFT_OUT, sep="!", red=True, bold=True)
        for reason in sorted(reasons):
            terminalreporter.line(f"  * {reason}")
