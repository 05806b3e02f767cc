"""The strip at the bottom of the record screen: my day, and how far this village is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.records import day_of_account
from campaign.domain.permissions import Action
from campaign.services.progress import Readings
from campaign.services.scoping import campaign_in_scope, terrain_in_scope

if TYPE_CHECKING:
    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayStrip:
    """`people` and `steps` that this account recorded for today; `rate` of the village toward its main target."""

    people: int
    steps: int
    place_name: str
    rate: float | None
    toward_target: int
    target: int | None


def today_strip(*, call: Call, slug: str, place_id: int) -> TodayStrip | None:
    """Return today's strip for a village in scope, None for any other place."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.RECORD)
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.RECORD)
        place = next((p for p in terrain.places if p.id == place_id and p.is_unit), None)
        if place is None:
            return None
        people, steps = day_of_account(
            connection,
            commune_id=place.commune_id,
            campaign_id=campaign.id,
            account_id=call.viewer.account_id,
            day=call.moment.today,
        )
        headline = campaign.headline
        readings = Readings(
            connection,
            campaign=campaign,
            places=[place],
            indicators=[headline],
            on=call.moment.today,
            lineage=terrain.lineage,
        )
    reading = readings.reading(place, headline)
    return TodayStrip(
        people=people,
        steps=steps,
        place_name=place.name,
        rate=reading.rate,
        toward_target=reading.toward_target,
        target=reading.target,
    )
