"""What is refused when it comes to reported numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "nothing_reported": N_("The campaign “{name}” has no indicator that is reported by numbers."),
    "report_changed_meanwhile": N_(
        "{by} changed the number of {place} for {day} meanwhile: {theirs} ({report_status}, {at}); yours: {yours}. "
        "Look at both, and decide."
    ),
    "report_day_outside": N_("{day} lies outside the campaign ({start} to {end}). Choose a day of the campaign."),
    "report_denominator_missing": N_(
        "{place}: type the denominator of “{indicator}” as well; without it the numerator says nothing."
    ),
    "report_level_in_use": N_(
        "Numbers have been entered already, so it can no longer be changed who reports. The cut-off time can."
    ),
    "report_missing": N_("{place} has no number for “{indicator}” on {day} any more. Open the list again."),
    "report_note_too_long": N_("The note may have at most {limit} characters."),
    "report_number_invalid": N_("{place}: “{value}” is not a number of a day. Type a whole number from 0 to {limit}."),
    "report_published_invalid": N_("{place}: the published percentage is wrong. Type it as 93,39."),
    "report_status_refused": N_(
        "The number of {place} for {day} is “{report_status}”, so this cannot be done with it now. Open the list again."
    ),
    "report_unreadable": N_(
        "{place}: “{value}” is not a number. Type a whole number such as 25, or a ratio such as 18/20."
    ),
    "report_twice": N_("{place} has two numbers for “{indicator}” on {day}. Keep one."),
    "target_of_ratio": N_("The target of a ratio is a percentage. Type it for {place} as 80%."),
    "report_cut_off_invalid": N_("The cut-off time is a time of the day, from 00:00 to 24:00."),
}
