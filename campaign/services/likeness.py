"""Who may already be there: comparing a typed person with those who share a name, an id or a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.duplicates import Identity, Match, compare
from campaign.domain.names import compact, fold
from campaign.domain.permissions import Action, allowed

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db.queries.people import StoredCitizen
    from campaign.db.queries.places import Place
    from campaign.domain.vocabulary import Consent, Sex
    from campaign.services.call import Call
    from campaign.services.people import EnrolCitizen

_ORDER = {Match.ID_TAKEN: 0, Match.SAME: 1, Match.POSSIBLE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody already there who may be the same person; numbers by their last digits only."""

    commune_id: int
    id: uuid.UUID
    full_name: str
    birth_date: date | None
    birth_year: int | None
    place_name: str
    phone_last: str | None
    personal_id_last: str | None
    match: Match
    same_id: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A typed person after the rules: clean, but not yet sealed."""

    command: EnrolCitizen
    place: Place
    full_name: str
    name_fold: str
    identity: Identity
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    phone: str | None
    personal_id: str | None
    consent: Consent
    notes: tuple[str, ...]


def identity_keys(identity: Identity) -> tuple[str, ...]:
    """Return the keys under which somebody alike is found: the folded name, the id, the phone."""
    numbers = (("id", identity.personal_id_index), ("phone", identity.phone_index))
    return (f"name:{compact(fold(identity.name))}", *(f"{kind}:{index.hex()}" for kind, index in numbers if index))


def likeness_key(draft: Draft) -> str:
    """Return the key under which those stand who are probably the person of a draft under another spelling."""
    return f"like:{draft.command.id}"


def identity_of(other: StoredCitizen) -> Identity:
    """Return what a stored person is compared by."""
    return Identity(
        name=other.full_name,
        birth_date=other.birth_date,
        birth_year=other.birth_year,
        place_id=other.place_id,
        personal_id_index=other.personal_id_index,
        phone_index=other.phone_index,
    )


def alike(*, call: Call, draft: Draft, known: Mapping[str, Sequence[StoredCitizen]]) -> tuple[Candidate, ...]:
    """Return those among `known` who may be the person of a draft, most alike first.

    Besides the matches of the rule, a namesake anywhere in the commune is worth a look when the birth years do not
    rule it out, because people move between villages; and so is somebody whose name was written otherwise, as long as
    the viewer may see who it is.
    """
    others = {other.id: other for key in identity_keys(draft.identity) for other in known.get(key, ())}
    likely = {other.id: other for other in known.get(likeness_key(draft), ()) if _seen(call, other)}
    others |= likely
    found: list[tuple[Match, StoredCitizen]] = []
    for other in others.values():
        match = compare(draft.identity, identity_of(other))
        years_apart = None not in {draft.birth_year, other.birth_year} and draft.birth_year != other.birth_year
        namesake = compact(other.name_fold) == compact(draft.name_fold)
        if match in {Match.ID_TAKEN, Match.SAME}:
            found.append((match, other))
        elif other.id in likely or (not years_apart and (match is Match.POSSIBLE or namesake)):
            found.append((Match.POSSIBLE, other))
    found.sort(key=lambda pair: (_ORDER[pair[0]], pair[1].place_id != draft.place.id, pair[1].full_name, pair[1].id))
    return tuple(_candidate(call, draft, other, match) for match, other in found)


def _candidate(call: Call, draft: Draft, other: StoredCitizen, match: Match) -> Candidate:
    seen = _seen(call, other)
    same_id = draft.identity.personal_id_index is not None
    return Candidate(
        commune_id=other.commune_id,
        id=other.id,
        # Somebody of a village outside the viewer's scope is hinted at, not shown.
        full_name=other.full_name if seen else "",
        birth_date=other.birth_date if seen else None,
        birth_year=other.birth_year if seen else None,
        place_name=other.place_name,
        phone_last=other.phone_last if seen else None,
        personal_id_last=other.personal_id_last if seen else None,
        match=match,
        same_id=same_id and draft.identity.personal_id_index == other.personal_id_index,
    )


def _seen(call: Call, other: StoredCitizen) -> bool:
    return allowed(role=call.viewer.role, action=Action.SEE_PEOPLE, scope=call.viewer.scope, path=other.place_path)
