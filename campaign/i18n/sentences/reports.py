"""What is refused when it comes to documents that are made from the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "chart_empty": N_("There is no data yet for this chart. Choose a later day or another place."),
    "schedule_parts_missing": N_("Choose at least one file that is to be written every week."),
    "schedule_weekday_invalid": N_("Choose a weekday from Monday (0) to Sunday (6), not {value}."),
    "report_folder_refused": N_(
        "The folder {path} on the server cannot be written. Make room or mend its rights; the week is then made up for."
    ),
    "documents_not_made": N_("The documents of the week could not be made. The server's log has the reason."),
}
