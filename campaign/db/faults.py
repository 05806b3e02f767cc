"""What a database refuses, as a code that people can act on.

Constraint names and the faults of both engines become a `CampaignError`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from campaign.db.base import metadata
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

# Constraint -> code. A constraint that is not named here can only be broken by a fault of ours.
CODES = {
    "pk_record": "already_saved",
    "uq_record_live": "already_recorded",
    "pk_citizen": "already_saved",
    "uq_citizen_personal_id": "id_taken",
    "uq_campaign_slug": "slug_taken",
    "uq_account_username": "username_taken",
    "uq_team_live_name": "team_name_taken",
    "pk_team_member": "team_member_already",
    "uq_person_in_charge_current": "in_charge_changed_meanwhile",
    "uq_place_code_valid_from": "place_code_taken",
    "uq_place_live_name": "place_name_taken",
    "pk_count_report": "report_changed_meanwhile",
    "pk_outreach_day": "already_saved",
    "pk_outreach_series": "already_saved",
    "pk_initiative": "already_saved",
    "pk_commendation": "already_saved",
    "uq_commendation_team": "commendation_taken",
    "uq_commendation_account": "commendation_taken",
    "uq_template_key_version": "template_changed_meanwhile",
    "uq_target_current": "target_changed_meanwhile",
    "uq_target_campaign_id_place_id_indicator_id_due_on_version": "target_changed_meanwhile",
}

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (\w+)")


def translate(error: SQLAlchemyError) -> CampaignError | None:
    """Return the refusal that a database error stands for, or None if it is a fault of the program."""
    if isinstance(error, IntegrityError):
        name = constraint_name(error)
        return CampaignError(CODES[name]) if name in CODES else None
    if isinstance(error, PoolTimeoutError):
        return CampaignError("database_busy")
    if isinstance(error, (OperationalError, DBAPIError)):
        text = str(error.orig).lower()
        for fragment, code in _FAULTS:
            if fragment in text:
                return CampaignError(code)
        if error.connection_invalidated:
            return CampaignError("database_unreachable")
    return None


# Fragments of what SQLite and PostgreSQL say, most telling first.
_FAULTS = (
    ("readonly database", "database_read_only"),
    ("read-only transaction", "database_read_only"),
    ("database is locked", "database_busy"),
    ("lock timeout", "database_busy"),
    ("statement timeout", "database_busy"),
    ("deadlock detected", "database_busy"),
    ("too many clients", "database_busy"),
    ("connection slots", "database_busy"),
    ("disk is full", "database_full"),
    ("no space left", "database_full"),
    ("unable to open database", "database_unreachable"),
    ("file is not a database", "database_unreadable"),
    ("malformed", "database_unreadable"),
    ("connection refused", "database_unreachable"),
    ("could not connect", "database_unreachable"),
    ("failed to resolve host", "database_unreachable"),
    ("connection timeout", "database_unreachable"),
    ("does not exist", "database_not_ready"),
    ("connection failed", "database_unreachable"),
    ("connection to server", "database_unreachable"),
    ("terminating connection", "database_unreachable"),
    ("server closed the connection", "database_unreachable"),
    ("no such table", "database_not_ready"),
    ("no such column", "database_not_ready"),
    # A file stores any text, a server does not: what is too long for its column, or holds a NUL.
    ("value too long", "text_not_storable"),
    ("cannot contain nul", "text_not_storable"),
)


def constraint_name(error: IntegrityError) -> str | None:
    """Return the name of the broken constraint on either engine."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    text = str(error.orig)
    if found := _SQLITE_UNIQUE.search(text):
        return _unique_names().get(frozenset(part.strip() for part in found.group(1).split(",")), found.group(1))
    if found := _SQLITE_CHECK.search(text):
        return found.group(1)
    return None


def _unique_names() -> dict[frozenset[str], str]:
    """Map the columns that SQLite names to our constraint; a partial unique index wins over none."""
    names: dict[frozenset[str], str] = {}
    for table in metadata.tables.values():
        keys = [table.primary_key, *(c for c in table.constraints if isinstance(c, UniqueConstraint))]
        named = [(str(key.name), key.columns) for key in keys]
        named += [(str(index.name), index.columns) for index in table.indexes if index.unique]
        for name, columns in named:
            names[frozenset(f"{table.name}.{column.name}" for column in columns)] = name
    return names
