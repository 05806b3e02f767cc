"""What hangs on a place: its campaigns, people, records, assignments, targets, who is in charge, all its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place
from campaign.db.tables import (
    account,
    assignment,
    audit_event,
    campaign,
    citizen,
    count_report,
    outreach_day,
    person_in_charge,
    place,
    place_population,
    place_succession,
    record,
    target,
)
from campaign.domain.vocabulary import COMMUNE_KINDS, OutreachStatus, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, ScalarSelect, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many people (or households) of a group a place had on a day."""

    group: PopulationGroup
    as_of: date
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a place holds: people of the list, the last day of work there, and what is planned after today.

    `assignments`, `targets` and `outreach_days` are those that go on today or later.
    """

    people: int
    last_record: date | None
    last_report: date | None
    assignments: int
    targets: int
    outreach_days: int

    @property
    def last_day(self) -> date | None:
        """The last day on which something was recorded or reported there."""
        return max((day for day in (self.last_record, self.last_report) if day is not None), default=None)


def campaigns_over(connection: Connection, *, path: str) -> tuple[int, ...]:
    """Return the campaigns whose place is this one or lies above it."""
    above = [int(part) for part in path.strip("/").split("/")]
    return tuple(connection.execute(select(campaign.c.id).where(campaign.c.place_id.in_(above))).scalars())


def communes_in(
    connection: Connection, *, scope: Iterable[str], text: str, day: date, limit: int
) -> tuple[tuple[Place, str], ...]:
    """Return the communes of a scope that exist on a day with the name of their province, by name.

    `text` is folded; it stands anywhere in the name, or begins the code.
    """
    above = place.alias("above")
    inside = (and_(place.c.path >= root, place.c.path < root[:-1] + "0") for root in scope)
    statement = (
        select(*PLACE_COLUMNS, above.c.name.label("province"))
        .join(above, above.c.id == place.c.parent_id)
        .where(
            place.c.kind.in_([kind.value for kind in COMMUNE_KINDS]),
            or_(*inside),
            place.c.valid_from <= day,
            or_(place.c.valid_to.is_(None), place.c.valid_to >= day),
            or_(place.c.name_fold.contains(text, autoescape=True), place.c.code.startswith(text, autoescape=True)),
        )
        .order_by(place.c.sort_key, place.c.code)
        .limit(limit)
    )
    return tuple((as_place(row), row.province) for row in connection.execute(statement))


def people_in_charge(connection: Connection, *, place_ids: Sequence[int], day: date) -> dict[int, str]:
    """Return place -> who is in charge of it on a day."""
    statement = (
        select(person_in_charge.c.place_id, account.c.full_name)
        .join(account, account.c.id == person_in_charge.c.account_id)
        .where(
            person_in_charge.c.place_id.in_(place_ids),
            person_in_charge.c.starts_on <= day,
            or_(person_in_charge.c.ends_on.is_(None), person_in_charge.c.ends_on >= day),
        )
        .order_by(person_in_charge.c.starts_on)
    )
    return {row.place_id: row.full_name for row in connection.execute(statement)}


def figures_of(connection: Connection, *, place_id: int) -> tuple[Figure, ...]:
    """Return every figure of a place, the newest day first."""
    statement = (
        select(place_population)
        .where(place_population.c.place_id == place_id)
        .order_by(place_population.c.as_of.desc())
    )
    return tuple(
        Figure(group=PopulationGroup(row.population_group), as_of=row.as_of, n=row.n)
        for row in connection.execute(statement)
    )


def holdings(connection: Connection, *, place: Place, day: date) -> Holdings:
    """Return what a place holds, as of a day (1 query)."""
    own, commune = place.id, place.commune_id
    lives_here = (citizen.c.commune_id == commune, citizen.c.place_id == own)
    done_here = (record.c.commune_id == commune, record.c.place_id == own, record.c.voided_at.is_(None))
    statement = select(
        _count(citizen, *lives_here, citizen.c.merged_into.is_(None), citizen.c.erased_at.is_(None)).label("people"),
        select(func.max(record.c.day)).where(*done_here).scalar_subquery().label("last_record"),
        select(func.max(count_report.c.day))
        .where(count_report.c.place_id == own)
        .scalar_subquery()
        .label("last_report"),
        _count(
            assignment,
            assignment.c.place_id == own,
            or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= day),
        ).label("assignments"),
        _count(
            target,
            target.c.place_id == own,
            target.c.superseded_at.is_(None),
            target.c.amount.is_not(None),
            target.c.due_on >= day,
        ).label("targets"),
        _count(
            outreach_day,
            outreach_day.c.place_id == own,
            outreach_day.c.day >= day,
            outreach_day.c.status == OutreachStatus.PLANNED.value,
        ).label("outreach_days"),
    )
    row = connection.execute(statement).one()
    return Holdings(
        people=row.people,
        last_record=row.last_record,
        last_report=row.last_report,
        assignments=row.assignments,
        targets=row.targets,
        outreach_days=row.outreach_days,
    )


def _count(table: Table, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


def last_change(connection: Connection, *, place: Place) -> tuple[str, datetime] | None:
    """Return who changed a place last, and when; None when nobody has."""
    statement = (
        select(func.coalesce(account.c.full_name, audit_event.c.actor), audit_event.c.at)
        .outerjoin(account, account.c.id == audit_event.c.account_id)
        .where(
            audit_event.c.commune_id == place.commune_id,
            audit_event.c.place_id == place.id,
            audit_event.c.subject_kind == "place",
        )
        .order_by(audit_event.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return (row[0], row[1]) if row else None


def successors(connection: Connection, *, place_id: int) -> tuple[str, ...]:
    """Return the names of the places that a place went into."""
    statement = (
        select(place.c.name)
        .join(place_succession, place_succession.c.new_id == place.c.id)
        .where(place_succession.c.old_id == place_id)
        .order_by(place.c.sort_key)
    )
    return tuple(connection.execute(statement).scalars())
