"""Whether the audit chain is as it was written: checked when somebody asks, and never claimed unchecked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.clock import local_time
from campaign.i18n import _, ngettext, number
from campaign.services.verify import verify_chain
from campaign.ui import cards, keys, state

if TYPE_CHECKING:
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """When the chain was checked (local time, as text), and how many of its events do not agree."""

    at: str
    differences: int


_checked: state.Slot[ChainCheck | None] = state.Slot("chain", lambda: None)


def draw(here: Context) -> None:
    """Draw the button that checks, and what the last check of this tab found."""
    if st.button(_("Check the chain"), key=keys.AUDIT_VERIFY):
        with st.spinner(_("Checking every event of the log…"), show_time=True):
            found = verify_chain(call=here.call)
        at = local_time(here.call.moment.now).strftime("%H:%M %d/%m/%Y")
        _checked.set(ChainCheck(at=at, differences=len(found)))
    check = _checked.get()
    if check is None:
        return
    if check.differences == 0:
        st.success(_("Checked at {at}: the chain is intact, every event is as it was written.").format(at=check.at))
        return
    text = ngettext(
        "Checked at {at}: {n} event is not as it was written. Keep a backup and tell the administrator.",
        "Checked at {at}: {n} events are not as they were written. Keep a backup and tell the administrator.",
        check.differences,
    )
    st.error(cards.plain(text.format(at=check.at, n=number(check.differences))))
