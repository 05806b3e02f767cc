"""The keys of the reporting screen's widgets and the names of its forms, each written once."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

VIEW: Final = key(Screen.REPORTING, "view")
DAY: Final = key(Screen.REPORTING, "day")
UNIT: Final = key(Screen.REPORTING, "unit")
INDICATOR: Final = key(Screen.REPORTING, "indicator")
STATUS: Final = key(Screen.REPORTING, "status")
ONLY: Final = key(Screen.REPORTING, "only")

CELL: Final = key(Screen.REPORTING, "cell")
GRID: Final = key(Screen.REPORTING, "grid")
SAVE: Final = key(Screen.REPORTING, "save")
SEND: Final = key(Screen.REPORTING, "send")
TAKE_BACK: Final = key(Screen.REPORTING, "take-back")
KEEP: Final = key(Screen.REPORTING, "keep")
TAKE: Final = key(Screen.REPORTING, "take")

PICK: Final = key(Screen.REPORTING, "pick")
REASON: Final = key(Screen.REPORTING, "reason")
APPROVE: Final = key(Screen.REPORTING, "approve")
RETURN: Final = key(Screen.REPORTING, "return")
LOCK_UNTIL: Final = key(Screen.REPORTING, "lock-until")
LOCK: Final = key(Screen.REPORTING, "lock")
UNLOCK: Final = key(Screen.REPORTING, "unlock")
HISTORY: Final = key(Screen.REPORTING, "history")

FORM_ENTRY: Final = "reporting-entry"
FORM_DECISION: Final = "reporting-decision"
FORM_LOCK: Final = "reporting-lock"
FORM_UNLOCK: Final = "reporting-unlock"
