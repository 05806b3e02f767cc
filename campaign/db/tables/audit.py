"""The audit chain: append-only, hash-chained, one chain a commune so that communes do not wait for each other."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from campaign.db.base import UtcDateTime, metadata

# Triggers of migration 0001 refuse UPDATE and DELETE on both engines.
audit_event = Table(
    "audit_event",
    metadata,
    # 0 is the installation's own chain (accounts above communes, schema, reference data).
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", ForeignKey("account.id")),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject_kind", String(32), nullable=False),
    Column("subject_id", String(64), nullable=False),
    Column("campaign_id", ForeignKey("campaign.id")),
    Column("place_id", ForeignKey("place.id")),
    # JSON text with sorted keys, personal values masked; text so that both engines hash the same bytes.
    Column("before", Text),
    Column("after", Text),
    Column("reason", String(500), nullable=False, server_default=""),
    Column("address", String(64), nullable=False, server_default=""),
    Column("previous_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_audit_event_at", "commune_id", "at"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
