"""A province campaign of numbers alone, made from the 44-day template, for the tests that report and approve.

It is no part of the small world, because a second campaign in everybody's scope would change what most screens show.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at, new_id
from campaign.services import campaigns
from campaign.services.reporting import Decided, ReportCell, approve
from campaign.services.reporting_entry import ReportEntry, ReportsSaved, save_reports
from tests.support.world import NOW, PROVINCE, START, TODAY, Persona

if TYPE_CHECKING:
    from campaign.domain.indicators import CampaignDefinition
    from tests.support.desk import Desk

DRIVE: Final = "dak-lak-44"
DRIVE_END: Final = START + timedelta(days=43)
SKILLS, EID = "community_skills", "eid_activation"
EVENING: Final = moment_at(TODAY, hour=20)
"""After the cut-off of 19:00."""

RATIO: Final = "online_services"
"""Made a ratio by `with_ratio`: files handled online of all files."""


def open_drive(desk: Desk, *, place: str = PROVINCE, slug: str = DRIVE) -> CampaignDefinition:
    """Make the campaign; its communes report, by 19:00."""
    return campaigns.create_campaign(
        call=desk.system(),
        slug=slug,
        name="44 ngày đêm",
        place_code=place,
        template="drive_44_days",
        starts_on=START,
        ends_on=DRIVE_END,
        synthetic=True,
    )


def with_ratio(desk: Desk, *, slug: str = DRIVE) -> None:
    """Turn one indicator into a ratio, which no template of today has."""
    desk.run(
        "UPDATE indicator SET kind = 'ratio' WHERE key = :key AND campaign_id = "
        "(SELECT id FROM campaign WHERE slug = :slug)",
        key=RATIO,
        slug=slug,
    )
    desk.run("UPDATE campaign SET indicators_version = indicators_version + 1 WHERE slug = :slug", slug=slug)


def entry(
    desk: Desk,
    n: int | None,
    indicator: str = SKILLS,
    *,
    place: str = "Krông Pắc",
    day: date = TODAY,
    version: int | None = 0,
    **more: object,
) -> ReportEntry:
    """Return one number as somebody typed it."""
    made = ReportEntry(place_id=desk.world.place(place).id, indicator=indicator, day=day, n=n, expected_version=version)
    return replace(made, **more)  # type: ignore[arg-type]


def put(
    desk: Desk,
    *entries: ReportEntry,
    by: Persona = Persona.OFFICIAL,
    submit: bool = False,
    at: Moment = NOW,
    slug: str = DRIVE,
) -> ReportsSaved:
    """Save or send numbers under a fresh save."""
    return save_reports(call=desk.as_(by, at), slug=slug, entries=entries, save_id=new_id(), submit=submit)


def cell(
    desk: Desk,
    indicator: str = SKILLS,
    *,
    place: str = "Krông Pắc",
    day: date = TODAY,
    version: int | None = None,
) -> ReportCell:
    """Return the name of one number."""
    return ReportCell(place_id=desk.world.place(place).id, indicator=indicator, day=day, expected_version=version)


def approved(desk: Desk, *entries: ReportEntry, slug: str = DRIVE) -> Decided:
    """Send numbers as the installation itself, and approve them."""
    save_reports(call=desk.system(), slug=slug, entries=entries, save_id=new_id(), submit=True)
    cells = [ReportCell(place_id=e.place_id, indicator=e.indicator, day=e.day) for e in entries]
    return approve(call=desk.system(), slug=slug, cells=cells)
