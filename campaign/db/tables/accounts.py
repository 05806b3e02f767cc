"""Accounts, their signed-in sessions (only the token's hash), and who is assigned to which village."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
)

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import Role

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username", String(64), nullable=False, unique=True),
    Column("full_name", String(200), nullable=False),
    Column("role", word(Role), nullable=False),
    # NULL is the whole country (an administrator of the installation).
    Column("place_id", ForeignKey("place.id")),
    Column("password_hash", String(200), nullable=False),
    Column("must_change_password", Boolean, nullable=False, server_default=false()),
    Column("language", String(2), nullable=False, server_default="vi"),
    Column("failed_count", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcDateTime),
    Column("disabled_at", UtcDateTime),
    # When it was last opened again: 45 idle days are counted from here, the last sign-in or the making.
    Column("enabled_at", UtcDateTime),
    Column("last_sign_in_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    one_of("role", Role),
    CheckConstraint("language IN ('vi', 'en')", name="language"),
    Index("ix_account_place_id", "place_id"),
)

sign_in_session = Table(
    "sign_in_session",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("address", String(64), nullable=False, server_default=""),
    Column("agent", String(200), nullable=False, server_default=""),
    Index("ix_sign_in_session_account_id", "account_id"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
    Index("ix_assignment_account_id", "account_id"),
)
