"""The page of possible duplicates: which state, looking for more of them, and the pairs side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import DuplicateState
from campaign.i18n import N_, _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import duplicates, people_list
from campaign.ui import actions, cards, choosers, state
from campaign.ui.citizens import deciding, names, pair, receipt, words
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.call import Call
    from campaign.services.duplicates import PairPage
    from campaign.services.places import Place
    from campaign.ui.context import Context

_WIDTH: Final = 260
_NOTHING: Final[Mapping[DuplicateState, tuple[str, str]]] = {
    DuplicateState.OPEN: (
        N_("No possible duplicates wait for a decision"),
        N_("After a list was imported, look for them here."),
    ),
    DuplicateState.DISTINCT: (N_("Nobody was kept apart yet"), N_("Pairs that are two people stand here.")),
    DuplicateState.MERGED: (N_("No entries were merged yet"), N_("Merged entries stand here, with the way back.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One press of the button that looks for duplicates."""

    commune_id: int


def draw(here: Context, slug: str) -> None:
    """Draw the pairs of the state that the address asks for."""
    shown = _state()
    found = duplicates.pairs(call=here.call, slug=slug, state=shown, page=state.param_number(Param.PAGE, default=1))
    scene = people_list.scene(call=here.call, slug=slug)
    receipt.draw()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        options = [("" if one is DuplicateState.OPEN else one.value, label(one)) for one in DuplicateState]
        choosers.choose(
            _("Pairs shown"),
            options,
            chosen="" if shown is DuplicateState.OPEN else shown.value,
            key=names.PAIR_STATE,
            param=Param.STATUS,
            width=_WIDTH,
        )
        _draw_search(scene.communes)
    _draw_found()
    if not found.lines:
        title, then = _NOTHING[shown]
        cards.empty(_(title), _(then))
        return
    st.caption(
        ngettext("{n} pair, most alike first", "{n} pairs, most alike first", found.total).format(n=number(found.total))
    )
    _draw_lines(found, words.short_names(scene.steps))


def _draw_lines(found: PairPage, short: dict[str, str]) -> None:
    for line in found.lines:
        with st.container(border=True, gap="small"):
            st.html(pair.drawn(line, short))
            deciding.draw(line)
    choosers.turn_pages(pages=found.pages, shown=found.page, key=names.PAIR_PAGE)


def _state() -> DuplicateState:
    asked = state.param(Param.STATUS)
    return next((found for found in DuplicateState if found.value == asked), DuplicateState.OPEN)


def _draw_search(communes: Sequence[Place]) -> None:
    """Draw the button that looks through a commune; whoever works above communes chooses which."""
    if not communes:
        return
    commune_id = communes[0].commune_id
    if len(communes) > 1:
        by_id = {place.commune_id: place.name for place in communes}
        commune_id = st.selectbox(
            _("Commune, ward"),
            list(by_id),
            format_func=lambda own: by_id[own],
            key=names.SEARCH_COMMUNE,
            width=_WIDTH,
        )
    clicked = actions.on_click(
        form=names.FORM_SEARCH,
        command=lambda _values, _token: Search(commune_id=commune_id),
        write=_search,
    )
    st.button(_("Look for duplicates"), key=names.SEARCH, **clicked)


def _search(call: Call, wanted: Search) -> duplicates.Refreshed:
    bar = st.progress(0.0, text=_("Looking for people entered twice"))

    def tell(done: int, of: int) -> None:
        bar.progress(min(done / of, 1.0) if of else 1.0)

    found = duplicates.refresh(call=call, commune_id=wanted.commune_id, on_people=tell)
    bar.empty()
    return found


def _draw_found() -> None:
    found = actions.outcome(names.FORM_SEARCH)
    if found is None:
        return
    if found.error is not None:
        cards.refusal(found.error)
        return
    done: duplicates.Refreshed = found.result
    text = ngettext(
        "{people} people looked at: {n} new possible duplicate.",
        "{people} people looked at: {n} new possible duplicates.",
        done.new,
    )
    st.success(cards.plain(text.format(people=number(done.people), n=number(done.new))))
