"""People who may be one: pairs found beforehand with what was decided about them, and merges with their way back."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import DuplicateState

duplicate_pair = Table(
    "duplicate_pair",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    # The smaller id first, so that two people are one pair.
    Column("first_id", Uuid, primary_key=True),
    Column("second_id", Uuid, primary_key=True),
    # 0 to 1000, the most alike highest; why, as codes parted by commas.
    Column("score", Integer, nullable=False),
    Column("reasons", String(200), nullable=False),
    Column("state", word(DuplicateState), nullable=False),
    # Why they are two people ("người khác").
    Column("reason", String(500), nullable=False, server_default=""),
    Column("found_at", UtcDateTime, nullable=False),
    Column("decided_by", ForeignKey("account.id")),
    Column("decided_at", UtcDateTime),
    one_of("state", DuplicateState),
    CheckConstraint("first_id < second_id", name="ordered"),
    CheckConstraint("score BETWEEN 0 AND 1000", name="score"),
    ForeignKeyConstraint(
        ["commune_id", "first_id"], ["citizen.commune_id", "citizen.id"], name="fk_duplicate_pair_first"
    ),
    ForeignKeyConstraint(
        ["commune_id", "second_id"], ["citizen.commune_id", "citizen.id"], name="fk_duplicate_pair_second"
    ),
    Index("ix_duplicate_pair_state", "commune_id", "state", "score"),
    Index("ix_duplicate_pair_second", "commune_id", "second_id"),
)

citizen_merge = Table(
    "citizen_merge",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    # Made by the client: the same merge sent twice is one.
    Column("id", Uuid, primary_key=True),
    Column("kept_id", Uuid, nullable=False),
    Column("gone_id", Uuid, nullable=False),
    Column("reason", String(500), nullable=False, server_default=""),
    # The kept entry's version that the merge made: of several merges into one entry, the last is taken back first.
    Column("kept_version", Integer, nullable=False),
    # What the kept entry held before in the fields that the other one filled, sealed; for the way back.
    Column("before", LargeBinary),
    # As JSON, for every record that the other entry brought: [its id, its copy with the kept entry or null when the
    # kept entry's own record stood, the kept entry's record that the copy took the place of or null].
    Column("moves", Text, nullable=False, server_default="[]"),
    Column("merged_by", ForeignKey("account.id")),
    Column("merged_at", UtcDateTime, nullable=False),
    Column("undone_by", ForeignKey("account.id")),
    Column("undone_at", UtcDateTime),
    CheckConstraint("kept_id <> gone_id", name="two_people"),
    ForeignKeyConstraint(["commune_id", "kept_id"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merge_kept"),
    ForeignKeyConstraint(["commune_id", "gone_id"], ["citizen.commune_id", "citizen.id"], name="fk_citizen_merge_gone"),
    Index("ix_citizen_merge_kept", "commune_id", "kept_id"),
    Index("ix_citizen_merge_gone", "commune_id", "gone_id"),
)
