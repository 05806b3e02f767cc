"""What imports of places and of targets have in common: the answer, the batch as stored, and a batch sent twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from campaign.db.operations.import_lists import insert_items
from campaign.db.queries.batches import batch_by_id
from campaign.domain.imports.grids import ListRow, ListTable
from campaign.domain.vocabulary import Severity
from campaign.errors import CampaignError
from campaign.services.call import Event
from campaign.services.imports import storing
from campaign.services.imports.request import ImportRequest
from campaign.services.imports.results import ImportResult
from campaign.services.imports.storing import Destination

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.db import Connection
    from campaign.domain.imports.columns import SourceTable
    from campaign.domain.imports.sheets import RawFile
    from campaign.services.call import Call, Change

R = TypeVar("R", bound=ListRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDryRun(Generic[R]):
    """What an import of places or targets would do, and the file as it was understood."""

    request: ImportRequest = field(repr=False)
    result: ImportResult
    file: RawFile = field(repr=False)
    table: ListTable[R] = field(repr=False)
    # Which version of each target the dry run saw (0: none).
    seen: Mapping[tuple[int, str, date], int] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows of the file, each with what is wrong with it."""
        return self.table.rows

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that nobody knows."""
        return self.table.unknown

    @property
    def refused(self) -> tuple[SourceTable, ...]:
        """The file's tables with the refused rows only."""
        return self.refused_by(self.result)

    def refused_by(self, result: ImportResult) -> tuple[SourceTable, ...]:
        """Return the rows that an answer refuses: an import may refuse more than its dry run."""
        refused = {(i.sheet, i.row) for i in result.issues if i.severity is Severity.ERROR}
        return self.table.only([row for row in self.rows if (row.sheet, row.number) in refused])

    @property
    def file_hash(self) -> str:
        """The SHA-256 of the file."""
        return self.file.file_hash


def looked(
    *, request: ImportRequest, file: RawFile, table: ListTable[R], on_rows: Callable[[int, int], None] | None
) -> ListDryRun[R]:
    """Return a dry run of a file whose rows are judged; `on_rows` is told that all of them are done."""
    if on_rows is not None:
        on_rows(len(table.rows), len(table.rows))
    return ListDryRun(request=request, result=answer(table), file=file, table=table)


def answer(table: ListTable[R]) -> ImportResult:
    """Return the contract's numbers of a list."""
    rejected = sum(row.refused for row in table.rows)
    duplicates = sum(row.known and not row.refused for row in table.rows)
    return ImportResult(
        rows_read=len(table.rows),
        accepted=len(table.rows) - rejected - duplicates,
        rejected=rejected,
        duplicates=duplicates,
        warnings=sum(row.doubtful for row in table.rows),
        batch=None,
        columns=table.columns,
        issues=tuple(issue for row in table.rows for issue in row.issues),
    )


def store_batch(
    call: Call,
    change: Change,
    *,
    batch_id: UUID,
    to: Destination,
    dry_run: ListDryRun[R],
    result: ImportResult,
    items: Sequence[tuple[str, int]],
) -> ImportResult:
    """Store what an import brought, with its one event, and return the answer with the batch's id."""
    request = dry_run.request
    source = storing.Source(name=request.file_name, file_hash=dry_run.file_hash, sheet=request.sheet)
    storing.store_batch(call, change.connection, batch_id=batch_id, to=to, source=source, result=result)
    insert_items(change.connection, batch_id=batch_id, items=items)
    change.log(
        Event(
            commune_id=to.commune_id,
            action="import.run",
            subject_kind="import",
            subject_id=str(batch_id),
            campaign_id=to.campaign_id,
            place_id=to.place.id,
            after={
                "file": dry_run.file_hash,
                "rows": result.rows_read,
                "added": result.accepted,
                "rejected": result.rejected,
                "duplicates": result.duplicates,
            },
        )
    )
    return replace(result, batch=batch_id)


def stored_before(connection: Connection, *, batch_id: UUID, to: Destination) -> ImportResult | None:
    """Return the answer of a batch that was stored already; raises `batch_unknown` for an id of something else."""
    found = batch_by_id(connection, batch_id=batch_id)
    if found is None:
        return None
    if (found.kind, found.place_id, found.campaign_id) != (to.kind, to.place.id, to.campaign_id):
        raise CampaignError("batch_unknown", batch=str(batch_id))
    return storing.stored_answer(connection, found)
