"""What the log says of something that belongs to a campaign and a place: its facts, and the event with its touch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from campaign.services.call import Event

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Change


def shown(prefix: str, columns: Mapping[str, object]) -> dict[str, object]:
    """Return columns as the log names them, without what is empty."""
    return {
        f"{prefix}_{name}": value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
        if value is not None and value != ""
    }


def log_at(
    change: Change,
    campaign: CampaignDefinition,
    place: Place,
    action: str,
    subject: uuid.UUID,
    *,
    kind: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Declare what was done with a subject of a kind, and tell every open page of the campaign."""
    change.log(
        Event(
            commune_id=place.commune_id,
            action=action,
            subject_kind=kind,
            subject_id=str(subject),
            campaign_id=campaign.id,
            place_id=place.id,
            before=before,
            after=after,
            reason=reason,
        )
    )
    change.touch(campaign.id)
