"""The address behind every number that can be argued about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.vocabulary import Figure


def why(*, campaign: str, place: str, indicator: str, figure: Figure, as_of: date | None = None) -> str:
    """Return the address of *Số này ở đâu ra?* for one number; without a day it is that of today."""
    asked = {
        Param.CAMPAIGN: campaign,
        Param.PLACE: place,
        Param.INDICATOR: indicator,
        Param.FIGURE: figure.value,
        Param.AS_OF: as_of.isoformat() if as_of else None,
    }
    return f"/{Screen.PROVENANCE}?{urlencode({name.value: value for name, value in asked.items() if value})}"
