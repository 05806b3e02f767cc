"""The only place that reads the clock or makes identifiers.

Storage is UTC; days are local to Vietnam, where the campaign happens. Rules receive a `Moment` as an argument.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import uuid_utils

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One instant as a use case sees it: `now` in UTC (aware) and `today`, the local calendar day."""

    now: datetime
    today: date


def moment(*, today: date | None = None) -> Moment:
    """Return the present moment; `today` freezes the local day (CAMPAIGN_TODAY) and leaves the time of day running."""
    now = datetime.now(UTC)
    return Moment(now=now, today=today or now.astimezone(LOCAL).date())


def moment_at(day: date, *, hour: int = 9, minute: int = 0, second: int = 0) -> Moment:
    """Return the moment at a local time of a given day (sample data and tests)."""
    local = datetime.combine(day, time(hour, minute, second), LOCAL)
    return Moment(now=local.astimezone(UTC), today=day)


def local_time(instant: datetime) -> datetime:
    """Turn a stored UTC instant (naive or aware) into local time for people."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(LOCAL)


def new_id() -> uuid.UUID:
    """Return a UUIDv7: unique without a server, and ordered by time so that indexes grow at one end."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
