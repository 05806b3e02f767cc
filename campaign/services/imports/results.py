"""What an import answers, the same for people, places and targets: the contract's numbers, columns and issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.domain.imports.issues import RowIssue


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """The counts of an import or a dry run; `warnings` are taken rows with at least one warning.

    `batch` is None for a dry run and for a file that changed nothing; `columns` maps our columns to its headings.
    `repeated`: this very batch had been stored before.
    """

    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    warnings: int
    batch: UUID | None
    columns: Mapping[str, tuple[str, ...]]
    issues: tuple[RowIssue, ...]
    repeated: bool = False

    @property
    def refused(self) -> dict[tuple[str | None, int], tuple[RowIssue, ...]]:
        """The refused rows by sheet and Excel row, each with everything that was said about it."""
        about: dict[tuple[str | None, int], list[RowIssue]] = {}
        for issue in self.issues:
            if issue.row is not None:
                about.setdefault((issue.sheet, issue.row), []).append(issue)
        return {
            row: tuple(said) for row, said in about.items() if any(issue.severity is Severity.ERROR for issue in said)
        }

    def as_json(self) -> dict[str, object]:
        """Return the answer of `campaign import … --json`."""
        return {
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "warnings": self.warnings,
            "batch": str(self.batch) if self.batch else None,
            "columns": {name: list(headings) for name, headings in self.columns.items()},
            "issues": [issue_json(issue) for issue in self.issues],
        }


def issue_json(issue: RowIssue) -> dict[str, object]:
    """Return one issue as the contract writes it."""
    return {
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.heading,
        "code": issue.code,
        "severity": issue.severity.value,
        "value": issue.value,
    }
