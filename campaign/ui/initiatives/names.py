"""The keys of the widgets of the register of models and initiatives, and the names of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from uuid import UUID

FILTERS: Final = key(Screen.INITIATIVES, "filters")
KIND: Final = key(Screen.INITIATIVES, "kind")
PLACE: Final = key(Screen.INITIATIVES, "place")
STATUS: Final = key(Screen.INITIATIVES, "status")
TEXT: Final = key(Screen.INITIATIVES, "text")
NEW: Final = key(Screen.INITIATIVES, "new")
BACK: Final = key(Screen.INITIATIVES, "back")
FILES: Final = key(Screen.INITIATIVES, "files")
FILE: Final = key(Screen.INITIATIVES, "file")
REGISTER: Final = key(Screen.INITIATIVES, "register")
CHANGE: Final = key(Screen.INITIATIVES, "change")
SAVE_CHANGE: Final = key(Screen.INITIATIVES, "save-change")
RECOGNISE: Final = key(Screen.INITIATIVES, "recognise")
RECOGNISED_ON: Final = key(Screen.INITIATIVES, "recognised-on")
RECOGNISED_BY: Final = key(Screen.INITIATIVES, "recognised-by")
SAVE_RECOGNISE: Final = key(Screen.INITIATIVES, "save-recognise")
UNRECOGNISE: Final = key(Screen.INITIATIVES, "unrecognise")
WITHDRAW: Final = key(Screen.INITIATIVES, "withdraw")
REASON: Final = key(Screen.INITIATIVES, "reason")
SAVE_WITHDRAW: Final = key(Screen.INITIATIVES, "save-withdraw")

FORM_REGISTER: Final = "initiative-register"
FORM_CHANGE: Final = "initiative-change"
FORM_RECOGNISE: Final = "initiative-recognise"
FORM_WITHDRAW: Final = "initiative-withdraw"
VIEW_NEW: Final = "new"
RECOGNISED: Final = "recognised"
NOT_RECOGNISED: Final = "not_recognised"


def field(form: str, name: str, stamp: str) -> str:
    """Return the key of a field; `stamp` changes when the form begins anew, and with it what the field holds."""
    return key(Screen.INITIATIVES, form.removeprefix("initiative-"), name, stamp)


def form_of(form: str, own: UUID) -> str:
    """Return the name of one thing's form: each has its own token and outcome."""
    return f"{form}:{own.hex}"
