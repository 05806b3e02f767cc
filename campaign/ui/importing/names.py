"""The widget keys of *Nhập danh sách*, and the names of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from uuid import UUID

KIND: Final = key(Screen.IMPORTS, "kind")
PLACE: Final = key(Screen.IMPORTS, "place")
COMMUNE: Final = key(Screen.IMPORTS, "commune")
DISCARD: Final = key(Screen.IMPORTS, "discard")
COLUMNS: Final = key(Screen.IMPORTS, "columns")
COLUMNS_SAVE: Final = key(Screen.IMPORTS, "columns-save")
LETTERS_AGREE: Final = key(Screen.IMPORTS, "letters-agree")
LETTERS_KEEP: Final = key(Screen.IMPORTS, "letters-keep")
LETTERS_TURN: Final = key(Screen.IMPORTS, "letters-turn")
RUN: Final = key(Screen.IMPORTS, "run")
REFUSED: Final = key(Screen.IMPORTS, "refused")
SEVERITY: Final = key(Screen.IMPORTS, "severity")
CODE: Final = key(Screen.IMPORTS, "code")
ISSUE_SHEET: Final = key(Screen.IMPORTS, "issue-sheet")
PAGE: Final = key(Screen.IMPORTS, "page")
DOWNLOAD: Final = key(Screen.IMPORTS, "download")
BACK: Final = key(Screen.IMPORTS, "back")

FORM_COLUMNS: Final = "imports-columns"
FORM_RUN: Final = "imports-run"


def upload(n: int) -> str:
    """Return the key of the n-th file field of a tab: a fresh one holds no file."""
    return key(Screen.IMPORTS, "upload", n)


def column(n: int) -> str:
    """Return the key of the choice for the n-th heading of a file."""
    return key(Screen.IMPORTS, "column", n)


def undo(batch_id: UUID) -> str:
    """Return the key of the button that takes a batch back."""
    return key(Screen.IMPORTS, "undo", batch_id.hex)


def form_undo(batch_id: UUID) -> str:
    """Return the form of taking a batch back."""
    return f"imports-undo-{batch_id.hex}"
