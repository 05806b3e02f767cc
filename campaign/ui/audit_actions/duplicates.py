"""The log of duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "citizen.keep_apart": N_("decided that {who} in {where} is another person than one who looks alike"),
    "citizen.merge": N_("merged another entry into that of {who} in {where}"),
    "citizen.reconsider": N_("asked again whether {who} in {where} is one with another entry"),
    "citizen.unmerge": N_("separated an entry from that of {who} in {where}"),
    "duplicates.search": N_("searched {where} for people entered twice"),
}
FIELDS: Final[Mapping[str, str]] = {
    "campaigns": N_("Campaigns"),
    "merge": N_("Merge"),
    "new_pairs": N_("Of these new"),
    "other_entry": N_("Other entry"),
    "pairs": N_("Pairs"),
    "people": N_("People"),
}
VOCABULARY: Final[Mapping[str, str]] = {}
