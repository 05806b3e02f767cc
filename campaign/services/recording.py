"""What the write path checks and plans before anything is written: campaign, place, person, step.

Each refusal is a code with the values that its sentence names. Nothing here commits; `campaign.services.records` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.clock import new_id
from campaign.db.operations import records as operations
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.permissions import allowed
from campaign.domain.steps import LiveRecord
from campaign.domain.vocabulary import (
    HAVE_STATUSES,
    CampaignStatus,
    Channel,
    Consent,
    IndicatorKind,
    StepStatus,
)
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.record_rules import WORKED, require_day, require_person
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from campaign.db.operations.records import LockedCitizen, StoredOfPerson
    from campaign.db.queries.outreach import StoredDay
    from campaign.db.queries.records import StoredRecord
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call, Change

PersonKey = tuple[int, "uuid.UUID"]

# What a step may become by itself as the work goes on; everything else is a correction with a reason.
_ADVANCES = frozenset({StepStatus.ASSISTED, StepStatus.REFUSED, StepStatus.UNREACHABLE, StepStatus.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record about to be written."""

    id: uuid.UUID
    indicator_id: int
    status: StepStatus
    unit: Place
    day: date
    channel: Channel
    save_id: uuid.UUID
    replaces: uuid.UUID | None
    device_at: datetime
    outreach_day_id: uuid.UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a write will change for one person: `before` as found, `voided` as (id, reason), `new` as to be inserted."""

    commune_id: int
    citizen_id: uuid.UUID
    full_name: str
    place_id: int
    birth_date: date | None
    birth_year: int | None
    consent: Consent
    before: tuple[LiveRecord, ...]
    known: frozenset[uuid.UUID] = frozenset()
    voided: tuple[tuple[uuid.UUID, str], ...] = ()
    new: tuple[NewRecord, ...] = ()

    def stands(self, record_id: uuid.UUID) -> bool:
        """Whether a record of this person was live when the person was held."""
        return any(found.id == record_id for found in self.before)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The campaign being written to, and the places already looked up in this transaction."""

    campaign: CampaignDefinition
    units: dict[int, Place] = field(default_factory=dict)
    people: dict[PersonKey, tuple[LockedCitizen | None, StoredOfPerson]] = field(default_factory=dict)
    """People of a group that were read and locked together, by commune and id; None for who is not there."""
    outreach: dict[uuid.UUID, StoredDay | None] = field(default_factory=dict)
    """Outreach days that were looked up already; None for one that is not there."""

    def step(self, key: str) -> Indicator:
        """Return a step of the campaign; raises `step_unknown`."""
        found = self.campaign.indicator(key)
        if found is None or found.kind is not IndicatorKind.STEP:
            raise CampaignError("step_unknown", step=key)
        return found

    def step_of(self, indicator_id: int) -> Indicator:
        """Return the indicator with an id of this campaign."""
        return next(i for i in self.campaign.indicators if i.id == indicator_id)


def open_campaign(call: Call, change: Change, slug: str) -> Ledger:
    """Return the ledger of an open campaign; raises `campaign_unknown`, `campaign_closed`, `campaign_draft`."""
    found = campaign_in_scope(call, change.connection, slug=slug, action=Action.RECORD)
    if found.status is CampaignStatus.DRAFT:
        raise CampaignError("campaign_draft", name=found.name)
    if found.status is not CampaignStatus.OPEN:
        raise CampaignError("campaign_closed", name=found.name)
    return Ledger(campaign=found)


def unit_for_record(call: Call, change: Change, ledger: Ledger, place_id: int) -> Place:
    """Return the place where a record counts; raises `place_unknown`, `place_outside_campaign`, `not_permitted`."""
    unit = ledger.units.get(place_id) or place_by_id(change.connection, place_id=place_id)
    if unit is None or not unit.is_unit:
        raise CampaignError("place_unknown")
    if not ledger.campaign.holds(unit.path):
        raise CampaignError("place_outside_campaign", place=unit.name)
    call.require(Action.RECORD, unit.path)
    ledger.units[place_id] = unit
    return unit


def person_plan(
    call: Call,
    change: Change,
    ledger: Ledger,
    *,
    commune_id: int,
    citizen_id: uuid.UUID,
    save_id: uuid.UUID | None = None,
) -> Planned:
    """Lock a person and return an empty plan; raises `citizen_unknown`, `citizen_merged`, `citizen_other_commune`.

    With a `save_id`, the plan also knows which records that save made before.
    """
    known = ledger.people.get((commune_id, citizen_id))
    found = (
        known[0] if known else operations.lock_citizen(change.connection, commune_id=commune_id, citizen_id=citizen_id)
    )
    seen = found is not None and allowed(
        role=call.viewer.role, action=Action.SEE_PEOPLE, scope=call.viewer.scope, path=found.home.path
    )
    if found is None or found.erased or not seen:
        # Somebody of another commune is not named to those who may not see them.
        raise CampaignError("citizen_unknown")
    if found.merged:
        raise CampaignError("citizen_merged", name=found.full_name)
    if not ledger.campaign.holds(found.home.path):
        raise CampaignError("citizen_other_commune", name=found.full_name, place=found.home.name)
    ledger.units[found.home.id] = found.home
    live, made = (
        known[1]
        if known
        else operations.live_records(
            change.connection,
            commune_id=commune_id,
            campaign_id=ledger.campaign.id,
            citizen_id=citizen_id,
            save_id=save_id,
        )
    )
    return Planned(
        commune_id=commune_id,
        citizen_id=citizen_id,
        full_name=found.full_name,
        place_id=found.home.id,
        birth_date=found.birth_date,
        birth_year=found.birth_year,
        consent=found.consent,
        before=live,
        known=made,
    )


def have_after(ledger: Ledger, before: Sequence[LiveRecord], saving: Mapping[str, StepStatus]) -> frozenset[str]:
    """Return the steps that a person has once a save is done: prerequisites may be saved together with their step."""
    have = {ledger.step_of(r.indicator_id).key for r in before if r.status in HAVE_STATUSES}
    return frozenset((have - set(saving)) | {key for key, status in saving.items() if status in HAVE_STATUSES})


def new_record(
    call: Call,
    ledger: Ledger,
    plan: Planned,
    *,
    step: Indicator,
    status: StepStatus,
    unit: Place,
    day: date,
    channel: Channel,
    record_id: uuid.UUID | None,
    replaces: uuid.UUID | None,
    save_id: uuid.UUID | None = None,
    device_at: datetime | None = None,
    have: frozenset[str] | None = None,
    outreach_day_id: uuid.UUID | None = None,
) -> NewRecord:
    """Return a record that may be written; raises the code of what is wrong with its day, person or step.

    The outreach day was looked at before (`outreach_records.require_outreach`), once for all steps.
    """
    require_day(ledger.campaign, unit=unit, day=day, today=call.moment.today)
    if unit.commune_id != plan.commune_id:
        raise CampaignError("citizen_other_commune", name=plan.full_name, place=unit.name)
    if status in WORKED:
        known = have_after(ledger, plan.before, {}) if have is None else have
        require_person(ledger.campaign, plan, step=step, day=day, have=known)
    own_id = record_id or new_id()
    return NewRecord(
        id=own_id,
        indicator_id=step.id,
        status=status,
        unit=unit,
        day=day,
        channel=channel,
        save_id=save_id or own_id,
        replaces=replaces,
        device_at=device_at or call.moment.now,
        outreach_day_id=outreach_day_id,
    )


def restored(old: StoredRecord, unit: Place) -> NewRecord:
    """Return the copy that puts a replaced record back; what was true before needs no new permission."""
    fresh = new_id()
    return NewRecord(
        id=fresh,
        indicator_id=old.indicator_id,
        status=old.status,
        unit=unit,
        day=old.day,
        channel=old.channel,
        save_id=fresh,
        replaces=None,
        device_at=old.device_at,
        outreach_day_id=old.outreach_day_id,
    )


def require_advance(old: LiveRecord, step: Indicator) -> None:
    """Pass if the work may move a record on; raises `already_recorded` where only a correction may change it."""
    if old.status not in _ADVANCES:
        raise CampaignError("already_recorded", step=step.key, status=old.status.value, day=old.day)


def require_correction(call: Call, row: StoredRecord) -> None:
    """Pass if the viewer may take a record back: their own, or anybody's in their scope with the right to correct."""
    own = row.account_id is not None and row.account_id == call.viewer.account_id
    call.require(Action.CORRECT_OWN if own else Action.CORRECT_ANY, row.place_path)
