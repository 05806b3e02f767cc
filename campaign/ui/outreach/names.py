"""The keys of the outreach screen's widgets and the names of its forms, each written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from uuid import UUID

FILTERS: Final = key(Screen.OUTREACH, "filters")
KIND: Final = key(Screen.OUTREACH, "kind")
PLACE: Final = key(Screen.OUTREACH, "place")
TEAM: Final = key(Screen.OUTREACH, "team")
EARLIER: Final = key(Screen.OUTREACH, "earlier")
LATER: Final = key(Screen.OUTREACH, "later")
NEW: Final = key(Screen.OUTREACH, "new")
BACK: Final = key(Screen.OUTREACH, "back")
FILES: Final = key(Screen.OUTREACH, "files")
FILE_DAY: Final = key(Screen.OUTREACH, "file-day")
FILE_SERIES: Final = key(Screen.OUTREACH, "file-series")
FILE_COMING: Final = key(Screen.OUTREACH, "file-coming")
PLAN: Final = key(Screen.OUTREACH, "plan")
HOLD: Final = key(Screen.OUTREACH, "hold")
CHANGE: Final = key(Screen.OUTREACH, "change")
CANCEL: Final = key(Screen.OUTREACH, "cancel")
SAVE_HELD: Final = key(Screen.OUTREACH, "save-held")
SAVE_NOTES: Final = key(Screen.OUTREACH, "save-notes")
SAVE_CHANGE: Final = key(Screen.OUTREACH, "save-change")
SAVE_CANCEL: Final = key(Screen.OUTREACH, "save-cancel")
CANCEL_REASON: Final = key(Screen.OUTREACH, "cancel-reason")
CANCEL_REST: Final = key(Screen.OUTREACH, "cancel-rest")
REOPEN: Final = key(Screen.OUTREACH, "reopen")

FORM_PLAN: Final = "outreach-plan"
FORM_HOLD: Final = "outreach-hold"
FORM_CHANGE: Final = "outreach-change"
FORM_CANCEL: Final = "outreach-cancel"
FORM_REOPEN: Final = "outreach-reopen"
VIEW_NEW: Final = "new"


def field(form: str, name: str, stamp: str) -> str:
    """Return the key of a field; `stamp` changes when the form begins anew, and with it what the field holds."""
    return key(Screen.OUTREACH, form.removeprefix("outreach-"), name, stamp)


def form_of(form: str, day_id: UUID) -> str:
    """Return the name of one day's form: each day has its own token and outcome."""
    return f"{form}:{day_id.hex}"
