"""The log of the public board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "board.open": N_("opened the public board of “{campaign}”"),
    "board.close": N_("closed the public board of “{campaign}”"),
    "board.change": N_("changed what the public board of “{campaign}” says"),
}
FIELDS: Final[Mapping[str, str]] = {
    "board_hotline": N_("Hotline"),
    "board_mailbox": N_("Mailbox"),
    "board_note": N_("Note to the public"),
}
VOCABULARY: Final[Mapping[str, str]] = {}
