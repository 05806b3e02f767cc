"""Which outreach day the record screen opens on: those of one date in reach, and which of them are one's own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.db.queries import outreach as queries
from campaign.db.queries.accounts import assigned_place_ids
from campaign.domain.vocabulary import OutreachKind, OutreachStatus
from campaign.services.call import Action
from campaign.services.outreach_rules import sight_of

if TYPE_CHECKING:
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDay:
    """An outreach day on which may be recorded. `mine`: the viewer is sent there, by team or by village."""

    id: uuid.UUID
    kind: OutreachKind
    title: str
    starts_at: int | None
    place_id: int
    place_name: str
    place_path: str
    mine: bool


def days_to_record_on(*, call: Call, campaign: CampaignDefinition, day: date) -> tuple[RecordingDay, ...]:
    """Return the days of one date that are not cancelled, the viewer's own first (1 query; 3 when there are any).

    One's own is a day to which one's team is sent, or that is held at, or around, a place where one is assigned.
    """
    call.require(Action.RECORD, None)
    with call.read() as connection:
        found = queries.days_in_sight(
            connection, campaign_id=campaign.id, sight=sight_of(call, campaign), first=day, last=day
        )
        open_days = [one for one in found if one.status is not OutreachStatus.CANCELLED]
        if not open_days:
            return ()
        account = call.viewer.account_id
        by_team = queries.own_team_days(connection, campaign_id=campaign.id, account_id=account, day=day)
        assigned = assigned_place_ids(connection, account_id=account, day=day) if account is not None else ()
    # The paths of assigned places end with their ids, and they are what the scope of such an account consists of.
    roots = [root for root in call.viewer.scope if int(root.strip("/").rsplit("/", 1)[-1] or 0) in assigned]
    days = [
        RecordingDay(
            id=one.id,
            kind=one.kind,
            title=one.title,
            starts_at=one.starts_at,
            place_id=one.place.id,
            place_name=one.place.name,
            place_path=one.place.path,
            mine=one.id in by_team or any(root.startswith(one.place.path) for root in roots),
        )
        for one in open_days
    ]
    return tuple(sorted(days, key=lambda one: (not one.mine, one.id not in by_team)))
