"""Reading and locking the people of a group save together, so that a class costs the database as much as a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import records as operations

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from campaign.services.call import Change
    from campaign.services.recording import Ledger


def hold_group(change: Change, ledger: Ledger, people: Iterable[tuple[int, uuid.UUID, uuid.UUID]]) -> None:
    """Read and lock the people of a group with their records, in two queries a commune.

    `people` are (commune, person, save); `person_plan` then asks the ledger and not the database.
    """
    communes: dict[int, dict[uuid.UUID, uuid.UUID]] = {}
    for commune_id, citizen_id, save_id in people:
        communes.setdefault(commune_id, {})[citizen_id] = save_id
    for commune_id, saves in sorted(communes.items()):
        locked = operations.lock_citizens(change.connection, commune_id=commune_id, citizen_ids=list(saves))
        stored = operations.live_records_of_group(
            change.connection,
            commune_id=commune_id,
            campaign_id=ledger.campaign.id,
            citizen_ids=list(saves),
            save_ids=sorted(set(saves.values())),
        )
        for citizen_id in saves:
            ledger.people[commune_id, citizen_id] = (
                locked.get(citizen_id),
                stored.get(citizen_id, ((), frozenset())),
            )
