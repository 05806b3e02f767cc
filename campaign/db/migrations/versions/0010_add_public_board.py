"""The public board, closed until an official opens it; and the groups in which a province compares its communes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_board",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hotline", sa.String(length=200), server_default="", nullable=False),
        sa.Column("mailbox", sa.String(length=200), server_default="", nullable=False),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_public_board_campaign_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_public_board_changed_by")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_public_board")),
    )
    op.create_table(
        "commune_group",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_commune_group_campaign_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_commune_group_place_id")),
        sa.PrimaryKeyConstraint("campaign_id", "place_id", name=op.f("pk_commune_group")),
    )
