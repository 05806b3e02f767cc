"""The services of documents that are made from the numbers."""

from dataclasses import replace

from campaign.domain.permissions import Action
from campaign.domain.report_weeks import ReportPart
from campaign.domain.vocabulary import ReportProfile
from campaign.services import document_view, printing, report_schedule
from campaign.services.report_schedule import ScheduleWish
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, TODAY

WISH = ScheduleWish(is_on=True, weekday=0, profile=ReportProfile.UBND, parts=(ReportPart.TABLE, ReportPart.TEXTS))


def prepare(desk: Desk) -> None:
    """Let the commune's campaign have its weekly reports."""
    report_schedule.set_schedule(call=desk.system(), slug=CAMPAIGN, wish=WISH)


TABLE: dict[str, Walk] = {
    "document_view.document_view": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: document_view.document_view(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "printing.document_places": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: printing.document_places(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "printing.printed_board": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: printing.printed_board(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "report_schedule.read_schedule": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: report_schedule.read_schedule(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "report_schedule.set_schedule": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: report_schedule.set_schedule(
            call=call, slug=CAMPAIGN, wish=replace(WISH, weekday=call.moment.today.weekday())
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "report_schedule.due": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: report_schedule.due(call=call),
        next_door=None,
    ),
    "report_schedule.mark_written": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: report_schedule.mark_written(call=call, slug=CAMPAIGN, until=TODAY),
        next_door="campaign_unknown",
        writes=True,
    ),
    "report_schedule.mark_trouble": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: report_schedule.mark_trouble(call=call, slug=CAMPAIGN, code="file_not_writable"),
        next_door="campaign_unknown",
        writes=True,
    ),
}
OWN: dict[str, str] = {}
