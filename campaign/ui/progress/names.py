"""The names of the widgets of *Tiến độ*."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

INDICATOR: Final = key(Screen.PROGRESS, "indicator")
PLACE: Final = key(Screen.PROGRESS, "place")
FILTERS: Final = key(Screen.PROGRESS, "filters")
UP: Final = key(Screen.PROGRESS, "up")
AS_OF: Final = key(Screen.PROGRESS, "as-of")
SLIDER: Final = key(Screen.PROGRESS, "slider")
ORDER: Final = key(Screen.PROGRESS, "order")
VIEW: Final = key(Screen.PROGRESS, "view")
BASIS: Final = key(Screen.PROGRESS, "basis")
PEERS: Final = key(Screen.PROGRESS, "peers")
PERIOD: Final = key(Screen.PROGRESS, "period")
AGAINST: Final = key(Screen.PROGRESS, "against")
CHART: Final = key(Screen.PROGRESS, "chart")
DOWNLOADS: Final = key(Screen.PROGRESS, "downloads")
DOWNLOAD: Final = key(Screen.PROGRESS, "download")
