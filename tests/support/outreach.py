"""Outreach days of tests in one breath: planning one or a series, looking at what stands."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from campaign.clock import new_id
from campaign.db.queries.outreach import StoredDay, day_by_id
from campaign.db.tables import team, team_member
from campaign.domain.outreach import Repeat, RepeatKind
from campaign.domain.vocabulary import OutreachKind
from campaign.services.outreach import DayFields, NewOutreach, PlanResult, plan_outreach
from tests.support.world import CAMPAIGN, END, NOW, START, TODAY, Persona

if TYPE_CHECKING:
    from campaign.clock import Moment
    from tests.support.desk import Desk

# The first Wednesday of the campaign, which begins on a Sunday.
WEDNESDAY = date(2026, 11, 11)
WEEKLY = Repeat(kind=RepeatKind.WEEKLY, weekdays=(2,), until=END)


def fields(kind: OutreachKind = OutreachKind.WEDNESDAY_ONLINE, **more: Any) -> DayFields:  # noqa: ANN401 - fields of DayFields
    return DayFields(kind=kind, **more)


def plan(
    desk: Desk,
    *,
    place: str = "Buôn Jung",
    day: date = TODAY,
    by: Persona = Persona.OFFICIAL,
    at: Moment = NOW,
    own: uuid.UUID | None = None,
    repeat: Repeat | None = None,
    **more: Any,  # noqa: ANN401 - fields of DayFields
) -> PlanResult:
    """Plan a day, or with `repeat` a series."""
    command = NewOutreach(
        id=own or new_id(),
        campaign=CAMPAIGN,
        place_id=desk.world.place(place).id,
        day=day,
        fields=fields(**more),
        repeat=repeat,
    )
    return plan_outreach(call=desk.as_(by, at), command=command)


def stored(desk: Desk, day_id: uuid.UUID) -> StoredDay:
    """Return a day as it stands."""
    with desk.store.read() as connection:
        found = day_by_id(connection, day_id=day_id)
    assert found is not None
    return found


def add_team(
    desk: Desk, place: str, *, members: tuple[Persona, ...] = (), lead: Persona | None = None, ended: date | None = None
) -> int:
    """Write down a team of a place with its members, and return its number."""
    with desk.store.write() as connection:
        row = {
            "place_id": desk.world.place(place).id,
            "kind": "digital_team",
            "name": "Tổ 1",
            "name_fold": "to 1",
            "lead_id": desk.world.viewers[lead].account_id if lead else None,
            "created_at": NOW.now,
            "ended_on": ended,
        }
        own = int(connection.execute(insert(team).returning(team.c.id), row).scalar_one())
        for member in members:
            belongs = {"team_id": own, "account_id": desk.world.viewers[member].account_id, "joined_on": START}
            connection.execute(insert(team_member), belongs)
    return own
