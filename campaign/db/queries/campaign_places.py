"""Finding the places that a campaign may run at: provinces and communes of a scope, by name or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place
from campaign.db.tables import place
from campaign.domain.vocabulary import COMMUNE_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

_KINDS = [PlaceKind.PROVINCE.value, *(kind.value for kind in COMMUNE_KINDS)]


def campaign_places(
    connection: Connection, *, scope: Iterable[str], day: date, words: Sequence[str], limit: int
) -> tuple[Place, ...]:
    """Return provinces and communes of a scope that exist on a day and whose folded name holds every word (1 query)."""
    inside = [place.c.path.startswith(root, autoescape=True) for root in scope]
    told = [or_(place.c.name_fold.contains(word, autoescape=True), place.c.code == word) for word in words]
    statement = (
        select(*PLACE_COLUMNS)
        .where(
            place.c.kind.in_(_KINDS),
            or_(*inside),
            place.c.valid_from <= day,
            or_(place.c.valid_to.is_(None), place.c.valid_to >= day),
            *told,
        )
        .order_by(place.c.commune_id != 0, place.c.sort_key, place.c.code)
        .limit(limit)
    )
    return tuple(as_place(row) for row in connection.execute(statement))
