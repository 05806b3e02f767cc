"""Reading what the audit chain says about one reported number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from campaign.db.tables import account, audit_event

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.db.queries.places import Place

_MOST_EVENTS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEvent:
    """One event of the audit chain as it concerns one number: `values` is [status, number, …], empty for missing."""

    at: datetime
    by: str
    move: str
    values: list[Any]
    reason: str


def events_of_number(connection: Connection, *, unit: Place, campaign_id: int, cell: str) -> tuple[NumberEvent, ...]:
    """Return what the audit chain of the unit's commune says about one number (`2026-08-05 key`), newest first."""
    statement = (
        select(audit_event, account.c.full_name)
        .outerjoin(account, account.c.id == audit_event.c.account_id)
        .where(
            audit_event.c.commune_id == unit.commune_id,
            audit_event.c.subject_kind == "report",
            audit_event.c.campaign_id == campaign_id,
            audit_event.c.place_id == unit.id,
            audit_event.c.after.contains(f'"{cell}"', autoescape=True),
        )
        .order_by(audit_event.c.seq.desc())
        .limit(_MOST_EVENTS)
    )
    return tuple(
        NumberEvent(
            at=row.at,
            by=row.full_name or row.actor,
            move=row.action.partition(".")[2],
            values=json.loads(row.after)[cell] or [],
            reason=row.reason,
        )
        for row in connection.execute(statement)
    )
