"""Places: one tree for provinces, communes, villages and schools, with validity, succession and population.

A code alone never identifies a place (two thousand codes were reused in 2025), so the key is our own.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from campaign.db.base import UtcDateTime, bytewise, metadata, one_of, word
from campaign.domain.vocabulary import PlaceKind, PopulationGroup

place = Table(
    "place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", bytewise(32), nullable=False),
    Column("kind", word(PlaceKind), nullable=False),
    Column("parent_id", ForeignKey("place.id")),
    # The commune that this place is or lies in, 0 above: the first column of every table that grows with people.
    Column("commune_id", Integer, nullable=False),
    # "/12/345/6789/": scope is a prefix, and the ancestors of a roll-up are its parts.
    Column("path", bytewise(120), nullable=False),
    Column("name", String(200), nullable=False),
    Column("name_fold", bytewise(200), nullable=False),
    Column("sort_key", bytewise(400), nullable=False),
    Column("local_code", String(32)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("created_at", UtcDateTime, nullable=False),
    one_of("kind", PlaceKind),
    CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_range"),
    UniqueConstraint("code", "valid_from"),
    Index("ix_place_path", "path"),
    Index("ix_place_parent_id", "parent_id"),
    Index(
        "uq_place_live_name",
        "parent_id",
        "name_fold",
        unique=True,
        sqlite_where=text("valid_to IS NULL AND commune_id <> 0 AND commune_id <> id"),
        postgresql_where=text("valid_to IS NULL AND commune_id <> 0 AND commune_id <> id"),
    ),
)

place_population = Table(
    "place_population",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("population_group", word(PopulationGroup), primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    one_of("population_group", PopulationGroup),
    CheckConstraint("n >= 0", name="n"),
)

place_succession = Table(
    "place_succession",
    metadata,
    Column("old_id", ForeignKey("place.id"), primary_key=True),
    Column("new_id", ForeignKey("place.id"), primary_key=True),
    Column("effective_on", Date, nullable=False),
    Column("share", String(12), nullable=False),
    CheckConstraint("share IN ('whole', 'part_main', 'part')", name="share"),
    Index("ix_place_succession_new_id", "new_id"),
)
