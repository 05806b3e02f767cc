"""The schema of head, one module a subject; importing this package fills the shared metadata."""

from campaign.db.base import metadata
from campaign.db.tables.accounts import account, assignment, sign_in_session
from campaign.db.tables.audit import audit_event, audit_head
from campaign.db.tables.boards import public_board
from campaign.db.tables.boundaries import boundary_change, boundary_item, boundary_person, campaign_root
from campaign.db.tables.campaigns import (
    campaign,
    campaign_revision,
    commune_group,
    indicator,
    indicator_prerequisite,
    target,
)
from campaign.db.tables.documents import report_schedule
from campaign.db.tables.duplicates import citizen_merge, duplicate_pair
from campaign.db.tables.imports import import_batch, import_issue, import_item, import_mapping, import_row
from campaign.db.tables.initiatives import commendation, initiative
from campaign.db.tables.installation import installation
from campaign.db.tables.outreach import outreach_day, outreach_question, outreach_series, outreach_support
from campaign.db.tables.people import citizen, record
from campaign.db.tables.places import place, place_population, place_succession
from campaign.db.tables.progress import progress_day
from campaign.db.tables.reports import count_report, count_report_day, reporting_plan
from campaign.db.tables.teams import person_in_charge, team, team_member, view_as
from campaign.db.tables.templates import template

__all__ = [
    "account",
    "assignment",
    "audit_event",
    "audit_head",
    "boundary_change",
    "boundary_item",
    "boundary_person",
    "campaign",
    "campaign_revision",
    "campaign_root",
    "citizen",
    "citizen_merge",
    "commendation",
    "commune_group",
    "count_report",
    "count_report_day",
    "duplicate_pair",
    "import_batch",
    "import_issue",
    "import_item",
    "import_mapping",
    "import_row",
    "indicator",
    "indicator_prerequisite",
    "initiative",
    "installation",
    "metadata",
    "outreach_day",
    "outreach_question",
    "outreach_series",
    "outreach_support",
    "person_in_charge",
    "place",
    "place_population",
    "place_succession",
    "progress_day",
    "public_board",
    "record",
    "report_schedule",
    "reporting_plan",
    "sign_in_session",
    "target",
    "team",
    "team_member",
    "template",
    "view_as",
]
