"""Citizens and the records of what was done with them.

Both tables grow with people, so the commune's id leads their keys: they can be partitioned by it, and nothing above
notices.
Never stored: ethnicity, religion, poverty status, card photos, passwords, account numbers, home coordinates.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    text,
)

from campaign.db.base import UtcDateTime, bytewise, metadata, one_of, word
from campaign.domain.vocabulary import Channel, Consent, Sex, StepStatus

citizen = Table(
    "citizen",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("full_name", String(200), nullable=False),
    Column("name_fold", bytewise(200), nullable=False),
    Column("sort_key", bytewise(400), nullable=False),
    Column("birth_date", Date),
    Column("birth_year", Integer),
    Column("sex", word(Sex)),
    # Encrypted with AES-GCM; the keyed index finds a number without opening any, the last digits are for people.
    Column("phone_cipher", LargeBinary),
    Column("phone_index", LargeBinary),
    Column("phone_last", bytewise(4)),
    Column("personal_id_cipher", LargeBinary),
    Column("personal_id_index", LargeBinary),
    Column("personal_id_last", bytewise(4)),
    Column("guardian_name", String(200)),
    Column("consent", word(Consent), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("merged_into", Uuid),
    Column("erased_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", ForeignKey("account.id")),
    one_of("sex", Sex),
    one_of("consent", Consent),
    CheckConstraint("birth_year BETWEEN 1880 AND 2200", name="birth_year"),
    ForeignKeyConstraint(
        ["commune_id", "merged_into"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merged_into"
    ),
    # Everything that the record screen searches by, so that a commune is searched without reading its people.
    Index(
        "ix_citizen_name",
        "commune_id",
        "place_id",
        "name_fold",
        "phone_last",
        "personal_id_last",
        "birth_year",
        "id",
        sqlite_where=text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=text("merged_into IS NULL AND erased_at IS NULL"),
    ),
    # People who may be one are looked for by their name anywhere in the commune, by year of birth in a village, and by
    # day of birth, which the index answers without reading the commune's people of that year.
    Index(
        "ix_citizen_name_fold",
        "commune_id",
        "name_fold",
        "birth_year",
        sqlite_where=text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=text("merged_into IS NULL AND erased_at IS NULL"),
    ),
    Index(
        "ix_citizen_birth_year",
        "commune_id",
        "birth_year",
        "place_id",
        "birth_date",
        sqlite_where=text("merged_into IS NULL AND erased_at IS NULL"),
        postgresql_where=text("merged_into IS NULL AND erased_at IS NULL"),
    ),
    # Removing an entry asks who was merged into it.
    Index(
        "ix_citizen_merged_into",
        "commune_id",
        "merged_into",
        sqlite_where=text("merged_into IS NOT NULL"),
        postgresql_where=text("merged_into IS NOT NULL"),
    ),
    Index("ix_citizen_phone_index", "commune_id", "phone_index"),
    Index(
        "uq_citizen_personal_id",
        "commune_id",
        "personal_id_index",
        unique=True,
        sqlite_where=text("personal_id_index IS NOT NULL AND merged_into IS NULL"),
        postgresql_where=text("personal_id_index IS NOT NULL AND merged_into IS NULL"),
    ),
)

record = Table(
    "record",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    # Made by the client, so that the same record sent twice is one record.
    Column("id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("indicator_id", ForeignKey("indicator.id"), nullable=False),
    Column("status", word(StepStatus), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("device_at", UtcDateTime, nullable=False),
    Column("server_at", UtcDateTime, nullable=False),
    Column("account_id", ForeignKey("account.id")),
    Column("channel", word(Channel), nullable=False),
    # One tap of "save" may make several records; undo takes them back together.
    Column("save_id", Uuid, nullable=False),
    Column("replaces_id", Uuid),
    # The outreach day on which it was done. No foreign key: it would rebuild the largest table of a running
    # installation; the service takes the id from the day itself, and a day is never deleted.
    Column("outreach_day_id", Uuid),
    Column("voided_at", UtcDateTime),
    Column("voided_by", ForeignKey("account.id")),
    Column("void_reason", String(500)),
    ForeignKeyConstraint(["commune_id", "citizen_id"], ["citizen.commune_id", "citizen.id"], name="fk_record_citizen"),
    one_of("status", StepStatus),
    one_of("channel", Channel),
    CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_has_reason"),
    Index(
        "uq_record_live",
        "commune_id",
        "campaign_id",
        "citizen_id",
        "indicator_id",
        unique=True,
        sqlite_where=text("voided_at IS NULL"),
        postgresql_where=text("voided_at IS NULL"),
    ),
    # Everything that was ever recorded for one person: the live records have their unique index, the voided ones not.
    Index("ix_record_citizen", "commune_id", "citizen_id"),
    Index("ix_record_save", "commune_id", "save_id"),
    Index("ix_record_account_day", "commune_id", "account_id", "day"),
    # What was done on one outreach day, found without reading the commune's records.
    Index(
        "ix_record_outreach_day_id",
        "commune_id",
        "outreach_day_id",
        sqlite_where=text("outreach_day_id IS NOT NULL"),
        postgresql_where=text("outreach_day_id IS NOT NULL"),
    ),
)
