"""What belongs to outreach days: partners' gifts, questions, the teams that may be sent, who changed one last."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from campaign.db.queries.outreach import below
from campaign.db.tables import account, audit_event, outreach_question, outreach_support, place, team
from campaign.domain.vocabulary import SupportKind

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a partner gives for a day: so many of a kind, never money."""

    partner: str
    kind: SupportKind
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What people asked; without a day of the answer it is outstanding."""

    question: str
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamName:
    """A team that may be sent; `path` is the place that it belongs to."""

    id: int
    name: str
    path: str
    ended_on: date | None


def last_change(connection: Connection, *, commune_id: int, subjects: Sequence[str]) -> tuple[str, datetime | None]:
    """Return who changed one of some days or series last, and when; ("", None) when nobody did.

    The chain is read from its end, where a change that somebody has just collided with stands.
    """
    statement = (
        select(func.coalesce(account.c.full_name, audit_event.c.actor), audit_event.c.at)
        .outerjoin(account, account.c.id == audit_event.c.account_id)
        .where(
            audit_event.c.commune_id == commune_id,
            audit_event.c.subject_kind == "outreach_day",
            audit_event.c.subject_id.in_(subjects),
        )
        .order_by(audit_event.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return ("", None) if row is None else (row[0], row[1])


def supports_of(connection: Connection, *, day_id: uuid.UUID) -> tuple[Support, ...]:
    """Return what partners give for a day."""
    statement = (
        select(outreach_support).where(outreach_support.c.outreach_day_id == day_id).order_by(outreach_support.c.id)
    )
    return tuple(
        Support(partner=row.partner, kind=SupportKind(row.kind), amount=row.amount, note=row.note)
        for row in connection.execute(statement)
    )


def questions_of(connection: Connection, *, day_id: uuid.UUID) -> tuple[Question, ...]:
    """Return what was asked on a day, in the order of asking."""
    statement = (
        select(outreach_question)
        .where(outreach_question.c.outreach_day_id == day_id)
        .order_by(outreach_question.c.position)
    )
    return tuple(
        Question(question=row.question, answer=row.answer, answered_on=row.answered_on)
        for row in connection.execute(statement)
    )


def teams_under(connection: Connection, *, path: str, day: date) -> tuple[TeamName, ...]:
    """Return the teams at and below a place that there were on a day, by name (1 query)."""
    statement = (
        select(team.c.id, team.c.name, team.c.ended_on, place.c.path)
        .join(place, place.c.id == team.c.place_id)
        .where(below((path,)), or_(team.c.ended_on.is_(None), team.c.ended_on >= day))
        .order_by(team.c.name_fold, team.c.id)
    )
    return tuple(
        TeamName(id=row.id, name=row.name, path=row.path, ended_on=row.ended_on)
        for row in connection.execute(statement)
    )


def team_by_id(connection: Connection, *, team_id: int) -> TeamName | None:
    """Return a team, or None."""
    statement = (
        select(team.c.id, team.c.name, team.c.ended_on, place.c.path)
        .join(place, place.c.id == team.c.place_id)
        .where(team.c.id == team_id)
    )
    row = connection.execute(statement).first()
    return None if row is None else TeamName(id=row.id, name=row.name, path=row.path, ended_on=row.ended_on)
