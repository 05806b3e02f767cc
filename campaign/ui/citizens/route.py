"""What the address of *Công dân* says: the part of the screen, the person, and whom the list is about."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from campaign.domain.vocabulary import Consent, StepStatus
from campaign.services.people_list import PeopleWanted, StepAsked
from campaign.ui import state
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from collections.abc import Mapping

DUPLICATES: Final = "duplicates"
FILTERS: Final = (
    Param.PLACE,
    Param.STEP,
    Param.STATUS,
    Param.CONSENT,
    Param.TEXT,
    Param.BATCH,
    Param.PAGE,
)


def address(screen: Screen = Screen.CITIZENS, params: Mapping[Param, str | None] | None = None) -> str:
    """Return the address of a screen in the campaign that is in view."""
    asked = {Param.CAMPAIGN: state.param(Param.CAMPAIGN), **(params or {})}
    return f"/{screen.value}?{urlencode({name.value: text for name, text in asked.items() if text})}"


def person_address(commune_id: int, citizen_id: uuid.UUID, *, screen: Screen = Screen.CITIZENS) -> str:
    """Return the address of one person; on this screen with its part and filters, so that "back" finds them."""
    kept = {name: state.param(name) for name in (Param.VIEW, *FILTERS)} if screen is Screen.CITIZENS else {}
    return address(screen, kept | {Param.PERSON: f"{commune_id}-{citizen_id.hex}"})


def chosen_person() -> tuple[int, uuid.UUID] | None:
    """Return the person of the address as (commune, id); None without one, or for a broken address."""
    commune, _dash, citizen = (state.param(Param.PERSON) or "").partition("-")
    try:
        return int(commune), uuid.UUID(hex=citizen)
    except ValueError:
        return None


def batch() -> uuid.UUID | None:
    """Return the imported list of the address; what is no id counts as missing."""
    try:
        return uuid.UUID(state.param(Param.BATCH) or "")
    except ValueError:
        return None


def wanted() -> PeopleWanted:
    """Return whom the address asks for; a word that is none of ours filters nothing."""
    consent = state.param(Param.CONSENT)
    return PeopleWanted(
        place=state.param(Param.PLACE),
        step=state.param(Param.STEP),
        stands=stands(),
        consent=next((found for found in Consent if found.value == consent), None),
        text=state.param(Param.TEXT) or "",
        batch_id=batch(),
    )


def stands() -> StepAsked | StepStatus:
    """Return how the chosen step is to stand: the address, else missing."""
    asked = state.param(Param.STATUS)
    return next((found for found in (*StepAsked, *StepStatus) if found.value == asked), StepAsked.MISSING)


def close_person() -> None:
    """Go back to the list (callback)."""
    state.set_params({Param.PERSON: None})


def clear_filters() -> None:
    """List everybody again (callback)."""
    state.set_params(dict.fromkeys(FILTERS))
