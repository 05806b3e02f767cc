"""What the last write of a form did or why it was refused, beside the form."""

from __future__ import annotations

import streamlit as st

from campaign.ui import actions, cards


def draw(form: str, done: str) -> None:
    """Draw the refusal of a form's last write, or the sentence that it was stored."""
    found = actions.outcome(form)
    if found is not None and found.done:
        st.success(cards.plain(done))
    draw_refusal(form)


def draw_refusal(form: str) -> None:
    """Draw why a form's last write was refused, if it was."""
    found = actions.outcome(form)
    if found is not None and found.error is not None:
        cards.refusal(found.error)
