"""*Xem như*: the banner over every screen that is seen as somebody else, the way in and the way back.

Nothing can be changed meanwhile; that is held by the services, and this only says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import view_as
from campaign.ui import actions, cards, context, keys, nav, state
from campaign.ui.keys import Screen

if TYPE_CHECKING:
    from campaign.services.call import Call, Viewer
    from campaign.ui.actions import OnClick, Outcome
    from campaign.ui.context import Context

_BACK: Final = "look-back"
# Screens that scroll by themselves to what was just done must not take the banner out of sight.
_STICKS: Final = f"""<style>
div:has(>.st-key-{keys.SHELL_LOOKING}){{position:sticky;top:3.75rem;z-index:90;background:#fff}}
</style>"""
# Where the next run leads: the other person's first screen, or back to the accounts.
_moved: Final[state.Slot[bool]] = state.Slot("look-moved", bool)


def draw_banner(here: Context) -> None:
    """Draw whose screens these are and the way back, on every screen while somebody looks as another."""
    viewer = here.call.viewer
    if not viewer.seen_by:
        return
    text = _("You look as {name} ({role}), reading only.").format(name=viewer.full_name, role=label(viewer.role))
    st.html(_STICKS)
    with st.container(border=True, key=keys.SHELL_LOOKING, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"◆ {cards.plain(text)}", width="stretch")
        st.button(_("Stop looking"), key=keys.SHELL_LOOK_BACK, type="primary", **_back())
    refused = actions.outcome(_BACK)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)


def begin(*, form: str, username: str) -> OnClick:
    """Return what a button takes to look as somebody; the outcome stands under `form`."""
    return actions.on_click(form=form, command=lambda _values, _token: username, write=_begin, after=_begun)


def take_destination(viewer: Viewer) -> Screen | None:
    """Return the screen to go to now that somebody else's screens are seen, or one's own again; once."""
    if not _moved.get():
        return None
    _moved.clear()
    return nav.first_screen(viewer) if viewer.seen_by else Screen.ACCOUNTS


def _back() -> OnClick:
    return actions.on_click(form=_BACK, command=lambda _values, _token: None, write=_stop, after=_stopped)


def _begin(call: Call, username: str) -> None:
    view_as.look_as(call=call, token=context.session_token(), username=username)


def _begun(outcome: Outcome) -> None:
    if outcome.error is not None and outcome.error.code == "view_as_read_only":
        # The second tap of a double tap: the look has begun.
        actions.dismiss(outcome.form)
    if outcome.done:
        _moved.set(value=True)


def _stop(call: Call, _command: None) -> None:
    view_as.look_as_oneself(
        store=call.store, moment=call.moment, token=context.session_token(), address=context.address()
    )


def _stopped(outcome: Outcome) -> None:
    if outcome.done:
        actions.dismiss(_BACK)
        _moved.set(value=True)
