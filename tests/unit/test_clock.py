"""Instants are UTC, days are Vietnamese."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from campaign import clock


def test_a_day_begins_seven_hours_before_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    class Frozen(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(2026, 11, 21, 17, 30, tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Frozen)
    found = clock.moment()
    assert (found.now, found.today) == (datetime(2026, 11, 21, 17, 30, tzinfo=UTC), date(2026, 11, 22))


def test_a_frozen_day_leaves_the_time_running() -> None:
    found = clock.moment(today=date(2026, 11, 22))
    assert found.today == date(2026, 11, 22)
    assert abs(datetime.now(UTC) - found.now) < timedelta(minutes=1)


def test_a_moment_of_a_day_is_local() -> None:
    found = clock.moment_at(date(2026, 11, 22), hour=0, minute=5)
    assert found.now == datetime(2026, 11, 21, 17, 5, tzinfo=UTC)
    assert found.today == date(2026, 11, 22)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 2, 0),  # noqa: DTZ001 - what a driver without zones returns
        datetime(2026, 11, 22, 11, 0, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_instants_are_shown_in_local_time(instant: datetime) -> None:
    assert clock.local_time(instant).strftime("%d/%m/%Y %H:%M") == "22/11/2026 09:00"


def test_ids_rise_with_time_and_never_repeat() -> None:
    ids = [clock.new_id() for _ in range(2_000)]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == ids
    assert {own.version for own in ids} == {7}
