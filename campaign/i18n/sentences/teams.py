"""What is refused when it comes to teams, lists of volunteers, looking as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "view_as_read_only": N_(
        "You are looking as {username}. Nothing can be changed here; go back to your own account first."
    ),
}
