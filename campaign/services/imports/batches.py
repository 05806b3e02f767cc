"""The imports that were made: who, when, which file, what came of it; and the issues of one of them, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.imports.issues import RowIssue
from campaign.domain.vocabulary import ImportKind, Severity

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import as stored; `undone_at` None while it stands."""

    id: UUID
    kind: ImportKind
    campaign_slug: str | None
    place_code: str
    place_name: str
    file_name: str
    file_hash: str
    sheet: str | None
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    warnings: int
    created_by: str
    created_at: datetime
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """Some issues of a batch, and how many there are in all under the same filter."""

    issues: tuple[RowIssue, ...]
    total: int


def batches(*, call: Call, slug: str | None = None, place_code: str | None = None) -> tuple[Batch, ...]:
    """Return the imports of a campaign (people, targets) or of a place (places), newest first.

    Raises `campaign_unknown`, `place_unknown`, `not_permitted`.
    """
    raise NotImplementedError(call, slug, place_code)


def issues(
    *,
    call: Call,
    batch_id: UUID,
    severity: Severity | None = None,
    code: str | None = None,
    page: int = 1,
    page_size: int = 50,
) -> IssuePage:
    """Return one page of a batch's issues, in the order of the file; raises `batch_unknown`, `not_permitted`."""
    raise NotImplementedError(call, batch_id, severity, code, page, page_size)
