"""The log of documents that are made from the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "schedule.set": N_("set the weekly reports of “{campaign}”"),
    "schedule.written": N_("wrote the weekly reports of “{campaign}”"),
    "schedule.trouble": N_("could not write the weekly reports of “{campaign}”"),
}
FIELDS: Final[Mapping[str, str]] = {
    "is_on": N_("Written every week"),
    "weekday": N_("Weekday (0 is Monday)"),
    "profile": N_("Whose document"),
    "parts": N_("Files"),
    "written_until": N_("Written until"),
    "trouble": N_("Trouble"),
}
VOCABULARY: Final[Mapping[str, str]] = {"profile": "ReportProfile"}
