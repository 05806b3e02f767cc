"""The refused rows of an import as the same sheets with a column "Lý do": a clerk mends them and imports them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from campaign.domain.imports.columns import SourceTable
    from campaign.domain.imports.issues import RowIssue


def write_rejected(
    *,
    tables: Sequence[SourceTable],
    refused: Mapping[tuple[str | None, int], Sequence[RowIssue]],
    path: Path,
) -> int:
    """Write the refused rows to an .xlsx file and return their number.

    `tables` are those of the layout; `refused` are the issues of each refused row by its sheet and Excel row.
    Raises `file_kind_unknown`, `file_not_writable`.
    """
    raise NotImplementedError
