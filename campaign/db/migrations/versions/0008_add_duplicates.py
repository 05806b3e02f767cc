"""Pairs of people who may be one, merges with their way back, and which indexes find people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duplicate_pair",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'distinct', 'merged')", name=op.f("ck_duplicate_pair_state")),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_pair_ordered")),
        sa.CheckConstraint("score BETWEEN 0 AND 1000", name=op.f("ck_duplicate_pair_score")),
        sa.ForeignKeyConstraint(
            ["commune_id", "first_id"], ["citizen.commune_id", "citizen.id"], name="fk_duplicate_pair_first"
        ),
        sa.ForeignKeyConstraint(
            ["commune_id", "second_id"], ["citizen.commune_id", "citizen.id"], name="fk_duplicate_pair_second"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_duplicate_pair_decided_by")),
        sa.PrimaryKeyConstraint("commune_id", "first_id", "second_id", name=op.f("pk_duplicate_pair")),
    )
    op.create_index("ix_duplicate_pair_second", "duplicate_pair", ["commune_id", "second_id"], unique=False)
    op.create_index("ix_duplicate_pair_state", "duplicate_pair", ["commune_id", "state", "score"], unique=False)
    op.create_table(
        "citizen_merge",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("kept_version", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("moves", sa.Text(), server_default="[]", nullable=False),
        sa.Column("merged_by", sa.Integer(), nullable=True),
        sa.Column("merged_at", UtcDateTime(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_citizen_merge_two_people")),
        sa.ForeignKeyConstraint(
            ["commune_id", "gone_id"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merge_gone"
        ),
        sa.ForeignKeyConstraint(
            ["commune_id", "kept_id"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merge_kept"
        ),
        sa.ForeignKeyConstraint(["merged_by"], ["account.id"], name=op.f("fk_citizen_merge_merged_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_citizen_merge_undone_by")),
        sa.PrimaryKeyConstraint("commune_id", "id", name=op.f("pk_citizen_merge")),
    )
    op.create_index("ix_citizen_merge_gone", "citizen_merge", ["commune_id", "gone_id"], unique=False)
    op.create_index("ix_citizen_merge_kept", "citizen_merge", ["commune_id", "kept_id"], unique=False)
    op.create_index(
        "ix_citizen_birth_year",
        "citizen",
        ["commune_id", "birth_year", "place_id", "birth_date"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
    )
    op.create_index(
        "ix_citizen_name_fold",
        "citizen",
        ["commune_id", "name_fold", "birth_year"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
    )
    # Last digits are found in the index of names, which holds them too; nothing ever looked here.
    op.drop_index("ix_citizen_phone_last", table_name="citizen")
    op.drop_index("ix_citizen_personal_id_last", table_name="citizen")
