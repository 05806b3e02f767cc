"""What somebody's desk covers: the campaign, the paths of it that are theirs, and the places that stand on it.

A province's desk stands on its communes, a commune's on its villages and schools, a team leader's on their villages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.desk import tops_and_children
from campaign.db.queries.places import Place, place_by_code
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

DAYS = (3, 5, 7, 10, 14)
"""How many days of silence somebody may ask for."""

USUAL_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One desk. `paths` lie inside the campaign and the scope; `top` is None for villages without their commune."""

    campaign: CampaignDefinition
    paths: tuple[str, ...]
    top: Place | None
    places: tuple[Place, ...]
    today: date
    narrowed: bool

    @property
    def by_commune(self) -> bool:
        """Whether the places are communes, so that units are counted by them instead of being listed."""
        return bool(self.places) and not self.places[0].is_unit

    @property
    def live(self) -> bool:
        """Whether anything can still be done: a draft is set up, an open campaign is worked at."""
        return self.campaign.status in {CampaignStatus.DRAFT, CampaignStatus.OPEN}

    @property
    def running(self) -> bool:
        """Whether the campaign is open and today is one of its days."""
        campaign = self.campaign
        return campaign.status is CampaignStatus.OPEN and campaign.starts_on <= self.today <= campaign.ends_on

    @property
    def day(self) -> date:
        """Today, or the nearest day of the campaign: which places there are."""
        return min(max(self.today, self.campaign.starts_on), self.campaign.ends_on)


def reach(call: Call, connection: Connection, *, slug: str, place_code: str | None) -> Reach:
    """Return the desk of a place (default: everything of the campaign that is the viewer's). 2 or 3 queries.

    Raises `not_permitted`, `campaign_unknown`, `place_unknown`.
    """
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_DESK)
    paths = inside(call.viewer.scope, campaign.place_path)
    if place_code is not None:
        chosen = place_by_code(connection, code=place_code, under=campaign.place_path)
        if chosen is None:
            raise CampaignError("place_unknown", place=place_code)
        call.require(Action.SEE_DESK, chosen.path)
        paths = (chosen.path,)
    day = min(max(call.moment.today, campaign.starts_on), campaign.ends_on)
    found = tops_and_children(connection, paths=paths, day=day)
    tops = tuple(place for place in found if place.path in paths)
    below = tuple(place for place in found if place.path not in paths)
    return Reach(
        campaign=campaign,
        paths=paths,
        top=tops[0] if len(tops) == 1 else None,
        places=below if len(tops) == 1 and below else tops,
        today=call.moment.today,
        narrowed=place_code is not None,
    )


def inside(scope: Iterable[str], path: str) -> tuple[str, ...]:
    """Return the parts of a scope that lie in a place, without those that another part holds already."""
    parts = {
        root if root.startswith(path) else path for root in scope if root.startswith(path) or path.startswith(root)
    }
    return tuple(sorted(p for p in parts if not any(p != other and p.startswith(other) for other in parts)))


def may(call: Call, action: Action, path: str) -> bool:
    """Whether the viewer may do something at a place; somebody who looks as another sees what that one would do."""
    return allowed(role=call.viewer.role, action=action, scope=call.viewer.scope, path=path)
