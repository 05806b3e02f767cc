"""Models and initiatives, and who is registered for commendation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("lead_unit", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=True),
        sa.Column("recognised_by", sa.String(length=200), server_default="", nullable=False),
        *_life("initiative"),
        sa.CheckConstraint("kind IN ('model', 'initiative')", name=op.f("ck_initiative_kind")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_initiative_campaign_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_initiative_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    op.create_index("ix_initiative_campaign_id", "initiative", ["campaign_id", "place_id"], unique=False)
    op.create_table(
        "commendation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=200), server_default="", nullable=False),
        sa.Column("works", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=True),
        sa.Column("chosen_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("decision_number", sa.String(length=120), server_default="", nullable=False),
        *_life("commendation"),
        sa.CheckConstraint("kind IN ('collective', 'individual')", name=op.f("ck_commendation_kind")),
        sa.CheckConstraint("team_id IS NULL OR account_id IS NULL", name=op.f("ck_commendation_one_subject")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_commendation_campaign_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_commendation_place_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_commendation_team_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_commendation_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendation")),
    )
    op.create_index("ix_commendation_campaign_id", "commendation", ["campaign_id", "place_id"], unique=False)
    for subject in ("team", "account"):
        live = sa.text(f"withdrawn_at IS NULL AND {subject}_id IS NOT NULL")
        op.create_index(
            f"uq_commendation_{subject}",
            "commendation",
            ["campaign_id", f"{subject}_id"],
            unique=True,
            sqlite_where=live,
            postgresql_where=live,
        )


def _life(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdraw_reason", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdraw_reason <> ''", name=op.f(f"ck_{table}_withdraw_has_reason")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f(f"fk_{table}_created_by")),
    )
