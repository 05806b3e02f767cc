"""The services of duplicates."""

import uuid

from campaign.domain.permissions import Action
from campaign.services import duplicates, merging
from campaign.services.call import Call
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

MERGE = uuid.uuid5(uuid.NAMESPACE_OID, "merge")


def apart(desk: Desk, call: Call) -> object:
    """Say that two people of the first village are two."""
    first, second = desk.world.people["maryam"], desk.world.people["pan"]
    return duplicates.keep_apart(
        call=call, commune_id=first.commune_id, first_id=first.id, second_id=second.id, reason="khác nhà"
    )


def decided(desk: Desk) -> None:
    """Let a pair be kept apart behind the walk's back, so that events count from there."""
    first, second = desk.world.people["maryam"], desk.world.people["pan"]
    low, high = sorted((first.id, second.id))
    keys = {"commune": first.commune_id, "first": _plain(desk, low), "second": _plain(desk, high)}
    desk.run("DELETE FROM duplicate_pair WHERE commune_id = :commune", commune=first.commune_id)
    desk.run(
        "INSERT INTO duplicate_pair (commune_id, first_id, second_id, score, reasons, state, reason, found_at)"
        " VALUES (:commune, :first, :second, 0, '', 'distinct', 'khác nhà', CURRENT_TIMESTAMP)",
        **keys,
    )


def again(desk: Desk, call: Call) -> object:
    """Ask again about two who were kept apart."""
    decided(desk)
    first, second = desk.world.people["maryam"], desk.world.people["pan"]
    return duplicates.reconsider(call=call, commune_id=first.commune_id, first_id=first.id, second_id=second.id)


def one(desk: Desk, call: Call) -> object:
    """Make two people one."""
    first, second = desk.world.people["maryam"], desk.world.people["pan"]
    return merging.merge(
        call=call, commune_id=first.commune_id, kept_id=first.id, gone_id=second.id, merge_id=MERGE, reason="một người"
    )


def two(desk: Desk, call: Call) -> object:
    """Separate two who were made one behind the walk's back."""
    first, second = desk.world.people["maryam"], desk.world.people["pan"]
    there = "SELECT count(*) FROM citizen_merge"
    with desk.store.read() as connection:
        found = connection.exec_driver_sql(there).scalar()
    if not found:
        desk.run(
            "INSERT INTO citizen_merge (commune_id, id, kept_id, gone_id, kept_version, merged_at)"
            " VALUES (:commune, :merge, :kept, :gone, 2, CURRENT_TIMESTAMP)",
            commune=first.commune_id,
            merge=_plain(desk, MERGE),
            kept=_plain(desk, first.id),
            gone=_plain(desk, second.id),
        )
        desk.run(
            "UPDATE citizen SET merged_into = :kept WHERE id = :gone",
            kept=_plain(desk, first.id),
            gone=_plain(desk, second.id),
        )
    return merging.unmerge(call=call, commune_id=first.commune_id, merge_id=MERGE)


def _plain(desk: Desk, own: uuid.UUID) -> object:
    """Return an id as plain SQL takes it."""
    return own.hex if desk.store.engine.dialect.name == "sqlite" else own


TABLE: dict[str, Walk] = {
    "duplicate_view.pairs": Walk(
        action=Action.MANAGE_PEOPLE,
        run=lambda _, call: duplicates.pairs(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "duplicates.keep_apart": Walk(action=Action.MANAGE_PEOPLE, run=apart, next_door="citizen_unknown", writes=True),
    "duplicates.reconsider": Walk(action=Action.MANAGE_PEOPLE, run=again, next_door="citizen_unknown", writes=True),
    "duplicates.refresh": Walk(
        action=Action.MANAGE_PEOPLE,
        run=lambda desk, call: duplicates.refresh(call=call, commune_id=desk.world.people["maryam"].commune_id),
        next_door="place_unknown",
        writes=True,
    ),
    "merging.merge": Walk(action=Action.MANAGE_PEOPLE, run=one, next_door="citizen_unknown", writes=True),
    "merging.unmerge": Walk(action=Action.MANAGE_PEOPLE, run=two, next_door="citizen_unknown", writes=True),
}
OWN: dict[str, str] = {}
