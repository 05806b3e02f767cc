"""The log of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "import.columns": N_("said what the columns of the lists of {where} hold"),
    "import.run": N_("imported a list into {where}"),
    "import.undo": N_("took back an imported list of {where}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "added": N_("New people"),
    "columns": N_("Columns"),
    "completed": N_("Completed"),
    "duplicates": N_("Known already"),
    "emptied": N_("Emptied again"),
    "file": N_("File"),
    "records": N_("Records"),
    "rejected": N_("Rows refused"),
    "stayed": N_("Stayed"),
}
VOCABULARY: Final[Mapping[str, str]] = {}
