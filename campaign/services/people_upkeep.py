"""People who are in the list already: consent answered later, an entry mended.

Neither moves a number: records stay counted at the place and day where the work was done, also when the person moves to
another village. The chain learns which fields changed, never a name or a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from campaign.db.operations import people as operations
from campaign.db.operations.records import lock_citizen
from campaign.db.queries import people as queries
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.duplicates import Match
from campaign.domain.vocabulary import Consent, ConsentMeans, Sex
from campaign.errors import CampaignError
from campaign.services import newcomers
from campaign.services.call import Action, Event
from campaign.services.likeness import Candidate, Draft, alike, identity_of
from campaign.services.people import EnrolCitizen
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

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

# What people call a field, and the columns that tell whether it changed.
_FIELDS: Final = {
    "full_name": ("full_name",),
    "birth": ("birth_date", "birth_year"),
    "sex": ("sex",),
    "place": ("place_id",),
    "phone": ("phone_index",),
    "personal_id": ("personal_id_index",),
    "guardian_name": ("guardian_name",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """What a person answered, and how they agreed. `expected` is the state that was shown when they were asked."""

    campaign: str
    commune_id: int
    citizen_id: uuid.UUID
    expected: Consent
    answer: Consent
    how: ConsentMeans | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MendCitizen:
    """An entry as it should be, as typed; `expected_version` is the one that was shown.

    `phone` and `personal_id` are not shown whole, so None leaves a number as it is and "" takes it away.
    """

    campaign: str
    commune_id: int
    citizen_id: uuid.UUID
    expected_version: int
    place_id: int
    full_name: str
    birth: str | date | int | None = None
    sex: Sex | None = None
    phone: str | None = None
    personal_id: str | None = None
    guardian_name: str = ""
    distinct_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The entry as it stands now; `changed` names its fields that moved, () when everything was so already."""

    full_name: str
    version: int
    changed: tuple[str, ...]
    notes: tuple[str, ...]


def answer_consent(*, call: Call, command: ConsentAnswer) -> Consent:
    """Record whether a person agrees, and return the state that stands now; the same answer twice is one answer.

    Possible in a campaign of any status: the right to say no does not end with it.

    Raises `consent_unanswered` (no answer), `consent_means_missing` (agreed, but not how: consent must be provable,
    Luật 91/2025/QH15 Art. 9), `consent_not_given` (nothing to withdraw), `consent_changed_meanwhile` (somebody else
    recorded another answer), `citizen_unknown`, `citizen_other_commune`, `campaign_unknown`, `not_permitted`.
    """
    with call.write() as change:
        campaign, _places = campaign_and_places(call, change.connection, command.campaign)
        stored = _held(call, change.connection, campaign, command.commune_id, command.citizen_id)
        _check_answer(command, stored)
        if stored.consent is command.answer:
            change.nothing_done()
            return stored.consent
        if stored.consent is not command.expected:
            raise CampaignError(
                "consent_changed_meanwhile",
                name=stored.full_name,
                consent=stored.consent.value,
                answer=command.answer.value,
            )
        row = {"consent": command.answer.value}
        operations.update_citizen(change.connection, commune_id=stored.commune_id, citizen_id=stored.id, values=row)
        after = row | ({"how": command.how.value} if command.how else {})
        change.log(_event(campaign, stored, "citizen.consent", before={"consent": stored.consent.value}, after=after))
    return command.answer


def mend_citizen(*, call: Call, command: MendCitizen) -> Mended:
    """Put an entry right; codes of what was typed as `people.enrol`.

    Raises also `citizen_changed_meanwhile` (with the fields in which the typed entry differs from the stored one, and
    its version), `citizen_unknown`, `citizen_other_commune`. `not_permitted` (correct_any) for another personal id or
    none where there is one: it decides who is who, so that whoever only enrols may add an id and not exchange it.
    """
    with call.write() as change:
        campaign, places = campaign_and_places(call, change.connection, command.campaign)
        stored = _held(call, change.connection, campaign, command.commune_id, command.citizen_id)
        places = _with_home(change.connection, places, stored.place_id)
        draft = _draft(call, campaign, places, command, stored)
        row = _row(call, command, draft)
        changed = tuple(field for field, columns in _FIELDS.items() if _differs(stored, row, columns))
        done = Mended(
            full_name=draft.full_name, version=stored.version + bool(changed), changed=changed, notes=draft.notes
        )
        if not changed:
            change.nothing_done()
            return done
        if stored.version != command.expected_version:
            raise CampaignError(
                "citizen_changed_meanwhile", name=stored.full_name, fields=changed, version=stored.version
            )
        if "personal_id" in changed and stored.personal_id_index:
            call.require(Action.CORRECT_ANY, stored.place_path)
        # Namesakes only: who was like the old spelling too is not told from who is like the new one.
        known = known_alike(change.connection, [draft], places, newcomers.NOBODY)
        told = _refuse_twins(call, draft, stored, known)
        operations.mend_citizen(change.connection, commune_id=stored.commune_id, citizen_id=stored.id, values=row)
        newcomers.remember(call, change, [draft], newcomers.search(change.connection, [draft]), {stored.id: told})
        change.log(_mended(campaign, stored, draft, changed))
    return done


def _held(
    call: Call, connection: Connection, campaign: CampaignDefinition, commune_id: int, citizen_id: uuid.UUID
) -> StoredCitizen:
    """Return a person of the viewer's villages and hold the row, so that two editors take turns."""
    lock_citizen(connection, commune_id=commune_id, citizen_id=citizen_id)
    found = queries.citizen_by_id(connection, commune_id=commune_id, citizen_id=citizen_id)
    if found is None or not any(found.place_path.startswith(root) for root in call.viewer.scope):
        # Somebody out of scope is not named, and not even there.
        raise CampaignError("citizen_unknown")
    if not campaign.holds(found.place_path):
        raise CampaignError("citizen_other_commune", name=found.full_name, place=found.place_name)
    return found


def _check_answer(command: ConsentAnswer, stored: StoredCitizen) -> None:
    if command.answer not in {Consent.GIVEN, Consent.REFUSED, Consent.WITHDRAWN}:
        raise CampaignError("consent_unanswered")
    if command.answer is Consent.GIVEN and command.how is None:
        raise CampaignError("consent_means_missing")
    if command.answer is Consent.WITHDRAWN and stored.consent not in {Consent.GIVEN, Consent.WITHDRAWN}:
        raise CampaignError("consent_not_given", name=stored.full_name)


def _with_home(connection: Connection, places: dict[int, Place], home_id: int) -> dict[int, Place]:
    """Return the places with the person's own, which may be merged away by now: a mended name moves nobody."""
    home = None if home_id in places else place_by_id(connection, place_id=home_id)
    return places | ({home_id: home} if home else {})


def _draft(
    call: Call, campaign: CampaignDefinition, places: dict[int, Place], command: MendCitizen, stored: StoredCitizen
) -> Draft:
    """Return the entry after the rules; numbers that stay are compared by their stored indexes and never opened."""
    place = places.get(command.place_id)
    if place is not None and place.commune_id != stored.commune_id:
        raise CampaignError("citizen_other_commune", name=stored.full_name, place=place.name)
    typed = EnrolCitizen(
        id=stored.id,
        campaign=command.campaign,
        place_id=command.place_id,
        full_name=command.full_name,
        birth=command.birth,
        sex=command.sex,
        phone=command.phone or "",
        personal_id=command.personal_id or "",
        guardian_name=command.guardian_name,
        consent=stored.consent,
        distinct_reason=command.distinct_reason,
    )
    draft = check(call, campaign, places, typed)
    identity = draft.identity
    if command.phone is None:
        identity = replace(identity, phone_index=stored.phone_index)
    if command.personal_id is None:
        identity = replace(identity, personal_id_index=stored.personal_id_index)
    return replace(draft, identity=identity)


def _row(call: Call, command: MendCitizen, draft: Draft) -> dict[str, Any]:
    row = identity_columns(draft)
    if command.phone is not None:
        row |= number_columns(call, "phone", draft.phone, owner=command.citizen_id)
    if command.personal_id is not None:
        row |= number_columns(call, "personal_id", draft.personal_id, owner=command.citizen_id)
    return row


def _differs(stored: StoredCitizen, row: dict[str, Any], columns: Sequence[str]) -> bool:
    return any(column in row and row[column] != getattr(stored, column) for column in columns)


def _refuse_twins(
    call: Call, draft: Draft, stored: StoredCitizen, known: dict[str, list[StoredCitizen]]
) -> list[Candidate]:
    """Refuse somebody else's id, and a likeness that was not there before and that nobody explained.

    Returns those from whom the person is told apart now.
    """
    others = {key: [other for other in found if other.id != stored.id] for key, found in known.items()}
    old = replace(draft, identity=identity_of(stored), birth_year=stored.birth_year, name_fold=stored.name_fold)
    accepted = {candidate.id for candidate in alike(call=call, draft=old, known=others)}
    found = alike(call=call, draft=draft, known=others)
    if any(candidate.same_id or candidate.match is Match.ID_TAKEN for candidate in found):
        raise CampaignError("id_taken")
    fresh = [candidate for candidate in found if candidate.id not in accepted]
    if fresh and not draft.command.distinct_reason.strip():
        raise CampaignError("possible_duplicate", name=draft.full_name, n=len(fresh))
    return fresh


def _mended(campaign: CampaignDefinition, stored: StoredCitizen, draft: Draft, changed: tuple[str, ...]) -> Event:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {"changed": list(changed)}
    if "place" in changed:
        before["place"], after["place"] = stored.place_code, draft.place.code
    reason = draft.command.distinct_reason.strip()
    return _event(campaign, stored, "citizen.mend", before=before, after=after, reason=reason)


def _event(
    campaign: CampaignDefinition,
    stored: StoredCitizen,
    action: str,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str = "",
) -> Event:
    return Event(
        commune_id=stored.commune_id,
        action=action,
        subject_kind="citizen",
        subject_id=str(stored.id),
        campaign_id=campaign.id,
        place_id=stored.place_id,
        before=before,
        after=after,
        reason=reason,
    )
