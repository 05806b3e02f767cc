"""Where a campaign may run, and where else it may be copied to: the provinces and communes of an official's area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import campaign_places as queries
from campaign.db.queries.places import Place
from campaign.domain.names import fold
from campaign.services.call import Action

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call

__all__ = ["MOST", "Place", "PlacesFound", "find_places"]

MOST: Final = 120
"""A province's communes fit; a whole country is searched by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFound:
    """Places by name; `more` is whether there are others that a longer search text would find."""

    places: tuple[Place, ...]
    more: bool


def find_places(*, call: Call, text: str = "", day: date | None = None) -> PlacesFound:
    """Return provinces and communes where the viewer manages campaigns, by words of the name or by code (1 query).

    `day` is the campaign's first day (default: today). Raises `not_permitted`.
    """
    call.require(Action.MANAGE_CAMPAIGNS, None)
    words = fold(text[:MOST]).split()
    with call.read() as connection:
        found = queries.campaign_places(
            connection, scope=call.viewer.scope, day=day or call.moment.today, words=words, limit=MOST + 1
        )
    return PlacesFound(places=found[:MOST], more=len(found) > MOST)
