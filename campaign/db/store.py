"""The handle that services hold: read and write transactions on one engine, with the vault beside it.

Only services open `write()`; nothing below commits. Everything above sees codes, never a driver's error.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from campaign.db.engine import begin, make_engine
from campaign.db.faults import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from campaign.db.vault import Vault


class Store:
    """One database and the key that opens its personal numbers."""

    def __init__(self, *, url: str, vault: Vault) -> None:
        self.url = url
        self.vault = vault
        self.engine: Engine = make_engine(url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection whose statements see one consistent state; nothing is kept."""
        with _told_as_codes(), self.engine.connect() as connection:
            begin(connection, writing=False)
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield one transaction: committed when the block ends, rolled back whole when anything is raised."""
        with _told_as_codes(), self.engine.begin() as connection:
            begin(connection, writing=True)
            yield connection

    def close(self) -> None:
        """Give the connections back (end of process, tests)."""
        self.engine.dispose()


@contextmanager
def _told_as_codes() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        refusal = translate(error)
        if refusal is None:
            raise
        raise refusal from error
