"""Importing a list of people: a dry run that writes nothing, then one transaction that writes all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.domain.imports.columns import SourceTable
from campaign.services.imports.request import ImportRequest
from campaign.services.imports.results import ImportResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from campaign.services.call import Call

__all__ = ["DryRun", "ImportRequest", "ImportResult", "dry_run", "run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do.

    `refused` are the file's tables with the refused rows only, `unknown` the headings that nobody knows.
    """

    request: ImportRequest = field(repr=False)
    result: ImportResult
    refused: tuple[SourceTable, ...] = field(repr=False)
    unknown: tuple[str, ...]
    file_hash: str


def dry_run(*, call: Call, request: ImportRequest, on_rows: Callable[[int, int], None] | None = None) -> DryRun:
    """Say what an import would do; nothing is written. `on_rows` is told (rows done, of how many).

    Raises `file_empty`, `file_unreadable`, `file_encrypted`, `file_too_large`, `header_missing`, `campaign_unknown`,
    `campaign_draft`, `campaign_closed`, `place_unknown`, `place_outside_campaign`, `not_permitted`.
    """
    raise NotImplementedError(call, request, on_rows)


def run(
    *, call: Call, dry_run: DryRun, batch_id: UUID, on_rows: Callable[[int, int], None] | None = None
) -> ImportResult:
    """Write what a dry run found, against the people as they are now; all of it or nothing.

    `batch_id` is made by the client: the same batch sent twice is one. Codes as `dry_run`.
    """
    raise NotImplementedError(call, dry_run, batch_id, on_rows)
