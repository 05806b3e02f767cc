"""The keys of the widgets of *Công dân*, and the names of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    import uuid

VIEW: Final = key(Screen.CITIZENS, "view")
FIND: Final = key(Screen.CITIZENS, "find")
FILTERS: Final = key(Screen.CITIZENS, "filters")
PLACE: Final = key(Screen.CITIZENS, "place")
COMMUNE: Final = key(Screen.CITIZENS, "commune")
STEP: Final = key(Screen.CITIZENS, "step")
STANDS: Final = key(Screen.CITIZENS, "stands")
CONSENT: Final = key(Screen.CITIZENS, "consent")
BATCH: Final = key(Screen.CITIZENS, "batch")
CLEAR: Final = key(Screen.CITIZENS, "clear")
PAGE: Final = key(Screen.CITIZENS, "page")
BACK: Final = key(Screen.CITIZENS, "back")

REVEAL: Final = key(Screen.CITIZENS, "reveal")
REVEAL_REASON: Final = key(Screen.CITIZENS, "reveal-reason")
REVEAL_SHOW: Final = key(Screen.CITIZENS, "reveal-show")
REVEAL_HIDE: Final = key(Screen.CITIZENS, "reveal-hide")
VOIDED: Final = key(Screen.CITIZENS, "voided")


def form_reveal(citizen_id: uuid.UUID) -> str:
    """Return the form of looking at one person's numbers: an outcome belongs to the person that it was about."""
    return f"citizens-reveal-{citizen_id}"
