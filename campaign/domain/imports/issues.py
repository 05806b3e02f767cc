"""What is wrong with a row, or was repaired: a code of the contract, where it stands, the value masked."""

from __future__ import annotations

from typing import Final, NamedTuple

from campaign.domain.vocabulary import Severity

ERRORS: Final = frozenset(
    {
        "name_missing",
        "name_invalid",
        "birth_date_impossible",
        "birth_date_future",
        "birth_date_ambiguous",
        "place_unknown",
        "place_ambiguous",
        "id_taken",
    }
)
WARNINGS: Final = frozenset(
    {
        "phone_invalid",
        "phone_landline",
        "id_malformed",
        "guardian_missing",
        "birth_missing",
        "id_old_format",
        "id_sex_mismatch",
        "id_year_mismatch",
        "id_province_unknown",
        "possible_duplicate",
    }
)
NOTICES: Final = frozenset(
    {
        "id_zero_restored",
        "phone_converted",
        "phone_extra",
        "birth_year_only",
        "birth_century_assumed",
        "text_converted",
        "name_recased",
        "column_dropped",
        "duplicate_person",
    }
)

# Of lists of places and of targets, whose codes are our own.
LIST_ERRORS: Final = frozenset(
    {
        "list_kind_unknown",
        "list_name_missing",
        "list_name_twice",
        "list_other_commune",
        "local_code_invalid",
        "place_code_taken",
        "place_name_invalid",
        "population_missing",
        "target_amount_missing",
        "target_changed_meanwhile",
        "target_due_outside",
        "target_due_unread",
        "target_indicator_missing",
        "target_indicator_unknown",
        "target_negative",
        "target_not_yours",
        "target_of_ratio",
        "target_over_hundred",
        "target_twice",
        "target_unreadable",
    }
)
LIST_WARNINGS: Final = frozenset({"list_group_larger", "list_kind_differs", "list_number_unread"})


class RowIssue(NamedTuple):
    """One issue. `sheet` None for a CSV, `row` as Excel shows it, `heading` as the file writes it, `value` masked."""

    sheet: str | None
    row: int | None
    heading: str
    code: str
    value: str = ""

    @property
    def severity(self) -> Severity:
        """What the issue does to its row; a code outside the contract only explains."""
        if self.code in ERRORS or self.code in LIST_ERRORS:
            return Severity.ERROR
        return Severity.WARNING if self.code in WARNINGS or self.code in LIST_WARNINGS else Severity.NOTICE
