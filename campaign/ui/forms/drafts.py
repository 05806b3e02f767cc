"""What was ticked for a person and not saved yet: kept beside the sign-in, so that neither Back nor a reload loses it.

Kept in the server's memory and nowhere else, by ids and keys alone; gone with the sign-in, or with a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.ui import context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.domain.vocabulary import StepStatus

# A sign-in lives twelve hours.
_SECONDS: Final = 12 * 60 * 60
_SIGN_INS: Final = 1_000
# Nobody leaves so many people half done; the oldest is forgotten before memory is.
_PEOPLE: Final = 100


def keep(campaign: str, citizen_id: UUID, steps: Mapping[str, StepStatus]) -> None:
    """Remember what is ticked for a person; nothing ticked is nothing to remember."""
    mine = _of_sign_in(context.session_token())
    mine.pop((campaign, citizen_id), None)
    if steps:
        mine[campaign, citizen_id] = dict(steps)
        while len(mine) > _PEOPLE:
            mine.pop(next(iter(mine)), None)


def kept(campaign: str, citizen_id: UUID) -> Mapping[str, StepStatus]:
    """Return what was ticked for a person and neither saved nor dropped."""
    return _of_sign_in(context.session_token()).get((campaign, citizen_id), {})


def drop(campaign: str, citizen_id: UUID) -> None:
    """Forget what was ticked for a person: it is saved, or not wanted any longer."""
    keep(campaign, citizen_id, {})


@st.cache_resource(ttl=_SECONDS, max_entries=_SIGN_INS, show_spinner=False)
def _of_sign_in(token: str) -> dict[tuple[str, UUID], dict[str, StepStatus]]:
    # Everybody who asks with one token gets the same dictionary; Streamlit hashes the token to find it.
    del token
    return {}
