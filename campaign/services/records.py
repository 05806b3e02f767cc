"""The write path: recording, correcting and undoing steps, with roll-ups, audit and revision in one transaction.

A record is never updated and never deleted: a correction voids it with a reason and adds another.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.db.queries import records as queries
from campaign.errors import CampaignError
from campaign.services import record_writing, recording
from campaign.services.call import Event
from campaign.services.holding import hold_group
from campaign.services.outreach_records import require_outreach
from campaign.services.recording import Ledger, NewRecord, Planned, open_campaign, unit_for_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from campaign.domain.vocabulary import Channel, StepStatus
    from campaign.services.call import Call, Change

UNDO_REASON = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSteps:
    """One tap of "Lưu": what was done for one person, on one day, at one place.

    `save_id` is made by the client once per form: the same sent again changes nothing. `commune_id` is the person's;
    `place_id` is where it counts, None at home.
    """

    save_id: uuid.UUID
    campaign: str
    commune_id: int
    citizen_id: uuid.UUID
    steps: Mapping[str, StepStatus]
    day: date
    channel: Channel
    place_id: int | None = None
    device_at: datetime | None = None
    outreach_day_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveResult:
    """What a save did. `repeated` means that this very save had been stored before."""

    save_id: uuid.UUID
    citizen_id: uuid.UUID
    full_name: str
    saved: tuple[str, ...]
    unchanged: tuple[str, ...]
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """One row of a group save: a result, or the error that kept this row (and only this row) out."""

    citizen_id: uuid.UUID
    result: SaveResult | None
    error: CampaignError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a record should have said. None keeps a field; `status=None` with `void=True` takes the record back."""

    campaign: str
    record_id: uuid.UUID
    commune_id: int
    reason: str
    status: StepStatus | None = None
    day: date | None = None
    void: bool = False
    new_id: uuid.UUID | None = None


def record_id(*, save_id: uuid.UUID, citizen_id: uuid.UUID, step: str) -> uuid.UUID:
    """Return the id of the record that a save makes for a step: the same save makes the same ids."""
    return uuid.uuid5(save_id, f"{citizen_id}/{step}")


def save_steps(*, call: Call, save: SaveSteps) -> SaveResult:
    """Record what was done for one person; all steps or none.

    Raises the codes of `campaign.services.recording`: campaign_closed, day_in_future, step_too_young, …
    """
    with call.write() as change:
        ledger = open_campaign(call, change, save.campaign)
        planned, result = _plan(call, change, ledger, save)
        _carry_out(call, change, ledger, [planned])
        if not (planned.new or planned.voided):
            change.nothing_done()
        return result


def save_group(*, call: Call, saves: Sequence[SaveSteps]) -> tuple[RowResult, ...]:
    """Record a family or a class in one transaction, with a result for every row; a bad row keeps only itself out."""
    if not saves:
        return ()
    results: dict[int, RowResult] = {}
    with call.write() as change:
        ledger = open_campaign(call, change, saves[0].campaign)
        hold_group(change, ledger, ((s.commune_id, s.citizen_id, s.save_id) for s in saves))
        plans: list[Planned] = []
        for index, save in sorted(enumerate(saves), key=lambda entry: entry[1].citizen_id.int):
            if any(plan.citizen_id == save.citizen_id for plan in plans):
                results[index] = RowResult(citizen_id=save.citizen_id, result=None, error=CampaignError("person_twice"))
                continue
            try:
                planned, result = _plan(call, change, ledger, save)
            except CampaignError as error:
                results[index] = RowResult(citizen_id=save.citizen_id, result=None, error=error)
                continue
            plans.append(planned)
            results[index] = RowResult(citizen_id=save.citizen_id, result=result, error=None)
        _carry_out(call, change, ledger, plans)
        if not any(p.new or p.voided for p in plans):
            change.nothing_done()
    return tuple(results[index] for index in range(len(saves)))


def undo(*, call: Call, campaign: str, commune_id: int, save_id: uuid.UUID) -> int:
    """Take back all that one save did, and put back what it had replaced; returns how many records were voided.

    Undoing twice changes nothing (0). Raises `not_permitted` for somebody else's save without the right to correct.
    """
    with call.write() as change:
        ledger = open_campaign(call, change, campaign)
        made = queries.records_of_save(change.connection, commune_id=commune_id, save_id=save_id)
        plans: dict[uuid.UUID, Planned] = {}
        for row in sorted(made, key=lambda r: r.citizen_id.int):
            if row.campaign_id != ledger.campaign.id or row.voided_at is not None:
                continue
            plan = plans.get(row.citizen_id) or recording.person_plan(
                call, change, ledger, commune_id=commune_id, citizen_id=row.citizen_id
            )
            if not plan.stands(row.id):
                # Taken back by somebody else while this call waited for the person.
                continue
            recording.require_correction(call, row)
            plans[row.citizen_id] = _without(change, ledger, plan, row, UNDO_REASON, restore=True)
        _carry_out(call, change, ledger, list(plans.values()), action="record.undo")
        voided = sum(len(plan.voided) for plan in plans.values())
        if not voided:
            change.nothing_done()
        return voided


def correct(*, call: Call, correction: Correction) -> uuid.UUID | None:
    """Void a record with a reason and put the right one beside it; returns the new record's id, None if only voided.

    Raises `reason_missing`, `record_unknown`, `record_changed_meanwhile`, and the codes of a save.
    """
    if not correction.reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        ledger = open_campaign(call, change, correction.campaign)
        row = queries.record_by_id(change.connection, commune_id=correction.commune_id, record_id=correction.record_id)
        if row is None or row.campaign_id != ledger.campaign.id:
            raise CampaignError("record_unknown")
        plan = recording.person_plan(call, change, ledger, commune_id=correction.commune_id, citizen_id=row.citizen_id)
        recording.require_correction(call, row)
        # Asked of the plan, which was read with the person held: the row itself may be older than that.
        if not plan.stands(row.id):
            # The same correction sent twice finds its own work done.
            sent = [correction.new_id] if correction.new_id else []
            if queries.existing_ids(change.connection, commune_id=correction.commune_id, record_ids=sent):
                change.nothing_done()
                return correction.new_id
            raise CampaignError("record_changed_meanwhile")
        plan = _without(change, ledger, plan, row, correction.reason.strip(), restore=False)
        new = None
        if not correction.void:
            step = ledger.step_of(row.indicator_id)
            unit = unit_for_record(call, change, ledger, row.place_id)
            new = recording.new_record(
                call,
                ledger,
                plan,
                step=step,
                status=correction.status or row.status,
                unit=unit,
                day=correction.day or row.day,
                channel=row.channel,
                record_id=correction.new_id,
                replaces=row.id,
                outreach_day_id=row.outreach_day_id if correction.day in {None, row.day} else None,
            )
            plan = replace(plan, new=(*plan.new, new))
        _carry_out(call, change, ledger, [plan], action="record.correct", reason=correction.reason.strip())
        return new.id if new else None


def _plan(call: Call, change: Change, ledger: Ledger, save: SaveSteps) -> tuple[Planned, SaveResult]:
    """Decide what one save changes for one person, refusing what must not be."""
    if save.campaign != ledger.campaign.slug:
        raise CampaignError("campaign_unknown", campaign=save.campaign)
    plan = recording.person_plan(
        call, change, ledger, commune_id=save.commune_id, citizen_id=save.citizen_id, save_id=save.save_id
    )
    ids = {step: record_id(save_id=save.save_id, citizen_id=save.citizen_id, step=step) for step in save.steps}
    live = {record.indicator_id: record for record in plan.before}
    steps = {ledger.step(key): status for key, status in save.steps.items()}
    unchanged: list[str] = []
    voided: list[tuple[uuid.UUID, str]] = []
    made: dict[str, NewRecord] = {}
    unit = unit_for_record(call, change, ledger, save.place_id or plan.place_id)
    require_outreach(change, ledger, save.outreach_day_id, unit=unit, day=save.day)
    after = recording.have_after(ledger, plan.before, save.steps)
    for step, status in steps.items():
        old = live.get(step.id)
        if ids[step.key] in plan.known or (old is not None and old.status is status):
            unchanged.append(step.key)
            continue
        if old is not None:
            recording.require_advance(old, step)
            voided.append((old.id, "advanced"))
        made[step.key] = recording.new_record(
            call,
            ledger,
            plan,
            step=step,
            status=status,
            unit=unit,
            day=save.day,
            channel=save.channel,
            record_id=ids[step.key],
            replaces=old.id if old else None,
            save_id=save.save_id,
            device_at=save.device_at,
            have=after,
            outreach_day_id=save.outreach_day_id,
        )
    plan = replace(plan, voided=tuple(voided), new=tuple(made.values()))
    result = SaveResult(
        save_id=save.save_id,
        citizen_id=save.citizen_id,
        full_name=plan.full_name,
        saved=tuple(made),
        unchanged=tuple(unchanged),
        repeated=not plan.known.isdisjoint(ids.values()),
    )
    return plan, result


def _without(
    change: Change, ledger: Ledger, plan: Planned, row: queries.StoredRecord, reason: str, *, restore: bool
) -> Planned:
    """Return the plan with one record voided and, for an undo, the record it had replaced put back."""
    plan = replace(plan, voided=(*plan.voided, (row.id, reason)))
    if not (restore and row.replaces_id):
        return plan
    old = queries.record_by_id(change.connection, commune_id=plan.commune_id, record_id=row.replaces_id)
    if old is None:
        return plan
    unit = record_writing.unit_of(change, ledger, old.place_id)
    return replace(plan, new=(*plan.new, recording.restored(old, unit)))


def _carry_out(
    call: Call,
    change: Change,
    ledger: Ledger,
    plans: Sequence[Planned],
    *,
    action: str = "record.save",
    reason: str = "",
) -> None:
    """Write the records of all plans, then move the roll-ups once, then declare what was done."""
    record_writing.write_plans(call, change, ledger, plans)
    for plan in plans:
        if plan.new or plan.voided:
            change.log(_event(ledger, plan, action, reason))
            change.touch(ledger.campaign.id)


def _event(ledger: Ledger, plan: Planned, action: str, reason: str) -> Event:
    voided = {record_id for record_id, _ in plan.voided}
    before = {ledger.step_of(r.indicator_id).key: r.status.value for r in plan.before if r.id in voided}
    after = {ledger.step_of(r.indicator_id).key: r.status.value for r in plan.new}
    day = plan.new[0].day.isoformat() if plan.new else None
    return Event(
        commune_id=plan.commune_id,
        action=action,
        subject_kind="citizen",
        subject_id=str(plan.citizen_id),
        campaign_id=ledger.campaign.id,
        place_id=plan.new[0].unit.id if plan.new else plan.place_id,
        before={"steps": before} if before else None,
        after={"steps": after, "day": day} if after else None,
        reason=reason,
    )
