"""Villages, schools and agencies of a commune: adding them with readable codes, their population, who became whom.

A merge never rewrites history: results stay with the old place and are reached through its succession.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.operations import places as operations
from campaign.db.queries.places import Place, place_by_code, place_valid_on, places_under
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import COMMUNE_KINDS, PopulationGroup
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.place_units import NewUnit, insert_units, touch_campaigns
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.services.call import Call

__all__ = ["NewUnit", "Place", "add_units", "places_of", "places_of_campaign", "set_population", "succeed"]

SHARES: Final = ("whole", "part_main", "part")


def places_of(*, call: Call, root_code: str) -> tuple[Place, ...]:
    """Return the places under a place that the viewer may see, parents before children, then by name.

    Raises `place_unknown` for a code of nothing, `not_permitted` for a place outside the viewer's scope.
    """
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        root = _known(place_by_code(connection, code=root_code), root_code)
        seen = tuple(p for p in places_under(connection, path=root.path) if _in_scope(call, p))
    if not seen:
        raise CampaignError("not_permitted", action=Action.SEE_PROGRESS.value)
    return seen


def places_of_campaign(*, call: Call, slug: str) -> tuple[Place, ...]:
    """Return the places of a campaign that the viewer may see, parents before children, then by name (2 queries).

    Found by the campaign's own place: its code may have been given to another place since. Raises
    `campaign_unknown`, `not_permitted` when none of them lies in the viewer's scope.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
    if not seen:
        raise CampaignError("not_permitted", action=Action.SEE_PROGRESS.value)
    return seen


def add_units(*, call: Call, parent_code: str, units: Sequence[NewUnit], on: date | None = None) -> tuple[Place, ...]:
    """Add units to a commune, all or none, and return them in the given order.

    A code is the commune's, a dash, and the local code or a letter and a number (`24490-V07`). `on` is a day on
    which the commune's code was valid; None takes the newest. Units of a commune that has ended end with it.

    Raises `not_permitted`, `place_unknown`, `parent_not_commune`, `unit_kind_invalid`, `place_name_invalid`,
    `place_name_taken`, `local_code_invalid`, `place_code_taken`, `population_invalid`.
    """
    with call.write() as change:
        connection = change.connection
        parent = _known(_commune(connection, parent_code, on), parent_code)
        call.require(Action.MANAGE_PLACES, parent.path)
        if parent.kind not in COMMUNE_KINDS:
            raise CampaignError("parent_not_commune", place=parent.name)
        if not units:
            change.nothing_done()
            return ()
        operations.hold_place(connection, place_id=parent.id)
        return insert_units(call, change, parent, units)


def set_population(*, call: Call, place_code: str, group: PopulationGroup, n: int, as_of: date) -> None:
    """Write how many people (or households) a place had on a day; an earlier day keeps its own number.

    Raises `not_permitted`, `place_unknown`, `population_invalid`.
    """
    if n < 0:
        raise CampaignError("population_invalid", value=n)
    with call.write() as change:
        place = _known(_counted_place(change.connection, place_code, as_of), place_code)
        call.require(Action.MANAGE_PLACES, place.path)
        before = operations.put_population(change.connection, place_id=place.id, group=group, n=n, as_of=as_of)
        if before == n:
            change.nothing_done()
            return
        touch_campaigns(change, place)
        facts = {"group": group.value, "as_of": as_of.isoformat()}
        change.log(
            Event(
                commune_id=place.commune_id,
                action="place.population",
                subject_kind="place",
                subject_id=place.code,
                place_id=place.id,
                before=None if before is None else {**facts, "n": before},
                after={**facts, "n": n},
            )
        )


def succeed(*, call: Call, old_code: str, new_code: str, on: date, share: str = "whole") -> None:
    """Say that a place went into another on a day; the old one ends on the day before, if it had not ended yet.

    `share`: `whole`, or for a place that was divided `part_main` (the part that its history follows) and `part`.
    Raises `not_permitted`, `place_unknown`, `share_unknown`, `succession_of_itself`, `succession_known`.
    """
    if share not in SHARES:
        raise CampaignError("share_unknown", value=share)
    with call.write() as change:
        connection = change.connection
        eve = on - timedelta(days=1)
        old = _known(place_valid_on(connection, code=old_code, day=eve), old_code)
        new = _known(place_valid_on(connection, code=new_code, day=on), new_code)
        call.require(Action.MANAGE_PLACES, old.path)
        call.require(Action.MANAGE_PLACES, new.path)
        if old.id == new.id:
            raise CampaignError("succession_of_itself", place=old.name)
        row = {"old_id": old.id, "new_id": new.id, "effective_on": on, "share": share}
        if not operations.add_succession(connection, row):
            raise CampaignError("succession_known", old=old.name, new=new.name)
        if old.valid_to is None:
            operations.end_place(connection, place_id=old.id, last_day=eve)
        change.log(
            Event(
                commune_id=new.commune_id,
                action="place.succeed",
                subject_kind="place",
                subject_id=new.code,
                place_id=new.id,
                before={"code": old.code, "name": old.name},
                after={"code": new.code, "name": new.name, "on": on.isoformat(), "share": share},
            )
        )


def _known(place: Place | None, code: str) -> Place:
    if place is None:
        raise CampaignError("place_unknown", place=code)
    return place


def _commune(connection: Connection, code: str, on: date | None) -> Place | None:
    if on is None:
        return place_by_code(connection, code=code)
    return place_valid_on(connection, code=code, day=on)


def _counted_place(connection: Connection, code: str, as_of: date) -> Place | None:
    """Return the place that bore the code on the day; a figure may also be older than a new place."""
    return place_valid_on(connection, code=code, day=as_of) or place_by_code(connection, code=code)


def _in_scope(call: Call, place: Place) -> bool:
    viewer = call.viewer
    return allowed(role=viewer.role, action=Action.SEE_PROGRESS, scope=viewer.scope, path=place.path)
