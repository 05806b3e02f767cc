"""What a clerk is told about one row of an imported list: what is wrong, what was repaired, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

# By code; {value} is what the cell says, masked where it is a number of a person.
ISSUES: Final[Mapping[str, str]] = {
    "already_recorded": N_("Another result was recorded already; that of the list ({value}) was not written over it."),
    "birth_century_assumed": N_("The century of the birth year “{value}” was assumed. Check it."),
    "birth_date_ambiguous": N_("“{value}” fits two centuries. Write the year with four digits."),
    "birth_date_future": N_("“{value}” lies in the future. Check the year."),
    "birth_date_impossible": N_("“{value}” is not a date. Write it as 31/12/1980, or the year alone."),
    "birth_missing": N_(
        "Neither a birth date nor a year is given, so nobody can tell which steps are meant for this person."
    ),
    "birth_year_only": N_("Only the birth year was taken from “{value}”."),
    "column_dropped": N_("The column was left out: ethnicity, religion and poverty are not collected."),
    "consent_missing": N_(
        "The person was taken, but the step of {value} was not recorded: consent to the processing of data is missing."
    ),
    "day_after_campaign": N_("The person was taken, but not the step: {value} lies after the campaign's last day."),
    "day_before_campaign": N_("The person was taken, but not the step: {value} lies before the campaign's first day."),
    "day_in_future": N_("The person was taken, but not the step: {value} lies in the future."),
    "duplicate_person": N_(
        "This person is in the list already; nothing was added twice, and empty fields were filled."
    ),
    "duplicate_place": N_("“{value}” is in the list of places already; nothing was changed."),
    "duplicate_target": N_("These targets stand like this already; nothing was changed."),
    "guardian_missing": N_("Under 16 and no legal representative is named. Add the name of a parent."),
    "id_malformed": N_("“{value}” is not a personal id (12 digits, an old one 9) and was left out."),
    "id_old_format": N_("{value} is an old 9-digit identity card; it was kept."),
    "id_province_unknown": N_("The first three digits of {value} are no province. Check the card."),
    "id_sex_mismatch": N_("The id {value} says another sex than the list. Check both."),
    "id_taken": N_(
        "The personal id {value} belongs to somebody with another name. Check the card, then correct the name or "
        "the number."
    ),
    "id_year_mismatch": N_("The id {value} says another birth year than the list. Check both."),
    "id_zero_restored": N_("Excel had dropped the leading zero of {value}; it was put back."),
    "list_cell_unused": N_("“{value}” was not used: its column has no title."),
    "list_group_larger": N_("“{value}” is more than the whole population. Check both numbers."),
    "list_kind_assumed": N_("Neither the name nor a column says the kind; “{value}” is assumed."),
    "list_kind_differs": N_("The column of kinds says “{value}”, the name sounds otherwise. Check which is right."),
    "list_kind_unknown": N_(
        "“{value}” is no kind of place in a commune. Write Thôn, Buôn, Tổ dân phố, Trường học, Cơ quan or Điểm hỗ trợ."
    ),
    "list_name_missing": N_("The row has no name of a village, school or agency. Write it, or delete the row."),
    "list_name_twice": N_("“{value}” stands in a row above already. Keep one of the two."),
    "list_coordinates_outside": N_("“{value}” lies outside Viet Nam and was left out. Check the two numbers."),
    "list_coordinates_unread": N_(
        "“{value}” was left out: write latitude and longitude in degrees, for example 12.345, 108.123."
    ),
    "list_number_unread": N_("“{value}” is not a number of people and was left out. Write it as 1250 or 1.250."),
    "list_other_commune": N_("“{value}” belongs to another commune. Import it there, or correct the row."),
    "local_code_invalid": N_("The code “{value}” may hold letters, digits, dots and dashes only, at most 24."),
    "name_invalid": N_("“{value}” cannot be a name: it needs letters, and at most 200 signs. Correct the cell."),
    "name_missing": N_("The row has no name. Write the full name, or delete the row."),
    "name_recased": N_("“{value}” was in capitals; it is written as names are written."),
    "phone_converted": N_("{value} is an old 11-digit number; it was converted to the new one."),
    "phone_extra": N_("The cell holds several numbers ({value}); only the first mobile number was kept."),
    "phone_invalid": N_("“{value}” is not a mobile number, or Excel lost its digits; the phone was left empty."),
    "phone_landline": N_("“{value}” is a landline; the phone was left empty."),
    "place_ambiguous": N_("“{value}” is the name of several places. Write the place's code instead."),
    "place_code_taken": N_("The code {value} is in use, or was borne by another place before. Choose another."),
    "place_name_invalid": N_("“{value}” is not a name for a place (letters, at most 200 signs)."),
    "place_not_valid": N_("The person was taken, but not the step: the village did not exist on {value}."),
    "place_unknown": N_("“{value}” is not among the places here. Correct the name, or add the place first."),
    "population_missing": N_(
        "There is no population figure for “{value}”, so a percentage means nothing. Enter the figure, or write "
        "a number."
    ),
    "possible_duplicate": N_(
        "Somebody very much like this is in the list already; both were kept. Compare them under Possible duplicates."
    ),
    "step_prerequisite_missing": N_(
        "The person was taken, but not the step of {value}: a step that comes before it is missing."
    ),
    "step_too_old": N_("The person was taken, but not the step of {value}: it is meant for younger people."),
    "step_too_young": N_("The person was taken, but not the step of {value}: the person is too young for it."),
    "target_amount_missing": N_("The row gives no target. Write a number such as 200, or a share such as 80%."),
    "target_changed_meanwhile": N_(
        "Somebody else set this target to {value} after the file was looked over. Look at both, then import again."
    ),
    "target_due_outside": N_(
        "The due day “{value}” lies outside the campaign. Correct it, or leave it empty for the last day."
    ),
    "target_due_unread": N_("“{value}” is not a date. Write it as 31/12/2026."),
    "target_indicator_missing": N_("The row does not say which indicator it is for. Write the indicator's name."),
    "target_indicator_unknown": N_("The campaign has no indicator “{value}”. Write it as in Targets."),
    "target_negative": N_("“{value}” is below 0. Correct the cell."),
    "target_not_yours": N_("The target of “{value}” is given by the level above. Ask there."),
    "target_of_ratio": N_("“{value}”: this indicator is a ratio, so its target is a percentage such as 80%."),
    "target_over_hundred": N_("“{value}” is more than 100 percent. Correct the cell."),
    "target_twice": N_("The target “{value}” stands in a row above with another number. Keep one of the two."),
    "target_unreadable": N_("“{value}” is not a target. Write a number such as 200, or a share such as 80%."),
    "text_converted": N_("The old font's letters were turned into Unicode: “{value}”. Compare with the paper."),
}
# The same when the cell is empty.
ISSUES_OF_NOTHING: Final[Mapping[str, str]] = {
    "birth_date_ambiguous": N_("The birth year fits two centuries. Write it with four digits."),
    "place_unknown": N_(
        "The row names no village, and none is chosen for the whole file. Write the village, or choose one above."
    ),
}
