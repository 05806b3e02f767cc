"""The one place where a planned write becomes rows: void, insert, and move the roll-ups by the difference."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from campaign.db.operations import records as operations
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.steps import LiveRecord, contributions
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.steps import Contribution
    from campaign.services.call import Call, Change
    from campaign.services.recording import Ledger, NewRecord, Planned


def write_plans(call: Call, change: Change, ledger: Ledger, plans: Sequence[Planned]) -> None:
    """Void, insert, and move the roll-ups by the difference that the plans make together."""
    counted = ledger.campaign.counted
    difference: Counter[Contribution] = Counter()
    rows = []
    for plan in plans:
        if not (plan.new or plan.voided):
            continue
        gone = {record_id for record_id, _ in plan.voided}
        for record_id, reason in plan.voided:
            if not operations.void_record(
                change.connection,
                commune_id=plan.commune_id,
                record_id=record_id,
                by=call.viewer.account_id,
                at=call.moment.now,
                reason=reason,
            ):
                raise CampaignError("record_changed_meanwhile")
        kept = [r for r in plan.before if r.id not in gone]
        after = kept + [_as_live(call, new) for new in plan.new]
        difference.update(contributions(records=after, counted=counted))
        difference.subtract(contributions(records=plan.before, counted=counted))
        rows += [_as_row(call, ledger, plan, new) for new in plan.new]
    if rows:
        operations.insert_records(change.connection, rows)
    places = {unit.place_id for unit, n in difference.items() if n}
    operations.move_progress(
        change.connection,
        campaign_id=ledger.campaign.id,
        difference=difference,
        ancestors={
            place_id: unit_of(change, ledger, place_id).ancestors(ledger.campaign.place_path) for place_id in places
        },
    )


def unit_of(change: Change, ledger: Ledger, place_id: int) -> Place:
    """Return a place of an earlier record, which may lie outside the viewer's scope."""
    unit = ledger.units.get(place_id) or place_by_id(change.connection, place_id=place_id)
    if unit is None:
        raise CampaignError("place_unknown")
    ledger.units[place_id] = unit
    return unit


def _as_live(call: Call, new: NewRecord) -> LiveRecord:
    return LiveRecord(
        id=new.id,
        indicator_id=new.indicator_id,
        status=new.status,
        place_id=new.unit.id,
        day=new.day,
        server_at=call.moment.now,
    )


def _as_row(call: Call, ledger: Ledger, plan: Planned, new: NewRecord) -> dict[str, object]:
    return {
        "commune_id": plan.commune_id,
        "id": new.id,
        "campaign_id": ledger.campaign.id,
        "citizen_id": plan.citizen_id,
        "indicator_id": new.indicator_id,
        "status": new.status.value,
        "place_id": new.unit.id,
        "day": new.day,
        "device_at": new.device_at,
        "server_at": call.moment.now,
        "account_id": call.viewer.account_id,
        "channel": new.channel.value,
        "save_id": new.save_id,
        "replaces_id": new.replaces,
        "outreach_day_id": new.outreach_day_id,
    }
