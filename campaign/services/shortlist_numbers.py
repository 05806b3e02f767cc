"""What each village and school brings to the shortlist: eligible people, target, what was reached, who had it before.

The same numbers as `campaign progress` of that day, read as sums: 3 queries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.db.queries import progress as queries
from campaign.db.queries.places import Place
from campaign.domain.commendation import Share
from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.services.aims import Aims
from campaign.services.progress import PEOPLE_KINDS

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.lineage import Lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNumbers:
    """One place. `eligible` are the people who may be helped at all, None if nobody counted them.

    `target` and `toward` are those of the campaign's first indicator. `before` is, of everything recorded there about
    required steps, what people had before the campaign; None without any record.
    """

    place: Place
    eligible: int | None
    target: int | None
    toward: int
    before: Share | None


def place_numbers(
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    places: Sequence[Place],
    lineage: Lineage,
    on: date,
) -> Mapping[int, PlaceNumbers]:
    """Return the numbers of some places on a day, by place; of indicators that are reported only who is eligible."""
    headline = campaign.headline
    reached = next((i for i in campaign.indicators if i.kind is IndicatorKind.REACHED), headline)
    counted = headline.kind in PEOPLE_KINDS
    aims = Aims(connection, campaign=campaign, places=places, indicators=(headline, reached), on=on)
    required = {step.id for step in campaign.steps if step.required}
    found = queries.totals(
        connection,
        campaign_id=campaign.id,
        place_ids=lineage.with_old(place.id for place in places),
        indicator_ids={headline.id, *required},
        until=min(on, campaign.ends_on),
    )
    toward: dict[tuple[int, StepStatus], int] = {}
    steps: dict[tuple[int, StepStatus], int] = {}
    for (place_id, indicator_id, status), n in found.items():
        wanted = [sums for sums, kinds in ((toward, {headline.id}), (steps, required)) if indicator_id in kinds]
        for target, sign in lineage.shares(place_id):
            for sums in wanted:
                sums[target, status] = sums.get((target, status), 0) + sign * n
    return {
        place.id: PlaceNumbers(
            place=place,
            eligible=aims.eligible(place, reached),
            target=aims.plan(place, headline).target if counted else None,
            toward=toward.get((place.id, StepStatus.COMPLETED), 0)
            + (toward.get((place.id, StepStatus.ALREADY_HAD), 0) if aims.counts_already_had(place, headline) else 0),
            before=_before(place.id, steps),
        )
        for place in places
    }


def _before(place_id: int, steps: Mapping[tuple[int, StepStatus], int]) -> Share | None:
    recorded = sum(steps.get((place_id, status), 0) for status in queries.COUNTED)
    return Share(n=steps.get((place_id, StepStatus.ALREADY_HAD), 0), of=recorded) if recorded else None
