"""*Bàn làm việc*: what stands in small tables and needs a decision today, each part for whom it is work.

Read anew at every look, because accounts, outreach days and places change without moving a campaign's revision.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries.campaigns import CampaignSummary, list_campaigns
from campaign.db.queries.outreach import StoredDay, coming_days
from campaign.db.queries.reports import in_charge_of
from campaign.domain.permissions import RIGHTS
from campaign.domain.vocabulary import CampaignStatus
from campaign.services.call import Action
from campaign.services.desk_aims import uneven
from campaign.services.desk_lists import lists as lists_of
from campaign.services.desk_models import SHOWN, ComingDay, DeskToday, OpenCampaign, OutreachDays
from campaign.services.desk_people import people
from campaign.services.desk_reach import Reach, may, reach
from campaign.services.desk_reports import reported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from campaign.db import Connection
    from campaign.services.call import Call

COMING_DAYS = 7
"""How far ahead the desk looks for outreach days, today included."""


def desk_today(
    *, call: Call, slug: str, place_code: str | None = None, silent_days: int, named: Sequence[int] = ()
) -> DeskToday:
    """Return the matters of a campaign that no revision covers, for a place (default: all of the viewer's).

    `named` are ids of places of which the desk names the person in charge; those out of reach are left out.
    Raises `campaign_unknown`, `place_unknown`, `not_permitted`. A constant number of queries, whatever the size.
    """
    with call.read() as connection:
        here = reach(call, connection, slug=slug, place_code=place_code)
        root = here.campaign.place_path
        mine = {place.id for place in here.places}
        charged = in_charge_of(connection, place_ids=[i for i in named if i in mine], on=here.today)
        own = here.top.path if here.top else here.paths[0]
        managed = here.live and may(call, Action.MANAGE_ACCOUNTS, own)
        staff = people(call, connection, here, silent_days=silent_days) if managed else None
        aims = uneven(call, connection, here) if here.live and may(call, Action.SET_TARGETS, root) else None
        numbers = reported(call, connection, here, silent_days=silent_days)
        planned = _planned(connection, here) if here.live and may(call, Action.PLAN_OUTREACH, own) else None
        lists = lists_of(call, connection, here)
        campaigns = list_campaigns(connection, scope=call.viewer.scope)
    managing = Action.MANAGE_CAMPAIGNS in RIGHTS[call.viewer.role]
    owned = [c for c in campaigns if may(call, Action.MANAGE_CAMPAIGNS, c.place_path)]
    past_end = _those(owned, lambda c: c.status is CampaignStatus.OPEN and c.ends_on < call.moment.today)
    return DeskToday(
        in_charge=charged,
        manages_accounts=managed,
        missing=numbers.missing if numbers else None,
        waiting=numbers.waiting if numbers else None,
        returned=numbers.returned if numbers else None,
        coming=_days(planned, lambda day: day.day >= here.today) if planned is not None else None,
        unmarked=_days(planned, lambda day: day.day < here.today) if planned is not None else None,
        never_signed_in=staff.never_signed_in if staff else None,
        no_records=staff.no_records if staff else None,
        soon_disabled=staff.soon_disabled if staff else None,
        without_worker=staff.without_worker if staff else None,
        without_charge=staff.without_charge if staff else None,
        uneven=aims,
        drafts=_those(owned, lambda c: c.status is CampaignStatus.DRAFT) if managing else None,
        past_end=past_end if managing else None,
        duplicates=lists.duplicates,
        last_import=lists.last_import,
    )


def _planned(connection: Connection, here: Reach) -> tuple[StoredDay, ...]:
    """Return the outreach days that are still planned, from the campaign's first day to a week from now (1 query)."""
    return coming_days(
        connection,
        campaign_id=here.campaign.id,
        place_paths=here.paths,
        first=here.campaign.starts_on,
        last=here.today + timedelta(days=COMING_DAYS - 1),
    )


def _days(planned: Iterable[StoredDay], wanted: Callable[[StoredDay], bool]) -> OutreachDays:
    found = [day for day in planned if wanted(day)]
    return OutreachDays(
        total=len(found),
        first=tuple(
            ComingDay(
                id=day.id,
                day=day.day,
                starts_at=day.starts_at,
                kind=day.kind,
                title=day.title,
                place_code=day.place.code,
                place_name=day.place.name,
            )
            for day in found[:SHOWN]
        ),
    )


def _those(found: Iterable[CampaignSummary], wanted: Callable[[CampaignSummary], bool]) -> tuple[OpenCampaign, ...]:
    return tuple(
        OpenCampaign(slug=c.slug, name=c.name, starts_on=c.starts_on, ends_on=c.ends_on) for c in found if wanted(c)
    )
