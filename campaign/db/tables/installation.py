"""Facts about this installation: the key's fingerprint, the version of the reference data, whether it is the sample."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from campaign.db.base import metadata

installation = Table(
    "installation",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(200), nullable=False),
)
