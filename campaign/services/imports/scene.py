"""Where a list of people is imported: the campaign, the place that fills rows without one, what rows may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.imports import communes_around
from campaign.domain.imports.ground import Ground, GroundPlace
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The ground of one import. `root` is the place that the import is told of; `units` are where people may live.

    `homes` are the units of people who are there already: those that ended during the campaign too.
    """

    campaign: CampaignDefinition
    root: Place
    units: Mapping[int, Place]
    homes: Mapping[int, Place]
    ground: Ground


def scene(call: Call, connection: Connection, *, slug: str, place_code: str | None) -> Scene:
    """Return the ground of an import into an open campaign.

    Raises `campaign_unknown`, `campaign_draft`, `campaign_closed`, `place_unknown`, `place_outside_campaign`,
    `not_permitted`.
    """
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.IMPORT)
    if campaign.status is not CampaignStatus.OPEN:
        not_yet = campaign.status is CampaignStatus.DRAFT
        raise CampaignError("campaign_draft" if not_yet else "campaign_closed", name=campaign.name)
    places = places_in_scope(call, connection, campaign=campaign, action=Action.IMPORT)
    root = place_in_campaign(connection, campaign=campaign, code=place_code, places=places)
    homes = {place.id: place for place in places if place.is_unit}
    units = {place.id: place for place in homes.values() if place.valid_on(call.moment.today)}
    around = communes_around(connection, path=root.path)
    named = (
        *(_ground_place(place, place.commune_id) for place in units.values()),
        *(_ground_place(place, now) for place, now in around),
    )
    return Scene(
        campaign=campaign,
        root=root,
        units=units,
        homes=homes,
        ground=Ground(
            places=named,
            steps=campaign.steps,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            today=call.moment.today,
            legal_basis=campaign.legal_basis,
            default_place_id=root.id if place_code else None,
        ),
    )


def _ground_place(place: Place, commune_id: int) -> GroundPlace:
    return GroundPlace(
        id=place.id,
        code=place.code,
        name=place.name,
        kind=place.kind,
        commune_id=commune_id,
        local_code=place.local_code,
    )
