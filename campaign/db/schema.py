"""Bringing the schema to head and telling whether it is there; safe to run twice, or by two processes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from campaign.db.tables import metadata
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from campaign.db.store import Store

# Any constant will do: two processes that migrate the same PostgreSQL database take turns on it.
_ADVISORY_LOCK = 66_244_90


def migrate(store: Store) -> tuple[str | None, str]:
    """Bring the schema to head; returns (version before, version now).

    Raises `CampaignError("database_newer")` when the database was made by a newer program.
    """
    with store.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        before = _version(connection)
        _refuse_newer(before)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, _head()


def require_head(store: Store) -> None:
    """Pass if the schema is exactly at head; raises `database_newer` or `database_not_ready` otherwise."""
    with store.read() as connection:
        version = _version(connection)
    _refuse_newer(version)
    if version != _head():
        raise CampaignError("database_not_ready")


def differences(connection: Connection) -> list[str]:
    """Return what differs between the database and the tables of head, in words of the schema tool; [] when equal."""
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return [str(entry) for entry in compare_metadata(context, metadata)]


def _refuse_newer(version: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise CampaignError("database_newer", version=version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        message = "no migration found"
        raise RuntimeError(message)
    return head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
