"""A campaign of a whole province for the desk: communes, their units, volunteers, targets, and exact roll-ups.

The roll-ups go in without their records, because nothing that is measured with them reads any; what each volunteer
recorded last is there as records. It refuses to hold people's names.
"""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text, update

from bench.people import citizen_id
from bench.world import END, START, TODAY, World, build
from campaign.clock import Moment
from campaign.db import tables
from campaign.domain.permissions import Viewer
from campaign.domain.vocabulary import Role, StepStatus, TargetKind
from campaign.services.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.db.store import Store

PROVINCE = 1
INDICATORS = range(1, 10)
_HELPERS = 10
_RECORDED = 5
_ONE_DAY = timedelta(days=1)
# One unit in so many has been silent for ten days.
_SILENT = 20
_SILENT_SINCE = TODAY - 10 * _ONE_DAY
_WORKING = (2, 5, 6)
_BATCH = 50_000


def build_province(store: Store, *, communes: int) -> World:
    """Lays out the campaign: 28 units a commune, targets everywhere, work on Wednesdays and at weekends."""
    world = build(store, communes=communes)
    with store.write() as connection:
        connection.execute(update(tables.campaign).values(place_id=PROVINCE))
        connection.execute(insert(tables.target), [_target(indicator) for indicator in INDICATORS])
        accounts = list(_accounts(world))
        connection.execute(insert(tables.account), accounts)
        connection.execute(insert(tables.assignment), list(_assignments(world, accounts)))
        connection.execute(insert(tables.citizen), [_citizen(commune) for commune in world.communes])
        connection.execute(insert(tables.record), list(_records(world, accounts)))
    counts = _rolled_up(world)
    keys = list(counts)
    for first in range(0, len(keys), _BATCH):
        rows = [_cell(key, counts[key]) for key in keys[first : first + _BATCH]]
        with store.write() as connection:
            connection.execute(insert(tables.progress_day), rows)
    return world


def province_call(world: World) -> Call:
    """A call of an official of the province on the campaign's day 45."""
    viewer = Viewer(
        account_id=1,
        username="bench",
        full_name="Bench",
        role=Role.OFFICIAL,
        place_id=PROVINCE,
        commune_id=0,
        scope=(f"/{PROVINCE}/",),
    )
    moment: Moment = world.call().moment
    return Call(store=world.store, viewer=viewer, moment=moment)


def rollups(world: World) -> int:
    """How many roll-up rows there are."""
    with world.store.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM progress_day")).scalar_one())


def _rolled_up(world: World) -> Counter[tuple[int, int, str, date]]:
    """Counts of every unit, its commune and the province, the same in every run."""
    found: Counter[tuple[int, int, str, date]] = Counter()
    days = [START + n * _ONE_DAY for n in range((TODAY - START).days + 1)]
    for commune, units in world.units.items():
        for at, unit in enumerate(units):
            last = _SILENT_SINCE if (commune + at) % _SILENT == 0 else TODAY
            for day in days:
                if day.weekday() not in _WORKING or day > last:
                    continue
                for indicator in INDICATORS:
                    # A few days without the rarer outcome, as there are; never more than five people a day.
                    for status, every in ((StepStatus.COMPLETED, 1), (StepStatus.ALREADY_HAD, 3)):
                        if (unit + indicator + day.day) % every == 0:
                            for place in (unit, commune, PROVINCE):
                                found[place, indicator, status.value, day] += 1 + (unit + day.day) % 5
    return found


def _cell(key: tuple[int, int, str, date], n: int) -> dict[str, Any]:
    place_id, indicator_id, status, day = key
    where = {"campaign_id": 1, "place_id": place_id, "indicator_id": indicator_id}
    return {**where, "status": status, "day": day, "n": n}


def _target(indicator: int) -> dict[str, Any]:
    return {
        "campaign_id": 1,
        "place_id": PROVINCE,
        "indicator_id": indicator,
        "due_on": END,
        "version": 1,
        "kind": TargetKind.COUNT.value,
        "amount": 500_000,
        "set_at": _instant(START),
    }


def _accounts(world: World) -> Iterator[dict[str, Any]]:
    for commune in world.communes:
        for number in range(_HELPERS):
            yield {
                "id": 1_000_000 + commune * 100 + number,
                "username": f"bench.{commune}.{number}",
                "full_name": f"Tình nguyện viên {commune}.{number}",
                "role": Role.VOLUNTEER.value,
                "place_id": commune,
                "password_hash": "none",
                "created_at": _instant(START),
                "last_sign_in_at": None if number == 0 else _instant(TODAY - number * _ONE_DAY),
            }


def _assignments(world: World, accounts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in accounts:
        units = world.units[row["place_id"]]
        for unit in units[row["id"] % _HELPERS :: _HELPERS]:
            yield {"account_id": row["id"], "place_id": unit, "starts_on": START, "ends_on": None}


def _citizen(commune: int) -> dict[str, Any]:
    return {
        "commune_id": commune,
        "id": _uuid(commune),
        "place_id": commune,
        "full_name": "Bench",
        "name_fold": "bench",
        "sort_key": "bench",
        "consent": "not_required",
        "created_at": _instant(START),
    }


def _records(world: World, accounts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A few voided records of each volunteer: an index by account and day does not tell them from others."""
    number = 0
    for row in accounts:
        commune = row["place_id"]
        for back in range(_RECORDED):
            number += 1
            day = TODAY - (row["id"] % _HELPERS + back) * _ONE_DAY
            yield {
                "commune_id": commune,
                "id": _uuid(1_000_000 + number),
                "campaign_id": 1,
                "citizen_id": _uuid(commune),
                "indicator_id": 1,
                "status": StepStatus.COMPLETED.value,
                "place_id": world.units[commune][0],
                "day": day,
                "device_at": _instant(day),
                "server_at": _instant(day),
                "account_id": row["id"],
                "channel": "home_visit",
                "save_id": _uuid(2_000_000 + number),
                "voided_at": _instant(day),
                "void_reason": "bench",
            }


def _uuid(number: int) -> uuid.UUID:
    return uuid.UUID(citizen_id(number))


def _instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
