"""What is refused when it comes to the public board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "board_changed_meanwhile": N_("{by} changed this board meanwhile ({at}). Look at it again, and decide."),
    "board_draft": N_("“{name}” is still a draft. Open the campaign first; its board can be opened then."),
    "board_text_too_long": N_("This text is longer than {limit} characters. Please shorten it."),
    "board_unknown": N_("There is no public board at this address."),
}
