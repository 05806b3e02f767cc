"""What the screen *Tiến độ* reads, once for all of its parts: the place in view, those right below it, their numbers.

Roll-ups only: 7 queries where people are counted, 9 where numbers are reported, one more in a province, and the same
with a thousand people as with a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import commune_groups, progress
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.lineage import last_shown
from campaign.services.progress import Readings
from campaign.services.progress_reports import Sendings, sendings
from campaign.services.reporting_units import REPORTED_KINDS
from campaign.services.scoping import campaign_in_scope, place_in_campaign, terrain_in_scope
from campaign.services.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.lineage import Lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One place and indicator on a day. `below` are the places right below, `seen` all that the viewer may see.

    `tallies` knows the sums of all indicators, `readings` the days of the chosen one. `last` has the last day of work
    of each place, `sent` who has reported, `groups` the commune groups by place.
    """

    campaign: CampaignDefinition
    chosen: Indicator
    on: date
    place: Place
    below: tuple[Place, ...]
    seen: tuple[Place, ...]
    tallies: Tallies
    readings: Readings
    sent: Sendings | None
    last: Mapping[int, date]
    groups: Mapping[int, str]
    lineage: Lineage

    @property
    def measured(self) -> tuple[Place, ...]:
        """The places below that have the chosen indicator: of a reported one those that report or hold who does."""
        return self.with_data(self.chosen)

    def with_data(self, indicator: Indicator) -> tuple[Place, ...]:
        """Return the places below of which somebody may expect a number of an indicator."""
        if indicator.kind not in REPORTED_KINDS or self.sent is None:
            return self.below
        return tuple(place for place in self.below if self.sent.under(place))


def read_scene(
    call: Call, *, slug: str, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> Scene:
    """Read what the screen shows of a place (default: the widest in scope) by one indicator (default: the headline).

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        chosen = indicator_of(campaign, indicator)
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, on=on)
        seen, lineage = terrain.places, terrain.lineage
        place = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        below = tuple(p for p in seen if p.parent_id == place.id)
        shown = (place, *below)
        tallies = Tallies(
            connection,
            campaign=campaign,
            places=shown,
            indicators=campaign.indicators,
            on=on,
            lineage=lineage,
            ground=tuple(p for p in seen if p.path.startswith(place.path)),
        )
        return Scene(
            campaign=campaign,
            chosen=chosen,
            on=on,
            place=place,
            below=below,
            seen=seen,
            tallies=tallies,
            readings=Readings(
                connection,
                campaign=campaign,
                places=shown,
                indicators=[chosen],
                on=on,
                lineage=lineage,
                aims=tallies,
            ),
            sent=sendings(connection, campaign=campaign, places=seen, under=place, on=on, lineage=lineage),
            last=_last_activity(connection, campaign, shown, on, lineage),
            groups=commune_groups.groups_of(connection, campaign_id=campaign.id) if place.commune_id == 0 else {},
            lineage=lineage,
        )


def indicator_of(campaign: CampaignDefinition, key: str | None) -> Indicator:
    """Return an indicator by its key, the headline without one; raises `indicator_unknown`."""
    if key is None:
        return campaign.headline
    found = campaign.indicator(key)
    if found is None:
        raise CampaignError("indicator_unknown", indicator=key)
    return found


def _last_activity(
    connection: Connection, campaign: CampaignDefinition, places: Sequence[Place], on: date, lineage: Lineage
) -> dict[int, date]:
    if not campaign.steps:
        return {}
    found = progress.last_activity(
        connection,
        campaign_id=campaign.id,
        place_ids=lineage.with_old(place.id for place in places),
        indicator_ids=[step.id for step in campaign.steps],
        until=min(on, campaign.ends_on),
    )
    return last_shown(found, lineage)
