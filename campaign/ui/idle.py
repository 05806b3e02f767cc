"""A screen that nobody touches locks by itself: a small fragment looks at the session every minute."""

from __future__ import annotations

import streamlit as st

from campaign.errors import CampaignError
from campaign.services import runtime, sessions
from campaign.ui import context

# Short enough that a phone left on a table does not show names for long after the 15 minutes.
_SECONDS = 60


@st.fragment(run_every=_SECONDS)
def watch() -> None:
    """Rerun the whole script once the session is locked or over; looking at it does not keep it alive."""
    if context.in_full_run():
        # The shell has just looked.
        return
    try:
        found = sessions.read_session(
            store=runtime.store(),
            moment=runtime.present(),
            token=context.session_token(),
            address=context.address(),
            touch=False,
        )
    except CampaignError:
        st.rerun()
    if found.locked:
        st.rerun()
