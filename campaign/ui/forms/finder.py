"""The search box and the people it finds, one button a person; nothing typed lists the village."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, ngettext
from campaign.services import search
from campaign.ui import actions, cards
from campaign.ui.forms import board as boards
from campaign.ui.forms import drafts, marks, names, newcomer, receipt
from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    import uuid

    from campaign.services.search import PersonCard, SearchResult
    from campaign.ui.forms.board import Board

# A search while typing waits for this pause: short enough to feel live, long enough to spare a weak line.
_PAUSE = "300ms"
_NARROW = "\u00a0"
# Keeps a line from ending between the dots and the digits.
_JOINED = "\u2060"


def draw(board: Board) -> None:
    """Draw the box, the two other ways of working, and the cards."""
    text = st.text_input(
        _("Name, or last digits of phone or ID"),
        key=names.SEARCH,
        type="search",
        live=_PAUSE,
        placeholder=_("Type a name, without accents if you like"),
        persist_state="session",
    )
    typed = (text or "").strip()
    with st.container(horizontal=True, gap="xsmall"):
        st.button(_("Add citizen"), key=names.ADD, on_click=_add, args=(typed,), width="stretch")
        st.button(
            _("Record a group"), key=names.GROUP, on_click=boards.open_view, args=(boards.VIEW_GROUP,), width="stretch"
        )
    found = search.search(call=board.call, slug=board.slug, text=typed, place_id=board.unit.id if board.unit else None)
    if not found.cards:
        _nobody(board, typed)
        return
    _people(board, found)


def _people(board: Board, found: SearchResult) -> None:
    with st.container(key=names.LIST, gap="xsmall"):
        for card in found.cards:
            st.button(
                card_text(card, board),
                key=key(Screen.RECORD, "person", card.id.hex),
                on_click=_open,
                args=(card.commune_id, card.id),
                width="stretch",
                wrap=True,
            )
    if found.more:
        st.caption(_("There are more people: type more of the name, or the last digits."))
    st.caption(marks.legend())


def _nobody(board: Board, typed: str) -> None:
    place = board.unit.name if board.unit else board.campaign.place_name
    if not typed:
        cards.empty(
            _("Nobody is in the list of {place} yet").format(place=place),
            _("Press Add citizen, or ask the official to import the list."),
        )
        return
    cards.empty(
        _("Nobody found for “{text}”").format(text=typed),
        _("Try fewer letters or the last digits of the phone. If the person is new, press Add citizen."),
    )


def card_text(card: PersonCard, board: Board) -> str:
    """Return a person as the label of a button: who it is on the first line, the steps below."""
    home = board.unit is not None and card.place_id == board.unit.id
    text = f"**{cards.plain(card.full_name)}** {who(card, place=not home)}  \n:gray[{marks.summary(card, board)}]"
    left = len(drafts.kept(board.slug, card.id))
    if not left:
        return text
    unsaved = ngettext("{n} step ticked, not saved yet", "{n} steps ticked, not saved yet", left).format(n=left)
    return f"{text}  \n**△ {unsaved}**"


def who(card: PersonCard, *, place: bool) -> str:
    """Return what tells namesakes apart on a card: birth year, village if it is another one, last digits."""
    parts = [str(card.birth_year)] if card.birth_year else []
    if place:
        parts.append(cards.plain(card.place_name))
    parts += [f"…{_JOINED}{digits}" for digits in (card.phone_last, card.personal_id_last) if digits]
    return " · ".join(part.replace(" ", _NARROW) for part in parts)


def _open(commune_id: int, citizen_id: uuid.UUID) -> None:
    receipt.forget()
    actions.dismiss(names.form_person(citizen_id))
    actions.dismiss(names.form_correction(citizen_id))
    boards.open_person(commune_id, citizen_id)


def _add(typed: str) -> None:
    receipt.forget()
    newcomer.start(typed)
