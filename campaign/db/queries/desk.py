"""Reading what needs a decision: sums of a few places, units that are silent, numbers that wait, days that come.

Roll-ups and small tables only; every function is one statement whatever the size. Nothing here reads a citizen or a
record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, false, func, or_, select

from campaign.db.queries.places import MAIN_SUCCESSION, PLACE_COLUMNS, Place, as_place, below
from campaign.db.tables import count_report, count_report_day, place, place_succession, progress_day, target
from campaign.domain.vocabulary import PlaceKind, ReportStatus, StepStatus, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

# What counts as work of a place: the same three outcomes as the last activity of *Tiến độ*.
_WORK = tuple(status.value for status in (StepStatus.COMPLETED, StepStatus.ALREADY_HAD, StepStatus.ASSISTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """One place and indicator: completed in the campaign, that of the last days, people who had it before.

    Of a reported indicator `completed` are its numbers (numerators), and `denominator` is what they are a share of.
    """

    completed: int
    recent: int
    already_had: int = 0
    denominator: int = 0

    def plus(self, other: Sums, times: int = 1) -> Sums:
        """Return the sum of two places, or with -1 what one is without the other."""
        return Sums(
            completed=self.completed + times * other.completed,
            recent=self.recent + times * other.recent,
            already_had=self.already_had + times * other.already_had,
            denominator=self.denominator + times * other.denominator,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A village, school or agency, with the commune that it lies in."""

    id: int
    code: str
    name: str
    kind: PlaceKind
    commune_id: int


def under(paths: Iterable[str]) -> ColumnElement[bool]:
    """Return "the place lies at or below one of these", as ranges that the index of the path serves."""
    return or_(false(), *map(below, paths))


def valid_on(day: date) -> ColumnElement[bool]:
    """Return "the place existed on a day"."""
    return and_(place.c.valid_from <= day, or_(place.c.valid_to.is_(None), place.c.valid_to >= day))


def units_under(paths: Iterable[str], day: date) -> ColumnElement[bool]:
    """Return "a village, school or agency below one of these, that existed on a day"."""
    return and_(under(paths), place.c.commune_id != 0, place.c.commune_id != place.c.id, valid_on(day))


def tops_and_children(connection: Connection, *, paths: Sequence[str], day: date) -> tuple[Place, ...]:
    """Return the places with these paths and those right below them, parents first, then in the order of names."""
    top = place.alias("top")
    right_below = place.c.parent_id.in_(select(top.c.id).where(top.c.path.in_(list(paths))))
    statement = (
        select(*PLACE_COLUMNS)
        .where(or_(place.c.path.in_(list(paths)), right_below), valid_on(day))
        .order_by(place.c.path.in_(list(paths)).desc(), place.c.sort_key, place.c.id)
    )
    return tuple(as_place(row) for row in connection.execute(statement))


def sums(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Sequence[int],
    indicator_id: int,
    start: date,
    recent_from: date,
    until: date,
) -> dict[int, Sums]:
    """Return place -> its people up to a day; a place that did nothing is left out.

    Completed people count from the campaign's first day on, those who had it before from any day: as pace is read.
    """
    n, day = progress_day.c.n, progress_day.c.day
    completed = progress_day.c.status == StepStatus.COMPLETED.value
    statement = (
        select(
            progress_day.c.place_id,
            func.sum(case((and_(completed, day >= start), n), else_=0)).label("completed"),
            func.sum(case((and_(completed, day >= recent_from), n), else_=0)).label("recent"),
            func.sum(case((completed, 0), else_=n)).label("already_had"),
        )
        .where(
            progress_day.c.campaign_id == campaign_id,
            progress_day.c.place_id.in_(list(place_ids)),
            progress_day.c.indicator_id == indicator_id,
            progress_day.c.status.in_((StepStatus.COMPLETED.value, StepStatus.ALREADY_HAD.value)),
            day <= until,
        )
        .group_by(progress_day.c.place_id)
    )
    return {
        row.place_id: Sums(completed=int(row.completed), recent=int(row.recent), already_had=int(row.already_had))
        for row in connection.execute(statement)
    }


def reported_sums(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Sequence[int],
    indicator_id: int,
    recent_from: date,
    until: date,
) -> dict[int, Sums]:
    """Return place -> its approved numbers up to a day; a place of which nothing was approved is left out."""
    rolled = count_report_day.c
    statement = (
        select(
            rolled.place_id,
            func.sum(rolled.n).label("completed"),
            func.sum(case((rolled.day >= recent_from, rolled.n), else_=0)).label("recent"),
            func.sum(rolled.denominator).label("denominator"),
        )
        .where(
            rolled.campaign_id == campaign_id,
            rolled.place_id.in_(list(place_ids)),
            rolled.indicator_id == indicator_id,
            rolled.day <= until,
            rolled.reports > 0,
        )
        .group_by(rolled.place_id)
    )
    return {
        row.place_id: Sums(completed=int(row.completed), recent=int(row.recent), denominator=int(row.denominator))
        for row in connection.execute(statement)
    }


def idle_units(
    connection: Connection,
    *,
    campaign_id: int,
    paths: Sequence[str],
    indicator_ids: Sequence[int],
    since: date,
    until: date,
) -> tuple[Unit, ...]:
    """Return the units below some paths without any work from one day to another, in the order of names.

    A unit that works is found at its first step; only a silent one is looked up in every step and outcome. What was
    done at the places that became it is its work too.
    """
    work = (
        progress_day.c.campaign_id == campaign_id,
        progress_day.c.indicator_id.in_(list(indicator_ids)),
        progress_day.c.status.in_(_WORK),
        progress_day.c.day.between(since, until),
        progress_day.c.n > 0,
    )
    here = exists().where(progress_day.c.place_id == place.c.id, *work)
    # One inside the other and not joined by OR: each finds its rows by an index, and hardly any place has the second.
    before = exists().where(
        place_succession.c.new_id == place.c.id,
        MAIN_SUCCESSION,
        exists().where(progress_day.c.place_id == place_succession.c.old_id, *work).correlate(place_succession),
    )
    return units(connection, units_under(paths, until), ~here, ~before)


def units(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Unit, ...]:
    """Return the units that meet some conditions, in the order of names."""
    statement = (
        select(place.c.id, place.c.code, place.c.name, place.c.kind, place.c.commune_id)
        .where(*conditions)
        .order_by(place.c.sort_key, place.c.id)
    )
    kinds = {kind.value: kind for kind in PlaceKind}
    return tuple(
        Unit(id=own, code=code, name=name, kind=kinds[kind], commune_id=commune_id)
        for own, code, name, kind, commune_id in connection.execute(statement)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedNumbers:
    """How many numbers of one place were returned to it, and the oldest day of them."""

    code: str
    name: str
    numbers: int
    oldest: date


def returned_by_place(connection: Connection, *, campaign_id: int, paths: Sequence[str]) -> tuple[ReturnedNumbers, ...]:
    """Return the places below some paths with numbers that were returned and wait for them, oldest day first."""
    oldest = func.min(count_report.c.day).label("oldest")
    statement = (
        select(place.c.code, place.c.name, func.count().label("numbers"), oldest)
        .join(place, place.c.id == count_report.c.place_id)
        .where(
            count_report.c.campaign_id == campaign_id,
            count_report.c.status == ReportStatus.RETURNED.value,
            under(paths),
        )
        .group_by(place.c.id, place.c.code, place.c.name, place.c.sort_key)
        .order_by(oldest, place.c.sort_key)
    )
    return tuple(
        ReturnedNumbers(code=row.code, name=row.name, numbers=row.numbers, oldest=row.oldest)
        for row in connection.execute(statement)
    )


def place_ids_under(connection: Connection, *, paths: Sequence[str]) -> frozenset[int]:
    """Return the ids of all places at and below some paths."""
    return frozenset(connection.execute(select(place.c.id).where(under(paths))).scalars())


def given_counts(
    connection: Connection, *, campaign_id: int, root_id: int, first: date, last: date, today: date
) -> dict[tuple[int, date], tuple[int | None, int]]:
    """Return (indicator, due day) -> (the root's target, the sum of its parts' targets), of targets that are numbers.

    Parts stand directly below the root. `first` and `last` are the campaign's days: what existed on none is no part,
    nor what became another place by `today`, which carries its target on.
    """
    at_root = target.c.place_id == root_id
    gone = exists().where(
        place_succession.c.old_id == place.c.id,
        MAIN_SUCCESSION,
        place_succession.c.effective_on <= min(today, last),
    )
    statement = (
        select(
            target.c.indicator_id,
            target.c.due_on,
            func.max(case((at_root, target.c.amount))).label("total"),
            func.sum(case((at_root, 0), else_=target.c.amount)).label("given"),
        )
        .join(place, place.c.id == target.c.place_id)
        .where(
            target.c.campaign_id == campaign_id,
            target.c.superseded_at.is_(None),
            target.c.amount.is_not(None),
            target.c.kind == TargetKind.COUNT.value,
            or_(at_root, place.c.parent_id == root_id),
            place.c.valid_from <= last,
            or_(place.c.valid_to.is_(None), place.c.valid_to >= first),
            or_(at_root, ~gone),
        )
        .group_by(target.c.indicator_id, target.c.due_on)
    )
    return {(row.indicator_id, row.due_on): (row.total, int(row.given or 0)) for row in connection.execute(statement)}
