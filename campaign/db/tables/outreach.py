"""Outreach days ("ra quân"): the calendar, what recurs, who gives what, what people asked.

What was done on a day is never stored here: it is counted from the records that name the day.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import OutreachKind, OutreachStatus, SupportKind

_TIMES = (
    "(starts_at IS NULL OR starts_at BETWEEN 0 AND 1439) AND "
    "(ends_at IS NULL OR (starts_at IS NOT NULL AND ends_at > starts_at AND ends_at <= 1440))"
)

outreach_series = Table(
    "outreach_series",
    metadata,
    # Made by the client, so that the same form sent twice is one series.
    Column("id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    # An RFC 5545 rule that ends ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231").
    Column("rule", String(300), nullable=False),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_outreach_series_campaign_id", "campaign_id"),
)

outreach_day = Table(
    "outreach_day",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("series_id", ForeignKey("outreach_series.id")),
    Column("kind", word(OutreachKind), nullable=False),
    Column("title", String(200), nullable=False),
    Column("day", Date, nullable=False),
    # Minutes after local midnight; NULL is "all day".
    Column("starts_at", Integer),
    Column("ends_at", Integer),
    Column("venue", String(200), nullable=False, server_default=""),
    Column("team_id", ForeignKey("team.id")),
    # Who leads the day; for a dialogue, who chairs it.
    Column("led_by", String(200), nullable=False, server_default=""),
    Column("status", word(OutreachStatus), nullable=False),
    Column("attendance", Integer),
    Column("notes", String(2000), nullable=False, server_default=""),
    Column("left_to_do", String(2000), nullable=False, server_default=""),
    Column("cancel_reason", String(500), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    one_of("kind", OutreachKind),
    one_of("status", OutreachStatus),
    CheckConstraint(_TIMES, name="times"),
    CheckConstraint("attendance >= 0", name="attendance"),
    CheckConstraint("status <> 'cancelled' OR cancel_reason <> ''", name="cancel_has_reason"),
    Index("ix_outreach_day_day", "campaign_id", "day"),
    Index("ix_outreach_day_place_id", "place_id", "day"),
)

# What a partner gives for a day, in kind and number: never money, never a person's data.
outreach_support = Table(
    "outreach_support",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outreach_day_id", ForeignKey("outreach_day.id"), nullable=False),
    Column("partner", String(200), nullable=False),
    Column("kind", word(SupportKind), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("note", String(200), nullable=False, server_default=""),
    one_of("kind", SupportKind),
    CheckConstraint("amount >= 1", name="amount"),
    Index("ix_outreach_support_outreach_day_id", "outreach_day_id"),
)

# What people asked at a dialogue: answered there, or outstanding until somebody answers.
outreach_question = Table(
    "outreach_question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outreach_day_id", ForeignKey("outreach_day.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", String(1000), nullable=False),
    Column("answer", String(1000), nullable=False, server_default=""),
    Column("answered_on", Date),
    Index("ix_outreach_question_outreach_day_id", "outreach_day_id"),
)
