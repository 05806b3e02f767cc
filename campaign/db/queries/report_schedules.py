"""Reading which documents are written by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from campaign.db.tables import account, campaign, place, report_schedule
from campaign.domain.report_weeks import ReportPart
from campaign.domain.vocabulary import CampaignStatus, ReportProfile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSchedule:
    """The schedule of one campaign, with what the campaign says about itself.

    `weekday` is 0 for Monday; `written_until` is the last day of the newest week that was written, `trouble` the code
    of why the last try failed, "" when it did not. `set_by` is the name of who set it last.
    """

    campaign_id: int
    slug: str
    status: CampaignStatus
    starts_on: date
    ends_on: date
    commune_id: int
    place_id: int
    place_path: str
    is_on: bool
    weekday: int
    profile: ReportProfile
    parts: tuple[ReportPart, ...]
    written_until: date | None
    trouble: str
    set_by: str
    set_at: datetime


_STATEMENT = (
    select(
        report_schedule,
        campaign.c.slug,
        campaign.c.status,
        campaign.c.starts_on,
        campaign.c.ends_on,
        campaign.c.place_id,
        place.c.commune_id,
        place.c.path,
        account.c.full_name.label("setter"),
    )
    .join(campaign, campaign.c.id == report_schedule.c.campaign_id)
    .join(place, place.c.id == campaign.c.place_id)
    .outerjoin(account, account.c.id == report_schedule.c.set_by)
)


def find_schedule(connection: Connection, *, campaign_id: int) -> StoredSchedule | None:
    """Return a campaign's schedule, None when it never had one."""
    row = connection.execute(_STATEMENT.where(report_schedule.c.campaign_id == campaign_id)).first()
    return _stored(row) if row else None


def schedules_on(connection: Connection) -> tuple[StoredSchedule, ...]:
    """Return every schedule that is on, of whatever campaign."""
    rows = connection.execute(_STATEMENT.where(report_schedule.c.is_on).order_by(campaign.c.slug))
    return tuple(_stored(row) for row in rows)


def _stored(row: AnyRow) -> StoredSchedule:
    return StoredSchedule(
        campaign_id=row.campaign_id,
        slug=row.slug,
        status=CampaignStatus(row.status),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        commune_id=row.commune_id,
        place_id=row.place_id,
        place_path=row.path,
        is_on=row.is_on,
        weekday=row.weekday,
        profile=ReportProfile(row.profile),
        parts=tuple(ReportPart(part) for part in row.parts.split(",")),
        written_until=row.written_until,
        trouble=row.trouble,
        set_by=row.setter or "",
        set_at=row.set_at,
    )
