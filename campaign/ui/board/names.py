"""The keys of the widgets of *Bảng công khai* and the name of its form, each written once."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

HOTLINE: Final = key(Screen.BOARD, "hotline")
MAILBOX: Final = key(Screen.BOARD, "mailbox")
NOTE: Final = key(Screen.BOARD, "note")
OPEN: Final = key(Screen.BOARD, "open")
SAVE: Final = key(Screen.BOARD, "save")
CLOSE: Final = key(Screen.BOARD, "close")
CODE: Final = key(Screen.BOARD, "code")
CODE_SVG: Final = key(Screen.BOARD, "code-svg")
CODE_PNG: Final = key(Screen.BOARD, "code-png")

FORM: Final = "board"
