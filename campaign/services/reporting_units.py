"""Which places report a campaign's numbers, by when, and who decides about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.reports import find_plan
from campaign.domain.permissions import allowed
from campaign.domain.reporting import CUT_OFF
from campaign.domain.vocabulary import COMMUNE_KINDS, IndicatorKind, PlaceKind, ReportLevel
from campaign.services.call import Action

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

REPORTED_KINDS = frozenset({IndicatorKind.COUNT, IndicatorKind.RATIO})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPlan:
    """Who reports (`level`), and by how many minutes after local midnight a day's numbers are due."""

    level: ReportLevel
    cut_off: int

    def is_unit(self, place: Place) -> bool:
        """Whether a place of the campaign reports numbers: its communes, or what lies below them."""
        if self.level is ReportLevel.COMMUNE:
            return place.kind in COMMUNE_KINDS
        # People are helped at a support point, but nobody there answers for a number.
        return place.is_unit and place.kind is not PlaceKind.SUPPORT_POINT

    def units(self, places: Iterable[Place], day: date) -> tuple[Place, ...]:
        """Return those of some places that report, and existed on a day."""
        return tuple(place for place in places if self.is_unit(place) and place.valid_on(day))


def plan_of(connection: Connection, campaign: CampaignDefinition) -> ReportingPlan:
    """Return how a campaign reports (1 query); without a plan of its own a province's communes report until 19:00.

    Elsewhere the villages, schools and agencies do.
    """
    found = find_plan(connection, campaign_id=campaign.id)
    if found is not None:
        return ReportingPlan(level=found[0], cut_off=found[1])
    of_province = campaign.commune_id == 0
    return ReportingPlan(level=ReportLevel.COMMUNE if of_province else ReportLevel.UNIT, cut_off=CUT_OFF)


def reported_indicators(campaign: CampaignDefinition) -> tuple[Indicator, ...]:
    """Return what a campaign has reported day by day, in its order."""
    return tuple(i for i in campaign.indicators if i.kind in REPORTED_KINDS)


def may_report(call: Call, unit: Place) -> bool:
    """Whether the viewer may write the unit's numbers."""
    return _may(call, Action.REPORT_NUMBERS, unit.path)


def may_decide(call: Call, unit: Place) -> bool:
    """Whether the viewer decides about the unit's numbers.

    That is asked one level up, so that nobody approves the numbers of their own office.
    """
    return _may(call, Action.APPROVE_NUMBERS, unit.parent_path)


def _may(call: Call, action: Action, path: str) -> bool:
    return allowed(role=call.viewer.role, action=action, scope=call.viewer.scope, path=path)
