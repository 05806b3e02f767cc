"""Campaigns, what they count, and the targets they were given."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, LegalBasis, PopulationGroup, TargetKind

campaign = Table(
    "campaign",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("status", word(CampaignStatus), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("template_key", String(64), nullable=False),
    Column("template_version", Integer, nullable=False),
    Column("legal_basis", word(LegalBasis), nullable=False),
    Column("plan_number", String(120)),
    # The three factors of the pace words, in hundredths: settings of the campaign (domain § 10).
    Column("ahead_factor", Integer, nullable=False, server_default="105"),
    Column("on_track_factor", Integer, nullable=False, server_default="95"),
    Column("at_risk_factor", Integer, nullable=False, server_default="80"),
    # Synthetic data says on every screen that it is synthetic.
    Column("synthetic", Boolean, nullable=False, server_default=false()),
    # Moves with every change of the indicators, so that a process may keep them and ask for this number alone.
    Column("indicators_version", Integer, nullable=False, server_default="1"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    one_of("status", CampaignStatus),
    one_of("legal_basis", LegalBasis),
    CheckConstraint("ends_on >= starts_on", name="dates"),
    Index("ix_campaign_place_id", "place_id"),
)

# A row of its own, because it is the one row that every write of a campaign touches.
campaign_revision = Table(
    "campaign_revision",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)

# Communes that are fairly compared with each other ("nhóm xã", as the province's plan names them).
commune_group = Table(
    "commune_group",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("name", String(60), nullable=False),
)

indicator = Table(
    "indicator",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("key", String(64), nullable=False),
    Column("kind", word(IndicatorKind), nullable=False),
    Column("name_vi", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("short_vi", String(60), nullable=False),
    Column("short_en", String(60), nullable=False),
    Column("position", Integer, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("age_from", Integer),
    Column("age_to", Integer),
    Column("guardian_below", Integer),
    Column("population_group", word(PopulationGroup)),
    Column("unit_vi", String(60), nullable=False),
    Column("unit_en", String(60), nullable=False),
    one_of("kind", IndicatorKind),
    one_of("population_group", PopulationGroup),
    UniqueConstraint("campaign_id", "key"),
)

indicator_prerequisite = Table(
    "indicator_prerequisite",
    metadata,
    Column("indicator_id", ForeignKey("indicator.id"), primary_key=True),
    Column("requires_id", ForeignKey("indicator.id"), primary_key=True),
)

target = Table(
    "target",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("indicator_id", ForeignKey("indicator.id"), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", word(TargetKind), nullable=False),
    # People for a count target, hundredths of a percent for a percentage (8.000 = 80,00 %). NULL takes a target back.
    Column("amount", Integer),
    Column("population_group", word(PopulationGroup)),
    Column("population_as_of", Date),
    Column("reason", String(500), nullable=False, server_default=""),
    Column("set_by", ForeignKey("account.id")),
    Column("set_at", UtcDateTime, nullable=False),
    Column("superseded_at", UtcDateTime),
    one_of("kind", TargetKind),
    CheckConstraint("amount >= 0", name="amount"),
    UniqueConstraint("campaign_id", "place_id", "indicator_id", "due_on", "version"),
    Index(
        "uq_target_current",
        "campaign_id",
        "place_id",
        "indicator_id",
        "due_on",
        unique=True,
        sqlite_where=text("superseded_at IS NULL"),
        postgresql_where=text("superseded_at IS NULL"),
    ),
)
