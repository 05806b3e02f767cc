"""The services of reported numbers, called on a campaign of the first commune, whose villages report."""

from datetime import date, timedelta

from campaign.clock import new_id
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import ReportLevel
from campaign.services import reporting, reporting_decisions, reporting_entry, reporting_plans, reporting_view
from campaign.services.call import Call
from campaign.services.reporting import ReportCell
from tests.support.desk import Desk
from tests.support.drive import SKILLS, approved, cell, entry, open_drive, put
from tests.support.walks.walk import Walk
from tests.support.world import COMMUNE, TODAY

VILLAGES = "krong-pac-44"
YESTERDAY, BEFORE = TODAY - timedelta(days=1), TODAY - timedelta(days=2)


def prepare(desk: Desk) -> None:
    """A campaign with one number that was sent, one that was approved, one that was locked."""
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    put(desk, entry(desk, 7, place="Buôn Jung"), submit=True, slug=VILLAGES)
    approved(desk, *(entry(desk, 5, place="Buôn Jung", day=day) for day in (YESTERDAY, BEFORE)), slug=VILLAGES)
    reporting.lock_until(call=desk.system(), slug=VILLAGES, until=BEFORE)


def at(desk: Desk, day: date = TODAY) -> list[ReportCell]:
    return [cell(desk, place="Buôn Jung", day=day)]


def write(desk: Desk, call: Call) -> object:
    fresh = entry(desk, 3, "eid_activation", place="Buôn Jung")
    return reporting_entry.save_reports(call=call, slug=VILLAGES, entries=[fresh], save_id=new_id())


TABLE: dict[str, Walk] = {
    "reporting.approve": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda desk, call: reporting.approve(call=call, slug=VILLAGES, cells=at(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting.lock": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda desk, call: reporting.lock(call=call, slug=VILLAGES, cells=at(desk, YESTERDAY)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting.lock_until": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda _, call: reporting.lock_until(call=call, slug=VILLAGES, until=TODAY),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting.return_reports": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda desk, call: reporting.return_reports(call=call, slug=VILLAGES, cells=at(desk), reason="xem lại"),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting.take_back": Walk(
        action=Action.REPORT_NUMBERS,
        run=lambda desk, call: reporting.take_back(call=call, slug=VILLAGES, cells=at(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting.unlock": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda desk, call: reporting.unlock(call=call, slug=VILLAGES, cells=at(desk, BEFORE), reason="nhầm"),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting_entry.save_reports": Walk(
        action=Action.REPORT_NUMBERS, run=write, next_door="campaign_unknown", writes=True
    ),
    "reporting_plans.reporting_plan": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: reporting_plans.reporting_plan(call=call, slug=VILLAGES),
        next_door="campaign_unknown",
    ),
    "reporting_plans.set_reporting_plan": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: reporting_plans.set_reporting_plan(
            call=call, slug=VILLAGES, level=ReportLevel.UNIT, cut_off=1_200
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reporting_view.history": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda desk, call: reporting_view.history(
            call=call, slug=VILLAGES, place_id=desk.world.place("Buôn Jung").id, indicator=SKILLS, day=TODAY
        ),
        next_door="campaign_unknown",
    ),
    "reporting_decisions.decision_days": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda _, call: reporting_decisions.decision_days(call=call, slug=VILLAGES),
        next_door="campaign_unknown",
    ),
    "reporting_decisions.pending": Walk(
        action=Action.APPROVE_NUMBERS,
        run=lambda _, call: reporting_decisions.pending(call=call, slug=VILLAGES, day=TODAY),
        next_door="campaign_unknown",
    ),
    "reporting_view.reporting_day": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: reporting_view.reporting_day(call=call, slug=VILLAGES),
        next_door="campaign_unknown",
    ),
    "reporting_view.silence": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: reporting_view.silence(call=call, slug=VILLAGES),
        next_door="campaign_unknown",
    ),
    "reporting_view.waiting": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: reporting_view.waiting(call=call, slug=VILLAGES),
        next_door="campaign_unknown",
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
