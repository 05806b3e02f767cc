"""*Địa bàn*: villages, schools and agencies of a commune: the list, adding to it, one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import place_directory
from campaign.ui import cards, context, state
from campaign.ui.keys import Param
from campaign.ui.places import listing, merging, names, pasting, taking, unit

if TYPE_CHECKING:
    from campaign.ui.context import Context

ADDING = "add"
MERGING = "merge"


def main() -> None:
    """Draw the commune of the address; whoever manages one commune alone needs no address."""
    here = context.current()
    own = place_directory.communes(call=here.call)
    several = len(own) > 1
    asked = state.param(Param.PLACE)
    commune = asked or (own[0].code if len(own) == 1 else None)
    if commune is None:
        st.title(_("Places"), anchor=False)
        listing.draw_communes(here)
        return
    try:
        draw(here, commune, several=several)
    except CampaignError as error:
        st.title(_("Places"), anchor=False)
        cards.refusal(error)
        listing.draw_communes(here)


def draw(here: Context, commune: str, *, several: bool) -> None:
    """Draw one place of a commune when the address names one, else its list."""
    asked = state.param(Param.UNIT)
    if asked is not None:
        unit.draw(here, place_directory.unit_file(call=here.call, commune_code=commune, unit_code=asked))
        return
    found = place_directory.directory(
        call=here.call, commune_code=commune, with_ended=state.param(Param.STATUS) is not None
    )
    view = state.param(Param.VIEW)
    adding = view == ADDING or not found.units
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Places"), anchor=False, width="stretch")
        if several:
            st.button(_("Another commune"), key=names.OTHER_COMMUNE, on_click=leave)
        if view != MERGING and len(found.units) > 1:
            st.button(_("Merge places"), key=names.MERGE_OPEN, on_click=show, args=(MERGING,))
        if not adding:
            st.button(_("Add places"), key=names.OPEN_LIST, type="primary", on_click=show, args=(ADDING,))
    st.markdown(f"**{cards.plain(found.name)}**")
    if adding:
        with st.container(border=True):
            pasting.draw(commune_code=found.code, form="places")
            if found.units:
                st.button(_("Close the list"), key=names.CLOSE_LIST, type="tertiary", on_click=show, args=(None,))
    if view == MERGING and not adding:
        with st.container(border=True):
            merging.draw(here, found)
            st.button(_("Close the form"), key=names.MERGE_CLOSE, type="tertiary", on_click=show, args=(None,))
    taking.draw(here, found)
    listing.draw(found)


def show(view: str | None) -> None:
    """Open or close the pasting of a list (callback)."""
    state.set_params({Param.VIEW: view})


def leave() -> None:
    """Go back to choosing a commune (callback)."""
    state.set_params({Param.PLACE: None, Param.UNIT: None, Param.VIEW: None})


main()
