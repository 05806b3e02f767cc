"""What every write to a model, an initiative or a registration checks: the campaign, the place, and the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.db.queries import initiatives as queries
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.permissions import allowed
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    import uuid

    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

MAX_LINE: Final = 200
MAX_NAME: Final = 300
MAX_TEXT: Final = 2000
MAX_EVIDENCE: Final = 1000
MAX_REASON: Final = 500
MAX_NUMBER: Final = 120
_SHOWN: Final = 60
# Models are recognised and people commended when the work is done, so a closed campaign still takes both.
OPEN_FOR: Final = frozenset({CampaignStatus.DRAFT, CampaignStatus.OPEN, CampaignStatus.CLOSED})


def campaign_to_register(
    call: Call, connection: Connection, slug: str, action: Action = Action.REGISTER_INITIATIVES
) -> CampaignDefinition:
    """Return a campaign that takes registrations; raises `not_permitted`, `campaign_unknown`, `campaign_anonymised`."""
    campaign = campaign_in_scope(call, connection, slug=slug, action=action)
    if campaign.status not in OPEN_FOR:
        raise CampaignError("campaign_anonymised", name=campaign.name)
    return campaign


def place_to_register(call: Call, connection: Connection, campaign: CampaignDefinition, place_id: int) -> Place:
    """Return the place where something is registered.

    Raises `place_unknown`, `place_outside_campaign`, `not_permitted`.
    """
    place = place_by_id(connection, place_id=place_id)
    if place is None:
        raise CampaignError("place_unknown")
    if not campaign.holds(place.path):
        raise CampaignError("place_outside_campaign", place=place.name)
    call.require(Action.REGISTER_INITIATIVES, place.path)
    return place


def may_register(call: Call, campaign: CampaignDefinition, path: str) -> bool:
    """Whether the viewer may register something at a place now."""
    viewer = call.viewer
    return (
        campaign.status in OPEN_FOR
        and not viewer.seen_by
        and campaign.holds(path)
        and allowed(role=viewer.role, action=Action.REGISTER_INITIATIVES, scope=viewer.scope, path=path)
    )


def one_line(text: str, limit: int = MAX_LINE) -> str:
    """Return a text in one line; raises `text_too_long`."""
    return limited(" ".join(text.split()), limit)


def limited(text: str, limit: int) -> str:
    """Return a text without blanks around it; raises `text_too_long`."""
    stripped = text.strip()
    if len(stripped) > limit:
        raise CampaignError("text_too_long", text=stripped[:_SHOWN], limit=limit)
    return stripped


def reason_of(text: str) -> str:
    """Return a reason; raises `reason_missing`, `text_too_long`."""
    reason = limited(text, MAX_REASON)
    if not reason:
        raise CampaignError("reason_missing")
    return reason


def changed_meanwhile(
    change: Change, *, code: str, commune_id: int, subject_kind: str, own: uuid.UUID
) -> CampaignError:
    """Return the refusal of a change that somebody else was faster with: who, and when."""
    by, at = queries.last_change(change.connection, commune_id=commune_id, subject_kind=subject_kind, subject=own)
    return CampaignError(code, by=by, at=at)
