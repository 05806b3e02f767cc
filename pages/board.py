"""*Bảng công khai*: the switch of a campaign's public board, off by default, and what exactly will be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services.board_settings import BoardSettings, board_settings
from campaign.ui import cache, cards, context
from campaign.ui.board import preview, switch

if TYPE_CHECKING:
    from campaign.ui.context import Context


def main() -> None:
    """Draw the switch of the campaign in view."""
    here = context.current()
    st.title(_("Public board"), anchor=False)
    if here.campaign is None:
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("A public board belongs to a campaign. As soon as one is open, its board can be opened here."),
            )
        return
    try:
        found = cache.build(_read, here.campaign.slug)
    except CampaignError as error:
        if error.code != "not_permitted":
            raise
        cards.empty(
            _("The board of this campaign is opened elsewhere"),
            _("The campaign reaches beyond your area; whoever runs it opens its board. Choose a campaign of your own."),
        )
        return
    switch.draw(here, found)
    preview.draw_address(found)
    preview.draw_numbers(found)


def _read(here: Context, slug: str) -> BoardSettings:
    return board_settings(call=here.call, slug=slug)


main()
