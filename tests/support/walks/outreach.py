"""The services of outreach days."""

import uuid
from datetime import date

from campaign.clock import new_id
from campaign.db.operations.outreach import insert_days
from campaign.db.queries.outreach import day_by_id
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import OutreachKind, OutreachStatus
from campaign.services import outreach, outreach_calendar, outreach_holding, outreach_today, outreach_view
from campaign.services.outreach import Cancellation, DayFields, NewOutreach, OutreachChange
from campaign.services.outreach_holding import DayReport
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, NOW, TODAY

FIELDS = DayFields(kind=OutreachKind.WEDNESDAY_ONLINE)


def plan(desk: Desk) -> NewOutreach:
    return NewOutreach(
        id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place("Buôn Jung").id, day=TODAY, fields=FIELDS
    )


def standing(desk: Desk, status: OutreachStatus = OutreachStatus.PLANNED) -> uuid.UUID:
    """Return a day of today in Buôn Jung that stands there already, written without a trace in the log."""
    own = uuid.uuid5(uuid.NAMESPACE_OID, status.value)
    with desk.store.write() as connection:
        if day_by_id(connection, day_id=own) is None:
            row = {
                "id": own,
                "campaign_id": desk.world.campaign.id,
                "place_id": desk.world.place("Buôn Jung").id,
                "kind": OutreachKind.WEDNESDAY_ONLINE.value,
                "title": "",
                "day": TODAY,
                "status": status.value,
                "version": 1,
                "created_at": NOW.now,
            }
            insert_days(connection, [row])
    return own


def standing_today(desk: Desk) -> date:
    """Return today, on which a day stands in Buôn Jung."""
    standing(desk)
    return TODAY


def change(desk: Desk) -> OutreachChange:
    command = plan(desk)
    fields = DayFields(kind=OutreachKind.VISIT)
    return OutreachChange(
        id=standing(desk), campaign=CAMPAIGN, version=1, place_id=command.place_id, day=TODAY, fields=fields
    )


TABLE: dict[str, Walk] = {
    "outreach.plan_outreach": Walk(
        action=Action.PLAN_OUTREACH,
        run=lambda desk, call: outreach.plan_outreach(call=call, command=plan(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "outreach.change_outreach": Walk(
        action=Action.PLAN_OUTREACH,
        run=lambda desk, call: outreach.change_outreach(call=call, command=change(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "outreach.cancel_outreach": Walk(
        action=Action.PLAN_OUTREACH,
        run=lambda desk, call: outreach.cancel_outreach(
            call=call, command=Cancellation(id=standing(desk), campaign=CAMPAIGN, version=1, reason="mưa bão")
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "outreach_holding.hold_outreach": Walk(
        action=Action.PLAN_OUTREACH,
        run=lambda desk, call: outreach_holding.hold_outreach(
            call=call, report=DayReport(id=standing(desk), campaign=CAMPAIGN, version=1, attendance=12)
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "outreach_holding.reopen_outreach": Walk(
        action=Action.PLAN_OUTREACH,
        run=lambda desk, call: outreach_holding.reopen_outreach(
            call=call, campaign=CAMPAIGN, day_id=standing(desk, OutreachStatus.HELD), version=1
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "outreach_view.calendar": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _desk, call: outreach_view.calendar(call=call, slug=CAMPAIGN, first=TODAY, last=TODAY),
        next_door="campaign_unknown",
    ),
    "outreach_view.outreach_day": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda desk, call: outreach_view.outreach_day(call=call, slug=CAMPAIGN, day_id=standing(desk)),
        next_door="campaign_unknown",
    ),
    "outreach_calendar.day_file": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda desk, call: outreach_calendar.day_file(call=call, slug=CAMPAIGN, day_id=standing(desk)),
        next_door="campaign_unknown",
    ),
    "outreach_calendar.coming_file": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _desk, call: outreach_calendar.coming_file(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "outreach_today.days_to_record_on": Walk(
        action=Action.RECORD,
        run=lambda desk, call: outreach_today.days_to_record_on(
            call=call, campaign=desk.world.campaign, day=standing_today(desk)
        ),
        next_door=None,
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
