"""Which documents of a campaign are written to the folder every week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_schedule",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(length=8), nullable=False),
        sa.Column("parts", sa.String(length=60), nullable=False),
        sa.Column("written_until", sa.Date(), nullable=True),
        sa.Column("trouble", sa.String(length=300), server_default="", nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("profile IN ('ubnd', 'doan')", name=op.f("ck_report_schedule_profile")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_report_schedule_weekday")),
        sa.CheckConstraint("parts <> ''", name=op.f("ck_report_schedule_parts")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_report_schedule_campaign_id")),
        sa.ForeignKeyConstraint(["set_by"], ["account.id"], name=op.f("fk_report_schedule_set_by")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_report_schedule")),
    )
