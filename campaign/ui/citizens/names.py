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

FILES: Final = key(Screen.CITIZENS, "files")
FILES_REASON: Final = key(Screen.CITIZENS, "files-reason")
FILES_LIST: Final = key(Screen.CITIZENS, "files-list")
FILES_SHEET: Final = key(Screen.CITIZENS, "files-sheet")

PAIR_STATE: Final = key(Screen.CITIZENS, "pair-state")
PAIR_PAGE: Final = key(Screen.CITIZENS, "pair-page")
SEARCH: Final = key(Screen.CITIZENS, "search")
SEARCH_COMMUNE: Final = key(Screen.CITIZENS, "search-commune")
RECEIPT: Final = key(Screen.CITIZENS, "receipt")
UNDO: Final = key(Screen.CITIZENS, "undo")

FORM_SEARCH: Final = "citizens-search"
FORM_UNDO: Final = "citizens-undo"


def of_pair(name: str, first: uuid.UUID, second: uuid.UUID) -> str:
    """Return the key of a widget that every pair of the page has, or the name of a form about the pair."""
    return key(Screen.CITIZENS, name, first.hex, second.hex)


def unmerge(merge_id: uuid.UUID) -> str:
    """Return the key of the button that separates two entries again."""
    return key(Screen.CITIZENS, "unmerge", merge_id.hex)


def form_reveal(citizen_id: uuid.UUID) -> str:
    """Return the form of looking at one person's numbers: an outcome belongs to the person that it was about."""
    return f"citizens-reveal-{citizen_id}"
