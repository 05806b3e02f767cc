"""Citizens: adding one, with likely duplicates shown before anything is saved.

Numbers are sealed before they reach the database; a person is never recognised by the phone alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.db.operations import people as operations
from campaign.db.queries import people as queries
from campaign.domain.duplicates import Match, compare
from campaign.domain.vocabulary import CampaignStatus, Consent, Sex
from campaign.errors import CampaignError
from campaign.services import newcomers
from campaign.services.call import Event
from campaign.services.likeness import Candidate, Draft, alike, identity_keys
from campaign.services.people_rules import (
    campaign_and_places,
    check,
    identity_columns,
    known_alike,
    number_columns,
)

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date

    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

__all__ = ["Candidate", "EnrolCitizen", "Enrolled", "candidates", "enrol", "enrol_many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolCitizen:
    """A new person as typed: `birth` in any shape of domain § 4.6, numbers in any spelling, consent as answered.

    `id` is made by the client, so that the same form sent twice is one person. `distinct_reason` says why somebody
    who looks like a person already there is another one ("người khác").
    """

    id: uuid.UUID
    campaign: str
    place_id: int
    full_name: str
    birth: str | date | int | None = None
    sex: Sex | None = None
    phone: str = ""
    personal_id: str = ""
    guardian_name: str = ""
    consent: Consent | None = None
    distinct_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A person now in the list. `notes` are codes of repairs and doubts; `repeated`: was there already."""

    commune_id: int
    id: uuid.UUID
    full_name: str
    birth_year: int | None
    place_id: int
    notes: tuple[str, ...]
    repeated: bool


def candidates(*, call: Call, command: EnrolCitizen) -> tuple[Candidate, ...]:
    """Return people already there who may be the one being typed, most alike first; () when nobody is.

    Raises the same codes as `enrol` for what is wrong with the form itself.
    """
    with call.read() as connection:
        campaign, places = campaign_and_places(call, connection, command.campaign)
        draft = check(call, campaign, places, command)
        likely = newcomers.search(connection, [draft])
        return alike(call=call, draft=draft, known=known_alike(connection, [draft], places, likely))


def enrol(*, call: Call, command: EnrolCitizen) -> Enrolled:
    """Add one person.

    Raises `name_missing`, `name_invalid`, `birth_date_*`, `phone_invalid`, `phone_landline`, `id_malformed`,
    `place_unknown`, `consent_unanswered`, `id_taken` (the id is somebody's), `duplicate_person` (same id and name),
    `possible_duplicate` (somebody looks like it and no `distinct_reason` was given), `not_permitted`.
    """
    return enrol_many(call=call, commands=[command])[0]


def enrol_many(*, call: Call, commands: Sequence[EnrolCitizen]) -> tuple[Enrolled, ...]:
    """Add several people of one campaign in one transaction, all or none; codes as `enrol`. 15 queries at most."""
    if not commands:
        return ()
    with call.write() as change:
        campaign, places = campaign_and_places(call, change.connection, commands[0].campaign)
        if campaign.status is not CampaignStatus.OPEN:
            not_yet = campaign.status is CampaignStatus.DRAFT
            raise CampaignError("campaign_draft" if not_yet else "campaign_closed", name=campaign.name)
        drafts = [check(call, campaign, places, command) for command in commands]
        present = queries.existing_citizens(
            change.connection,
            commune_ids=sorted({draft.place.commune_id for draft in drafts}),
            ids=[draft.command.id for draft in drafts],
        )
        fresh = [draft for draft in drafts if draft.command.id not in present]
        likely = newcomers.search(change.connection, fresh)
        known = known_alike(change.connection, fresh, places, likely)
        # On a server the same form, sent twice at once, may have been stored since the look before.
        present |= {other.id for found in known.values() for other in found} & {d.command.id for d in fresh}
        fresh = [draft for draft in fresh if draft.command.id not in present]
        told = _refuse_duplicates(call, fresh, known)
        for draft in fresh:
            change.log(_event(campaign, draft))
        if fresh:
            operations.insert_citizens(change.connection, [_row(call, draft) for draft in fresh])
            newcomers.remember(call, change, fresh, likely, told)
            change.touch(campaign.id)
        else:
            change.nothing_done()
    return tuple(_enrolled(draft, repeated=draft.command.id in present) for draft in drafts)


def _refuse_duplicates(
    call: Call, drafts: Sequence[Draft], known: dict[str, list[StoredCitizen]]
) -> dict[uuid.UUID, tuple[Candidate, ...]]:
    """Refuse who is there already; likeness alone is overridden by a reason, an id never.

    Returns those from whom each draft is told apart.
    """
    told: dict[uuid.UUID, tuple[Candidate, ...]] = {}
    earlier: dict[str, list[Draft]] = {}
    for draft in drafts:
        found = alike(call=call, draft=draft, known=known)
        matches = {candidate.match for candidate in found}
        twins = {
            compare(draft.identity, twin.identity)
            for key in identity_keys(draft.identity)
            for twin in earlier.get(key, ())
        }
        if Match.ID_TAKEN in matches | twins:
            raise CampaignError("id_taken")
        if any(candidate.same_id for candidate in found):
            # The name as typed: whoever is there may be out of the viewer's sight.
            raise CampaignError("duplicate_person", name=draft.full_name)
        if (found or twins - {Match.DIFFERENT}) and not draft.command.distinct_reason.strip():
            raise CampaignError("possible_duplicate", name=draft.full_name, n=len(found) or 1)
        told[draft.command.id] = found
        for key in identity_keys(draft.identity):
            earlier.setdefault(key, []).append(draft)
    return told


def _row(call: Call, draft: Draft) -> dict[str, Any]:
    return {
        "commune_id": draft.place.commune_id,
        "id": draft.command.id,
        **identity_columns(draft),
        **number_columns(call, "phone", draft.phone, owner=draft.command.id),
        **number_columns(call, "personal_id", draft.personal_id, owner=draft.command.id),
        "consent": draft.consent.value,
        "created_at": call.moment.now,
        "created_by": call.viewer.account_id,
    }


def _event(campaign: CampaignDefinition, draft: Draft) -> Event:
    return Event(
        commune_id=draft.place.commune_id,
        action="citizen.enrol",
        subject_kind="citizen",
        subject_id=str(draft.command.id),
        campaign_id=campaign.id,
        place_id=draft.place.id,
        # The chain outlives an erased person, so it never holds a name or a number.
        after={
            "birth_year": draft.birth_year,
            "consent": draft.consent.value,
            "phone": bool(draft.phone),
            "personal_id": bool(draft.personal_id),
        },
        reason=draft.command.distinct_reason.strip(),
    )


def _enrolled(draft: Draft, *, repeated: bool) -> Enrolled:
    return Enrolled(
        commune_id=draft.place.commune_id,
        id=draft.command.id,
        full_name=draft.full_name,
        birth_year=draft.birth_year,
        place_id=draft.place.id,
        notes=draft.notes,
        repeated=repeated,
    )
