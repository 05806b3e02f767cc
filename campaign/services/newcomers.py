"""People being written down or mended, and those who are probably them under another spelling.

Before the write they are shown with the namesakes; after it the likeness is remembered for the official's page, and a
"người khác" with its reason, so that nobody is asked about the same two people again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import duplicates as queries
from campaign.domain.likeness import SURE, Profile
from campaign.domain.likeness_pairs import pair_key
from campaign.services import pairing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.likeness import Likeness
    from campaign.domain.likeness_pairs import Pair
    from campaign.services.call import Call, Change
    from campaign.services.likeness import Candidate, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Pairs of drafts with people already there, by commune, and those people by their ids."""

    pairs: Mapping[int, Mapping[Pair, Likeness]]
    people: Mapping[uuid.UUID, StoredCitizen]

    def beside(self, draft: Draft) -> tuple[StoredCitizen, ...]:
        """Return the people who are most probably the one of a draft, the most alike first.

        Who is only worth a look does not hold up a volunteer at the door: the official's page will have the pair.
        """
        own = draft.command.id
        found = {
            first if second == own else second: alike.score
            for (first, second), alike in self.pairs.get(draft.place.commune_id, {}).items()
            if own in {first, second} and alike.score >= SURE
        }
        ordered = sorted(found, key=lambda other: (-found[other], other))
        return tuple(self.people[other] for other in ordered if other in self.people)


NOBODY: Final = Likely(pairs={}, people={})


def search(connection: Connection, drafts: Sequence[Draft]) -> Likely:
    """Return who is probably somebody in the drafts, by indexed keys (2 queries a commune and 1, any number)."""
    pairs: dict[int, Mapping[Pair, Likeness]] = {}
    for commune_id in sorted({draft.place.commune_id for draft in drafts}):
        here = [_profile(draft) for draft in drafts if draft.place.commune_id == commune_id]
        pairs[commune_id] = pairing.alike_to(connection, commune_id=commune_id, people=here)
    own = {draft.command.id for draft in drafts}
    others = {one for found in pairs.values() for pair in found for one in pair} - own
    people = queries.entries(connection, communes=sorted(pairs), ids=sorted(others)) if others else {}
    return Likely(pairs=pairs, people={other: entry.citizen for other, entry in people.items()})


def remember(
    call: Call,
    change: Change,
    drafts: Sequence[Draft],
    likely: Likely,
    told: Mapping[uuid.UUID, Sequence[Candidate]],
) -> None:
    """Write down the likenesses of people who are now in the list.

    `told` are the candidates that were shown for a draft. Those whom the viewer saw by name are kept apart with the
    draft's reason; who was only hinted at stays for somebody who may look.
    """
    for commune_id, found in likely.pairs.items():
        here = [draft for draft in drafts if draft.place.commune_id == commune_id]
        pairing.settle(call, change, commune_id=commune_id, focus=[draft.command.id for draft in here], found=found)
        apart = {
            pair_key(draft.command.id, candidate.id): draft.command.distinct_reason.strip()
            for draft in here
            for candidate in told.get(draft.command.id, ())
            if candidate.full_name and draft.command.distinct_reason.strip()
        }
        pairing.keep_all_apart(call, change, commune_id=commune_id, reasons=apart)


def _profile(draft: Draft) -> Profile:
    return Profile(
        id=draft.command.id,
        name=draft.full_name,
        birth_date=draft.birth_date,
        birth_year=draft.birth_year,
        place_id=draft.place.id,
        sex=draft.sex,
        phone_index=draft.identity.phone_index,
        personal_id_index=draft.identity.personal_id_index,
    )
