"""What the address says about the calendar: the month, the filters, the day that is open."""

from __future__ import annotations

import calendar
import uuid
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from campaign.domain.vocabulary import OutreachKind
from campaign.ui import state
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary

_KEPT = (Param.CAMPAIGN, Param.MONTH, Param.KIND, Param.PLACE, Param.TEAM)


def month(campaign: CampaignSummary, today: date) -> date:
    """Return the first day of the month of the address, else of today or of the campaign's end nearest to it."""
    asked = (state.param(Param.MONTH) or "") + "-01"
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return min(max(today, campaign.starts_on), campaign.ends_on).replace(day=1)


def last_of(first: date) -> date:
    """Return the last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def open_month(first: date) -> None:
    """Put a month into the address (in a callback)."""
    state.set_params({Param.MONTH: f"{first:%Y-%m}"})


def kind() -> OutreachKind | None:
    """Return the kind of the address; anything unknown counts as all."""
    asked = state.param(Param.KIND)
    return OutreachKind(asked) if asked in set(OutreachKind) else None


def day_id() -> uuid.UUID | None:
    """Return the day of the address; None without one. A broken one is one that nobody has."""
    asked = state.param(Param.DAY)
    if asked is None:
        return None
    try:
        return uuid.UUID(asked)
    except ValueError:
        return uuid.UUID(int=0)


def link_to_day(own: uuid.UUID) -> str:
    """Return the address of a day, which keeps the month and the filters for the way back."""
    kept = {name.value: value for name in _KEPT if (value := state.param(name))}
    return f"/{Screen.OUTREACH}?{urlencode({**kept, Param.DAY.value: str(own)})}"


def open_day(own: uuid.UUID) -> None:
    """Put a day into the address (in a callback)."""
    state.set_params({Param.DAY: str(own), Param.VIEW: None})


def open_calendar() -> None:
    """Go back to the calendar (in a callback)."""
    state.set_params({Param.DAY: None, Param.VIEW: None})
