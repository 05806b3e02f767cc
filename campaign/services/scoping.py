"""Finding the campaign and place that a reader asks for, inside what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.places import Place, place_by_code, places_under_all
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.lineage import Lineage, campaign_lineage

if TYPE_CHECKING:
    from datetime import date

    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call


def campaign_in_scope(call: Call, connection: Connection, *, slug: str, action: Action) -> CampaignDefinition:
    """Return a campaign that overlaps the viewer's scope.

    Raises `not_permitted` without the right, `campaign_unknown` for one that is not there or not theirs, or a draft
    that they may not change: whoever may not see a campaign does not learn that it exists.
    """
    call.require(action, None)
    found = find_campaign(connection, slug=slug)
    if (
        found is None
        or not any(found.place_path.startswith(root) or root.startswith(found.place_path) for root in call.viewer.scope)
        or not shown_to(call, status=found.status, path=found.place_path)
    ):
        raise CampaignError("campaign_unknown", campaign=slug)
    return found


def shown_to(call: Call, *, status: CampaignStatus, path: str) -> bool:
    """Whether the viewer sees a campaign at a place in this part of its life: a draft only where they may change it."""
    viewer = call.viewer
    return status is not CampaignStatus.DRAFT or allowed(
        role=viewer.role, action=Action.MANAGE_CAMPAIGNS, scope=viewer.scope, path=path
    )


def places_in_scope(
    call: Call,
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    action: Action,
    on: date | None = None,
    ever: bool = False,
) -> tuple[Place, ...]:
    """Return the campaign's places that the viewer may use for an action, parents before children (1 query).

    Places that became others are those of a day (default: today); `ever` returns the old beside the new.
    """
    terrain = terrain_in_scope(call, connection, campaign=campaign, action=action, on=on)
    return terrain.ever if ever else terrain.places


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """The places of a campaign on a day, for a viewer; `ever` has those beside them that became others."""

    places: tuple[Place, ...]
    ever: tuple[Place, ...]
    lineage: Lineage


def terrain_in_scope(
    call: Call, connection: Connection, *, campaign: CampaignDefinition, action: Action, on: date | None = None
) -> Terrain:
    """Return the places of a campaign on a day (default: today) that the viewer may use, and who became whom."""
    there = places_of_days(connection, campaign)
    lineage = campaign_lineage(campaign, there, on or call.moment.today)
    allowed_here = tuple(
        place
        for place in there
        if allowed(role=call.viewer.role, action=action, scope=call.viewer.scope, path=place.path)
    )
    return Terrain(
        places=tuple(p for p in allowed_here if p.id not in lineage.hidden), ever=allowed_here, lineage=lineage
    )


def places_of_days(connection: Connection, campaign: CampaignDefinition) -> tuple[Place, ...]:
    """Return the places that existed on a day of a campaign (1 query)."""
    return tuple(
        place
        for place in places_under_all(connection, paths=campaign.paths)
        if place.valid_from <= campaign.ends_on and (place.valid_to is None or place.valid_to >= campaign.starts_on)
    )


def place_in_campaign(
    connection: Connection, *, campaign: CampaignDefinition, code: str | None, places: tuple[Place, ...]
) -> Place:
    """Return the place with a code among those in scope; without a code the widest of them.

    Raises `place_unknown` for a code of no place, `place_outside_campaign` for one outside, `not_permitted`.
    """
    if code is None:
        if not places:
            raise CampaignError("not_permitted", action="see_progress")
        return places[0]
    found = next((place for place in places if place.code == code), None)
    if found is not None:
        return found
    elsewhere = place_by_code(connection, code=code)
    if elsewhere is None:
        raise CampaignError("place_unknown", place=code)
    if not campaign.holds(elsewhere.path):
        raise CampaignError("place_outside_campaign", place=elsewhere.name)
    raise CampaignError("not_permitted", action="see_progress")
