"""Outreach days as a calendar file (RFC 5545), for the telephones of those who go there.

A day keeps its UID through every change, so that a calendar that is loaded again moves what it knew; a cancelled day
stays in it as cancelled.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import icalendar

from campaign.clock import LOCAL
from campaign.db.queries import outreach as queries
from campaign.domain.outreach import MINUTES_OF_DAY
from campaign.domain.vocabulary import OutreachStatus
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services.call import Action
from campaign.services.outreach_rules import sight_of
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    from campaign.db.queries.outreach import StoredDay
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

_PRODUCT = "-//Campaign tracker//Outreach days//VI"
_UID_HOST = "outreach.campaign-tracker.invalid"


def day_file(*, call: Call, slug: str, day_id: uuid.UUID, series: bool = False) -> bytes:
    """Return one day, or with `series` all days of its series, as a calendar file in the current language.

    Raises `campaign_unknown`, `not_permitted`, `outreach_day_unknown`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        sight = sight_of(call, campaign)
        day = queries.day_in_sight(connection, campaign_id=campaign.id, sight=sight, day_id=day_id)
        if day is None:
            raise CampaignError("outreach_day_unknown")
        days = [day]
        if series and day.series_id is not None:
            found = queries.days_in_sight(
                connection, campaign_id=campaign.id, sight=sight, first=campaign.starts_on, last=campaign.ends_on
            )
            days = [other for other in found if other.series_id == day.series_id]
    return _file(call, campaign, days)


def coming_file(*, call: Call, slug: str, place_code: str | None = None) -> bytes:
    """Return all days from today on, of a place or of the whole campaign, as a calendar file.

    Raises `campaign_unknown`, `not_permitted`, `place_unknown`, `place_outside_campaign`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        path = None
        if place_code is not None:
            seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
            path = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen).path
        days = queries.days_in_sight(
            connection,
            campaign_id=campaign.id,
            sight=sight_of(call, campaign),
            first=call.moment.today,
            last=max(campaign.ends_on, call.moment.today),
            place_path=path,
        )
    return _file(call, campaign, days)


def _file(call: Call, campaign: CampaignDefinition, days: list[StoredDay] | tuple[StoredDay, ...]) -> bytes:
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", campaign.name)
    made.add("x-wr-timezone", LOCAL.key)
    for day in days:
        made.add_component(_event(call, campaign, day))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(call: Call, campaign: CampaignDefinition, day: StoredDay) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{day.id}@{_UID_HOST}")
    event.add("dtstamp", call.moment.now)
    event.add("sequence", day.version - 1)
    event.add("summary", day.title or label(day.kind))
    begin, end = _when(day.day, day.starts_at, day.ends_at)
    event.add("dtstart", begin)
    if end is not None:
        event.add("dtend", end)
    event.add("location", ", ".join(part for part in (day.venue, day.place.name) if part))
    about = {
        _("Kind of outreach day"): label(day.kind),
        _("Campaign"): campaign.name,
        _("Team"): day.team_name,
        _("Led by"): day.led_by,
        _("Reason"): day.cancel_reason,
    }
    event.add("description", "\n".join(f"{name}: {value}" for name, value in about.items() if value))
    event.add("status", "CANCELLED" if day.status is OutreachStatus.CANCELLED else "CONFIRMED")
    return event


def _when(day: date, starts_at: int | None, ends_at: int | None) -> tuple[date, date | None]:
    """Return begin and end; a whole day is a date and not a time, and ends before the next date."""
    if starts_at is None:
        return day, day + timedelta(days=1)
    return _moment(day, starts_at), None if ends_at is None else _moment(day, ends_at)


def _moment(day: date, minutes: int) -> datetime:
    on = day + timedelta(days=minutes // MINUTES_OF_DAY)
    return datetime.combine(on, time(minutes % MINUTES_OF_DAY // 60, minutes % 60), LOCAL)
