"""Counting what a document says of a period besides the numbers: days held, who came, teams and who works in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from campaign.db.queries.places import below
from campaign.db.tables import account, assignment, outreach_day, place, team
from campaign.domain.vocabulary import OutreachStatus, Role

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

_FIELD = (Role.VOLUNTEER.value, Role.TEAM_LEAD.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """Days held in a stretch of time, people who came (None: counted on none of them), teams and field workers."""

    held: int
    attendance: int | None
    teams: int
    workers: int


def event_counts(connection: Connection, *, campaign_id: int, path: str, first: date, last: date) -> EventCounts:
    """Return the counts of a place and everything below it between two days, both included (1 query).

    Teams and workers are those of the last day: enabled volunteers and team leaders who belong to the place, or are
    sent into it.
    """
    days = (
        select(func.count().label("held"), func.sum(outreach_day.c.attendance).label("attendance"))
        .select_from(outreach_day.join(place, place.c.id == outreach_day.c.place_id))
        .where(
            outreach_day.c.campaign_id == campaign_id,
            outreach_day.c.day.between(first, last),
            outreach_day.c.status == OutreachStatus.HELD.value,
            below(path),
        )
        .subquery()
    )
    teams = (
        select(func.count())
        .select_from(team.join(place, place.c.id == team.c.place_id))
        .where(below(path), or_(team.c.ended_on.is_(None), team.c.ended_on >= last))
        .scalar_subquery()
    )
    belongs = exists().where(place.c.id == account.c.place_id, below(path))
    is_sent = exists().where(
        assignment.c.account_id == account.c.id,
        assignment.c.starts_on <= last,
        or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= last),
        place.c.id == assignment.c.place_id,
        below(path),
    )
    workers = (
        select(func.count())
        .select_from(account)
        .where(
            account.c.role.in_(_FIELD),
            account.c.disabled_at.is_(None),
            or_(belongs.correlate(account), is_sent.correlate(account)),
        )
        .scalar_subquery()
    )
    row = connection.execute(select(days.c.held, days.c.attendance, teams, workers)).one()
    held, attendance, n_teams, n_workers = row
    return EventCounts(
        held=int(held),
        attendance=None if attendance is None else int(attendance),
        teams=int(n_teams),
        workers=int(n_workers),
    )
