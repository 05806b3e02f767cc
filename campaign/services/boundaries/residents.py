"""Who lives at a place, for choosing who goes to which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import boundaries as queries
from campaign.db.queries.places import place_by_id
from campaign.errors import CampaignError
from campaign.services.call import Action

if TYPE_CHECKING:
    import uuid

    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody of the list: a name and the year that tells namesakes apart."""

    id: uuid.UUID
    name: str
    birth_year: int | None

    @property
    def text(self) -> str:
        """The person in one line."""
        return f"{self.name} ({self.birth_year})" if self.birth_year else self.name


def residents(*, call: Call, place_id: int) -> tuple[Resident, ...]:
    """Return the people of the list who live at a place, by name (2 queries).

    Raises `not_permitted`.
    """
    call.require(Action.MANAGE_PLACES, None)
    call.require(Action.SEE_PEOPLE, None)
    with call.read() as connection:
        place = place_by_id(connection, place_id=place_id)
        if place is None:
            raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
        call.require(Action.MANAGE_PLACES, place.path)
        call.require(Action.SEE_PEOPLE, place.path)
        found = queries.people_at(connection, commune_id=place.commune_id, place_id=place.id)
    return tuple(Resident(id=own, name=name, birth_year=year) for own, name, year in found)
