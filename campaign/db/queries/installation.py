"""Reading facts about this installation: named values, and whether anybody or anything is there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, exists, func, inspect, select

from campaign.db.tables import account, installation, place, place_succession

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY_FINGERPRINT: Final = "key_fingerprint"
"""The name under which the fingerprint of the key stands; another key than that opens nothing here."""

REFERENCE_VERSION: Final = "reference_version"
"""The name under which the version of the loaded reference data stands."""

SAMPLE: Final = "sample"
"""The name that only a sample database holds; its value is the day for which it was built."""

_VALUE = select(installation.c.value).where(installation.c.name == bindparam("name"))


def installation_value(connection: Connection, *, name: str) -> str | None:
    """Return a named fact, None if it was never written."""
    value: str | None = connection.execute(_VALUE, {"name": name}).scalar()
    return value


def has_accounts(connection: Connection) -> bool:
    """Tell whether somebody can sign in already; an empty database has no accounts either."""
    if not inspect(connection).has_table(account.name):
        return False
    return bool(connection.execute(select(exists().where(account.c.id.is_not(None)))).scalar())


def place_count(connection: Connection) -> int:
    """Return how many places there are, of every kind and time."""
    return int(connection.execute(select(func.count()).select_from(place)).scalar_one())


def succession_count(connection: Connection) -> int:
    """Return how many successions between places are known."""
    return int(connection.execute(select(func.count()).select_from(place_succession)).scalar_one())
