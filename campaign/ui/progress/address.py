"""The address of *Tiến độ*: what it asks for, and the links that change one thing of it.

A pasted address reopens exactly what its sender saw, so whatever is seen stands in it; what is the default stays out,
which makes it short and gives one cached screen instead of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from campaign.i18n import current_language
from campaign.ui import state
from campaign.ui.keys import Param, Screen
from campaign.ui.provenance import address as provenance

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.vocabulary import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for of the screen; None and "" mean the default.

    `every` asks for all places of long tables, of which otherwise the first ones are sent.
    """

    place: str | None
    indicator: str | None
    as_of: date | None
    order: str
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Makes the links of one screen: `campaign` and `place` are those in view, `asked` is what the address said."""

    campaign: str
    place: str
    asked: Asked

    def to(
        self,
        *,
        place: str | None = None,
        indicator: str | None = None,
        order: str | None = None,
        every: bool = False,
    ) -> str:
        """Return the address of this screen for another place, indicator or order, or for all places."""
        asked = self.asked
        return _query(
            {
                Param.CAMPAIGN: self.campaign,
                Param.PLACE: place or self.place,
                Param.INDICATOR: indicator or asked.indicator,
                Param.AS_OF: asked.as_of.isoformat() if asked.as_of else None,
                Param.ORDER: asked.order if order is None else order,
                # Another place begins with its first ones again.
                Param.ALL: "1" if every or (asked.every and place is None) else None,
                Param.LANG: current_language(),
            }
        )

    def why(self, *, indicator: str, figure: Figure, place: str | None = None) -> str:
        """Return the address that says where one number comes from."""
        found = provenance.why(
            campaign=self.campaign,
            place=place or self.place,
            indicator=indicator,
            figure=figure,
            as_of=self.asked.as_of,
        )
        return f"{found}&{Param.LANG}={current_language()}"

    def people(self, *, step: str) -> str:
        """Return the address of the list of those who still lack a step at the place in view."""
        asked = {Param.CAMPAIGN: self.campaign, Param.PLACE: self.place, Param.STEP: step}
        return f"/{Screen.CITIZENS}{_query({**asked, Param.LANG: current_language()})}"


def asked() -> Asked:
    """Return what the address of this tab asks for."""
    return Asked(
        place=state.param(Param.PLACE),
        indicator=state.param(Param.INDICATOR),
        as_of=state.param_day(Param.AS_OF),
        order=state.param(Param.ORDER) or "",
        every=state.param(Param.ALL) is not None,
    )


def _query(values: dict[Param, str | None]) -> str:
    return f"?{urlencode({name.value: value for name, value in values.items() if value})}"
