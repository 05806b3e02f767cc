"""A person as a list tells it, after the rules: clean, but not yet compared with anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from campaign.domain.imports.issues import RowIssue
from campaign.domain.vocabulary import Consent, Severity, Sex, StepStatus


@dataclass(slots=True, kw_only=True)
class PersonRow:
    """One row of the list. `issues` hold everything about it; with an error among them it is refused.

    `place_id` is where the person lives, None when it could not be found (an error says so). `steps` maps a step's key
    to its status and day (None: no day inside the campaign is known). `content` is the row's normalised content without
    its running number, the same for the same row in any file: who it tells of, and not what was done for them.
    `citizen_id` is the person's own id where the list is one of our exports.
    """

    sheet: str | None
    row: int
    full_name: str
    name_fold: str
    sort_key: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    phone: str | None
    personal_id: str | None
    guardian_name: str
    place_id: int | None
    consent: Consent | None
    steps: dict[str, tuple[StepStatus, date | None]]
    content: str
    issues: list[RowIssue]
    citizen_id: UUID | None = None

    @property
    def refused(self) -> bool:
        """Whether the row is not taken."""
        # Asked several times of every row, and nearly all rows have no issue at all.
        return bool(self.issues) and any(issue.severity is Severity.ERROR for issue in self.issues)
