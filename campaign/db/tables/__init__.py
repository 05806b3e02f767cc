"""The schema of head, one module a subject; importing this package fills the shared metadata."""

from campaign.db.base import metadata
from campaign.db.tables.accounts import account, assignment, sign_in_session
from campaign.db.tables.audit import audit_event, audit_head
from campaign.db.tables.campaigns import (
    campaign,
    campaign_revision,
    indicator,
    indicator_prerequisite,
    target,
)
from campaign.db.tables.installation import installation
from campaign.db.tables.people import citizen, record
from campaign.db.tables.places import place, place_population, place_succession
from campaign.db.tables.progress import progress_day

__all__ = [
    "account",
    "assignment",
    "audit_event",
    "audit_head",
    "campaign",
    "campaign_revision",
    "citizen",
    "indicator",
    "indicator_prerequisite",
    "installation",
    "metadata",
    "place",
    "place_population",
    "place_succession",
    "progress_day",
    "record",
    "sign_in_session",
    "target",
]
