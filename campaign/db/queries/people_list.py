"""The list of people of one commune: filtered, counted, one page of it in the order of places and names.

A step is asked for by the index of the live records, never by reading the commune's history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, not_, or_, select

from campaign.db.queries.people import StoredCitizen, answering, living_of, whole
from campaign.db.tables import citizen, import_row, record
from campaign.domain.vocabulary import HAVE_STATUSES, Consent, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from campaign.domain.eligibility import Births

# Whoever has a step, said no to it, or whom it does not concern, is asked no more; nor whoever agrees to nothing.
_SETTLED = (*HAVE_STATUSES, StepStatus.REFUSED, StepStatus.NOT_APPLICABLE)
_ASKED = (Consent.GIVEN.value, Consent.NOT_REQUIRED.value, Consent.UNKNOWN.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWanted:
    """One step as a filter asks for it: its indicator, and the births that its ages do not rule out."""

    indicator_id: int
    births: Births


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Whom to list. `missing`: any of these steps; `done`: all of these; `status`: the one step stands so.

    `words`, `parts`, `digits` and `numbers` as `campaign.db.queries.people.search` takes them.
    """

    commune_id: int
    place_ids: Sequence[int]
    campaign_id: int
    missing: tuple[StepWanted, ...] = ()
    done: tuple[int, ...] = ()
    status: tuple[int, StepStatus] | None = None
    consent: Consent | None = None
    batch_id: uuid.UUID | None = None
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    digits: str = ""
    numbers: tuple[bytes, ...] = ()


def count_people(connection: Connection, *, wanted: PeopleFilter) -> int:
    """Return how many people answer."""
    return int(connection.execute(select(func.count()).select_from(citizen).where(*_where(wanted))).scalar_one())


def page_of_people(
    connection: Connection, *, wanted: PeopleFilter, offset: int, limit: int
) -> tuple[tuple[StoredCitizen, ...], int]:
    """Return some of the people who answer, by place and then by name, and how many there are (2 statements).

    One pass finds and counts them. Beyond the last one nothing is found, and the count is 0 as well.
    """
    keys = (
        select(citizen.c.id, func.count().over().label("total"))
        .where(*_where(wanted))
        .order_by(citizen.c.place_id, citizen.c.sort_key, citizen.c.id)
        .offset(offset)
        .limit(limit)
    )
    found = connection.execute(keys).all()
    if not found:
        return (), 0
    chosen = select(citizen.c.commune_id, citizen.c.id).where(
        citizen.c.commune_id == wanted.commune_id, citizen.c.id.in_([row.id for row in found])
    )
    return whole(connection, chosen, by_place=True), int(found[0].total)


def _where(wanted: PeopleFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        *living_of(wanted.commune_id, wanted.place_ids),
        *answering(words=wanted.words, parts=wanted.parts, digits=wanted.digits, numbers=wanted.numbers),
        *(_stands(wanted, step, HAVE_STATUSES) for step in wanted.done),
    ]
    if wanted.missing:
        where.append(citizen.c.consent.in_(_ASKED))
        where.append(or_(*(_missing(wanted, step) for step in wanted.missing)))
    if wanted.status is not None:
        step, status = wanted.status
        where.append(_stands(wanted, step, [status]))
    if wanted.consent is not None:
        where.append(citizen.c.consent == wanted.consent.value)
    if wanted.batch_id is not None:
        brought = select(import_row.c.citizen_id).where(
            import_row.c.batch_id == wanted.batch_id, import_row.c.commune_id == wanted.commune_id
        )
        gone = citizen.alias("gone")
        # Whoever was merged since stands in the entry that was kept.
        kept = select(gone.c.merged_into).where(
            gone.c.commune_id == wanted.commune_id, gone.c.id.in_(brought), gone.c.merged_into.is_not(None)
        )
        where.append(or_(citizen.c.id.in_(brought), citizen.c.id.in_(kept)))
    return where


def _stands(wanted: PeopleFilter, indicator_id: int, statuses: Iterable[StepStatus]) -> ColumnElement[bool]:
    """Return "the person's live record of a step has one of these statuses"."""
    return exists().where(
        record.c.commune_id == wanted.commune_id,
        record.c.campaign_id == wanted.campaign_id,
        record.c.citizen_id == citizen.c.id,
        record.c.indicator_id == indicator_id,
        record.c.voided_at.is_(None),
        record.c.status.in_([status.value for status in statuses]),
    )


def _missing(wanted: PeopleFilter, step: StepWanted) -> ColumnElement[bool]:
    """Return "the person is of an age for the step, and it is not settled"."""
    open_step = not_(_stands(wanted, step.indicator_id, _SETTLED))
    return and_(open_step, _of_age(step.births))


def _of_age(births: Births) -> ColumnElement[bool]:
    """Return "the birth is not ruled out"; an unknown birth rules nobody out."""
    by_date: list[ColumnElement[bool]] = [citizen.c.birth_date.is_not(None)]
    by_year: list[ColumnElement[bool]] = [citizen.c.birth_date.is_(None)]
    if births.since is not None and births.first_year is not None:
        by_date.append(citizen.c.birth_date >= births.since)
        by_year.append(or_(citizen.c.birth_year.is_(None), citizen.c.birth_year >= births.first_year))
    if births.until is not None and births.last_year is not None:
        by_date.append(citizen.c.birth_date <= births.until)
        by_year.append(or_(citizen.c.birth_year.is_(None), citizen.c.birth_year <= births.last_year))
    return or_(and_(*by_date), and_(*by_year))
