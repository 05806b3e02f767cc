"""What the address says about the register: the filters, and the thing that is open."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from campaign.domain.vocabulary import InitiativeKind
from campaign.ui import state
from campaign.ui.initiatives import names
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = (Param.CAMPAIGN, Param.KIND, Param.PLACE, Param.STATUS, Param.TEXT)


def kind() -> InitiativeKind | None:
    """Return the kind of the address; anything unknown counts as all."""
    asked = state.param(Param.KIND)
    return InitiativeKind(asked) if asked in set(InitiativeKind) else None


def recognised() -> bool | None:
    """Return whether only recognised ones, or only the others, are asked for."""
    return {names.RECOGNISED: True, names.NOT_RECOGNISED: False}.get(state.param(Param.STATUS) or "")


def item() -> uuid.UUID | None:
    """Return the thing of the address; None without one. A broken one is one that nobody has."""
    asked = state.param(Param.ITEM)
    if asked is None:
        return None
    try:
        return uuid.UUID(asked)
    except ValueError:
        return uuid.UUID(int=0)


def link_to(screen: Screen, own: uuid.UUID, kept: Iterable[Param] = _KEPT) -> str:
    """Return the address of one thing, which keeps the filters for the way back."""
    there = {name.value: value for name in kept if (value := state.param(name))}
    return f"/{screen}?{urlencode({**there, Param.ITEM.value: str(own)})}"


def open_new() -> None:
    """Open an empty form (in a callback)."""
    state.set_params({Param.VIEW: names.VIEW_NEW, Param.ITEM: None})


def open_list() -> None:
    """Go back to the list (in a callback)."""
    state.set_params({Param.ITEM: None, Param.VIEW: None})
