"""What a connection of the pool is given, and gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.db.engine import take_room

if TYPE_CHECKING:
    from campaign.db.store import Store


@pytest.fixture
def engine() -> str:
    """SQLite: a server's memory is its own affair."""
    return "sqlite"


def break_off(store: Store) -> None:
    with store.write() as connection:
        take_room(connection)
        raise ZeroDivisionError


def test_the_room_of_a_large_write_goes_back_with_the_connection(store: Store) -> None:
    with store.read() as connection:
        usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    with store.write() as connection:
        take_room(connection)
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() < usual
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == usual
    with pytest.raises(ZeroDivisionError):
        break_off(store)
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == usual
