"""What is refused when it comes to outreach days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "answer_day_invalid": N_(
        "The answer of {day} lies before the dialogue ({held}) or in the future. Choose another day."
    ),
    "answer_missing": N_("Write the answer to “{question}”, or leave its day empty: it is then outstanding."),
    "attendance_invalid": N_("The number of people who came is a whole number of 0 or more, not {value}."),
    "outreach_cancelled": N_(
        "The outreach day of {day} is cancelled ({reason}). Open it again first, or choose another one."
    ),
    "outreach_changed_meanwhile": N_("{by} changed this outreach day meanwhile ({at}). Look at both, and decide."),
    "outreach_date_missing": N_("Choose the date."),
    "outreach_day_outside": N_("{day} lies outside the campaign ({start} to {end}). Choose a day inside it."),
    "outreach_day_unknown": N_("This outreach day is not in your area. Choose one from the calendar."),
    "outreach_elsewhere": N_(
        "That outreach day was held in {held}, and this is counted in {place}. Choose another outreach day, or none."
    ),
    "outreach_has_records": N_(
        "Results are recorded on the outreach day of {day}: it can neither move nor be cancelled. Take them back first."
    ),
    "outreach_held": N_("The outreach day of {day} was held already. Open it again first to change it."),
    "outreach_in_future": N_(
        "{day} lies in the future (today is {today}). It can be marked as held on the day itself."
    ),
    "outreach_other_day": N_(
        "That outreach day was on {held}, and this was done on {day}. Choose the day that fits, or no outreach day."
    ),
    "outreach_place_invalid": N_(
        "{place} is wider than a commune. Choose a commune, a village, a school or a support point."
    ),
    "outreach_series_day": N_(
        "Only one day alone moves to another date. To move all the following ones, cancel them and plan a new series."
    ),
    "outreach_text_too_long": N_("“{text}…” is too long: at most {limit} characters."),
    "outreach_times_invalid": N_(
        "The end must be later than the beginning, on the same day. Leave both empty for the whole day."
    ),
    "question_invalid": N_("Write the question, or take its row away."),
    "recurrence_empty": N_("This recurrence has no day in the campaign. Choose other weekdays, or another end."),
    "recurrence_invalid": N_("Choose the weekdays, and every how many weeks or months (1 to 52)."),
    "recurrence_too_long": N_("This recurrence makes more than {limit} days. Choose an earlier end."),
    "recurrence_without_end": N_("A recurrence needs an end. We propose the campaign’s last day: {end}."),
    "support_invalid": N_("Say which partner gives, and how many: a whole number from 1 to {limit}."),
    "support_is_money": N_("“{note}” is money. Write only what is given in kind, and how many."),
    "team_unknown": N_("This team is not one of the commune’s on that day. Choose one from the list."),
}
