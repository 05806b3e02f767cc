"""What is asked of a person before they are written down, new or mended: the form, who is alike, what the row holds.

Numbers are sealed before they reach the database. Nothing here writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaign.db.queries import people as queries
from campaign.domain.dates import age_on, parse_birth
from campaign.domain.duplicates import Identity
from campaign.domain.eligibility import GUARDIAN_AGE
from campaign.domain.names import clean_name, name_fold, person_sort_key
from campaign.domain.personal_id import cross_check, parse_personal_id, sex_and_year
from campaign.domain.phone import parse_phone
from campaign.domain.vocabulary import Consent, LegalBasis
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.likeness import Draft, identity_keys, identity_of, likeness_key
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.newcomers import Likely
    from campaign.services.people import EnrolCitizen


def campaign_and_places(call: Call, connection: Connection, slug: str) -> tuple[CampaignDefinition, dict[int, Place]]:
    """Return the campaign and the places where the viewer may write people down; codes as `campaign_in_scope`."""
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.ENROL)
    places = places_in_scope(call, connection, campaign=campaign, action=Action.ENROL)
    return campaign, {place.id: place for place in places}


def is_child(birth: str | None, *, today: date) -> bool:
    """Tell whether somebody born so may need a legal representative; a birth that cannot be read tells nothing."""
    try:
        born = parse_birth(birth or "", today=today)
    except CampaignError:
        return False
    ages = age_on(birth_date=born.day, birth_year=born.year, on=today)
    return ages is not None and ages[1] < GUARDIAN_AGE


def check(call: Call, campaign: CampaignDefinition, places: dict[int, Place], command: EnrolCitizen) -> Draft:
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


def known_alike(
    connection: Connection, drafts: Sequence[Draft], places: dict[int, Place], likely: Likely
) -> dict[str, list[StoredCitizen]]:
    """Return the people already there who share a key with a draft, by each key that they share.

    Who is probably a draft's person under another spelling stands under the draft's own key.
    """
    known = {likeness_key(draft): list(likely.beside(draft)) for draft in drafts}
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


def identity_columns(draft: Draft) -> dict[str, Any]:
    """Return everything of a row but its numbers and its consent."""
    guardian = draft.command.guardian_name
    return {
        "place_id": draft.place.id,
        "full_name": draft.full_name,
        "name_fold": draft.name_fold,
        "sort_key": person_sort_key(draft.full_name),
        "birth_date": draft.birth_date,
        "birth_year": draft.birth_year,
        "sex": draft.sex.value if draft.sex else None,
        "guardian_name": clean_name(guardian) if guardian.strip() else None,
    }


def number_columns(call: Call, column: str, value: str | None, *, owner: uuid.UUID) -> dict[str, Any]:
    """Return a phone or personal id as it is stored: sealed, with its keyed index and its last digits."""
    vault = call.store.vault
    return {
        f"{column}_cipher": vault.seal(value, owner=owner, column=column) if value else None,
        f"{column}_index": vault.index(value, column=column) if value else None,
        f"{column}_last": value[-4:] if value else None,
    }


def _consent(campaign: CampaignDefinition, command: EnrolCitizen) -> Consent:
    """Return the consent to store: silence is never consent (Luật 91/2025/QH15 Art. 9.4 d)."""
    if command.consent is not None:
        return command.consent
    if campaign.legal_basis is LegalBasis.DUTY:
        return Consent.NOT_REQUIRED
    raise CampaignError("consent_unanswered")
