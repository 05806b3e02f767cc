"""What one number is asked about: the place, the indicator, the days, and the places whose records are in it.

`sources` are places as they stood when something was recorded: with those that became others since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries.provenance import Asked, communes_after
from campaign.domain.pace import RECENT_DAYS
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import COUNTED_REPORTS, Figure, ReportStatus, StepStatus
from campaign.errors import CampaignError
from campaign.services.lineage import campaign_lineage
from campaign.services.reporting_units import REPORTED_KINDS
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_of_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.lineage import Lineage

# What nobody was counted for: they are set, or known of the place.
SET_ONES = frozenset({Figure.ELIGIBLE, Figure.TARGET, Figure.PLANNED_TODAY})
_TOWARD = (StepStatus.COMPLETED, StepStatus.ALREADY_HAD)
_ONE = {Figure.ALREADY_HAD: StepStatus.ALREADY_HAD, Figure.ASSISTED: StepStatus.ASSISTED}
_OF_RESULT = frozenset({Figure.RESULT, Figure.WEEK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One place and indicator on a day. `there` are all places of the campaign, `seen` those that the viewer sees.

    `sources` is id of a place whose records are in the number -> the place that shows them on the day. `communes` are
    those whose people were counted there; people came along when their commune became another.
    """

    campaign: CampaignDefinition
    indicator: Indicator
    place: Place
    on: date
    there: tuple[Place, ...]
    seen: tuple[Place, ...]
    lineage: Lineage
    sources: Mapping[int, Place]
    communes: frozenset[int]

    @property
    def reported(self) -> bool:
        """Whether the indicator is reported by units, instead of counted from people."""
        return self.indicator.kind in REPORTED_KINDS

    @property
    def above(self) -> Place | None:
        """The place above, if the viewer sees it."""
        return next((place for place in self.seen if place.id == self.place.parent_id), None)

    @property
    def until(self) -> date:
        """The last day that counts."""
        return min(self.on, self.campaign.ends_on)

    def since(self, figure: Figure) -> date | None:
        """Return the first day that counts; None is the campaign's beginning, and whatever was known before it."""
        return self.on - timedelta(days=RECENT_DAYS - 1) if figure is Figure.WEEK else None

    def asked(self, figure: Figure) -> Asked:
        """Return which records or reports are counted."""
        return Asked(
            campaign=self.campaign,
            indicator=self.indicator,
            communes=self.communes,
            place_ids=frozenset(self.sources),
            since=self.since(figure),
            until=self.until,
        )


def ground_of(
    call: Call, connection: Connection, *, slug: str, place_code: str | None, indicator: str, as_of: date | None
) -> Ground:
    """Return what a number is asked about.

    Raises `campaign_unknown`, `indicator_unknown`, `place_unknown`, `place_outside_campaign`, `not_permitted`.
    """
    action = Action.SEE_PROGRESS
    campaign = campaign_in_scope(call, connection, slug=slug, action=action)
    found = campaign.indicator(indicator)
    if found is None:
        raise CampaignError("indicator_unknown", indicator=indicator[:80])
    on = as_of or call.moment.today
    # All of them, also those out of sight: a village's numbers may have come from elsewhere.
    there = places_of_days(connection, campaign)
    lineage = campaign_lineage(campaign, there, on)
    viewer = call.viewer
    seen = tuple(
        place
        for place in there
        if place.id not in lineage.hidden
        and allowed(role=viewer.role, action=action, scope=viewer.scope, path=place.path)
    )
    place = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
    sources = _sources(there, lineage, place)
    return Ground(
        campaign=campaign,
        indicator=found,
        place=place,
        on=on,
        there=there,
        seen=seen,
        lineage=lineage,
        sources=sources,
        communes=_communes(connection, there, sources),
    )


def _sources(there: Sequence[Place], lineage: Lineage, place: Place) -> dict[int, Place]:
    by_id = {one.id: one for one in there}
    shown = {one.id: by_id[lineage.heir(one.id)] for one in there}
    return {own: heir for own, heir in shown.items() if heir.path.startswith(place.path)}


def _communes(connection: Connection, there: Sequence[Place], sources: Mapping[int, Place]) -> frozenset[int]:
    """Return the communes that may hold the records: those of the places, and whatever those became, until today."""
    communes = {place.commune_id for place in there if place.id in sources}
    moved = [p.heir_id for p in there if p.heir_id is not None and (p.id in sources or p.id in communes)]
    # Where nothing ever moved, nothing is asked.
    after = communes_after(connection, place_ids=moved) if moved else frozenset()
    return (after | communes) - {0}


def statuses_counted(figure: Figure, *, with_had: bool) -> tuple[StepStatus, ...]:
    """Return the statuses of people that are in a figure; `with_had` for a target that is a percentage."""
    if figure in _ONE:
        return (_ONE[figure],)
    return _TOWARD if with_had and figure not in _OF_RESULT else (StepStatus.COMPLETED,)


def reports_counted() -> tuple[ReportStatus, ...]:
    """Return the statuses of reported numbers that are in every sum."""
    return tuple(sorted(COUNTED_REPORTS))
