"""How the database looks up what grows with people: by an index that leads to one person, not over their commune."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, event

from campaign.clock import new_id
from campaign.db.queries import desk, imports, profiles, progress_sums, records
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.domain.likeness import Profile


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


def planned(store: Store, look: Callable[[Connection], object]) -> list[str]:
    """Return the plans of what a query sends, a line for each table or index that it goes through."""
    migrate(store)
    sent: list[tuple[str, Any]] = []
    with store.read() as connection:
        event.listen(
            connection, "before_cursor_execute", lambda _c, _r, text, values, _x, _m: sent.append((text, values))
        )
        look(connection)
        statements = list(sent)
        return [
            str(row[3])
            for text, values in statements
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
        ]


def test_people_of_a_list_are_found_by_their_names(empty_store: Store) -> None:
    plan = planned(
        empty_store,
        lambda c: imports.people_by_name(c, commune_id=2, names=[("nguyen van an", 1980), ("y ayun", 1990)]),
    )
    assert any("ix_citizen_name_fold (commune_id=? AND name_fold=?" in line for line in plan), plan


def test_people_who_may_be_one_are_found_by_a_key_each(empty_store: Store) -> None:
    like = Profile(
        id=new_id(),
        name="Nguyễn Văn An",
        birth_date=date(1980, 3, 1),
        birth_year=1980,
        place_id=3,
        sex=None,
        phone_index=b"phone",
        personal_id_index=b"id",
    )
    plan = planned(empty_store, lambda c: profiles.profiles_alike(c, commune_id=2, like=[like, like]))
    wanted = ("name_fold=?", "personal_id_index=?", "phone_index=?", "birth_year=? AND place_id=?")
    searched = [line for line in plan if "SEARCH citizen" in line]
    assert [key for key in wanted if not any(key in line for line in searched)] == [], plan


def test_silent_units_are_found_without_reading_the_roll_ups_of_others(empty_store: Store) -> None:
    day = date(2026, 11, 1)
    plan = planned(
        empty_store,
        lambda c: desk.idle_units(c, campaign_id=1, paths=["/1/2/"], indicator_ids=[1, 2], since=day, until=day),
    )
    searched = [line for line in plan if "progress_day" in line]
    assert searched
    assert all("place_id=?" in line for line in searched), plan


def test_a_heat_map_seeks_the_roll_ups_of_its_places_alone(empty_store: Store) -> None:
    day = date(2026, 11, 1)
    for look, table in (
        (progress_sums.people_tallies, "progress_day"),
        (progress_sums.reported_tallies, "count_report_day"),
    ):
        plan = planned(
            empty_store,
            lambda c, look=look: look(  # type: ignore[misc]
                c, campaign_id=1, place_ids=[1, 2], indicator_ids=[1, 2], until=day, week_from=day, week_before_from=day
            ),
        )
        assert [line for line in plan if f"SCAN {table}" in line] == []
        assert any(f"SEARCH {table}" in line and "campaign_id=? AND place_id=?" in line for line in plan), plan
        # The order of the key is the order of the groups: nothing is sorted.
        assert [line for line in plan if "TEMP B-TREE" in line] == []
