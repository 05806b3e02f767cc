"""How a campaign reports its numbers: who does, and by what time of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import reports as operations
from campaign.db.queries.reports import any_report
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.reporting_units import ReportingPlan, plan_of
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from campaign.domain.vocabulary import ReportLevel
    from campaign.services.call import Call

__all__ = ["ReportingPlan", "reporting_plan", "set_reporting_plan"]

_DAY_MINUTES = 24 * 60


def reporting_plan(*, call: Call, slug: str) -> ReportingPlan:
    """Return who reports and by when; raises `campaign_unknown`, `not_permitted`."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        return plan_of(connection, campaign)


def set_reporting_plan(*, call: Call, slug: str, level: ReportLevel, cut_off: int) -> ReportingPlan:
    """Set who reports and by how many minutes after midnight; setting what is so already changes nothing.

    Raises `report_cut_off_invalid`, `report_level_in_use` once numbers are there, `campaign_closed`,
    `campaign_unknown`, `not_permitted`.
    """
    if not 0 <= cut_off <= _DAY_MINUTES:
        raise CampaignError("report_cut_off_invalid")
    wanted = ReportingPlan(level=level, cut_off=cut_off)
    with call.write() as change:
        campaign = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
        if campaign.status not in {CampaignStatus.DRAFT, CampaignStatus.OPEN}:
            raise CampaignError("campaign_closed", name=campaign.name)
        before = plan_of(change.connection, campaign)
        if before == wanted:
            change.nothing_done()
            return wanted
        if before.level is not level and any_report(change.connection, campaign_id=campaign.id):
            raise CampaignError("report_level_in_use")
        operations.put_plan(change.connection, campaign_id=campaign.id, level=level, cut_off=cut_off)
        change.log(
            Event(
                commune_id=campaign.commune_id,
                action="report.plan",
                subject_kind="campaign",
                subject_id=slug,
                campaign_id=campaign.id,
                place_id=campaign.place_id,
                before={"level": before.level.value, "cut_off": _clock(before.cut_off)},
                after={"level": level.value, "cut_off": _clock(cut_off)},
            )
        )
        change.touch(campaign.id)
        return wanted


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
