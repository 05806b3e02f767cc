"""The names of the widgets of *Số này ở đâu ra?*."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

RECOUNT: Final = key(Screen.PROVENANCE, "recount")
PAGE: Final = key(Screen.PROVENANCE, "page")
FIGURE: Final = key(Screen.PROVENANCE, "figure")
