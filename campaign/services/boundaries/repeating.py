"""A form sent twice: the change is there already, and is answered as it was the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries import boundaries as queries
from campaign.db.queries.places import place_by_id
from campaign.services.boundaries.plan import COMMUNES, Carried, Changed
from campaign.services.call import Action

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping
    from typing import Any

    from campaign.services.call import Call, Change


def repeated(call: Call, change: Change, change_id: uuid.UUID) -> Changed | None:
    """Return what a change did before, None for a new one; nothing is told of one out of scope."""
    call.require(Action.MANAGE_PLACES, None)
    found = queries.change_by_id(change.connection, change_id=change_id)
    if found is None:
        return None
    commune = place_by_id(change.connection, place_id=found.commune_id)
    call.require(Action.MANAGE_PLACES, commune.path if commune else None)
    change.nothing_done()
    return Changed(
        id=found.id,
        codes=tuple(found.carried["codes"]),
        names=tuple(found.carried["names"]),
        carried=carried_of(found.carried),
        repeated=True,
        lasting=found.kind == COMMUNES,
    )


def carried_of(told: Mapping[str, Any]) -> Carried:
    """Return the numbers that a change noted at its end."""
    return Carried(**{name: told[name] for name in Carried.__dataclass_fields__ if name in told})
