"""*Công dân*, one person: who it is, how far in the campaign in view, and everything that was ever recorded for them.

An entry that was merged leads to the one that was kept; the history of both is told, voided records with their reason.
Whole numbers are shown on demand only, and each look is in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import person_file as queries
from campaign.db.queries.people import citizen_by_id
from campaign.db.queries.person_file import FiledList, FiledMerge, FiledRecord
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.person_cards import cards_of
from campaign.services.scoping import campaign_in_scope, shown_to
from campaign.services.shown_numbers import masked_numbers, whole_numbers

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.person_cards import PersonCard
    from campaign.services.shown_numbers import ShownNumbers

__all__ = ["FiledList", "FiledMerge", "FiledRecord", "PersonFile", "Reveal", "person_file", "reveal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """One person. `asked_id` is the entry that was asked for, which may have been merged into this one.

    `in_campaign`: lives in the campaign's area, so that `card` says what may be recorded there. `records` are of all
    campaigns that the viewer may see, newest first; `pairs` counts undecided possible duplicates.
    """

    asked_id: uuid.UUID
    card: PersonCard
    numbers: ShownNumbers
    steps: tuple[Indicator, ...]
    in_campaign: bool
    created_at: datetime
    records: tuple[FiledRecord, ...]
    merges: tuple[FiledMerge, ...]
    lists: tuple[FiledList, ...]
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """Whose numbers somebody wants to see whole, in which campaign's work, and why."""

    campaign: str
    commune_id: int
    citizen_id: uuid.UUID
    reason: str


def person_file(*, call: Call, slug: str, commune_id: int, citizen_id: uuid.UUID) -> PersonFile:
    """Return one person with their history: 10 queries, however long it is.

    Raises `campaign_unknown`, `not_permitted`; `citizen_unknown` for nobody, somebody erased, or out of scope.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_PEOPLE)
        found = _managed(call, connection, commune_id, citizen_id)
        entries = queries.entries_of(connection, commune_id=commune_id, citizen_id=found.id)
        records = queries.records_of(connection, commune_id=commune_id, citizen_ids=entries)
        return PersonFile(
            asked_id=citizen_id,
            card=cards_of(call, connection, campaign, [found])[0],
            numbers=masked_numbers(found, vault=call.store.vault),
            steps=campaign.steps,
            in_campaign=campaign.holds(found.place_path),
            created_at=found.created_at,
            records=tuple(record for record in records if _may_see(call, record)),
            merges=queries.merges_of(connection, commune_id=commune_id, citizen_ids=entries),
            lists=queries.lists_of(connection, commune_id=commune_id, citizen_ids=entries, scope=call.viewer.scope),
            pairs=queries.open_pairs_of(connection, commune_id=commune_id, citizen_id=found.id),
        )


def reveal(*, call: Call, wanted: Reveal) -> ShownNumbers:
    """Return a person's numbers whole; every look is logged before anything is shown.

    Raises `reason_missing`, `citizen_unknown`, `campaign_unknown`, `not_permitted`, `view_as_read_only`.
    """
    with call.write() as change:
        campaign = campaign_in_scope(call, change.connection, slug=wanted.campaign, action=Action.REVEAL)
        found = _managed(call, change.connection, wanted.commune_id, wanted.citizen_id)
        call.require(Action.REVEAL, found.place_path)
        if not wanted.reason.strip():
            raise CampaignError("reason_missing")
        change.log(_looked(campaign, found, wanted.reason.strip()))
    return whole_numbers(found, vault=call.store.vault)


def _managed(call: Call, connection: Connection, commune_id: int, citizen_id: uuid.UUID) -> StoredCitizen:
    """Return the living entry of a person of the viewer's area; somebody out of it is not even there."""
    last = queries.last_entry(connection, commune_id=commune_id, citizen_id=citizen_id)
    found = citizen_by_id(connection, commune_id=commune_id, citizen_id=last) if last else None
    if found is None or not any(found.place_path.startswith(root) for root in call.viewer.scope):
        raise CampaignError("citizen_unknown")
    return found


def _may_see(call: Call, record: FiledRecord) -> bool:
    """Whether the viewer knows of the campaign of a record: it overlaps their area, and is no draft of others."""
    path = record.campaign_path
    overlaps = any(path.startswith(root) or root.startswith(path) for root in call.viewer.scope)
    return overlaps and shown_to(call, status=record.campaign_status, path=path)


def _looked(campaign: CampaignDefinition, citizen: StoredCitizen, reason: str) -> Event:
    return Event(
        commune_id=citizen.commune_id,
        action="citizen.reveal",
        subject_kind="citizen",
        subject_id=str(citizen.id),
        campaign_id=campaign.id,
        place_id=citizen.place_id,
        after={"phone": bool(citizen.phone_cipher), "personal_id": bool(citizen.personal_id_cipher)},
        reason=reason,
    )
