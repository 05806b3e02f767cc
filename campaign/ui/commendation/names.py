"""The keys of the widgets of *Dân vận khéo*, and the names of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from uuid import UUID

NEW: Final = key(Screen.COMMENDATION, "new")
BACK: Final = key(Screen.COMMENDATION, "back")
FILES: Final = key(Screen.COMMENDATION, "files")
FILE: Final = key(Screen.COMMENDATION, "file")
REGISTER: Final = key(Screen.COMMENDATION, "register")
CHOICE: Final = key(Screen.COMMENDATION, "choice")
SAVE_CHOICE: Final = key(Screen.COMMENDATION, "save-choice")
SAVE_UNCHOOSE: Final = key(Screen.COMMENDATION, "save-unchoose")
UNCHOOSE_REASON: Final = key(Screen.COMMENDATION, "unchoose-reason")
WITHDRAW: Final = key(Screen.COMMENDATION, "withdraw")
REASON: Final = key(Screen.COMMENDATION, "reason")
SAVE_WITHDRAW: Final = key(Screen.COMMENDATION, "save-withdraw")

FORM_REGISTER: Final = "commendation-register"
FORM_CHOICE: Final = "commendation-choice"
FORM_UNCHOOSE: Final = "commendation-unchoose"
FORM_WITHDRAW: Final = "commendation-withdraw"
VIEW_NEW: Final = "new"


def field(name: str, stamp: str) -> str:
    """Return the key of a field; `stamp` changes when the form begins anew, and with it what the field holds."""
    return key(Screen.COMMENDATION, name, stamp)


def form_of(form: str, own: UUID) -> str:
    """Return the name of one registration's form: each has its own token and outcome."""
    return f"{form}:{own.hex}"
