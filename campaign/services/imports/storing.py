"""The batch of an import, the same for people, places and targets: stored with its issues, and read again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.operations import imports as operations
from campaign.db.queries import batches as queries
from campaign.services.imports.results import ImportResult

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.batches import StoredBatch
    from campaign.db.queries.places import Place
    from campaign.domain.vocabulary import ImportKind
    from campaign.services.call import Call

# As much as the columns hold.
SHORT: Final = 200
_HEADING: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a list goes: the commune whose log tells of it, the campaign (None for places), the place."""

    kind: ImportKind
    place: Place
    commune_id: int
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that a list came in; `sheet` is the only one that was read, None for all."""

    name: str
    file_hash: str
    sheet: str | None


def store_batch(
    call: Call, connection: Connection, *, batch_id: UUID, to: Destination, source: Source, result: ImportResult
) -> None:
    """Insert a batch with everything that was wrong with its rows."""
    operations.insert_batch(
        connection,
        {
            "id": batch_id,
            "commune_id": to.commune_id,
            "kind": to.kind.value,
            "campaign_id": to.campaign_id,
            "place_id": to.place.id,
            "file_name": source.name[:SHORT],
            "file_hash": source.file_hash,
            "sheet": source.sheet[:SHORT] if source.sheet else None,
            "columns": json.dumps(dict(result.columns), ensure_ascii=False),
            "rows_read": result.rows_read,
            "accepted": result.accepted,
            "rejected": result.rejected,
            "duplicates": result.duplicates,
            "warnings": result.warnings,
            "created_by": call.viewer.account_id,
            "created_at": call.moment.now,
        },
    )
    operations.insert_issues(
        connection,
        [
            (
                batch_id,
                position,
                issue.sheet[:SHORT] if issue.sheet else None,
                issue.row,
                issue.heading[:_HEADING],
                issue.code,
                issue.severity.value,
                issue.value[:SHORT],
            )
            for position, issue in enumerate(result.issues)
        ],
    )


def stored_answer(connection: Connection, batch: StoredBatch) -> ImportResult:
    """Return what an import answered when it was stored."""
    return ImportResult(
        rows_read=batch.rows_read,
        accepted=batch.accepted,
        rejected=batch.rejected,
        duplicates=batch.duplicates,
        warnings=batch.warnings,
        batch=batch.id,
        columns=batch.columns,
        issues=queries.issues(connection, batch_id=batch.id),
        repeated=True,
    )
