"""The broad handler of the Streamlit door: what nobody expected gets a reference number that the person sees.

The sentence never shows the error itself, because it may hold what somebody typed; the log has it under the number.
"""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.ui import cards

_LOG = logging.getLogger("campaign.ui")


def on_script_error(error: Exception) -> bool:
    """Show one sentence for an error of the script, a fragment or a callback; True keeps Streamlit's own box away."""
    if isinstance(error, CampaignError):
        cards.refusal(error)
        return True
    reference = new_reference()
    _LOG.error("reference %s", reference, exc_info=error)
    text = _(
        "Something went wrong on our side and nothing was changed by it. Reload the page; if it happens again, "
        "give your administrator this number: {reference}."
    )
    st.error(cards.plain(text.format(reference=reference)))
    return True


def new_reference() -> str:
    """Return a number that can be read out over the phone: six digits in two groups."""
    digits = f"{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:3]}-{digits[3:]}"
