"""Documents that are written by the clock: which files of a campaign go to the folder, on which weekday."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, String, Table

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import ReportProfile

report_schedule = Table(
    "report_schedule",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("is_on", Boolean, nullable=False),
    # Monday is 0; the files of a week are written on this day for the seven days before it.
    Column("weekday", Integer, nullable=False),
    Column("profile", word(ReportProfile), nullable=False),
    # Which files, by their endings, with commas between ("docx,xlsx,txt").
    Column("parts", String(60), nullable=False),
    # The last day of the newest week that was written, and why the last try failed ("" when it did not).
    Column("written_until", Date),
    Column("trouble", String(300), nullable=False, server_default=""),
    Column("set_by", ForeignKey("account.id")),
    Column("set_at", UtcDateTime, nullable=False),
    one_of("profile", ReportProfile),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("parts <> ''", name="parts"),
)
