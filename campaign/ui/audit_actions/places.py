"""The log of lists of villages and schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "place.edit": N_("changed the name, kind or code of {where}"),
    "place.point": N_("said where {where} lies on the map"),
    "place.end": N_("ended {where}"),
    "place.revive": N_("took back the end of {where}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "coordinates": N_("Coordinates"),
    "local_code": N_("Local code"),
    "valid_to": N_("Last day"),
}
VOCABULARY: Final[Mapping[str, str]] = {}
