"""What is refused, or worth a word, when it comes to lists of villages and schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "list_cell_unused": N_(
        "“{value}” was not used, because no title says what it is. Put a line with titles above the list."
    ),
    "coordinates_outside": N_("“{value}” lies outside Viet Nam. Check the two numbers."),
    "coordinates_unread": N_("“{value}”: write latitude and longitude in degrees, for example 12.345, 108.123."),
    "list_coordinates_outside": N_("“{value}” lies outside Viet Nam and was left out. Check the two numbers."),
    "list_coordinates_unread": N_(
        "“{value}” was left out: write latitude and longitude in degrees, for example 12.345, 108.123."
    ),
    "list_group_larger": N_("More people {group} than people in all. Check both numbers."),
    "list_kind_assumed": N_("Neither the name nor a column says the kind; it is taken as “{kind}”."),
    "list_kind_differs": N_("The column says “{kind}”, the name sounds otherwise. Check which is right."),
    "list_kind_unknown": N_(
        "“{value}” is no kind of place inside a commune. Write Thôn, Buôn, Tổ dân phố, Trường học, Cơ quan or "
        "Điểm hỗ trợ."
    ),
    "list_name_missing": N_("The line has no name. Write the name of the village, school or agency."),
    "list_name_there": N_("“{name}” is in the list of places already ({code}). Take this line out."),
    "list_name_twice": N_("“{name}” stands in line {line} already. Keep one of the two."),
    "list_number_unread": N_("“{value}” is not a number of people and was left out. Write it as 1250 or 1.250."),
    "list_other_commune": N_("“{value}” belongs to another commune than {place}. Add it there, or correct the line."),
    "place_list_too_long": N_("The list has {n} lines; paste at most {limit} at a time."),
    "figures_missing": N_("Fill at least one number of the grid."),
    "place_changed_meanwhile": N_(
        "{by} changed {place} at {at}: it now says {theirs} (yours: {yours}). Look at both, then save again."
    ),
    "place_ends_before_start": N_("{place} exists since {start}; choose a later day."),
    "place_kind_has_people": N_(
        "{place} has people or population figures ({n} in the list), so it cannot become a school, agency or support "
        "point. Add that one as a place of its own."
    ),
    "place_went_into": N_("{place} went into {into}, so its end cannot be taken back."),
    "place_worked_later": N_("Something was recorded at {place} on {day}. Choose a day after it."),
    "population_changed_meanwhile": N_(
        "{by} entered {theirs} for this group of {place} at {at} (yours: {yours}). Look at both, then save again."
    ),
}
