"""Citizens: adding one, with likely duplicates shown before anything is saved.

Numbers are sealed before they reach the database; a person is never recognised by the phone alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.db.operations import people as operations
from campaign.db.queries import people as queries
from campaign.db.queries.places import Place
from campaign.domain.dates import age_on, parse_birth
from campaign.domain.duplicates import Identity, Match, compare
from campaign.domain.names import clean_name, name_fold, person_sort_key
from campaign.domain.personal_id import cross_check, parse_personal_id, sex_and_year
from campaign.domain.phone import parse_phone
from campaign.domain.vocabulary import CampaignStatus, Consent, LegalBasis, Sex
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.likeness import Candidate, Draft, alike, identity_keys, identity_of
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

# Under this age a legal representative acts (Luật Trẻ em 2016: a child is under 16).
GUARDIAN_AGE = 16


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
        campaign, places = _where(call, connection, command.campaign)
        draft = _check(call, campaign, places, command)
        return alike(call=call, draft=draft, known=_known(connection, [draft], places))


def enrol(*, call: Call, command: EnrolCitizen) -> Enrolled:
    """Add one person.

    Raises `name_missing`, `name_invalid`, `birth_date_*`, `phone_invalid`, `phone_landline`, `id_malformed`,
    `place_unknown`, `consent_unanswered`, `id_taken` (the id is somebody's), `duplicate_person` (same id and name),
    `possible_duplicate` (somebody looks like it and no `distinct_reason` was given), `not_permitted`.
    """
    return enrol_many(call=call, commands=[command])[0]


def enrol_many(*, call: Call, commands: Sequence[EnrolCitizen]) -> tuple[Enrolled, ...]:
    """Add several people of one campaign in one transaction, all or none; codes as `enrol`. 8 queries, any number."""
    if not commands:
        return ()
    with call.write() as change:
        campaign, places = _where(call, change.connection, commands[0].campaign)
        if campaign.status is not CampaignStatus.OPEN:
            not_yet = campaign.status is CampaignStatus.DRAFT
            raise CampaignError("campaign_draft" if not_yet else "campaign_closed", name=campaign.name)
        drafts = [_check(call, campaign, places, command) for command in commands]
        present = queries.existing_citizens(
            change.connection,
            commune_ids=sorted({draft.place.commune_id for draft in drafts}),
            ids=[draft.command.id for draft in drafts],
        )
        fresh = [draft for draft in drafts if draft.command.id not in present]
        _refuse_duplicates(call, fresh, _known(change.connection, fresh, places))
        for draft in fresh:
            change.log(_event(campaign, draft))
        if fresh:
            operations.insert_citizens(change.connection, [_row(call, draft) for draft in fresh])
            change.touch(campaign.id)
        else:
            change.nothing_done()
    return tuple(_enrolled(draft, repeated=draft.command.id in present) for draft in drafts)


def _where(call: Call, connection: Connection, slug: str) -> tuple[CampaignDefinition, dict[int, Place]]:
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.ENROL)
    places = places_in_scope(call, connection, campaign=campaign, action=Action.ENROL)
    return campaign, {place.id: place for place in places}


def _check(call: Call, campaign: CampaignDefinition, places: dict[int, Place], command: EnrolCitizen) -> Draft:
    """Apply the rules to what was typed; raises on the first thing that is wrong."""
    if command.campaign != campaign.slug:
        raise CampaignError("campaign_unknown", campaign=command.campaign)
    place = places.get(command.place_id)
    if place is None or not place.is_unit:
        raise CampaignError("place_unknown")
    name = clean_name(command.full_name)
    notes: list[str] = []
    phone = parse_phone(command.phone) if command.phone.strip() else None
    personal_id = parse_personal_id(command.personal_id) if command.personal_id.strip() else None
    hint = sex_and_year(personal_id.value) if personal_id else None
    birth = None
    if command.birth not in {None, ""}:
        birth = parse_birth(command.birth or "", today=call.moment.today, personal_id_year=hint[1] if hint else None)
    year = birth.year if birth else None
    for found in (phone, personal_id, birth):
        notes += found.notes if found else ()
    if personal_id:
        notes += cross_check(
            personal_id=personal_id.value, sex=command.sex, birth_year=year, today_year=call.moment.today.year
        )
    ages = age_on(birth_date=birth.day if birth else None, birth_year=year, on=call.moment.today)
    if ages is None:
        notes.append("birth_missing")
    elif ages[1] < GUARDIAN_AGE and not command.guardian_name.strip():
        notes.append("guardian_missing")
    vault = call.store.vault
    return Draft(
        command=command,
        place=place,
        full_name=name,
        name_fold=name_fold(name),
        identity=Identity(
            name=name,
            birth_date=birth.day if birth else None,
            birth_year=year,
            place_id=place.id,
            personal_id_index=vault.index(personal_id.value, column="personal_id") if personal_id else None,
            phone_index=vault.index(phone.e164, column="phone") if phone else None,
        ),
        birth_date=birth.day if birth else None,
        birth_year=year,
        sex=command.sex,
        phone=phone.e164 if phone else None,
        personal_id=personal_id.value if personal_id else None,
        consent=_consent(campaign, command),
        notes=tuple(notes),
    )


def _consent(campaign: CampaignDefinition, command: EnrolCitizen) -> Consent:
    """Return the consent to store: silence is never consent (Luật 91/2025/QH15 Art. 9.4 d)."""
    if command.consent is not None:
        return command.consent
    if campaign.legal_basis is LegalBasis.DUTY:
        return Consent.NOT_REQUIRED
    raise CampaignError("consent_unanswered")


def _known(connection: Connection, drafts: Sequence[Draft], places: dict[int, Place]) -> dict[str, list[StoredCitizen]]:
    """Return the people already there who share a key with a draft, by each key that they share."""
    known: dict[str, list[StoredCitizen]] = {}
    for commune_id in sorted({draft.place.commune_id for draft in drafts}):
        here = [draft for draft in drafts if draft.place.commune_id == commune_id]
        for other in queries.look_alikes(
            connection,
            commune_id=commune_id,
            place_ids=[place.id for place in places.values() if place.commune_id == commune_id],
            names=sorted({draft.name_fold for draft in here}),
            personal_ids=[d.identity.personal_id_index for d in here if d.identity.personal_id_index],
            phones=[d.identity.phone_index for d in here if d.identity.phone_index],
        ):
            for key in identity_keys(identity_of(other)):
                known.setdefault(key, []).append(other)
    return known


def _refuse_duplicates(call: Call, drafts: Sequence[Draft], known: dict[str, list[StoredCitizen]]) -> None:
    """Refuse who is there already; likeness alone is overridden by a reason, an id never."""
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
        for key in identity_keys(draft.identity):
            earlier.setdefault(key, []).append(draft)


def _row(call: Call, draft: Draft) -> dict[str, Any]:
    vault, owner, identity = call.store.vault, draft.command.id, draft.identity
    return {
        "commune_id": draft.place.commune_id,
        "id": owner,
        "place_id": draft.place.id,
        "full_name": draft.full_name,
        "name_fold": draft.name_fold,
        "sort_key": person_sort_key(draft.full_name),
        "birth_date": draft.birth_date,
        "birth_year": draft.birth_year,
        "sex": draft.sex.value if draft.sex else None,
        "phone_cipher": vault.seal(draft.phone, owner=owner, column="phone") if draft.phone else None,
        "phone_index": identity.phone_index,
        "phone_last": draft.phone[-4:] if draft.phone else None,
        "personal_id_cipher": vault.seal(draft.personal_id, owner=owner, column="personal_id")
        if draft.personal_id
        else None,
        "personal_id_index": identity.personal_id_index,
        "personal_id_last": draft.personal_id[-4:] if draft.personal_id else None,
        "guardian_name": clean_name(draft.command.guardian_name) if draft.command.guardian_name.strip() else None,
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
