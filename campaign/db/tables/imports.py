"""Imported lists: batches with what they brought and what was wrong, and how a commune names its columns.

A refused row is not kept, only its place in the file and what was wrong; numbers stand there masked.
"""

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

from campaign.db.base import UtcDateTime, bytewise, metadata, one_of, word
from campaign.domain.vocabulary import ImportKind, RowOutcome, Severity

import_batch = Table(
    "import_batch",
    metadata,
    # Made by the client, so that the same file sent twice in one breath is one batch.
    Column("id", Uuid, primary_key=True),
    # The commune whose audit chain tells of it, 0 above communes.
    Column("commune_id", Integer, nullable=False),
    Column("kind", word(ImportKind), nullable=False),
    # People and targets belong to a campaign; places do not.
    Column("campaign_id", ForeignKey("campaign.id")),
    # Where rows go that name no place: the campaign's own place or a smaller one; for places, their parent.
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("file_name", String(200), nullable=False),
    # SHA-256 of the file, in hexadecimal.
    Column("file_hash", String(64), nullable=False),
    Column("sheet", String(200)),
    # Our column -> the file's headings that fed it, as JSON.
    Column("columns", Text, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("undone_by", ForeignKey("account.id")),
    Column("undone_at", UtcDateTime),
    one_of("kind", ImportKind),
    CheckConstraint("rows_read = accepted + rejected + duplicates", name="rows_add_up"),
    CheckConstraint("(kind = 'places') = (campaign_id IS NULL)", name="campaign_of_kind"),
    Index("ix_import_batch_campaign_id", "campaign_id", "created_at"),
    Index("ix_import_batch_commune_id", "commune_id", "created_at"),
    Index("ix_import_batch_file_hash", "file_hash"),
)

import_issue = Table(
    "import_issue",
    metadata,
    Column("batch_id", ForeignKey("import_batch.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    # NULL for a CSV, which has no sheets; the row is the number that Excel shows.
    Column("sheet", String(200)),
    Column("row", Integer),
    Column("heading", String(300), nullable=False, server_default=""),
    Column("code", String(40), nullable=False),
    Column("severity", word(Severity), nullable=False),
    Column("value", String(200), nullable=False, server_default=""),
    one_of("severity", Severity),
)

import_row = Table(
    "import_row",
    metadata,
    Column("commune_id", Integer, primary_key=True, autoincrement=False),
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True, autoincrement=False),
    # A keyed digest of the row's normalised content: the n-th row with it is the n-th person.
    Column("content", LargeBinary, primary_key=True),
    Column("nth", Integer, primary_key=True, autoincrement=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("batch_id", ForeignKey("import_batch.id"), nullable=False),
    Column("outcome", word(RowOutcome), nullable=False),
    # The columns of the person that were empty and that this row filled, as JSON; NULL when it filled none.
    Column("filled", Text),
    one_of("outcome", RowOutcome),
    ForeignKeyConstraint(
        ["commune_id", "citizen_id"], ["citizen.commune_id", "citizen.id"], name="fk_import_row_citizen"
    ),
    Index("ix_import_row_batch_id", "batch_id"),
    Index("ix_import_row_citizen", "commune_id", "citizen_id"),
)

# What an import of places or targets brought; what it brought of people stands in import_row and in their records.
import_item = Table(
    "import_item",
    metadata,
    Column("batch_id", ForeignKey("import_batch.id"), primary_key=True),
    Column("subject", String(12), primary_key=True),
    Column("subject_id", Integer, primary_key=True, autoincrement=False),
    CheckConstraint("subject IN ('place', 'target')", name="subject"),
)

import_mapping = Table(
    "import_mapping",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("kind", word(ImportKind), primary_key=True),
    # The folded heading as the commune's lists write it.
    Column("heading", bytewise(300), primary_key=True),
    # Our column's name; "" for a heading that the commune leaves out.
    Column("column", String(80), nullable=False),
    Column("saved_by", ForeignKey("account.id")),
    Column("saved_at", UtcDateTime, nullable=False),
    one_of("kind", ImportKind),
)
