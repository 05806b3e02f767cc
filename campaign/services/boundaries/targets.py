"""Targets of places that become one, carried to the new place as their sum; the old ones stay for earlier days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import boundaries as operations
from campaign.db.queries.boundaries import StoredAim, aims_that_follow
from campaign.db.queries.places import populations
from campaign.domain.boundaries import Aim, joined_aim
from campaign.domain.vocabulary import PopulationGroup, TargetKind
from campaign.services.denominators import denominators, people_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from campaign.services.boundaries.plan import Plan
    from campaign.services.call import Call, Change
    from campaign.services.denominators import Denominators

# (campaign, new place, indicator, due day)
Cell = tuple[int, int, int, "date"]


def carry_targets(call: Call, change: Change, plan: Plan) -> tuple[int, int]:
    """Give the new places the targets of the old ones; returns how many, and how many could not be added up.

    A milestone is carried where every part with a target has it: a sum of some would ask for too little by then.
    A target that the new place was given already stays.
    """
    connection = change.connection
    found = aims_that_follow(connection, place_ids=list(plan.heirs), day=plan.effective_on)
    if not found:
        return 0, 0
    known = _people(change, plan, found)
    cells: dict[Cell, list[StoredAim]] = {}
    for aim in found:
        cell = (aim.campaign_id, plan.heirs[aim.target.place_id], aim.target.indicator_id, aim.target.due_on)
        cells.setdefault(cell, []).append(aim)
    given = {
        (aim.campaign_id, aim.target.place_id, aim.target.indicator_id, aim.target.due_on)
        for aim in aims_that_follow(connection, place_ids=list(plan.news), day=plan.effective_on)
    }
    rows: list[dict[str, object]] = []
    untold = 0
    for cell, aims in cells.items():
        if cell in given or not _complete(cell, aims, found, plan):
            continue
        joined = _joined(cell, aims, known)
        if joined is None:
            untold += 1
            continue
        population = known.get((cell[1], joined.group)) if joined.group else None
        rows.append(
            {
                "campaign_id": cell[0],
                "place_id": cell[1],
                "indicator_id": cell[2],
                "due_on": cell[3],
                "version": operations.FIRST_CARRIED,
                "kind": joined.kind.value,
                "amount": joined.amount,
                "population_group": joined.group.value if joined.group else None,
                "population_as_of": population[1] if population else None,
                "reason": plan.reason,
                "set_by": call.viewer.account_id,
                "set_at": call.moment.now,
            }
        )
    made = operations.insert_targets(connection, rows)
    operations.insert_items(connection, change_id=plan.id, subject="target", items=dict.fromkeys(made))
    return len(made), untold


def _complete(cell: Cell, aims: Iterable[StoredAim], found: Iterable[StoredAim], plan: Plan) -> bool:
    campaign_id, heir, indicator_id, due_on = cell
    aimed = {
        aim.target.place_id
        for aim in found
        if (aim.campaign_id, plan.heirs[aim.target.place_id], aim.target.indicator_id)
        == (campaign_id, heir, indicator_id)
    }
    here = {aim.target.place_id for aim in aims}
    return here == aimed or any(aim.ends_on == due_on for aim in aims)


def _joined(cell: Cell, aims: Iterable[StoredAim], known: Denominators) -> Aim | None:
    joined = []
    for aim in aims:
        stored = aim.target
        if stored.amount is None:
            continue
        joined.append(
            Aim(
                kind=stored.kind,
                amount=stored.amount,
                group=stored.population_group,
                people=people_wanted(stored, known),
            )
        )
    group = joined[0].group if joined else None
    population = known.get((cell[1], group)) if group else None
    # A percentage of a group that nobody counted at the new place would be no target; one of a ratio needs none.
    if group and population is None and all(aim.kind is TargetKind.PERCENT for aim in joined):
        people = [aim.people for aim in joined]
        if None in people:
            return None
        total = sum(n for n in people if n is not None)
        return Aim(kind=TargetKind.COUNT, amount=total, group=None, people=total)
    return joined_aim(joined, population=population[0] if population else None)


def _people(change: Change, plan: Plan, found: Iterable[StoredAim]) -> Denominators:
    """Return the figures of the old places and of the new; a commune without one of its own sums its villages."""
    groups = {aim.target.population_group for aim in found if aim.target.population_group}
    on = plan.effective_on
    known = denominators(change.connection, places=list(plan.olds), groups=groups, on=on)
    known |= populations(change.connection, place_ids=list(plan.news), groups=groups or PopulationGroup, on=on)
    return known
