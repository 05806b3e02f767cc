"""*Bàn làm việc*: what needs a decision today, each with its next action."""

from __future__ import annotations

import streamlit as st

from campaign.domain.permissions import Action
from campaign.i18n import _
from campaign.ui import cards, context, state
from campaign.ui.desk import matters, screen
from campaign.ui.keys import Param, Screen
from campaign.ui.nav import ENTRIES


def main() -> None:
    """Draw the desk of the campaign, place and indicator of the address."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Desk"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            nothing_yet()
        return
    days, place = screen.silent_days(), state.param(Param.PLACE)
    numbers = matters.numbers_of(
        slug=here.campaign.slug,
        revision=here.revision,
        place=place,
        indicator=state.param(Param.INDICATOR),
        days=days,
    )
    today = matters.today_of(numbers, place=place, days=days)
    screen.head(numbers, days=days, narrowed=place is not None)
    screen.draw(matters.matters(numbers, today, days=days), numbers=numbers, campaign=here.campaign)
    screen.draw_others(here, here.campaign, days=days)


def nothing_yet() -> None:
    """Say that there is no campaign, with the way to the first one for whoever may make it."""
    cards.empty(
        _("There is no campaign in your area yet"),
        _("As soon as one is open, everything that needs a decision stands here."),
    )
    viewer = context.current().call.viewer
    if any(entry.action is Action.MANAGE_CAMPAIGNS and entry.open_to(viewer) for entry in ENTRIES):
        cards.link(f"/{Screen.CAMPAIGNS.value}", _("Set up a campaign"))


main()
