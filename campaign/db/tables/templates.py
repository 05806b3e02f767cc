"""Campaign templates that officials made in the app; those of the product come from `data/reference/templates.toml`."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from campaign.db.base import UtcDateTime, bytewise, metadata

# Every version stays: a campaign names the one that it began with.
template = Table(
    "template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", bytewise(64), nullable=False),
    Column("version", Integer, nullable=False),
    # Who may use it: this place and everything below; NULL is the whole country.
    Column("place_id", ForeignKey("place.id")),
    Column("name_vi", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("days", Integer, nullable=False),
    # The indicators as JSON, in the shape of the file's [[indicators]]; read and checked by campaign.domain.templates.
    Column("content", Text, nullable=False),
    # "digital_citizen_2026/1": what it was copied from, "" for a new one.
    Column("based_on", String(80), nullable=False, server_default=""),
    Column("reason", String(500), nullable=False, server_default=""),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("retired_at", UtcDateTime),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("days BETWEEN 1 AND 1100", name="days"),
    UniqueConstraint("key", "version"),
    Index("ix_template_place_id", "place_id"),
)
