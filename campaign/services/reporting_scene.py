"""What every reading of reported numbers begins with: campaign, units, and a number with what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.reporting import RECENT_REPORTS, far_above, is_late, ratio_check
from campaign.services.call import Action
from campaign.services.reporting_models import ReportedNumber, ReportingUnit
from campaign.services.reporting_units import may_decide, may_report, plan_of
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.reports import DailySums, StoredReport
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.reporting_units import ReportingPlan


def scene(call: Call, connection: Connection, slug: str) -> tuple[CampaignDefinition, ReportingPlan, tuple[Place, ...]]:
    """Return a campaign, how it reports, and the places that the viewer may see (3 queries)."""
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
    plan = plan_of(connection, campaign)
    # Those of every day: a number of a past day is that of the place that was there.
    places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, ever=True)
    return campaign, plan, places


def units_shown(call: Call, places: Sequence[Place], units: Sequence[Place]) -> tuple[ReportingUnit, ...]:
    """Return units as a screen is told of them."""
    names = {place.id: place.name for place in places}
    return tuple(
        ReportingUnit(
            place_id=unit.id,
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent_name=names.get(unit.parent_id or 0, ""),
            may_report=may_report(call, unit),
            may_decide=may_decide(call, unit),
        )
        for unit in units
    )


def number_shown(
    report: StoredReport, keys: dict[int, str], plan: ReportingPlan, sums: DailySums | None = None
) -> ReportedNumber:
    """Return a number as a screen is told of it; `sums` are the approved numbers that tell what is far above them."""
    check = None
    if report.denominator is not None:
        check = ratio_check(n=report.n, denominator=report.denominator, published=report.published)
    days = (sums or {}).get((report.place_id, report.indicator_id), {})
    recent = [days[day][0] for day in sorted(days) if day < report.day][-RECENT_REPORTS:]
    return ReportedNumber(
        place_id=report.place_id,
        indicator=keys[report.indicator_id],
        day=report.day,
        status=report.status,
        n=report.n,
        denominator=report.denominator,
        published=report.published,
        note=report.note,
        version=report.version,
        reported_by=report.reported_by,
        reported_at=report.reported_at,
        submitted_at=report.submitted_at,
        decided_by=report.decided_by,
        decided_at=report.decided_at,
        decision_reason=report.decision_reason,
        late=is_late(submitted_at=report.submitted_at, day=report.day, cut_off=plan.cut_off),
        check=check,
        far_above=far_above(n=report.n, recent=recent),
    )


def clamped(campaign: CampaignDefinition, day: date) -> date:
    """Return the day of the campaign that lies nearest to a day."""
    return max(campaign.starts_on, min(day, campaign.ends_on))
