"""Who is in front of the screen, in which language, with which campaign: read anew at every rerun.

A live connection outlives a sign-out, so nothing here is trusted between runs. Pages and fragments ask `current()`.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.i18n import LANGUAGES, current_language, use_language
from campaign.services import campaigns, runtime, sessions
from campaign.services.call import Call
from campaign.ui import state
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from campaign.domain.permissions import Viewer
    from campaign.i18n import Language
    from campaign.services.campaigns import CampaignSummary

COOKIE = "campaign_session"
_chosen: state.Slot[str] = state.Slot("campaign", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every page needs: who asks, in which language, about which campaign (None: there is none in scope).

    `revision` is the campaign's counter as read in this run; every cached read has it in its key.
    """

    call: Call
    language: Language
    campaigns: tuple[CampaignSummary, ...]
    campaign: CampaignSummary | None
    revision: int
    must_change_password: bool


# Set by the shell for the length of one run. A fragment and a callback run without it and read anew.
_current: ContextVar[Context | None] = ContextVar("campaign_context", default=None)


def session_token() -> str:
    """Return the token of the cookie that the sign-in page set, "" without one."""
    return st.context.cookies.get(COOKIE, "")


def address() -> str:
    """Return where the browser comes from, for the audit chain."""
    return st.context.ip_address or ""


def call() -> Call:
    """Return a fresh call after looking the session up.

    Raises `session_missing`, `session_ended`, `account_disabled`, `session_locked`.
    """
    return _call(_session())


def read() -> Context:
    """Look everything up (2 queries); raises what `call` raises."""
    session = _session()
    made = _call(session)
    asked = state.param(Param.LANG)
    # A pasted address shows what its sender saw, in the sender's language; the account keeps its own.
    use_language(asked if asked in LANGUAGES else made.viewer.language)
    found = campaigns.list_campaigns(call=made)
    chosen = _choose(found, made.viewer, made.moment.today)
    return Context(
        call=made,
        language=current_language(),
        campaigns=found,
        campaign=chosen,
        revision=chosen.revision if chosen else 0,
        must_change_password=session.must_change_password,
    )


@contextmanager
def entered(found: Context) -> Iterator[None]:
    """Make a context the current one while the shell runs a page."""
    token = _current.set(found)
    try:
        yield
    finally:
        _current.reset(token)


def in_full_run() -> bool:
    """Whether the shell is running and has looked the session up; False in a fragment's own run and in a callback."""
    return _current.get() is not None


def current() -> Context:
    """Return this run's context.

    A fragment runs without the shell, so it looks the session up itself and, when that has ended,
    asks for a full run, in which the shell explains.
    """
    found = _current.get()
    if found is not None:
        return found
    try:
        return read()
    except CampaignError:
        st.rerun()


def choose_campaign(slug: str) -> None:
    """Take another campaign (in a callback): places and indicators of the old one leave the address with it."""
    _chosen.set(slug)
    state.set_params(
        {Param.CAMPAIGN: slug, Param.PLACE: None, Param.INDICATOR: None, Param.AS_OF: None, Param.PAGE: None}
    )


def _session() -> sessions.SessionView:
    found = sessions.read_session(
        store=runtime.store(), moment=runtime.present(), token=session_token(), address=address()
    )
    if found.locked:
        raise CampaignError("session_locked", language=found.viewer.language)
    return found


def _call(session: sessions.SessionView) -> Call:
    return Call(store=runtime.store(), viewer=session.viewer, moment=runtime.present())


def _choose(found: tuple[CampaignSummary, ...], viewer: Viewer, today: date) -> CampaignSummary | None:
    """Return the campaign of the address, else the one used last in this tab, else the one that is on."""
    asked = state.param(Param.CAMPAIGN)
    if asked is not None:
        # A pasted address that names a campaign out of reach must not silently show another one.
        chosen = next((c for c in found if c.slug == asked), None)
    else:
        chosen = next((c for c in found if c.slug == _chosen.get()), _present(found, viewer, today))
    if chosen is not None:
        _chosen.set(chosen.slug)
        state.set_params({Param.CAMPAIGN: chosen.slug})
    return chosen


def _present(found: tuple[CampaignSummary, ...], viewer: Viewer, today: date) -> CampaignSummary | None:
    """Return the newest campaign that has begun (the list has the newest first), else the first one to come.

    An open one of the viewer's own place goes before all others: a commune begins with its own campaign and a
    province with the province's. A draft is nobody's work yet: it is taken only where there is nothing else.
    """
    in_use = [campaign for campaign in found if campaign.status is not CampaignStatus.DRAFT] or list(found)
    begun = [campaign for campaign in in_use if campaign.starts_on <= today]
    own = (
        campaign
        for campaign in begun
        if campaign.status is CampaignStatus.OPEN and campaign.place_path.endswith(f"/{viewer.place_id}/")
    )
    return next(own, None) or next(iter(begun), in_use[-1] if in_use else None)
