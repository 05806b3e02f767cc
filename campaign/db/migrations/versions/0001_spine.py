"""The spine: places, campaigns, people, records, roll-ups, accounts and the audit chain.

Written out in full, never derived from the tables of head: a database of this version stays readable as those move on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from campaign.db.base import UtcDateTime, bytewise

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUSAL = "audit_event is append-only"


def upgrade() -> None:
    """Create the tables, and the triggers that keep the audit chain append-only."""
    op.create_table(
        "audit_head",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", name="pk_audit_head"),
    )
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_installation"),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", bytewise(32), nullable=False),
        sa.Column("kind", sa.String(length=21), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("path", bytewise(120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_fold", bytewise(200), nullable=False),
        sa.Column("sort_key", bytewise(400), nullable=False),
        sa.Column("local_code", sa.String(length=32), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('province', 'commune', 'ward', 'special_zone', 'village', 'residential_group', "
            "'school', 'agency', 'support_point')",
            name=op.f("ck_place_kind"),
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_place_valid_range")),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name="fk_place_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        sa.UniqueConstraint("code", "valid_from", name="uq_place_code_valid_from"),
    )
    op.create_index("ix_place_parent_id", "place", ["parent_id"], unique=False)
    op.create_index("ix_place_path", "place", ["path"], unique=False)
    op.create_index(
        "uq_place_live_name",
        "place",
        ["parent_id", "name_fold"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL AND commune_id <> 0 AND commune_id <> id"),
        postgresql_where=sa.text("valid_to IS NULL AND commune_id <> 0 AND commune_id <> id"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=13), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("language", sa.String(length=2), server_default="vi", nullable=False),
        sa.Column("failed_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("last_sign_in_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('vi', 'en')", name=op.f("ck_account_language")),
        sa.CheckConstraint(
            "role IN ('admin', 'official', 'team_lead', 'volunteer', 'leader', 'auditor')",
            name=op.f("ck_account_role"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_account_place_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("username", name="uq_account_username"),
    )
    op.create_index("ix_account_place_id", "account", ["place_id"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=14), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("template_key", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(length=11), nullable=False),
        sa.Column("plan_number", sa.String(length=120), nullable=True),
        sa.Column("ahead_factor", sa.Integer(), server_default="105", nullable=False),
        sa.Column("on_track_factor", sa.Integer(), server_default="95", nullable=False),
        sa.Column("at_risk_factor", sa.Integer(), server_default="80", nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("indicators_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("legal_basis IN ('duty', 'consent')", name=op.f("ck_campaign_legal_basis")),
        sa.CheckConstraint("status IN ('draft', 'open', 'closed', 'anonymised')", name=op.f("ck_campaign_status")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_dates")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_campaign_place_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("slug", name="uq_campaign_slug"),
    )
    op.create_index("ix_campaign_place_id", "campaign", ["place_id"], unique=False)
    op.create_table(
        "place_population",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("population_group", sa.String(length=14), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "population_group IN ('all', 'from_6', 'from_14', 'from_15', 'from_18', 'households')",
            name=op.f("ck_place_population_population_group"),
        ),
        sa.CheckConstraint("n >= 0", name=op.f("ck_place_population_n")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_place_population_place_id"),
        sa.PrimaryKeyConstraint("place_id", "population_group", "as_of", name="pk_place_population"),
    )
    op.create_table(
        "place_succession",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("share", sa.String(length=12), nullable=False),
        sa.CheckConstraint("share IN ('whole', 'part_main', 'part')", name=op.f("ck_place_succession_share")),
        sa.ForeignKeyConstraint(["new_id"], ["place.id"], name="fk_place_succession_new_id"),
        sa.ForeignKeyConstraint(["old_id"], ["place.id"], name="fk_place_succession_old_id"),
        sa.PrimaryKeyConstraint("old_id", "new_id", name="pk_place_succession"),
    )
    op.create_index("ix_place_succession_new_id", "place_succession", ["new_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_assignment_dates")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_assignment_account_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_assignment_place_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_account_id", "assignment", ["account_id"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("address", sa.String(length=64), server_default="", nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_audit_event_account_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_audit_event_campaign_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_audit_event_place_id"),
        sa.PrimaryKeyConstraint("commune_id", "seq", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_at", "audit_event", ["commune_id", "at"], unique=False)
    op.create_table(
        "campaign_revision",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_campaign_revision_campaign_id"),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_campaign_revision"),
    )
    op.create_table(
        "citizen",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("name_fold", bytewise(200), nullable=False),
        sa.Column("sort_key", bytewise(400), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=10), nullable=True),
        sa.Column("phone_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone_last", bytewise(4), nullable=True),
        sa.Column("personal_id_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("personal_id_index", sa.LargeBinary(), nullable=True),
        sa.Column("personal_id_last", bytewise(4), nullable=True),
        sa.Column("guardian_name", sa.String(length=200), nullable=True),
        sa.Column("consent", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "consent IN ('given', 'not_required', 'refused', 'withdrawn', 'unknown')",
            name=op.f("ck_citizen_consent"),
        ),
        sa.CheckConstraint("sex IN ('male', 'female')", name=op.f("ck_citizen_sex")),
        sa.CheckConstraint("birth_year BETWEEN 1880 AND 2200", name=op.f("ck_citizen_birth_year")),
        sa.ForeignKeyConstraint(
            ["commune_id", "merged_into"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merged_into"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_citizen_created_by"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_citizen_place_id"),
        sa.PrimaryKeyConstraint("commune_id", "id", name="pk_citizen"),
    )
    op.create_index(
        "ix_citizen_name",
        "citizen",
        ["commune_id", "place_id", "name_fold", "phone_last", "personal_id_last", "birth_year", "id"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=sa.text("merged_into IS NULL AND erased_at IS NULL"),
    )
    op.create_index("ix_citizen_personal_id_last", "citizen", ["commune_id", "personal_id_last"], unique=False)
    op.create_index("ix_citizen_phone_index", "citizen", ["commune_id", "phone_index"], unique=False)
    op.create_index("ix_citizen_phone_last", "citizen", ["commune_id", "phone_last"], unique=False)
    op.create_index(
        "uq_citizen_personal_id",
        "citizen",
        ["commune_id", "personal_id_index"],
        unique=True,
        sqlite_where=sa.text("personal_id_index IS NOT NULL AND merged_into IS NULL"),
        postgresql_where=sa.text("personal_id_index IS NOT NULL AND merged_into IS NULL"),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=13), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("short_vi", sa.String(length=60), nullable=False),
        sa.Column("short_en", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("guardian_below", sa.Integer(), nullable=True),
        sa.Column("population_group", sa.String(length=14), nullable=True),
        sa.Column("unit_vi", sa.String(length=60), nullable=False),
        sa.Column("unit_en", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "kind IN ('step', 'all_steps', 'reached', 'count', 'ratio')", name=op.f("ck_indicator_kind")
        ),
        sa.CheckConstraint(
            "population_group IN ('all', 'from_6', 'from_14', 'from_15', 'from_18', 'households')",
            name=op.f("ck_indicator_population_group"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_indicator_campaign_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("campaign_id", "key", name="uq_indicator_campaign_id_key"),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("address", sa.String(length=64), server_default="", nullable=False),
        sa.Column("agent", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_sign_in_session_account_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_session"),
    )
    op.create_index("ix_sign_in_session_account_id", "sign_in_session", ["account_id"], unique=False)
    op.create_table(
        "indicator_prerequisite",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("requires_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_indicator_prerequisite_indicator_id"),
        sa.ForeignKeyConstraint(["requires_id"], ["indicator.id"], name="fk_indicator_prerequisite_requires_id"),
        sa.PrimaryKeyConstraint("indicator_id", "requires_id", name="pk_indicator_prerequisite"),
    )
    op.create_table(
        "progress_day",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=18), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('completed', 'already_had', 'assisted', 'refused', 'unreachable', 'not_applicable')",
            name=op.f("ck_progress_day_status"),
        ),
        sa.CheckConstraint("n >= 0", name=op.f("ck_progress_day_n")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_progress_day_campaign_id"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_progress_day_indicator_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_progress_day_place_id"),
        sa.PrimaryKeyConstraint("campaign_id", "place_id", "indicator_id", "status", "day", name="pk_progress_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        sa.Column("commune_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=18), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("device_at", UtcDateTime(), nullable=False),
        sa.Column("server_at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=17), nullable=False),
        sa.Column("save_id", sa.Uuid(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "channel IN ('home_visit', 'support_point', 'school', 'outreach_day', 'online', 'import')",
            name=op.f("ck_record_channel"),
        ),
        sa.CheckConstraint(
            "status IN ('completed', 'already_had', 'assisted', 'refused', 'unreachable', 'not_applicable')",
            name=op.f("ck_record_status"),
        ),
        sa.CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_record_void_has_reason")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_record_account_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_record_campaign_id"),
        sa.ForeignKeyConstraint(
            ["commune_id", "citizen_id"], ["citizen.commune_id", "citizen.id"], name="fk_record_citizen"
        ),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_record_indicator_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_record_place_id"),
        sa.ForeignKeyConstraint(["voided_by"], ["account.id"], name="fk_record_voided_by"),
        sa.PrimaryKeyConstraint("commune_id", "id", name="pk_record"),
    )
    op.create_index("ix_record_account_day", "record", ["commune_id", "account_id", "day"], unique=False)
    op.create_index("ix_record_save", "record", ["commune_id", "save_id"], unique=False)
    op.create_index(
        "uq_record_live",
        "record",
        ["commune_id", "campaign_id", "citizen_id", "indicator_id"],
        unique=True,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("population_group", sa.String(length=14), nullable=True),
        sa.Column("population_as_of", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("superseded_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('count', 'percent')", name=op.f("ck_target_kind")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_target_amount")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_target_campaign_id"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_target_indicator_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_target_place_id"),
        sa.ForeignKeyConstraint(["set_by"], ["account.id"], name="fk_target_set_by"),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
        sa.UniqueConstraint(
            "campaign_id",
            "place_id",
            "indicator_id",
            "due_on",
            "version",
            name="uq_target_campaign_id_place_id_indicator_id_due_on_version",
        ),
    )
    op.create_index(
        "uq_target_current",
        "target",
        ["campaign_id", "place_id", "indicator_id", "due_on"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_event_no_{event.lower()} BEFORE {event} ON audit_event "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()"
    )
