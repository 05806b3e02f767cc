"""Population figures of places that become one: the sum where every part was counted, else none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries.places import populations
from campaign.domain.vocabulary import PopulationGroup

if TYPE_CHECKING:
    from campaign.services.boundaries.plan import Plan
    from campaign.services.call import Change


def carry_figures(change: Change, plan: Plan) -> None:
    """Write the figures of the new places that have none yet; a divided place leaves its figures to be counted anew.

    A sum with a gap would be a wrong number. Its date is the oldest of the figures in it.
    """
    # A commune sums its villages: where its parts went, nobody counted.
    divided = {old for old, _new in plan.parts} | {place.id for place in plan.olds if not place.is_unit}
    before: dict[int, list[int]] = {}
    for old, new in plan.heirs.items():
        before.setdefault(new, []).append(old)
    ids = [*plan.heirs, *before]
    known = populations(change.connection, place_ids=ids, groups=PopulationGroup, on=plan.effective_on)
    rows = []
    for new, olds in before.items():
        if divided.intersection(olds):
            continue
        for group in PopulationGroup:
            figures = [known.get((old, group)) for old in olds]
            if (new, group) in known or None in figures:
                continue
            counted = [figure for figure in figures if figure is not None]
            rows.append(
                {
                    "place_id": new,
                    "population_group": group.value,
                    "as_of": min(day for _n, day in counted),
                    "n": sum(n for n, _day in counted),
                }
            )
    operations.insert_populations(change.connection, rows)
