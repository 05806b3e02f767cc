"""The imports that were made: who, when, which file, what came of it; and the issues of one of them, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import batches as queries
from campaign.db.queries.batches import StoredBatch
from campaign.db.queries.places import place_by_code
from campaign.domain.imports.issues import RowIssue
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import Severity
from campaign.errors import CampaignError
from campaign.services.imports.results import ImportResult
from campaign.services.imports.storing import stored_answer
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.db import Connection
    from campaign.services.call import Call

__all__ = ["Batch", "IssuePage", "batch", "batches", "issue_counts", "issues"]

Batch = StoredBatch


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """Some issues of a batch, and how many there are in all under the same filter."""

    issues: tuple[RowIssue, ...]
    total: int


def batches(*, call: Call, slug: str | None = None, place_code: str | None = None) -> tuple[Batch, ...]:
    """Return the imports of a campaign (people, targets), or of places below a place, newest first (2 queries).

    Raises `campaign_unknown`, `place_unknown`, `not_permitted`.
    """
    call.require(Action.IMPORT, None)
    with call.read() as connection:
        if slug is not None:
            campaign = campaign_in_scope(call, connection, slug=slug, action=Action.IMPORT)
            found = queries.batches_of_campaign(connection, campaign_id=campaign.id)
            return tuple(batch for batch in found if _seen(call, batch))
        place = place_by_code(connection, code=place_code or "")
        if place is None:
            raise CampaignError("place_unknown", place=place_code)
        call.require(Action.IMPORT, place.path)
        return queries.batches_of_places(connection, path=place.path)


def batch(*, call: Call, batch_id: UUID) -> Batch:
    """Return one import; raises `batch_unknown`, `not_permitted`."""
    with call.read() as connection:
        return batch_in_scope(call, connection, batch_id=batch_id)


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
    with call.read() as connection:
        batch_in_scope(call, connection, batch_id=batch_id)
        total = queries.count_issues(connection, batch_id=batch_id, severity=severity, code=code)
        shown = queries.issues(
            connection,
            batch_id=batch_id,
            severity=severity,
            code=code,
            limit=page_size,
            offset=(max(page, 1) - 1) * page_size,
        )
    return IssuePage(issues=shown, total=total)


def issue_counts(*, call: Call, batch_id: UUID) -> dict[tuple[Severity, str], int]:
    """Return how many issues a batch has of each severity and code; raises `batch_unknown`, `not_permitted`."""
    with call.read() as connection:
        batch_in_scope(call, connection, batch_id=batch_id)
        return queries.issue_counts(connection, batch_id=batch_id)


def batch_in_scope(call: Call, connection: Connection, *, batch_id: UUID) -> Batch:
    """Return an import that the viewer may handle; raises `not_permitted` without the right, `batch_unknown`."""
    call.require(Action.IMPORT, None)
    found = queries.batch_by_id(connection, batch_id=batch_id)
    if found is None or not _seen(call, found):
        raise CampaignError("batch_unknown")
    return found


def stored_result(call: Call, connection: Connection, *, batch_id: UUID) -> ImportResult | None:
    """Return the answer of an import that was stored before, or None; raises `batch_unknown` for somebody else's."""
    if queries.batch_by_id(connection, batch_id=batch_id) is None:
        return None
    return stored_answer(connection, batch_in_scope(call, connection, batch_id=batch_id))


def _seen(call: Call, found: Batch) -> bool:
    return allowed(role=call.viewer.role, action=Action.IMPORT, scope=call.viewer.scope, path=found.place_path)
