"""Taking a change of boundaries back, as long as nothing happened at the new places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from campaign.db.operations import boundaries as operations
from campaign.db.operations import unbinding
from campaign.db.queries import boundaries as queries
from campaign.db.queries.boundaries import StoredChange
from campaign.db.queries.places import place_by_id
from campaign.domain.names import fold
from campaign.errors import CampaignError
from campaign.services.boundaries.plan import COMMUNES
from campaign.services.call import Action, Event
from campaign.services.place_units import touch_campaigns

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from campaign.db.queries.places import Place
    from campaign.services.call import Call, Change

__all__ = ["StoredChange", "changes", "undo"]

MOST = 20
Items = dict[str, dict[str, str | None]]


def changes(*, call: Call, commune_id: int) -> tuple[StoredChange, ...]:
    """Return the last changes of a commune's boundaries, the newest first; raises `not_permitted`."""
    call.require(Action.MANAGE_PLACES, None)
    with call.read() as connection:
        commune = place_by_id(connection, place_id=commune_id)
        if commune is None:
            raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
        call.require(Action.MANAGE_PLACES, commune.path)
        return queries.changes_in(connection, commune_ids=[commune.id], limit=MOST)


def undo(*, call: Call, change_id: uuid.UUID) -> bool:
    """Put everything back as it was before a merge or a division; False when that was done before.

    Raises `not_permitted`, `boundary_unknown`, `boundary_communes_stay`, `boundary_used_since` (with what happened at
    the new places since: records, people, targets …).
    """
    call.require(Action.MANAGE_PLACES, None)
    with call.write() as change:
        found = queries.change_by_id(change.connection, change_id=change_id)
        commune = place_by_id(change.connection, place_id=found.commune_id) if found else None
        if found is None or commune is None:
            raise CampaignError("boundary_unknown")
        call.require(Action.MANAGE_PLACES, commune.path)
        unbinding.hold_change(change.connection, change_id=change_id)
        found = queries.change_by_id(change.connection, change_id=change_id)
        if found is None or found.undone_at is not None:
            change.nothing_done()
            return False
        if found.kind == COMMUNES:
            raise CampaignError("boundary_communes_stay")
        items = queries.items_of(change.connection, change_id=change_id)
        _refuse_used(change, change_id, items)
        _put_back(change, change_id, items)
        values = {"undone_by": call.viewer.account_id, "undone_at": call.moment.now}
        operations.set_change(change.connection, change_id=change_id, values=values)
        change.log(_event(commune, found))
        touch_campaigns(change, commune)
        return True


def _refuse_used(change: Change, change_id: uuid.UUID, items: Items) -> None:
    connection, news = change.connection, _ids(items, "place")
    used = queries.used_since(connection, change_id=change_id, place_ids=news)
    made: dict[str, list[int] | list[str]] = {
        "target": _ids(items, "target"),
        "assignment": [*_ids(items, "assignment_new"), *_ids(items, "assignment_move")],
        "charge": [*_ids(items, "charge_new"), *_ids(items, "charge_move")],
        "team": _ids(items, "team"),
        "account": _ids(items, "account"),
        "day": list(items.get("day", {})),
    }
    used = used or unbinding.others_at(connection, places=news, known=made)
    if used is not None:
        raise CampaignError("boundary_used_since", what=used)


def _put_back(change: Change, change_id: uuid.UUID, items: Items) -> None:
    connection = change.connection
    operations.put_people_back(connection, change_id=change_id)
    for subject in ("account", "day", "series"):
        unbinding.put_back(connection, subject, places=_numbers(items, subject))
    for team_id, was in items.get("team", {}).items():
        place_id, _bar, name = (was or "").partition("|")
        values = {"place_id": int(place_id), "name": name, "name_fold": fold(name)}
        operations.change_team(connection, team_id=int(team_id), values=values)
    works: tuple[operations.Work, ...] = ("assignment", "charge")
    for work in works:
        unbinding.remove_work(connection, work, ids=_ids(items, f"{work}_new"))
        operations.place_work(
            connection, work, places={int(own): place for own, place in _numbers(items, f"{work}_move").items()}
        )
        for own, ends in items.get(f"{work}_end", {}).items():
            unbinding.set_end(connection, work, own=int(own), ends_on=date.fromisoformat(ends) if ends else None)
    news = _ids(items, "place")
    unbinding.remove_places(connection, place_ids=news, target_ids=_ids(items, "target"))
    for own, valid_to in items.get("ended", {}).items():
        unbinding.set_last_day(connection, place_id=int(own), last_day=_day(valid_to))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ids(items: Items, subject: str) -> list[int]:
    return [int(own) for own in items.get(subject, {})]


def _numbers(items: Items, subject: str) -> Mapping[str, int]:
    return {own: int(was) for own, was in items.get(subject, {}).items() if was is not None}


def _event(commune: Place, found: StoredChange) -> Event:
    return Event(
        commune_id=commune.id,
        action="place.undo",
        subject_kind="place",
        subject_id=commune.code,
        place_id=commune.id,
        before={"places": list(found.carried["names"])},
        after={"places": list(found.carried["old"])},
    )
