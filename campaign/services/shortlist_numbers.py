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
from campaign.domain.vocabulary import IndicatorKind, StepStatus
from campaign.services.aims import Aims
from campaign.services.progress import PEOPLE_KINDS

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.lineage import Lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNumbers:
    """One place. `eligible` is for being helped at all, `eligible_all` for all steps; None is not known.

    `target` and `toward` are those of the campaign's first indicator; `had_before` had every step before it.
    """

    place: Place
    eligible: int | None
    eligible_all: int | None
    target: int | None
    toward: int
    had_before: int | None


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
    sums: dict[tuple[int, StepStatus], int] = {}
    if counted:
        found = queries.totals(
            connection,
            campaign_id=campaign.id,
            place_ids=lineage.with_old(place.id for place in places),
            indicator_ids=[headline.id],
            until=min(on, campaign.ends_on),
        )
        for (place_id, _indicator, status), n in found.items():
            for target, sign in lineage.shares(place_id):
                sums[target, status] = sums.get((target, status), 0) + sign * n
    made = {}
    for place in places:
        done = sums.get((place.id, StepStatus.COMPLETED), 0)
        had = sums.get((place.id, StepStatus.ALREADY_HAD), 0)
        made[place.id] = PlaceNumbers(
            place=place,
            eligible=aims.eligible(place, reached),
            eligible_all=aims.eligible(place, headline),
            target=aims.plan(place, headline).target if counted else None,
            toward=done + (had if aims.counts_already_had(place, headline) else 0),
            had_before=had if counted and headline.kind is IndicatorKind.ALL_STEPS else None,
        )
    return made
