"""What stands in the way of a screen: signed out, locked after a pause, a password that must be changed."""

from __future__ import annotations

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, use_language
from campaign.i18n.errors import error_text
from campaign.services import runtime, sessions
from campaign.ui import cards, context, keys, state

_SIGNED_OUT = frozenset({"session_missing", "session_ended", "account_disabled"})
_refused: state.Slot[CampaignError | None] = state.Slot("door", lambda: None)


def closed(error: CampaignError, *, language: str) -> None:
    """Draw why no screen can be shown, and the way back in; `language` is that of the installation."""
    use_language(str(error.details.get("language", language)))
    if error.code == "session_locked":
        _locked()
    elif error.code in _SIGNED_OUT:
        st.title(_("You are signed out"), anchor=False)
        st.info(cards.plain(error_text(error)))
        cards.link("/dang-nhap", _("Sign in"))
    else:
        st.title(_("The screen cannot be shown now"), anchor=False)
        cards.refusal(error)


def must_change_password() -> None:
    """Lead to the page where a first password, set by somebody else, is replaced by one's own."""
    st.title(_("Choose your own password"), anchor=False)
    st.markdown(_("The password you signed in with was set by somebody else. Choose one that only you know."))
    cards.link("/doi-mat-khau", _("Change password"))
    cards.link("/dang-xuat", _("Sign out"))


def _locked() -> None:
    st.title(_("Locked after a pause"), anchor=False)
    st.markdown(_("Nothing was lost. Enter your password to go on where you were."))
    _show_refusal()
    with st.form("door", border=False, enter_to_submit=True):
        st.text_input(_("Password"), key=keys.SHELL_PASSWORD, type="password", autocomplete="current-password")
        st.form_submit_button(_("Go on"), key=keys.SHELL_UNLOCK, type="primary", on_click=_unlock)
    cards.link("/dang-xuat", _("Sign out"))


def _unlock() -> None:
    password = state.widget_value(keys.SHELL_PASSWORD) or ""
    try:
        sessions.unlock(
            store=runtime.store(),
            moment=runtime.present(),
            token=context.session_token(),
            password=password,
            address=context.address(),
        )
    except CampaignError as error:
        _refused.set(error)
    else:
        _refused.clear()
    state.put_widget(keys.SHELL_PASSWORD, "")


def _show_refusal() -> None:
    error = _refused.get()
    if error is not None:
        cards.refusal(error)
