"""Opening and closing the board, and what it says besides numbers: hotline, mailbox, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import N_, _, clock_time
from campaign.i18n.errors import error_text
from campaign.services.board_settings import MAX_CONTACT, MAX_NOTE, BoardWish, set_board
from campaign.ui import actions, cards, state
from campaign.ui.board import names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.board_settings import BoardSettings
    from campaign.services.call import Call
    from campaign.ui.actions import OnClick, Outcome, Values
    from campaign.ui.context import Context

_DOUBTS = {
    "no_contact": N_("There is neither a hotline nor a mailbox: people who see something wrong cannot say so."),
    "hotline_without_number": N_("The hotline holds no telephone number. It is shown as it stands."),
    "mailbox_without_address": N_("The mailbox holds no e-mail address. It is shown as it stands."),
}


def draw(here: Context, found: BoardSettings) -> None:
    """Draw how the board stands, the fields and the buttons."""
    _draw_standing(found)
    _draw_outcome()
    fields = _fields(found)
    may = not found.draft and not here.call.viewer.seen_by
    st.text_input(
        _("Hotline"),
        key=fields["hotline"],
        max_chars=MAX_CONTACT,
        placeholder=_("For example: 0262 000 0000, office hours"),
        disabled=not may,
        persist_state="session",
    )
    st.text_input(
        _("Mailbox"),
        key=fields["mailbox"],
        max_chars=MAX_CONTACT,
        placeholder=_("For example: an e-mail address of the People’s Committee"),
        disabled=not may,
        persist_state="session",
    )
    st.text_area(
        _("Note to the public"),
        key=fields["note"],
        max_chars=MAX_NOTE,
        height=80,
        help=_("It stands above the numbers. No names of citizens, please."),
        disabled=not may,
        persist_state="session",
    )
    if found.version:
        for doubt in found.doubts:
            st.warning(_(_DOUBTS[doubt]))
    if may:
        _draw_buttons(found, fields)


def _draw_standing(found: BoardSettings) -> None:
    if found.draft:
        st.info(_("This campaign is still a draft. Its board can be opened as soon as the campaign is open."))
    elif found.is_open:
        text = _("The board is open: everybody with the address sees it, without signing in.")
        if found.opened_at is not None:
            text += " " + _("Opened by {who}, {when}.").format(who=found.opened_by, when=clock_time(found.opened_at))
        st.success(cards.plain(text))
    else:
        st.info(_("The board is closed: nobody outside sees anything, not even that it is there."))


def _draw_outcome() -> None:
    done = actions.outcome(names.FORM)
    if done is not None and done.error is not None:
        st.error(cards.plain(error_text(done.error)))
    elif done is not None and not done.result:
        st.info(_("Nothing was changed."))


def _draw_buttons(found: BoardSettings, fields: dict[str, str]) -> None:
    with st.container(horizontal=True, gap="small"):
        if found.is_open:
            st.button(_("Save"), key=names.SAVE, type="primary", **_click(found, fields, is_open=True))
            st.button(_("Close the board"), key=names.CLOSE, **_click(found, fields, is_open=False))
        else:
            st.button(_("Open the board"), key=names.OPEN, type="primary", **_click(found, fields, is_open=True))
            if found.version:
                st.button(_("Save"), key=names.SAVE, **_click(found, fields, is_open=False))


def _fields(found: BoardSettings) -> dict[str, str]:
    """Return the keys of the fields, filled with what is stored when the board is another one than was shown."""
    names_of = {"hotline": names.HOTLINE, "mailbox": names.MAILBOX, "note": names.NOTE}
    fields = {name: f"{key}-{found.campaign}" for name, key in names_of.items()}
    shown = _seen(found.campaign)
    if shown.get() != found.version or state.widget_value(fields["hotline"]) is None:
        refused = actions.outcome(names.FORM)
        # What somebody typed while another official saved stays, so that they can look at both.
        if refused is None or refused.error is None:
            for name, key in fields.items():
                state.put_widget(key, getattr(found, name))
        shown.set(found.version)
    return fields


def _seen(campaign: str) -> state.Slot[int]:
    return state.Slot(f"board:{campaign}", lambda: -1)


def _click(found: BoardSettings, fields: dict[str, str], *, is_open: bool) -> OnClick:
    def command(values: Values, _token: UUID) -> BoardWish:
        return BoardWish(
            campaign=found.campaign,
            is_open=is_open,
            hotline=values["hotline"] or "",
            mailbox=values["mailbox"] or "",
            note=values["note"] or "",
            version=found.version,
        )

    def write(call: Call, wish: BoardWish) -> bool:
        return set_board(call=call, wish=wish)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            _seen(found.campaign).clear()

    return actions.on_click(form=names.FORM, command=command, write=write, reads=fields, after=after)
