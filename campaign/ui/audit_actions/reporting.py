"""The log of reported numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "report.save": N_("entered numbers of {where}"),
    "report.submit": N_("sent numbers of {where}"),
    "report.take_back": N_("took back numbers of {where}"),
    "report.return": N_("returned numbers of {where} for correction"),
    "report.approve": N_("approved numbers of {where}"),
    "report.lock": N_("locked numbers of {where}"),
    "report.unlock": N_("unlocked numbers of {where}"),
    "report.plan": N_("set who reports in “{campaign}”, and until when"),
}
FIELDS: Final[Mapping[str, str]] = {
    "level": N_("Who reports"),
    "cut_off": N_("Cut-off time"),
}
VOCABULARY: Final[Mapping[str, str]] = {"level": "ReportLevel"}
