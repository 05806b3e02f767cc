"""What is refused when it comes to models, initiatives and commendation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "choice_by_missing": N_("Write who chose: name and office."),
    "choice_day_invalid": N_(
        "{day} cannot be the day of the choice: it lies after today, or before the registration of {registered}."
    ),
    "commendation_changed_meanwhile": N_("{by} changed this registration meanwhile ({at}). Look at it again."),
    "commendation_chosen": N_("“{name}” was chosen already. Take the choice back first."),
    "commendation_name_missing": N_("Write the name of the collective or the person."),
    "commendation_taken": N_("This team or person is registered in this campaign already."),
    "commendation_unknown": N_("This registration is not in your area. Choose one from the list."),
    "commendation_withdrawn": N_("The registration of “{name}” was withdrawn ({reason})."),
    "commendation_subject_unknown": N_("This team or person does not work in your area. Choose one from the list."),
    "initiative_day_missing": N_("Choose the date."),
    "initiative_changed_meanwhile": N_("{by} changed this meanwhile ({at}). Look at both, and decide."),
    "initiative_in_future": N_("{day} lies in the future (today is {today}). Register it once it has begun."),
    "initiative_name_missing": N_("Write the name of the model or initiative."),
    "initiative_unknown": N_("This model or initiative is not in your area. Choose one from the list."),
    "initiative_withdrawn": N_("“{name}” was withdrawn ({reason}). Register it anew if it stands again."),
    "lead_unit_missing": N_("Write which unit leads it."),
    "personal_number_in_text": N_(
        "“{value}” looks like somebody’s phone or personal number. Take it out: this text is read and printed by many."
    ),
    "recognised_by_missing": N_("Write who recognised it, for example “UBND xã”."),
    "recognised_day_invalid": N_(
        "{day} cannot be the day of recognition: it lies after today, or before the beginning on {started}."
    ),
    "text_too_long": N_("“{text}…” is too long: at most {limit} characters."),
}
