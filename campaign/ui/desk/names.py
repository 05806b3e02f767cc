"""The keys of the desk's widgets, each written once."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

FILTERS: Final = key(Screen.DESK, "filters")
DAYS: Final = key(Screen.DESK, "days")
INDICATOR: Final = key(Screen.DESK, "indicator")
UP: Final = key(Screen.DESK, "up")
CARD: Final = key(Screen.DESK, "card")
REMINDER: Final = key(Screen.DESK, "reminder")
