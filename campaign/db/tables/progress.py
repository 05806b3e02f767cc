"""Roll-ups: what the screens read instead of the records, so that their cost does not grow with people."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table

from campaign.db.base import metadata, one_of, word
from campaign.domain.vocabulary import StepStatus

# Kept for the leaf place and every ancestor up to the campaign's root, in the transaction of the record.
progress_day = Table(
    "progress_day",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("indicator_id", ForeignKey("indicator.id"), primary_key=True),
    Column("status", word(StepStatus), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    one_of("status", StepStatus),
    CheckConstraint("n >= 0", name="n"),
    sqlite_with_rowid=False,
)
