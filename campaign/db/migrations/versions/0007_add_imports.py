"""Imported lists: batches, their rows and issues, and how a commune names its columns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime, bytewise

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(kind = 'places') = (campaign_id IS NULL)", name=op.f("ck_import_batch_campaign_of_kind")),
        sa.CheckConstraint("kind IN ('citizens', 'places', 'targets')", name=op.f("ck_import_batch_kind")),
        sa.CheckConstraint("rows_read = accepted + rejected + duplicates", name=op.f("ck_import_batch_rows_add_up")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_import_batch_campaign_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_import_batch_created_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_import_batch_place_id")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_import_batch_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index("ix_import_batch_campaign_id", "import_batch", ["campaign_id", "created_at"], unique=False)
    op.create_index("ix_import_batch_commune_id", "import_batch", ["commune_id", "created_at"], unique=False)
    op.create_index("ix_import_batch_file_hash", "import_batch", ["file_hash"], unique=False)
    op.create_table(
        "import_issue",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("heading", sa.String(length=300), server_default="", nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=11), nullable=False),
        sa.Column("value", sa.String(length=200), server_default="", nullable=False),
        sa.CheckConstraint("severity IN ('error', 'warning', 'notice')", name=op.f("ck_import_issue_severity")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_issue_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_import_issue")),
    )
    op.create_table(
        "import_row",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("nth", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=13), nullable=False),
        sa.Column("filled", sa.Text(), nullable=True),
        sa.CheckConstraint("outcome IN ('added', 'completed', 'known')", name=op.f("ck_import_row_outcome")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_import_row_campaign_id")),
        sa.ForeignKeyConstraint(
            ["commune_id", "citizen_id"], ["citizen.commune_id", "citizen.id"], name="fk_import_row_citizen"
        ),
        sa.PrimaryKeyConstraint("commune_id", "campaign_id", "content", "nth", name=op.f("pk_import_row")),
    )
    op.create_index("ix_import_row_batch_id", "import_row", ["batch_id"], unique=False)
    op.create_index("ix_import_row_citizen", "import_row", ["commune_id", "citizen_id"], unique=False)
    op.create_table(
        "import_item",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("subject IN ('place', 'target')", name=op.f("ck_import_item_subject")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_item_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "subject", "subject_id", name=op.f("pk_import_item")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("heading", bytewise(300), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('citizens', 'places', 'targets')", name=op.f("ck_import_mapping_kind")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_import_mapping_place_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_import_mapping_saved_by")),
        sa.PrimaryKeyConstraint("place_id", "kind", "heading", name=op.f("pk_import_mapping")),
    )
    # Removing somebody whom an import brought asks who was merged into them; few are, and the index holds only those.
    op.create_index(
        "ix_citizen_merged_into",
        "citizen",
        ["commune_id", "merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
