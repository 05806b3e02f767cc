"""People who follow their places: inside a commune by a new place, between communes with all that is kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import boundaries as operations
from campaign.db.operations import partitions
from campaign.services.boundaries.plan import COMMUNES

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.services.boundaries.plan import Plan
    from campaign.services.call import Call, Change


def carry_people(call: Call, change: Change, plan: Plan) -> int:
    """Let people follow; returns how many numbers stand twice in a new commune.

    Somebody registered in two communes keeps both entries and both histories, and the pair is put before the
    officials: nobody is merged without a look.
    """
    connection, communes = change.connection, plan.communes
    if not communes:
        return 0
    operations.note_people(connection, change_id=plan.id, communes=communes, places=list(plan.heirs))
    if plan.kind != COMMUNES:
        operations.move_people(connection, communes=communes, heirs=plan.heirs, apart=plan.apart)
        return 0
    return sum(_move_commune(call, connection, plan, commune_id) for commune_id in communes)


def _move_commune(call: Call, connection: Connection, plan: Plan, commune_id: int) -> int:
    partitions.keep_merged_together(connection, commune_id=commune_id)
    targets: dict[int, dict[int, int]] = {}
    for unit in plan.olds:
        if unit.is_unit and unit.commune_id == commune_id:
            new = plan.news[plan.heirs[unit.id]]
            targets.setdefault(new.commune_id, {})[unit.id] = new.id
    doubled = 0
    for into, heirs in targets.items():
        pairs = partitions.same_numbers(connection, commune_id=commune_id, into=into, places=list(heirs))
        partitions.free_numbers(connection, commune_id=commune_id, people=[coming for coming, _there in pairs])
        partitions.move(connection, commune_id=commune_id, into=into, heirs=heirs)
        partitions.ask_whether_one(connection, commune_id=into, pairs=pairs, at=call.moment.now)
        doubled += len(pairs)
    partitions.move_batches(connection, commune_id=commune_id, into=plan.heirs[commune_id])
    return doubled
