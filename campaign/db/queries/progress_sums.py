"""Sums of the roll-ups for many places and indicators at once: what a heat map needs, and no day's row of it.

Both statements cost one pass over the roll-ups of the places in view and answer with a row a cell, so that the number
of rows that travel does not grow with the days of a campaign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from campaign.db.queries.progress import COUNTED
from campaign.db.tables import count_report_day, progress_day
from campaign.domain.vocabulary import StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

# (place, indicator) -> its sums
Tallied = dict[tuple[int, int], "Tally"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One place and indicator up to a day.

    `*_week` are the last seven days, `*_week_before` the seven before them. Of a reported indicator `completed` are its
    approved numbers (numerators) and `denominator` is what they are a share of; of people there is no denominator.
    """

    completed: int = 0
    completed_week: int = 0
    completed_week_before: int = 0
    already_had: int = 0
    already_had_week: int = 0
    assisted: int = 0
    denominator: int = 0
    denominator_week: int = 0

    def plus(self, other: Tally, times: int = 1) -> Tally:
        """Return the sum of two cells, or with -1 what one is without the other."""
        return Tally(
            completed=self.completed + times * other.completed,
            completed_week=self.completed_week + times * other.completed_week,
            completed_week_before=self.completed_week_before + times * other.completed_week_before,
            already_had=self.already_had + times * other.already_had,
            already_had_week=self.already_had_week + times * other.already_had_week,
            assisted=self.assisted + times * other.assisted,
            denominator=self.denominator + times * other.denominator,
            denominator_week=self.denominator_week + times * other.denominator_week,
        )


NOTHING = Tally()


def people_tallies(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    until: date,
    week_from: date,
    week_before_from: date,
) -> Tallied:
    """Return the sums of people up to a day (1 query); a cell in which nothing happened is left out."""
    n, day = progress_day.c.n, progress_day.c.day
    statement = (
        select(
            progress_day.c.place_id,
            progress_day.c.indicator_id,
            progress_day.c.status,
            func.sum(n),
            _since(n, day >= week_from),
            _since(n, day >= week_before_from),
        )
        .where(
            progress_day.c.campaign_id == campaign_id,
            progress_day.c.place_id.in_(list(place_ids)),
            progress_day.c.indicator_id.in_(list(indicator_ids)),
            progress_day.c.status.in_([status.value for status in COUNTED]),
            day <= until,
            n > 0,
        )
        .group_by(progress_day.c.place_id, progress_day.c.indicator_id, progress_day.c.status)
    )
    found: Tallied = {}
    for place_id, indicator_id, status, total, week, fortnight in connection.execute(statement):
        if status == StepStatus.COMPLETED.value:
            part = Tally(
                completed=int(total), completed_week=int(week), completed_week_before=int(fortnight) - int(week)
            )
        elif status == StepStatus.ALREADY_HAD.value:
            part = Tally(already_had=int(total), already_had_week=int(week))
        else:
            part = Tally(assisted=int(total))
        found[place_id, indicator_id] = found.get((place_id, indicator_id), NOTHING).plus(part)
    return found


def reported_tallies(
    connection: Connection,
    *,
    campaign_id: int,
    place_ids: Iterable[int],
    indicator_ids: Iterable[int],
    until: date,
    week_from: date,
    week_before_from: date,
) -> Tallied:
    """Return the sums of approved numbers up to a day (1 query); a cell without any is left out, which is no 0."""
    n, share, day = count_report_day.c.n, count_report_day.c.denominator, count_report_day.c.day
    statement = (
        select(
            count_report_day.c.place_id,
            count_report_day.c.indicator_id,
            func.sum(n),
            _since(n, day >= week_from),
            _since(n, day >= week_before_from),
            func.sum(share),
            _since(share, day >= week_from),
        )
        .where(
            count_report_day.c.campaign_id == campaign_id,
            count_report_day.c.place_id.in_(list(place_ids)),
            count_report_day.c.indicator_id.in_(list(indicator_ids)),
            day <= until,
            count_report_day.c.reports > 0,
        )
        .group_by(count_report_day.c.place_id, count_report_day.c.indicator_id)
    )
    return {
        (place_id, indicator_id): Tally(
            completed=int(total),
            completed_week=int(week),
            completed_week_before=int(fortnight) - int(week),
            denominator=int(of_all),
            denominator_week=int(of_week),
        )
        for place_id, indicator_id, total, week, fortnight, of_all, of_week in connection.execute(statement)
    }


def _since(number: ColumnElement[int], holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, number), else_=0))
