"""Reported numbers of count and ratio indicators, and their roll-ups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reporting_plan",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.String(length=11), nullable=False),
        sa.Column("cut_off", sa.Integer(), server_default="1140", nullable=False),
        sa.CheckConstraint("level IN ('commune', 'unit')", name=op.f("ck_reporting_plan_level")),
        sa.CheckConstraint("cut_off BETWEEN 0 AND 1440", name=op.f("ck_reporting_plan_cut_off")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reporting_plan_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_reporting_plan")),
    )
    op.create_table(
        "count_report",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=13), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("denominator", sa.Integer(), nullable=True),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("save_id", sa.Uuid(), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_reason", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'returned') OR submitted_at IS NOT NULL", name=op.f("ck_count_report_submitted")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'returned', 'approved', 'locked')", name=op.f("ck_count_report_status")
        ),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_count_report_denominator")),
        sa.CheckConstraint("n >= 0", name=op.f("ck_count_report_n")),
        sa.CheckConstraint("published >= 0", name=op.f("ck_count_report_published")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_count_report_campaign_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_count_report_decided_by")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_count_report_indicator_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_count_report_place_id")),
        sa.ForeignKeyConstraint(["reported_by"], ["account.id"], name=op.f("fk_count_report_reported_by")),
        sa.PrimaryKeyConstraint("campaign_id", "place_id", "indicator_id", "day", name=op.f("pk_count_report")),
    )
    op.create_index("ix_count_report_day", "count_report", ["campaign_id", "day", "place_id"], unique=False)
    op.create_index("ix_count_report_status", "count_report", ["campaign_id", "status", "place_id"], unique=False)
    op.create_table(
        "count_report_day",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("denominator", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_count_report_day_denominator")),
        sa.CheckConstraint("n >= 0", name=op.f("ck_count_report_day_n")),
        sa.CheckConstraint("reports >= 0", name=op.f("ck_count_report_day_reports")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_count_report_day_campaign_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_count_report_day_indicator_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_count_report_day_place_id")),
        sa.PrimaryKeyConstraint("campaign_id", "place_id", "indicator_id", "day", name=op.f("pk_count_report_day")),
        sqlite_with_rowid=False,
    )
