"""What hangs on places that are about to become others, and the changes that were made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from campaign.db.queries.places import MAIN_SUCCESSION, PLACE_COLUMNS, Place, as_place
from campaign.db.queries.targets import StoredTarget, stored_target
from campaign.db.tables import (
    account,
    assignment,
    boundary_change,
    boundary_item,
    boundary_person,
    campaign,
    citizen,
    count_report,
    outreach_day,
    person_in_charge,
    place,
    place_succession,
    record,
    target,
    team,
)
from campaign.domain.vocabulary import CampaignStatus, OutreachStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, ScalarSelect, Table

    from campaign.db.base import AnyRow

LIVE = (CampaignStatus.DRAFT.value, CampaignStatus.OPEN.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What is at some places: people, what was done, and what goes on after the day of the change."""

    people: int
    records: int
    targets: int
    accounts: int
    assignments: int
    in_charge: int
    teams: int
    outreach_days: int
    campaigns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """One change of boundaries, as the list of changes tells it."""

    id: uuid.UUID
    kind: str
    commune_id: int
    effective_on: date
    reason: str
    carried: Mapping[str, Any]
    made_by: str
    made_at: datetime
    undone_by: str
    undone_at: datetime | None


def effects(connection: Connection, *, place_ids: Sequence[int], communes: Sequence[int], day: date) -> Effects:
    """Return what hangs on places, of communes, when they become others on a day (1 query)."""
    places = list(place_ids)
    statement = select(
        _count(
            citizen,
            citizen.c.commune_id.in_(list(communes)),
            citizen.c.place_id.in_(places),
            citizen.c.merged_into.is_(None),
            citizen.c.erased_at.is_(None),
        ).label("people"),
        _count(
            record,
            record.c.commune_id.in_(list(communes)),
            record.c.place_id.in_(places),
            record.c.voided_at.is_(None),
        ).label("records"),
        _count(target, *targets_that_follow(places, day)).label("targets"),
        _count(account, account.c.place_id.in_(places), account.c.disabled_at.is_(None)).label("accounts"),
        _count(assignment, *going_on(assignment, places, day)).label("assignments"),
        _count(person_in_charge, *going_on(person_in_charge, places, day)).label("in_charge"),
        _count(team, *teams_that_follow(places, day)).label("teams"),
        _count(outreach_day, *days_that_follow(places, day)).label("outreach_days"),
        _count(campaign, *campaigns_that_follow(places, day)).label("campaigns"),
    )
    row = connection.execute(statement).one()
    return Effects(
        people=row.people,
        records=row.records,
        targets=row.targets,
        accounts=row.accounts,
        assignments=row.assignments,
        in_charge=row.in_charge,
        teams=row.teams,
        outreach_days=row.outreach_days,
        campaigns=row.campaigns,
    )


def people_by_place(connection: Connection, *, place_ids: Sequence[int], communes: Sequence[int]) -> dict[int, int]:
    """Return place -> how many people of the list live there."""
    statement = (
        select(citizen.c.place_id, func.count().label("n"))
        .where(
            citizen.c.commune_id.in_(list(communes)),
            citizen.c.place_id.in_(list(place_ids)),
            citizen.c.merged_into.is_(None),
            citizen.c.erased_at.is_(None),
        )
        .group_by(citizen.c.place_id)
    )
    return {row.place_id: row.n for row in connection.execute(statement)}


def people_at(
    connection: Connection, *, commune_id: int, place_id: int
) -> tuple[tuple[uuid.UUID, str, int | None], ...]:
    """Return (id, name, year of birth) of the people of the list who live at a place, by name."""
    statement = (
        select(citizen.c.id, citizen.c.full_name, citizen.c.birth_year)
        .where(
            citizen.c.commune_id == commune_id,
            citizen.c.place_id == place_id,
            citizen.c.merged_into.is_(None),
            citizen.c.erased_at.is_(None),
        )
        .order_by(citizen.c.sort_key, citizen.c.birth_year, citizen.c.id)
    )
    return tuple((row.id, row.full_name, row.birth_year) for row in connection.execute(statement))


def main_predecessors(connection: Connection, *, place_id: int) -> tuple[tuple[Place, date], ...]:
    """Return the places that went wholly or mainly into one, with its first day of them, by name."""
    statement = (
        select(*PLACE_COLUMNS, place_succession.c.effective_on)
        .join(place_succession, place_succession.c.old_id == place.c.id)
        .where(place_succession.c.new_id == place_id, MAIN_SUCCESSION)
        .order_by(place.c.sort_key, place.c.id)
    )
    return tuple((as_place(row), row.effective_on) for row in connection.execute(statement))


def successor_ids(connection: Connection, *, place_id: int) -> frozenset[int]:
    """Return every place that a part of one went into."""
    statement = select(place_succession.c.new_id).where(place_succession.c.old_id == place_id)
    return frozenset(connection.execute(statement).scalars())


def people_elsewhere(connection: Connection, *, commune_id: int, place_id: int, people: Sequence[uuid.UUID]) -> bool:
    """Whether any of these people does not live at a place."""
    if not people:
        return False
    there = select(func.count()).where(
        citizen.c.commune_id == commune_id, citizen.c.place_id == place_id, citizen.c.id.in_(list(people))
    )
    return connection.execute(there).scalar_one() < len(people)


def going_on(table: Table, place_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return "somebody's work at these places, assigned or in charge, that goes on on a day or later"."""
    return table.c.place_id.in_(list(place_ids)), or_(table.c.ends_on.is_(None), table.c.ends_on >= day)


def teams_that_follow(place_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return "the team is one of these places' and still there on a day"."""
    return team.c.place_id.in_(list(place_ids)), or_(team.c.ended_on.is_(None), team.c.ended_on >= day)


def days_that_follow(place_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return "an outreach day that is planned at these places for a day or later"."""
    return (
        outreach_day.c.place_id.in_(list(place_ids)),
        outreach_day.c.day >= day,
        outreach_day.c.status == OutreachStatus.PLANNED.value,
    )


def campaigns_that_follow(place_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return "a campaign of one of these places that is not over by a day"."""
    return campaign.c.place_id.in_(list(place_ids)), campaign.c.ends_on >= day, campaign.c.status.in_(LIVE)


def targets_that_follow(place_ids: Sequence[int], day: date) -> tuple[ColumnElement[bool], ...]:
    """Return "a target in force at these places that is due on a day or later, of a campaign that goes on"."""
    live = select(campaign.c.id).where(campaign.c.status.in_(LIVE), campaign.c.ends_on >= day)
    return (
        target.c.place_id.in_(list(place_ids)),
        target.c.superseded_at.is_(None),
        target.c.amount.is_not(None),
        target.c.due_on >= day,
        target.c.campaign_id.in_(live),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAim:
    """A target that goes on, with its campaign and that one's last day."""

    campaign_id: int
    ends_on: date
    target: StoredTarget


def aims_that_follow(connection: Connection, *, place_ids: Sequence[int], day: date) -> tuple[StoredAim, ...]:
    """Return the targets of places that are due on a day or later, by place, indicator and due day (1 query)."""
    statement = (
        select(target, campaign.c.ends_on)
        .join(campaign, campaign.c.id == target.c.campaign_id)
        .where(*targets_that_follow(place_ids, day))
        .order_by(target.c.campaign_id, target.c.place_id, target.c.indicator_id, target.c.due_on)
    )
    return tuple(
        StoredAim(campaign_id=row.campaign_id, ends_on=row.ends_on, target=stored_target(row, set_by=""))
        for row in connection.execute(statement)
    )


def change_by_id(connection: Connection, *, change_id: uuid.UUID) -> StoredChange | None:
    """Return a change of boundaries."""
    row = connection.execute(_CHANGES.where(boundary_change.c.id == change_id)).first()
    return _change(row) if row else None


def changes_in(connection: Connection, *, commune_ids: Sequence[int], limit: int) -> tuple[StoredChange, ...]:
    """Return the changes of some communes, the newest first."""
    statement = (
        _CHANGES.where(boundary_change.c.commune_id.in_(list(commune_ids)))
        .order_by(boundary_change.c.made_at.desc(), boundary_change.c.id)
        .limit(limit)
    )
    return tuple(_change(row) for row in connection.execute(statement))


def items_of(connection: Connection, *, change_id: uuid.UUID) -> dict[str, dict[str, str | None]]:
    """Return subject -> (id -> what stood there before) of a change."""
    found: dict[str, dict[str, str | None]] = {}
    statement = select(boundary_item).where(boundary_item.c.change_id == change_id)
    for row in connection.execute(statement):
        found.setdefault(row.subject, {})[row.subject_id] = row.was
    return found


def used_since(connection: Connection, *, change_id: uuid.UUID, place_ids: Sequence[int]) -> str | None:
    """Return the first thing that happened at new places since a change: "record", "report" …; None when nothing did.

    People count who came later, and those of the change who live elsewhere by now.
    """
    places = list(place_ids)
    moved = select(boundary_person.c.citizen_id).where(boundary_person.c.change_id == change_id)
    communes = select(place.c.commune_id).where(place.c.id.in_(places))
    here = (citizen.c.commune_id.in_(communes), citizen.c.place_id.in_(places))
    inside = and_(*here, citizen.c.id.in_(moved))
    questions = {
        "place": exists().where(place_succession.c.old_id.in_(places)),
        "record": exists().where(record.c.commune_id.in_(communes), record.c.place_id.in_(places)),
        "report": exists().where(count_report.c.place_id.in_(places)),
        "person": exists().where(*here, citizen.c.id.not_in(moved)),
        "moved": select(func.count()).select_from(citizen).where(inside).scalar_subquery()
        < select(func.count()).where(boundary_person.c.change_id == change_id).scalar_subquery(),
        "campaign": exists().where(campaign.c.place_id.in_(places)),
    }
    row = connection.execute(select(*(test.label(name) for name, test in questions.items()))).one()
    return next((name for name in questions if getattr(row, name)), None)


_CHANGES = select(boundary_change, account.c.full_name).outerjoin(account, account.c.id == boundary_change.c.made_by)


def _change(row: AnyRow) -> StoredChange:
    return StoredChange(
        id=row.id,
        kind=row.kind,
        commune_id=row.commune_id,
        effective_on=row.effective_on,
        reason=row.reason,
        carried=json.loads(row.carried),
        made_by=row.full_name or "",
        made_at=row.made_at,
        undone_by="",
        undone_at=row.undone_at,
    )


def _count(table: Table, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()
