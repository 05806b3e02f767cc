"""Moving the targets of a campaign to another due day, or taking them back, in new versions: nothing is rubbed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import targets as operations
from campaign.db.queries.targets import current_targets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db.queries.targets import StoredTarget
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change


def move_end(call: Call, change: Change, old: CampaignDefinition, end: date, reason: str) -> int:
    """Give the targets of the old last day the new one; returns how many there were."""
    found = current_targets(change.connection, campaign_id=old.id)
    moved = [t for t in in_force(found) if t.due_on == old.ends_on]
    move_targets(call, change, campaign=old, found=found, moved=moved, to=end, reason=reason)
    return len(moved)


def in_force(found: Sequence[StoredTarget]) -> list[StoredTarget]:
    """Return the targets that were not taken back."""
    return [target for target in found if target.amount is not None]


def move_targets(
    call: Call,
    change: Change,
    *,
    campaign: CampaignDefinition,
    found: Sequence[StoredTarget],
    moved: Sequence[StoredTarget],
    to: date | None,
    reason: str,
) -> None:
    """Give `moved` another due day, `to=None` takes them back; `found` are all targets in force (2 queries)."""
    if not moved:
        return
    there = {(t.place_id, t.indicator_id): t for t in found if t.due_on == to}
    over = [there[t.place_id, t.indicator_id] for t in moved if (t.place_id, t.indicator_id) in there]
    rows = [_row(old, before=old, due=old.due_on) | {"amount": None} for old in moved]
    if to is not None:
        rows += [_row(old, before=there.get((old.place_id, old.indicator_id)), due=to) for old in moved]
    operations.supersede(
        change.connection,
        campaign_id=campaign.id,
        cells=[(old.place_id, old.indicator_id, old.due_on) for old in (*moved, *over)],
        at=call.moment.now,
    )
    common = {
        "campaign_id": campaign.id,
        "reason": reason,
        "set_by": call.viewer.account_id,
        "set_at": call.moment.now,
    }
    operations.insert_targets(change.connection, [common | row for row in rows])


def _row(said: StoredTarget, *, before: StoredTarget | None, due: date) -> dict[str, object]:
    return {
        "place_id": said.place_id,
        "indicator_id": said.indicator_id,
        "due_on": due,
        "version": (before.version if before else 0) + 1,
        "kind": said.kind.value,
        "amount": said.amount,
        "population_group": said.population_group.value if said.population_group else None,
        "population_as_of": said.population_as_of,
    }
