"""Teams, who is in charge of a village, looking as somebody else, and since when an account may idle."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime, bytewise

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_fold", bytewise(200), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('digital_team', 'youth_union', 'police', 'school', 'other')", name=op.f("ck_team_kind")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["account.id"], name=op.f("fk_team_lead_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_team_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_index(
        "uq_team_live_name",
        "team",
        ["place_id", "name_fold"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "team_member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("left_on IS NULL OR left_on >= joined_on", name=op.f("ck_team_member_dates")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_team_member_account_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id")),
        sa.PrimaryKeyConstraint("team_id", "account_id", "joined_on", name=op.f("pk_team_member")),
    )
    op.create_index("ix_team_member_account_id", "team_member", ["account_id"], unique=False)
    op.create_table(
        "person_in_charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_person_in_charge_dates")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_person_in_charge_account_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_person_in_charge_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_in_charge")),
    )
    op.create_index("ix_person_in_charge_account_id", "person_in_charge", ["account_id"], unique=False)
    op.create_index(
        "uq_person_in_charge_current",
        "person_in_charge",
        ["place_id"],
        unique=True,
        sqlite_where=sa.text("ends_on IS NULL"),
        postgresql_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "view_as",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_view_as_account_id")),
        sa.ForeignKeyConstraint(["token_hash"], ["sign_in_session.token_hash"], name=op.f("fk_view_as_token_hash")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_view_as")),
    )
    op.add_column("account", sa.Column("enabled_at", UtcDateTime(), nullable=True))
