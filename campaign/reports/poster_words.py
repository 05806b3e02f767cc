"""What a poster is drawn with: its margins, its colours with contrast enough for a wall, and how a number is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import _, number

if TYPE_CHECKING:
    from campaign.services.public_board_models import BoardNumber

LEFT: Final = 40.0
RIGHT: Final = 555.0
# Dark on white and white on dark, so that a grey copy of the poster reads as well as a coloured print.
ACCENT: Final = "#0b5a75"
INK: Final = "#1c2a33"
GREY: Final = "#5c6b75"
PALE: Final = "#dbe6eb"
WHITE: Final = "#ffffff"


def told(found: BoardNumber) -> str:
    """Return a number as it stands on a wall: a star for what is hidden, a dash for what nobody knows."""
    return _("not told*") if found.result_hidden else number(found.result)
