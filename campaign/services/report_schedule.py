"""Reports that the clock writes, once a week: who wants them, which weeks are due, how it went.

Whoever may take numbers out of the house reads the schedule; whoever manages the campaign sets it. The files
themselves are made above this room (campaign.reports.weekly).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from campaign.db.operations import report_schedules as operations
from campaign.db.queries import report_schedules as queries
from campaign.domain.report_weeks import WEEKDAYS, Campaigning, ReportPart, next_writing, week_until, weeks_due
from campaign.domain.vocabulary import CampaignStatus, ReportProfile
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from campaign.db.queries.report_schedules import StoredSchedule
    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.periods import Period
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleWish:
    """What an official asks for: whether the files are written, on which weekday (0 is Monday), for whom, and which."""

    is_on: bool
    weekday: int
    profile: ReportProfile
    parts: tuple[ReportPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSchedule:
    """A campaign's schedule as it stands; `wish` is the standing offer where nobody set any (`set_at` None).

    `next_on` is the next day on which a week is written, None when there is none; `trouble` is the code of why the
    last try failed, "" when it did not.
    """

    wish: ScheduleWish
    written_until: date | None
    next_on: date | None
    trouble: str
    set_by: str
    set_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWeek:
    """One week whose files are to be written; `until` is its last day by the weekday, `period` its days."""

    campaign: str
    until: date
    period: Period
    profile: ReportProfile
    parts: tuple[ReportPart, ...]


_WRITTEN = frozenset({CampaignStatus.OPEN, CampaignStatus.CLOSED})
_OFFER = ScheduleWish(
    is_on=False, weekday=0, profile=ReportProfile.UBND, parts=(ReportPart.WORD, ReportPart.TABLE, ReportPart.TEXTS)
)


def read_schedule(*, call: Call, slug: str) -> ReportSchedule:
    """Return the schedule of a campaign; raises `campaign_unknown`, `not_permitted`."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.EXPORT_PROGRESS)
        found = queries.find_schedule(connection, campaign_id=campaign.id)
    if found is None:
        return ReportSchedule(wish=_OFFER, written_until=None, next_on=None, trouble="", set_by="", set_at=None)
    days = Campaigning(starts_on=found.starts_on, ends_on=found.ends_on)
    coming = next_writing(weekday=found.weekday, days=days, today=call.moment.today)
    return ReportSchedule(
        wish=ScheduleWish(is_on=found.is_on, weekday=found.weekday, profile=found.profile, parts=found.parts),
        written_until=found.written_until,
        next_on=coming if found.is_on and found.status in _WRITTEN else None,
        trouble=found.trouble,
        set_by=found.set_by,
        set_at=found.set_at,
    )


def set_schedule(*, call: Call, slug: str, wish: ScheduleWish) -> None:
    """Set what is written when; what was written already is not written again.

    Raises `campaign_unknown`, `not_permitted`, `schedule_weekday_invalid`, `schedule_parts_missing`.
    """
    if not 0 <= wish.weekday < WEEKDAYS:
        raise CampaignError("schedule_weekday_invalid", value=wish.weekday)
    # In one order, so that the same choice is the same schedule.
    parts = tuple(part for part in ReportPart if part in wish.parts)
    if not parts:
        raise CampaignError("schedule_parts_missing")
    with call.write() as change:
        campaign = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
        old = queries.find_schedule(change.connection, campaign_id=campaign.id)
        after = _as_stored(wish, parts)
        before = {} if old is None else _as_stored(old, old.parts)
        if before == after:
            change.nothing_done()
            return
        stored = {**after, "trouble": "", "set_by": call.viewer.account_id, "set_at": call.moment.now}
        operations.put_schedule(change.connection, campaign_id=campaign.id, values=stored)
        changed = {name: value for name, value in after.items() if before.get(name) != value}
        change.log(_event(campaign, "schedule.set", before={name: before.get(name) for name in changed}, after=changed))


def due(*, call: Call) -> tuple[DueWeek, ...]:
    """Return the weeks of the viewer's campaigns that have ended and stand unwritten, campaign by campaign.

    A campaign that was closed still owes the week that holds its last day. Raises `not_permitted`.
    """
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        found = queries.schedules_on(connection)
    mine = [one for one in found if any(one.place_path.startswith(root) for root in call.viewer.scope)]
    return tuple(week for one in mine if one.status in _WRITTEN for week in _weeks(one, call.moment.today))


def mark_written(*, call: Call, slug: str, until: date) -> bool:
    """Note that the files of the week until a day are there; False when somebody else had noted it.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.write() as change:
        campaign = _managed(call, change, slug)
        done = operations.set_written(change.connection, campaign_id=campaign.id, until=until)
        if done:
            change.log(_event(campaign, "schedule.written", before={}, after={"written_until": until.isoformat()}))
        else:
            change.nothing_done()
    return done


def mark_trouble(*, call: Call, slug: str, code: str) -> None:
    """Note why the files could not be written; the same trouble again is noted once.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.write() as change:
        campaign = _managed(call, change, slug)
        if operations.set_trouble(change.connection, campaign_id=campaign.id, trouble=code):
            change.log(_event(campaign, "schedule.trouble", before={}, after={"trouble": code}))
        else:
            change.nothing_done()


def _weeks(found: StoredSchedule, today: date) -> list[DueWeek]:
    days = Campaigning(starts_on=found.starts_on, ends_on=found.ends_on)
    ended = weeks_due(weekday=found.weekday, written_until=found.written_until, days=days, today=today)
    return [
        DueWeek(
            campaign=found.slug,
            until=until,
            period=week_until(last=until, days=days),
            profile=found.profile,
            parts=found.parts,
        )
        for until in ended
    ]


def _managed(call: Call, change: Change, slug: str) -> CampaignDefinition:
    campaign = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
    call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
    return campaign


def _as_stored(wish: ScheduleWish | StoredSchedule, parts: tuple[ReportPart, ...]) -> dict[str, object]:
    return {
        "is_on": wish.is_on,
        "weekday": wish.weekday,
        "profile": wish.profile.value,
        "parts": ",".join(part.value for part in parts),
    }


def _event(campaign: CampaignDefinition, action: str, *, before: dict[str, object], after: dict[str, object]) -> Event:
    return Event(
        commune_id=campaign.commune_id,
        action=action,
        subject_kind="campaign",
        subject_id=campaign.slug,
        campaign_id=campaign.id,
        place_id=campaign.place_id,
        before=before,
        after=after,
    )
