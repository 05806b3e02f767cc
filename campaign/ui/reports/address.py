"""What the address of *Báo cáo* asks for: place, period, day and whose document; and where the public board is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode, urlsplit

import streamlit as st

from campaign.domain.vocabulary import PeriodKind, ReportProfile
from campaign.ui import state
from campaign.ui.keys import Param
from campaign.ui.reports import names

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary

W = TypeVar("W", bound=StrEnum)

_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - compared, not listened on


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One choice of documents; `place` None is the widest place in scope, `on` lies inside the campaign."""

    place: str | None
    period: PeriodKind
    profile: ReportProfile
    on: date


def asked(campaign: CampaignSummary, today: date) -> Asked:
    """Return what the address asks for; a word that means nothing counts as missing."""
    on = state.param_day(Param.AS_OF) or today
    return Asked(
        place=state.param(Param.PLACE),
        period=_word(Param.PERIOD, PeriodKind.WEEK),
        profile=_word(Param.PROFILE, ReportProfile.UBND),
        on=min(max(on, campaign.starts_on), last_day(campaign, today)),
    )


def last_day(campaign: CampaignSummary, today: date) -> date:
    """Return the last day of which there can be a document."""
    return max(campaign.starts_on, min(today, campaign.ends_on))


def take_day(last: date) -> None:
    """Write the chosen day to the address (callback); the last possible one is the default and leaves it."""
    chosen = state.widget_value(names.AS_OF)
    state.set_params({Param.AS_OF: None if chosen is None or chosen == last else chosen.isoformat()})


def take_period() -> None:
    """Write the chosen period to the address (callback); a week is the default and leaves it."""
    chosen = state.widget_value(names.PERIOD) or PeriodKind.WEEK.value
    state.set_params({Param.PERIOD: None if chosen == PeriodKind.WEEK.value else chosen})


def board_address(campaign: str, *, is_open: bool) -> str:
    """Return where everybody finds the public board, as the browser reached this site.

    "" while the board is closed, and where only this machine could open the address.
    """
    found = urlsplit(browser_url())
    if not is_open or not found.hostname or found.hostname in _OWN_MACHINE:
        return ""
    return f"{found.scheme}://{found.netloc}/cong-khai?{urlencode({'campaign': campaign})}"


def browser_url() -> str:
    """Return the address that the browser used, "" where it is not known."""
    return st.context.url or ""


def _word(param: Param, standard: W) -> W:
    found = state.param(param)
    return next((member for member in type(standard) if member.value == found), standard)
