"""Whether a record may name an outreach day: what keeps the results of a day true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries.outreach import day_for_record
from campaign.domain.vocabulary import OutreachStatus
from campaign.errors import CampaignError

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.services.call import Change
    from campaign.services.recording import Ledger


def require_outreach(change: Change, ledger: Ledger, day_id: uuid.UUID | None, *, unit: Place, day: date) -> None:
    """Pass if a record may name an outreach day: one of the campaign, of that date, at its place or around it.

    Raises `outreach_day_unknown`, `outreach_cancelled`, `outreach_other_day`, `outreach_elsewhere`. One query, and
    none without a day.
    """
    if day_id is None:
        return
    if day_id not in ledger.outreach:
        ledger.outreach[day_id] = day_for_record(change.connection, day_id=day_id)
    found = ledger.outreach[day_id]
    if found is None or found.campaign_id != ledger.campaign.id or found.place.commune_id != unit.commune_id:
        raise CampaignError("outreach_day_unknown")
    if found.status is OutreachStatus.CANCELLED:
        raise CampaignError("outreach_cancelled", day=found.day, reason=found.cancel_reason)
    if found.day != day:
        raise CampaignError("outreach_other_day", held=found.day, day=day)
    if not unit.path.startswith(found.place.path):
        raise CampaignError("outreach_elsewhere", held=found.place.name, place=unit.name)
