"""What imports of places and of targets have in common: the answer, the batch as stored, and a batch sent twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from campaign.db.operations.import_lists import insert_list_batch
from campaign.db.queries.import_lists import batch_issues, list_batch
from campaign.domain.imports.grids import ListRow, ListTable
from campaign.domain.vocabulary import Severity
from campaign.errors import CampaignError
from campaign.services.call import Event
from campaign.services.imports.request import ImportRequest
from campaign.services.imports.results import ImportResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.imports.columns import SourceTable
    from campaign.domain.imports.issues import RowIssue
    from campaign.domain.imports.sheets import RawFile
    from campaign.domain.vocabulary import ImportKind
    from campaign.services.call import Call, Change

R = TypeVar("R", bound=ListRow)
# As much as the columns hold.
_HEADING: Final = 300
_VALUE: Final = 200


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a list goes: the commune whose log tells of it, the campaign (None for places), the place."""

    kind: ImportKind
    place: Place
    commune_id: int
    campaign_id: int | None = None


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
    insert_list_batch(
        change.connection,
        batch={"id": batch_id, **_batch_row(call, to, dry_run, result)},
        issues=[_issue_row(issue) for issue in result.issues],
        items=items,
    )
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


def _batch_row(call: Call, to: Destination, dry_run: ListDryRun[R], result: ImportResult) -> dict[str, object]:
    return {
        "commune_id": to.commune_id,
        "kind": to.kind.value,
        "campaign_id": to.campaign_id,
        "place_id": to.place.id,
        "file_name": dry_run.request.file_name,
        "file_hash": dry_run.file_hash,
        "sheet": dry_run.request.sheet,
        "columns": json.dumps(dict(result.columns), ensure_ascii=False),
        "rows_read": result.rows_read,
        "accepted": result.accepted,
        "rejected": result.rejected,
        "duplicates": result.duplicates,
        "warnings": result.warnings,
        "created_by": call.viewer.account_id,
        "created_at": call.moment.now,
    }


def _issue_row(issue: RowIssue) -> dict[str, object]:
    return {
        "sheet": issue.sheet,
        "row": issue.row,
        "heading": issue.heading[:_HEADING],
        "code": issue.code,
        "severity": issue.severity.value,
        "value": issue.value[:_VALUE],
    }


def stored_before(connection: Connection, *, batch_id: UUID, to: Destination) -> ImportResult | None:
    """Return the answer of a batch that was stored already; raises `batch_unknown` for an id of something else."""
    found = list_batch(connection, batch_id=batch_id)
    if found is None:
        return None
    if (found.kind, found.place_id, found.campaign_id) != (to.kind, to.place.id, to.campaign_id):
        raise CampaignError("batch_unknown", batch=str(batch_id))
    return ImportResult(
        rows_read=found.rows_read,
        accepted=found.accepted,
        rejected=found.rejected,
        duplicates=found.duplicates,
        warnings=found.warnings,
        batch=batch_id,
        columns=found.columns,
        issues=batch_issues(connection, batch_id=batch_id),
        repeated=True,
    )
