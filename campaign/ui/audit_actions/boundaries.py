"""The log of boundaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "place.communes": N_("took former communes over into {where}"),
    "place.merge": N_("merged places of {where}"),
    "place.split": N_("divided a place of {where}"),
    "place.undo": N_("took back a change of boundaries of {where}"),
}
FIELDS: Final[Mapping[str, str]] = {}
VOCABULARY: Final[Mapping[str, str]] = {}
