"""What was counted for a number: places, statuses, days, ways, from the roll-ups; and the same from the records."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from campaign.db.queries import progress as rollups
from campaign.db.queries import provenance as records
from campaign.db.queries import provenance_reports as reports
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services.provenance_ground import reports_counted, statuses_counted
from campaign.services.provenance_models import (
    BatchPart,
    Counted,
    DayPart,
    PlacePart,
    Recount,
    Relation,
    StatusPart,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import datetime

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.vocabulary import Figure, ReportStatus
    from campaign.services.progress import Readings
    from campaign.services.provenance_ground import Ground

K = TypeVar("K", bound="Hashable")
SHOWN_DAYS = 14
_Pair = tuple[int, int]
_ONE_DAY = timedelta(days=1)


def counted(connection: Connection, ground: Ground, readings: Readings, figure: Figure, *, at: datetime) -> Counted:
    """Return what was counted (3 queries; 2 where numbers are reported)."""
    if ground.reported:
        return _reports(connection, ground, readings, figure, at)
    return _people(connection, ground, readings, figure, at)


def _people(connection: Connection, ground: Ground, readings: Readings, figure: Figure, at: datetime) -> Counted:
    wanted = statuses_counted(figure, with_had=readings.counts_already_had(ground.place, ground.indicator))
    asked = ground.asked(figure)
    stored = rollups.totals(
        connection,
        campaign_id=ground.campaign.id,
        place_ids=_with_children(ground),
        indicator_ids=[ground.indicator.id],
        since=asked.since,
        until=asked.until,
    )
    units = records.count_people(connection, asked=asked)
    batches = records.count_batches(connection, asked=asked, statuses=wanted)
    raw: Counter[int] = Counter()
    by_status: Counter[StepStatus] = Counter()
    for (place_id, _indicator, status), n in stored.items():
        raw[place_id] += n if status in wanted else 0
    for status in StepStatus:
        own = _own(ground, {place: (n, 0) for (place, _i, found), n in stored.items() if found is status})
        by_status[status] = sum(n for n, _of in own.values())
    there = [unit for unit in units if unit.status in wanted]
    days: Counter[date] = Counter()
    for status in wanted:
        days.update(readings.days(ground.place, ground.indicator, status))
    return _counted(
        ground,
        figure,
        at,
        own=_own(ground, {place: (n, 0) for place, n in raw.items()}),
        found=_sum((unit.place_id, unit.n) for unit in there),
        days=days,
        found_days=_sum((unit.day, unit.n) for unit in there),
        statuses=tuple(StatusPart(status=s, n=by_status[s], counts=s in wanted) for s in StepStatus),
        channels=_sum((unit.channel, unit.n) for unit in there),
        batches=tuple(BatchPart(file_name=name, created_at=made, n=n) for name, made, n in batches),
    )


def _reports(connection: Connection, ground: Ground, readings: Readings, figure: Figure, at: datetime) -> Counted:
    asked, wanted = ground.asked(figure), reports_counted()
    stored = reports.sums_by_place(
        connection,
        campaign_id=ground.campaign.id,
        indicator_id=ground.indicator.id,
        place_ids=_with_children(ground),
        since=asked.since,
        until=asked.until,
    )
    found = reports.count_reports(connection, asked=asked)
    by_status: Counter[ReportStatus] = Counter()
    for _place, status, _day, n, _of in found:
        by_status[status] += n
    counting = [row for row in found if row[1] in wanted]
    return _counted(
        ground,
        figure,
        at,
        own=_own(ground, stored),
        found=_sum((place, n) for place, _status, _day, n, _of in counting),
        days=readings.days(ground.place, ground.indicator, StepStatus.COMPLETED),
        found_days=_sum((day, n) for _place, _status, day, n, _of in counting),
        statuses=tuple(StatusPart(status=s, n=n, counts=s in wanted) for s, n in sorted(by_status.items())),
        channels={},
        batches=(),
    )


def _counted(
    ground: Ground,
    figure: Figure,
    at: datetime,
    *,
    own: Mapping[int, _Pair],
    found: Mapping[int, int],
    days: Mapping[date, int],
    found_days: Mapping[date, int],
    statuses: tuple[StatusPart, ...],
    channels: Mapping[Channel, int],
    batches: tuple[BatchPart, ...],
) -> Counted:
    since, last = ground.since(figure) or date.min, ground.until
    window = {day for day in (*days, *found_days) if since <= day <= last and (days.get(day) or found_days.get(day))}
    # What was known before the campaign is in the sum as well.
    first = min([max(since, ground.campaign.starts_on), *window])
    parts = [DayPart(day=day, n=days.get(day, 0), counted=found_days.get(day, 0)) for day in sorted(window)]
    shown_from = max(first, last - (SHOWN_DAYS - 1) * _ONE_DAY)
    n = sum(part.n for part in parts)
    return Counted(
        first=first,
        last=last,
        n=n,
        of=sum(of for _n, of in own.values()),
        parts=_places(ground, own, found),
        statuses=tuple(part for part in statuses if part.n or part.counts),
        days=tuple(part for part in parts if part.day >= shown_from),
        earlier=sum(part.n for part in parts if part.day < shown_from),
        differing=tuple(part for part in parts if part.n != part.counted),
        channels=tuple((channel, channels[channel]) for channel in Channel if channels.get(channel)),
        batches=batches,
        recount=Recount(at=at, stored=n, counted=sum(found.values())),
    )


def _places(ground: Ground, own: Mapping[int, _Pair], found: Mapping[int, int]) -> tuple[PlacePart, ...]:
    """Return the places that add up: those below as a whole, the place itself, and those that went into it."""
    by_id = {place.id: place for place in ground.there}
    sums: dict[tuple[Relation, int], list[int]] = {
        (Relation.BELOW, place.id): [0, 0, 0] for place in ground.seen if place.parent_id == ground.place.id
    }
    depth = ground.place.path.count("/")
    for source, heir in ground.sources.items():
        if heir.id != ground.place.id:
            key = (Relation.BELOW, int(heir.path.split("/")[depth]))
        else:
            key = (Relation.ITSELF if source == heir.id else Relation.MERGED, source)
        n, of = own.get(source, (0, 0))
        sums[key] = [a + b for a, b in zip(sums.get(key, [0, 0, 0]), (n, of, found.get(source, 0)), strict=True)]
    parts = [_part(by_id[own_id], relation, sums[relation, own_id]) for relation, own_id in sums]
    order = list(Relation)
    # A commune where everything was done in villages has no line of its own.
    kept = [p for p in parts if p.relation is Relation.BELOW or p.n or p.of or p.counted or len(parts) == 1]
    return tuple(sorted(kept, key=lambda part: order.index(part.relation)))


def _part(place: Place, relation: Relation, sums: list[int]) -> PlacePart:
    return PlacePart(
        code=place.code,
        name=place.name,
        kind=place.kind,
        relation=relation,
        n=sums[0],
        of=sums[1],
        counted=sums[2],
    )


def _with_children(ground: Ground) -> list[int]:
    """Return the places whose roll-ups tell what was recorded at each source itself."""
    sources = ground.sources
    return [place.id for place in ground.there if place.id in sources or place.parent_id in sources]


def _own(ground: Ground, stored: Mapping[int, _Pair]) -> dict[int, _Pair]:
    """Return what each source brought by itself: its roll-up without those of the places below it."""
    own = {source: list(stored.get(source, (0, 0))) for source in ground.sources}
    for place in ground.there:
        if place.parent_id in own:
            n, of = stored.get(place.id, (0, 0))
            own[place.parent_id][0] -= n
            own[place.parent_id][1] -= of
    return {source: (n, of) for source, (n, of) in own.items()}


def _sum(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    found: Counter[K] = Counter()
    for key, n in pairs:
        found[key] += n
    return dict(found)
