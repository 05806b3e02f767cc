"""Targets whose parts do not make the whole: the remainders of *Chỉ tiêu*, for every indicator and due day at once.

Numbers are added up by the database; shares of a population, which need their denominators, become people here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries.desk import given_counts
from campaign.db.queries.targets import current_targets
from campaign.domain.vocabulary import IndicatorKind, TargetKind
from campaign.services.denominators import people_wanted
from campaign.services.desk_models import Aim
from campaign.services.lineage import campaign_lineage
from campaign.services.scoping import places_of_days
from campaign.services.target_grid import target_denominators

if TYPE_CHECKING:
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.targets import StoredTarget
    from campaign.services.call import Call
    from campaign.services.desk_reach import Reach


def uneven(call: Call, connection: Connection, here: Reach) -> tuple[Aim, ...]:
    """Return where the parts' targets do not make the root's; nothing was given out yet is no such case.

    The percentage of a ratio is not given out. Parts are what stands directly below the root: a province's communes.

    2 queries, and 2 more for a campaign with targets that are shares.
    """
    campaign = here.campaign
    found = given_counts(
        connection,
        campaign_id=campaign.id,
        root_id=campaign.place_id,
        first=campaign.starts_on,
        last=campaign.ends_on,
        today=here.today,
    )
    shares = current_targets(connection, campaign_id=campaign.id, kind=TargetKind.PERCENT)
    if shares:
        _add_shares(call, connection, here, found=found, shares=shares)
    summed = (indicator for indicator in campaign.indicators if indicator.kind is not IndicatorKind.RATIO)
    position = {indicator.id: (n, indicator) for n, indicator in enumerate(summed)}
    found = {cell: sums for cell, sums in found.items() if cell[0] in position}
    aims = [
        Aim(
            indicator=position[key][1].key,
            indicator_vi=position[key][1].short_vi,
            indicator_en=position[key][1].short_en,
            due_on=due,
            total=total,
            given=given,
        )
        for (key, due), (total, given) in sorted(found.items(), key=lambda item: (position[item[0][0]][0], item[0][1]))
        if total is not None and given and given != total
    ]
    return tuple(aims)


def _add_shares(
    call: Call,
    connection: Connection,
    here: Reach,
    *,
    found: dict[tuple[int, date], tuple[int | None, int]],
    shares: tuple[StoredTarget, ...],
) -> None:
    """Add the people of shares to the sums; a share of nobody knows whom adds nothing, as on the screen of targets."""
    campaign = here.campaign
    there = places_of_days(connection, campaign)
    hidden = campaign_lineage(campaign, there, here.today).hidden
    places = {place.id: place for place in there if place.id not in hidden}
    known = target_denominators(call, connection, campaign, tuple(places.values()), shares)
    for share in shares:
        place = places.get(share.place_id)
        if place is None:
            continue
        total, given = found.get((share.indicator_id, share.due_on), (None, 0))
        people = people_wanted(share, known)
        if place.id == campaign.place_id:
            total = people
        elif place.parent_id == campaign.place_id:
            given += people or 0
        found[share.indicator_id, share.due_on] = (total, given)
