"""Who lives at some places and how their steps stand: two statements, whatever the size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, select

from campaign.db.tables import citizen, record
from campaign.domain.vocabulary import Consent, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

# Whoever said no, or took the consent back, is not asked again.
_ASKED = (Consent.GIVEN.value, Consent.NOT_REQUIRED.value, Consent.UNKNOWN.value)


class Resident(NamedTuple):
    """Somebody who may be visited; the phone is sealed."""

    id: uuid.UUID
    place_id: int
    full_name: str
    birth_date: date | None
    birth_year: int | None
    phone_cipher: bytes | None


def residents(connection: Connection, *, commune_id: int, place_ids: Sequence[int]) -> tuple[Resident, ...]:
    """Return the people of a commune who live at some places, in the order of lists."""
    statement = (
        select(*(citizen.c[name] for name in Resident._fields))
        .where(
            citizen.c.commune_id == commune_id,
            citizen.c.place_id.in_(list(place_ids)),
            citizen.c.merged_into.is_(None),
            citizen.c.erased_at.is_(None),
            citizen.c.consent.in_(_ASKED),
        )
        .order_by(citizen.c.sort_key, citizen.c.id)
    )
    return tuple(Resident(*row) for row in connection.execute(statement))


def statuses(
    connection: Connection, *, campaign_id: int, commune_id: int, place_ids: Sequence[int]
) -> Iterator[tuple[uuid.UUID, int, StepStatus]]:
    """Yield (person, step, status) of the live records of those who live at some places."""
    statement = (
        select(record.c.citizen_id, record.c.indicator_id, record.c.status)
        .join(citizen, and_(citizen.c.commune_id == record.c.commune_id, citizen.c.id == record.c.citizen_id))
        .where(
            record.c.commune_id == commune_id,
            record.c.campaign_id == campaign_id,
            record.c.voided_at.is_(None),
            citizen.c.place_id.in_(list(place_ids)),
        )
    )
    for citizen_id, indicator_id, status in connection.execute(statement):
        yield citizen_id, indicator_id, StepStatus(status)
