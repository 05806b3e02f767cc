"""Outreach days with what recurs, who gives what and what people asked; a record may name its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=300), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_outreach_series_campaign_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_outreach_series_created_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_outreach_series_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_series")),
    )
    op.create_index("ix_outreach_series_campaign_id", "outreach_series", ["campaign_id"], unique=False)
    op.create_table(
        "outreach_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=23), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.Integer(), nullable=True),
        sa.Column("venue", sa.String(length=200), server_default="", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("led_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("status", sa.String(length=13), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("left_to_do", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("cancel_reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('wednesday_online', 'saturday_for_people', 'training_session', 'visit', 'dialogue', 'other')",
            name=op.f("ck_outreach_day_kind"),
        ),
        sa.CheckConstraint(
            "status <> 'cancelled' OR cancel_reason <> ''", name=op.f("ck_outreach_day_cancel_has_reason")
        ),
        sa.CheckConstraint("status IN ('planned', 'held', 'cancelled')", name=op.f("ck_outreach_day_status")),
        sa.CheckConstraint(
            "(starts_at IS NULL OR starts_at BETWEEN 0 AND 1439) AND "
            "(ends_at IS NULL OR (starts_at IS NOT NULL AND ends_at > starts_at AND ends_at <= 1440))",
            name=op.f("ck_outreach_day_times"),
        ),
        sa.CheckConstraint("attendance >= 0", name=op.f("ck_outreach_day_attendance")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_outreach_day_campaign_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_outreach_day_created_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_outreach_day_place_id")),
        sa.ForeignKeyConstraint(["series_id"], ["outreach_series.id"], name=op.f("fk_outreach_day_series_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_outreach_day_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_day")),
    )
    op.create_index("ix_outreach_day_day", "outreach_day", ["campaign_id", "day"], unique=False)
    op.create_index("ix_outreach_day_place_id", "outreach_day", ["place_id", "day"], unique=False)
    op.create_table(
        "outreach_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outreach_day_id", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('wifi_point', 'sim_card', 'gift', 'equipment', 'other')", name=op.f("ck_outreach_support_kind")
        ),
        sa.CheckConstraint("amount >= 1", name=op.f("ck_outreach_support_amount")),
        sa.ForeignKeyConstraint(
            ["outreach_day_id"], ["outreach_day.id"], name=op.f("fk_outreach_support_outreach_day_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_support")),
    )
    op.create_index("ix_outreach_support_outreach_day_id", "outreach_support", ["outreach_day_id"], unique=False)
    op.create_table(
        "outreach_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outreach_day_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=1000), nullable=False),
        sa.Column("answer", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outreach_day_id"], ["outreach_day.id"], name=op.f("fk_outreach_question_outreach_day_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_question")),
    )
    op.create_index("ix_outreach_question_outreach_day_id", "outreach_question", ["outreach_day_id"], unique=False)
    op.add_column("record", sa.Column("outreach_day_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_record_outreach_day_id",
        "record",
        ["commune_id", "outreach_day_id"],
        unique=False,
        sqlite_where=sa.text("outreach_day_id IS NOT NULL"),
        postgresql_where=sa.text("outreach_day_id IS NOT NULL"),
    )
