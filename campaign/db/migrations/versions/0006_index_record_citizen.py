"""One person's records, found without reading the commune's."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_record_citizen", "record", ["commune_id", "citizen_id"], unique=False)
