"""The list of people: who, where, how to reach them, how far they are; numbers masked, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import people_list
from campaign.ui import cards, choosers, state, tables
from campaign.ui.citizens import files, filters, names, route, words
from campaign.ui.keys import Param, Screen
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.people_list import PeoplePage, PersonLine
    from campaign.ui.context import Context


def draw(here: Context, slug: str) -> None:
    """Draw the list that the address asks for, or the choice of a commune before it."""
    found = people_list.find_people(
        call=here.call, slug=slug, wanted=route.wanted(), page=state.param_number(Param.PAGE, default=1)
    )
    if not found.communes:
        cards.empty(
            _("The campaign has no villages yet"),
            _("People live in villages: add them in Places first."),
        )
        cards.link(route.address(Screen.PLACES), _("Open Places"))
        return
    if len(found.communes) > 1:
        filters.choose_commune(found)
    if found.commune is None:
        st.caption(_("People are listed commune by commune."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        filters.draw(here, slug, found)
        files.draw(here, slug, found)
    filters.draw_said(found)
    if not found.lines:
        _draw_nobody(found)
        return
    st.html(_table(found))
    choosers.turn_pages(pages=found.pages, shown=found.page, key=names.PAGE)


def _draw_nobody(found: PeoplePage) -> None:
    if filters.said(found):
        cards.empty(_("Nobody in the list is like this"), _("Take away a filter, or type fewer letters."))
        return
    cards.empty(
        _("Nobody is in the list of {place} yet").format(place=found.commune.name if found.commune else ""),
        _("Import the list that the commune holds, or add people while recording."),
    )
    cards.link(route.address(Screen.IMPORTS), _("Import a list"))


def _table(found: PeoplePage) -> tables.Html:
    columns = (
        Column(title=_("Full name")),
        Column(title=_("Lives in")),
        Column(title=_("Phone")),
        Column(title=_("Personal ID"), wide=True),
        Column(title=_("Steps")),
        Column(title=_("Lacks"), wide=True, prose=True),
        Column(title=_("Consent"), wide=True),
    )
    short = words.short_names(found.steps)
    n = found.total
    text = ngettext("{n} person of {place}", "{n} people of {place}", n)
    place = found.place or found.commune
    caption = text.format(n=number(n), place=place.name if place else "")
    rows = [_row(line, short) for line in found.lines]
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption))


def _row(line: PersonLine, short: dict[str, str]) -> tuple[Cell, ...]:
    card, lack = line.card, words.lack(line.card, short)
    return (
        Cell(
            text=card.full_name,
            sub=words.who(card),
            href=route.person_address(card.commune_id, card.id),
            phone=_("lacks: {steps}").format(steps=lack) if lack else "",
        ),
        Cell(text=card.place_name),
        Cell(text=line.numbers.phone or "–"),
        Cell(text=line.numbers.personal_id or "–"),
        Cell(text=words.have(card)),
        Cell(text=lack or "–"),
        Cell(text=label(card.consent)),
    )
