"""Reading imports: those of a campaign or of places, one of them, its issues page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from campaign.db.queries.places import below
from campaign.db.tables import account, campaign, import_batch, import_issue, place
from campaign.domain.imports.issues import RowIssue
from campaign.domain.vocabulary import ImportKind, Severity

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBatch:
    """One import as stored, with the place that it was told of and who made and undid it."""

    id: uuid.UUID
    commune_id: int
    kind: ImportKind
    campaign_id: int | None
    campaign_slug: str | None
    place_id: int
    place_code: str
    place_name: str
    place_path: str
    file_name: str
    file_hash: str
    sheet: str | None
    columns: Mapping[str, tuple[str, ...]]
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    warnings: int
    created_by: str
    created_at: datetime
    undone_by: str
    undone_at: datetime | None


_MAKER, _UNDOER = account.alias("maker"), account.alias("undoer")
_BATCH = (
    select(
        import_batch,
        campaign.c.slug.label("campaign_slug"),
        place.c.code.label("place_code"),
        place.c.name.label("place_name"),
        place.c.path.label("place_path"),
        func.coalesce(_MAKER.c.full_name, "").label("maker"),
        func.coalesce(_UNDOER.c.full_name, "").label("undoer"),
    )
    .join(place, place.c.id == import_batch.c.place_id)
    .outerjoin(campaign, campaign.c.id == import_batch.c.campaign_id)
    .outerjoin(_MAKER, _MAKER.c.id == import_batch.c.created_by)
    .outerjoin(_UNDOER, _UNDOER.c.id == import_batch.c.undone_by)
)
_BY_ID = _BATCH.where(import_batch.c.id == bindparam("batch"))
_NEWEST_FIRST = (import_batch.c.created_at.desc(), import_batch.c.id.desc())


def batch_by_id(connection: Connection, *, batch_id: uuid.UUID) -> StoredBatch | None:
    """Return one import, or None."""
    row = connection.execute(_BY_ID, {"batch": batch_id}).first()
    return None if row is None else _stored(row)


def batches_of_campaign(connection: Connection, *, campaign_id: int) -> tuple[StoredBatch, ...]:
    """Return the imports into a campaign, newest first."""
    statement = _BATCH.where(import_batch.c.campaign_id == campaign_id).order_by(*_NEWEST_FIRST)
    return tuple(_stored(row) for row in connection.execute(statement))


def batches_of_places(connection: Connection, *, path: str) -> tuple[StoredBatch, ...]:
    """Return the imports of places below a place, newest first."""
    here = (import_batch.c.kind == ImportKind.PLACES.value, below(path))
    return tuple(_stored(row) for row in connection.execute(_BATCH.where(*here).order_by(*_NEWEST_FIRST)))


def issues(
    connection: Connection,
    *,
    batch_id: uuid.UUID,
    severity: Severity | None = None,
    code: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[RowIssue, ...]:
    """Return the issues of an import in the order of its file."""
    statement = (
        select(
            import_issue.c.sheet, import_issue.c.row, import_issue.c.heading, import_issue.c.code, import_issue.c.value
        )
        .where(*_filtered(batch_id, severity, code))
        .order_by(import_issue.c.position)
        .limit(limit)
        .offset(offset)
    )
    return tuple(RowIssue(*row) for row in connection.execute(statement))


def count_issues(
    connection: Connection, *, batch_id: uuid.UUID, severity: Severity | None = None, code: str | None = None
) -> int:
    """Return how many issues an import has under a filter."""
    statement = select(func.count()).select_from(import_issue).where(*_filtered(batch_id, severity, code))
    return int(connection.execute(statement).scalar_one())


def issue_counts(connection: Connection, *, batch_id: uuid.UUID) -> dict[tuple[Severity, str], int]:
    """Return how many issues an import has of each severity and code."""
    statement = (
        select(import_issue.c.severity, import_issue.c.code, func.count().label("n"))
        .where(import_issue.c.batch_id == batch_id)
        .group_by(import_issue.c.severity, import_issue.c.code)
    )
    return {(Severity(row.severity), row.code): row.n for row in connection.execute(statement)}


def _filtered(batch_id: uuid.UUID, severity: Severity | None, code: str | None) -> Sequence[ColumnElement[bool]]:
    wanted = [import_issue.c.batch_id == batch_id]
    if severity is not None:
        wanted.append(import_issue.c.severity == severity.value)
    if code is not None:
        wanted.append(import_issue.c.code == code)
    return wanted


def _stored(row: AnyRow) -> StoredBatch:
    return StoredBatch(
        id=row.id,
        commune_id=row.commune_id,
        kind=ImportKind(row.kind),
        campaign_id=row.campaign_id,
        campaign_slug=row.campaign_slug,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.place_path,
        file_name=row.file_name,
        file_hash=row.file_hash,
        sheet=row.sheet,
        columns={name: tuple(titles) for name, titles in json.loads(row.columns).items()},
        rows_read=row.rows_read,
        accepted=row.accepted,
        rejected=row.rejected,
        duplicates=row.duplicates,
        warnings=row.warnings,
        created_by=row.maker,
        created_at=row.created_at,
        undone_by=row.undoer,
        undone_at=row.undone_at,
    )
