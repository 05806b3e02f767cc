"""Places that moved: what was decided, what it carried along, and the way back.

Who became whom stands in `place_succession`; here stands what followed the places, so that it can be undone.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid

from campaign.db.base import UtcDateTime, metadata

boundary_change = Table(
    "boundary_change",
    metadata,
    # Made by the client, so that the same form sent twice is one change.
    Column("id", Uuid, primary_key=True),
    Column("kind", String(12), nullable=False),
    # The commune in which the new places lie.
    Column("commune_id", Integer, nullable=False),
    # The first day of the new places; the old ones end on the day before.
    Column("effective_on", Date, nullable=False),
    Column("reason", String(500), nullable=False),
    # What it carried, as JSON, for the list of changes.
    Column("carried", String(2000), nullable=False),
    Column("made_by", ForeignKey("account.id")),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone_by", ForeignKey("account.id")),
    Column("undone_at", UtcDateTime),
    CheckConstraint("kind IN ('merge', 'split', 'communes')", name="kind"),
    Index("ix_boundary_change_commune_id", "commune_id", "made_at"),
)

# Everything but people that a change made or moved; `was` is what stood there before, NULL for what it made.
boundary_item = Table(
    "boundary_item",
    metadata,
    Column("change_id", ForeignKey("boundary_change.id"), primary_key=True),
    Column("subject", String(16), primary_key=True),
    Column("subject_id", String(36), primary_key=True),
    Column("was", String(300)),
)

# Where everybody stood before the change.
boundary_person = Table(
    "boundary_person",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    Column("change_id", ForeignKey("boundary_change.id"), primary_key=True),
    Column("citizen_id", Uuid, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Index("ix_boundary_person_change_id", "change_id", "citizen_id"),
)

# Where a campaign stood before its own place went into another: reports of those days are read from there.
campaign_root = Table(
    "campaign_root",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    Column("place_id", ForeignKey("place.id"), primary_key=True, autoincrement=False),
    # The first day of the place that came after it.
    Column("until", Date, nullable=False),
)
