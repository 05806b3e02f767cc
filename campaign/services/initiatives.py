"""Models (mô hình) and initiatives (sáng kiến): registering, changing, recognising, withdrawing with a reason.

What stands there is public inside the campaign, so that no text may hold anybody's phone or personal number.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.db.operations import initiatives as operations
from campaign.db.queries import initiatives as queries
from campaign.db.queries.initiatives import StoredInitiative
from campaign.domain.personal_numbers import refuse_personal_numbers
from campaign.domain.vocabulary import InitiativeKind
from campaign.errors import CampaignError
from campaign.services import initiative_rules as rules
from campaign.services.call import Action
from campaign.services.outreach_rules import sight_of
from campaign.services.place_events import log_at, shown

if TYPE_CHECKING:
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFields:
    """What is registered. `evidence` is words that prove it (a decision, minutes); nothing of it is ever fetched."""

    kind: InitiativeKind
    name: str
    lead_unit: str
    started_on: date
    summary: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInitiative:
    """A model or initiative of a place. `id` is made by the client: the same form sent twice is one."""

    id: uuid.UUID
    campaign: str
    place_id: int
    fields: InitiativeFields


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeChange:
    """A model or initiative as it should be; `version` is the one that the editor saw."""

    id: uuid.UUID
    campaign: str
    version: int
    place_id: int
    fields: InitiativeFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """On which day and by whom it was recognised; without a day the recognition is taken back."""

    id: uuid.UUID
    campaign: str
    version: int
    on: date | None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Something that was registered and does not stand any more, with the reason."""

    id: uuid.UUID
    campaign: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What was registered; `repeated` is a second click."""

    id: uuid.UUID
    repeated: bool = False


def register_initiative(*, call: Call, command: NewInitiative) -> Registered:
    """Register a model or initiative.

    Raises `not_permitted`, `campaign_unknown`, `campaign_anonymised`, `place_unknown`, `place_outside_campaign`,
    `initiative_name_missing`, `lead_unit_missing`, `initiative_in_future`, `text_too_long`, `personal_number_in_text`.
    """
    with call.write() as change:
        campaign = rules.campaign_to_register(call, change.connection, command.campaign)
        place = rules.place_to_register(call, change.connection, campaign, command.place_id)
        if queries.initiative_by_id(change.connection, own=command.id) is not None:
            change.nothing_done()
            return Registered(id=command.id, repeated=True)
        columns = _columns(command.fields, today=call.moment.today)
        row = {
            "id": command.id,
            "campaign_id": campaign.id,
            "place_id": place.id,
            **columns,
            "version": 1,
            "created_by": call.viewer.account_id,
            "created_at": call.moment.now,
        }
        operations.insert_initiative(change.connection, row)
        log_at(
            change,
            campaign,
            place,
            "initiative.register",
            command.id,
            kind="initiative",
            after=shown("initiative", columns),
        )
        return Registered(id=command.id)


def change_initiative(*, call: Call, command: InitiativeChange) -> bool:
    """Change a model or initiative; False when it stands like this already.

    Raises `initiative_unknown`, `initiative_withdrawn`, `initiative_changed_meanwhile`, and the codes of registering.
    """
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id)
        place = rules.place_to_register(call, change.connection, campaign, command.place_id)
        new = {**_columns(command.fields, today=call.moment.today), "place_id": place.id}
        before = _stored_columns(old)
        wanted = {name: value for name, value in new.items() if value != before[name]}
        if not wanted:
            change.nothing_done()
            return False
        _refuse_stale(change, old, command.version)
        operations.change_initiative(change.connection, own=old.id, values=wanted)
        log_at(
            change,
            campaign,
            place,
            "initiative.change",
            old.id,
            kind="initiative",
            before=shown("initiative", {name: before[name] for name in wanted}),
            after=shown("initiative", wanted),
        )
        return True


def recognise_initiative(*, call: Call, command: Recognition) -> bool:
    """Write down that a model or initiative was recognised, or take that back; False when it stands like this already.

    Raises `recognised_by_missing`, `recognised_day_invalid`, `initiative_unknown`, `initiative_withdrawn`,
    `initiative_changed_meanwhile`, `text_too_long`, `personal_number_in_text`, `not_permitted`.
    """
    by = rules.one_line(command.by) if command.on else ""
    refuse_personal_numbers(by)
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id)
        if command.on is not None:
            if not by:
                raise CampaignError("recognised_by_missing")
            if not old.started_on <= command.on <= call.moment.today:
                raise CampaignError("recognised_day_invalid", day=command.on, started=old.started_on)
        if (command.on, by) == (old.recognised_on, old.recognised_by):
            change.nothing_done()
            return False
        _refuse_stale(change, old, command.version)
        values = {"recognised_on": command.on, "recognised_by": by}
        operations.change_initiative(change.connection, own=old.id, values=values)
        before = {"recognised_on": old.recognised_on, "recognised_by": old.recognised_by}
        log_at(
            change,
            campaign,
            old.place,
            "initiative.recognise" if command.on else "initiative.unrecognise",
            old.id,
            kind="initiative",
            before=shown("initiative", before),
            after=shown("initiative", values),
        )
        return True


def withdraw_initiative(*, call: Call, command: Withdrawal) -> bool:
    """Take a model or initiative out of the register; it is kept with its reason. False when it is out already.

    Raises `reason_missing`, `initiative_unknown`, `initiative_changed_meanwhile`, `not_permitted`, `text_too_long`,
    `personal_number_in_text`.
    """
    reason = rules.reason_of(command.reason)
    refuse_personal_numbers(reason)
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id, withdrawn=True)
        if old.withdrawn_at is not None:
            change.nothing_done()
            return False
        _refuse_stale(change, old, command.version)
        values = {"withdrawn_at": call.moment.now, "withdraw_reason": reason}
        operations.change_initiative(change.connection, own=old.id, values=values)
        log_at(
            change,
            campaign,
            old.place,
            "initiative.withdraw",
            old.id,
            kind="initiative",
            before={"initiative_name": old.name},
            reason=reason,
        )
        return True


def _to_change(
    call: Call, change: Change, slug: str, own: uuid.UUID, *, withdrawn: bool = False
) -> tuple[CampaignDefinition, StoredInitiative]:
    """Return what is to be changed, held until the write ends."""
    campaign = rules.campaign_to_register(call, change.connection, slug)
    found = queries.initiative_by_id(change.connection, own=own, lock=True)
    sight = sight_of(call, campaign)
    visible = found is not None and (
        any(found.place.path.startswith(path) for path in sight.paths) or found.place.id in sight.above
    )
    if found is None or found.campaign_id != campaign.id or not visible:
        raise CampaignError("initiative_unknown")
    call.require(Action.REGISTER_INITIATIVES, found.place.path)
    if found.withdrawn_at is not None and not withdrawn:
        raise CampaignError("initiative_withdrawn", name=found.name, reason=found.withdraw_reason)
    return campaign, found


def _refuse_stale(change: Change, stored: StoredInitiative, version: int) -> None:
    if stored.version != version:
        raise rules.changed_meanwhile(
            change,
            code="initiative_changed_meanwhile",
            commune_id=stored.place.commune_id,
            subject_kind="initiative",
            own=stored.id,
        )


def _columns(fields: InitiativeFields, *, today: date) -> dict[str, object]:
    name = rules.one_line(fields.name, rules.MAX_NAME)
    lead_unit = rules.one_line(fields.lead_unit)
    if not name:
        raise CampaignError("initiative_name_missing")
    if not lead_unit:
        raise CampaignError("lead_unit_missing")
    if fields.started_on > today:
        raise CampaignError("initiative_in_future", day=fields.started_on, today=today)
    summary = rules.limited(fields.summary, rules.MAX_TEXT)
    evidence = rules.limited(fields.evidence, rules.MAX_EVIDENCE)
    refuse_personal_numbers(name, lead_unit, summary, evidence)
    return {
        "kind": fields.kind.value,
        "name": name,
        "lead_unit": lead_unit,
        "started_on": fields.started_on,
        "summary": summary,
        "evidence": evidence,
    }


def _stored_columns(stored: StoredInitiative) -> dict[str, object]:
    return {
        "kind": stored.kind.value,
        "name": stored.name,
        "lead_unit": stored.lead_unit,
        "started_on": stored.started_on,
        "summary": stored.summary,
        "evidence": stored.evidence,
        "place_id": stored.place.id,
    }
