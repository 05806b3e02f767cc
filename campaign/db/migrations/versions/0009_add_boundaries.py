"""Places that moved: the change, what it carried along, where people and campaigns stood before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boundary_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("carried", sa.String(length=2000), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split', 'communes')", name=op.f("ck_boundary_change_kind")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_boundary_change_made_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_boundary_change_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boundary_change")),
    )
    op.create_index("ix_boundary_change_commune_id", "boundary_change", ["commune_id", "made_at"], unique=False)
    op.create_table(
        "boundary_item",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("was", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["boundary_change.id"], name=op.f("fk_boundary_item_change_id")),
        sa.PrimaryKeyConstraint("change_id", "subject", "subject_id", name=op.f("pk_boundary_item")),
    )
    op.create_table(
        "boundary_person",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["boundary_change.id"], name=op.f("fk_boundary_person_change_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_boundary_person_place_id")),
        sa.PrimaryKeyConstraint("commune_id", "change_id", "citizen_id", name=op.f("pk_boundary_person")),
    )
    op.create_index("ix_boundary_person_change_id", "boundary_person", ["change_id", "citizen_id"], unique=False)
    op.create_table(
        "campaign_root",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_root_campaign_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_campaign_root_place_id")),
        sa.PrimaryKeyConstraint("campaign_id", "place_id", name=op.f("pk_campaign_root")),
    )
