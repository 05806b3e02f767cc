"""The log of teams, lists of volunteers, looking as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "account.view_as": N_("began to look at the screens as {who}, reading only"),
    "account.view_as_end": N_("stopped looking at the screens as {who}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "team": N_("Team"),
}
VOCABULARY: Final[Mapping[str, str]] = {}
