"""What is refused, or worth a word, when it comes to imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "batch_other_kind": N_("This import brought places or targets. Take it back where lists of those are imported."),
    "batch_unknown": N_("There is no such import in your area. Open the list of imports and choose one."),
    "file_empty": N_("The file “{name}” is empty. Choose the file that holds the list."),
    "file_encrypted": N_(
        "The file “{name}” is protected by a password. Open it in Excel, remove the password, save it and try again."
    ),
    "file_too_large": N_(
        "The file “{name}” is too large (at most 50 MB, 1 GB unpacked and 200,000 people). "
        "Split it, for example by village."
    ),
    "file_unreadable": N_(
        "The file “{name}” cannot be read: it is damaged, or not what its name says. "
        "Open it in Excel, save it as .xlsx and try again."
    ),
    "header_missing": N_(
        "No row of “{name}” says what its columns are. "
        "Above the list, write a row of headings with at least “{needed}”, and try again."
    ),
    "import_file_gone": N_("The file is no longer held. Choose it again; nothing was imported twice."),
    "mapping_invalid": N_("At most {limit} columns can be named at a time. Name those that are used."),
    "rejected_not_xlsx": N_("The refused rows are written as an Excel file: “{name}” must end in .xlsx."),
    "remaining_kind_unknown": N_("The sheets of what remains end in .html or .xlsx, “{name}” does not."),
    "remaining_too_wide": N_(
        "The sheets of what remains are made commune by commune, and {place} is larger. Name a commune or a village."
    ),
    "sheet_unknown": N_("The file has no sheet “{sheet}”. It has: {sheets}."),
}
