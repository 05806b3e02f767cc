"""The public board of a campaign: whether everybody may see it, and whom they may call or write to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, false

from campaign.db.base import UtcDateTime, metadata

# No row is a board that was never opened: it is closed until an official opens it.
public_board = Table(
    "public_board",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("is_open", Boolean, nullable=False, server_default=false()),
    Column("hotline", String(200), nullable=False, server_default=""),
    Column("mailbox", String(200), nullable=False, server_default=""),
    Column("note", String(500), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("changed_by", ForeignKey("account.id")),
    Column("changed_at", UtcDateTime, nullable=False),
)
