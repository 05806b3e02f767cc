"""Reported numbers of count and ratio indicators, and their roll-ups. A number nobody reported has no row: never 0."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import ReportLevel, ReportStatus

# How the numbers of a campaign are reported; a campaign that counts steps alone has no row.
reporting_plan = Table(
    "reporting_plan",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("level", word(ReportLevel), nullable=False),
    # Minutes after local midnight: a day's numbers are sent by then (19:00 = 1140); later ones are marked late.
    Column("cut_off", Integer, nullable=False, server_default="1140"),
    one_of("level", ReportLevel),
    CheckConstraint("cut_off BETWEEN 0 AND 1440", name="cut_off"),
)

# What one unit reports for one indicator and one day: the number of that day, not a running total.
count_report = Table(
    "count_report",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("indicator_id", ForeignKey("indicator.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("status", word(ReportStatus), nullable=False),
    # The number, or a ratio's numerator.
    Column("n", Integer, nullable=False),
    # A ratio's denominator; NULL for a count.
    Column("denominator", Integer),
    # The percentage that the unit itself publishes, in hundredths (93,39 % = 9339); kept beside the recomputed one.
    Column("published", Integer),
    Column("note", String(500), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("save_id", Uuid, nullable=False),
    Column("reported_by", ForeignKey("account.id")),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("decided_by", ForeignKey("account.id")),
    Column("decided_at", UtcDateTime),
    # Why it was returned or unlocked.
    Column("decision_reason", String(500), nullable=False, server_default=""),
    one_of("status", ReportStatus),
    CheckConstraint("n >= 0", name="n"),
    CheckConstraint("denominator >= 0", name="denominator"),
    CheckConstraint("published >= 0", name="published"),
    CheckConstraint("status IN ('draft', 'returned') OR submitted_at IS NOT NULL", name="submitted"),
    Index("ix_count_report_day", "campaign_id", "day", "place_id"),
    Index("ix_count_report_status", "campaign_id", "status", "place_id"),
)

# Sums of approved and locked numbers, kept for the unit and every ancestor up to the campaign's root.
count_report_day = Table(
    "count_report_day",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("indicator_id", ForeignKey("indicator.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("denominator", Integer, nullable=False),
    # How many units' numbers are in the sum: 0 is "no data", which is not a sum of 0.
    Column("reports", Integer, nullable=False),
    CheckConstraint("n >= 0", name="n"),
    CheckConstraint("denominator >= 0", name="denominator"),
    CheckConstraint("reports >= 0", name="reports"),
    sqlite_with_rowid=False,
)
