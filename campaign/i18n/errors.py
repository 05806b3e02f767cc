"""What went wrong, as one clear sentence that says what to do: codes become words here, and nowhere else."""

from __future__ import annotations

import logging
import string
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from campaign.i18n import N_, _, clock_time, day, number
from campaign.i18n.labels import word
from campaign.i18n.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.errors import CampaignError

_log = logging.getLogger(__name__)

# Codes of what was repaired or is doubtful about a person; nothing is refused for them.
NOTES: Final[Mapping[str, str]] = {
    "birth_century_assumed": N_("The century of the birth year was assumed."),
    "birth_missing": N_("Without a birth year nobody knows who is eligible."),
    "birth_year_only": N_("Only the birth year is known."),
    "guardian_missing": N_("Under 16: name the legal representative."),
    "id_old_format": N_("An old 9-digit identity card; it needs renewal."),
    "id_province_unknown": N_("The province digits of the id are not known."),
    "id_sex_mismatch": N_("The id says another sex."),
    "id_year_mismatch": N_("The id says another birth year."),
    "id_zero_restored": N_("The leading zero of the id was put back."),
    "phone_converted": N_("An old 11-digit number was converted."),
    "phone_extra": N_("Only the first mobile number was kept."),
}


def error_text(error: CampaignError, *, names: Mapping[str, str] | None = None) -> str:
    """Return the sentence for an error in the current language.

    `names` gives the labels of step and indicator keys, which belong to a campaign and not to a catalogue.
    """
    known = names or {}
    sentence = SENTENCES.get(error.code)
    if sentence is None:
        _log.error("no sentence for %s", error)
        return _("This could not be done ({code}). Tell the administrator.").format(code=error.code)
    details = {name: _shown(name, value, known) for name, value in error.details.items()}
    return string.Formatter().vformat(_(sentence), (), _Blank(details))


def note_text(code: str) -> str:
    """Return the sentence for a note about a person; the code itself when it is not known."""
    return _(NOTES[code]) if code in NOTES else code


class _Blank(dict[str, str]):
    """A detail that an error does not carry leaves a dash, never a broken sentence."""

    def __missing__(self, key: str) -> str:
        return "–"


def _shown(name: str, value: object, known: Mapping[str, str]) -> str:
    """Return a detail as people write it."""
    if isinstance(value, (tuple, list)):
        return ", ".join(known.get(str(part), str(part)) for part in value)
    if isinstance(value, date):
        return clock_time(value) if isinstance(value, datetime) else day(value)
    if name in {"theirs", "yours", "n"} and (value is None or isinstance(value, int)):
        return number(value)
    text = "–" if value is None else str(value)
    labels = {
        "status": word("StepStatus", text),
        "report_status": word("ReportStatus", text),
        "role": word("Role", text),
        "consent": word("Consent", text),
        "answer": word("Consent", text),
    }
    return labels.get(name) or (known.get(text, text) if name in {"step", "indicator"} else text)
