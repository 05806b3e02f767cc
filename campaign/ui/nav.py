"""Which screens there are, who may open them, and which one comes first."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.config import ROOT
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import Role
from campaign.i18n import N_, _, current_language
from campaign.ui.keys import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.navigation.page import Page

    from campaign.domain.permissions import Viewer

_FIELD = frozenset({Role.VOLUNTEER, Role.TEAM_LEAD})
_OFFICE = frozenset({Role.ADMIN, Role.OFFICIAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One screen: its file in `pages/`, its label, the action that opens it, and the menu that it stands in.

    "" is the line itself. What is not for every day stands folded in a menu, so that the daily screens fit into one
    line. A screen without a menu (None) is opened from others: it has an address and no entry. `also` is a second
    action that opens it, for a screen on which some write and others read.
    """

    screen: Screen
    title: str
    action: Action
    menu: str | None = ""
    also: Action | None = None

    def open_to(self, viewer: Viewer) -> bool:
        """Whether the viewer's role holds an action; where it may be done is the services' question."""
        actions = [action for action in (self.action, self.also) if action is not None]
        return any(allowed(role=viewer.role, action=action, scope=viewer.scope, path=None) for action in actions)


SET_UP: Final = N_("Set-up")
MOVEMENT: Final = N_("Movement")

# The label of the menu; the address of a screen is its English key, the same in both languages.
ENTRIES: Final = (
    Entry(screen=Screen.DESK, title=N_("Desk"), action=Action.SEE_DESK),
    Entry(screen=Screen.RECORD, title=N_("Record"), action=Action.RECORD),
    Entry(screen=Screen.PROGRESS, title=N_("Progress"), action=Action.SEE_PROGRESS),
    Entry(screen=Screen.TARGETS, title=N_("Targets"), action=Action.SEE_PROGRESS),
    Entry(screen=Screen.REPORTING, title=N_("Reported numbers"), action=Action.SEE_PROGRESS),
    Entry(screen=Screen.OUTREACH, title=N_("Outreach days"), action=Action.SEE_PROGRESS),
    Entry(screen=Screen.REPORTS, title=N_("Reports"), action=Action.EXPORT_PROGRESS),
    Entry(screen=Screen.CITIZENS, title=N_("Citizens"), action=Action.MANAGE_PEOPLE),
    Entry(screen=Screen.INITIATIVES, title=N_("Models and initiatives"), action=Action.SEE_PROGRESS, menu=MOVEMENT),
    Entry(
        screen=Screen.COMMENDATION,
        title=N_("Skilful mobilisation"),
        action=Action.SEE_COMMENDATION,
        also=Action.REGISTER_INITIATIVES,
        menu=MOVEMENT,
    ),
    Entry(screen=Screen.IMPORTS, title=N_("Import a list"), action=Action.IMPORT, menu=SET_UP),
    Entry(screen=Screen.CAMPAIGNS, title=N_("Campaigns"), action=Action.MANAGE_CAMPAIGNS, menu=SET_UP),
    Entry(screen=Screen.PLACES, title=N_("Places"), action=Action.MANAGE_PLACES, menu=SET_UP),
    Entry(screen=Screen.BOARD, title=N_("Public board"), action=Action.OPEN_BOARD, menu=SET_UP),
    Entry(screen=Screen.ACCOUNTS, title=N_("Accounts"), action=Action.MANAGE_ACCOUNTS, menu=SET_UP),
    Entry(screen=Screen.AUDIT, title=N_("Log"), action=Action.SEE_AUDIT, menu=SET_UP),
    Entry(
        screen=Screen.PROVENANCE,
        title=N_("Where does this number come from?"),
        action=Action.SEE_PROGRESS,
        menu=None,
    ),
)


def first_screen(viewer: Viewer) -> Screen:
    """Return where somebody lands: the field works, those who run the campaign decide, everybody else reads."""
    if viewer.role in _FIELD:
        return Screen.RECORD
    return Screen.DESK if viewer.role in _OFFICE else Screen.PROGRESS


def pages(viewer: Viewer) -> dict[Screen, Page]:
    """Return every screen as a page; those that the role cannot open stay out of the menu but keep their address.

    An address that somebody pasted then says "no permission" instead of "page not found".
    """
    shown = frozenset(entry.screen for entry in ENTRIES if entry.menu is not None and entry.open_to(viewer))
    # Streamlit notes on a page that it may run, and that it did, so every run has copies of its own.
    return {screen: copy(page) for screen, page in _pages(current_language(), shown).items()}


@lru_cache(maxsize=64)
def _pages(language: str, shown: frozenset[Screen]) -> dict[Screen, Page]:
    """Make the pages once for each menu there is: looking for their files was an eighth of every run."""
    del language
    return {
        entry.screen: st.Page(
            ROOT / "pages" / f"{entry.screen}.py",
            title=_(entry.title),
            url_path=entry.screen.value,
            visibility="visible" if entry.screen in shown else "hidden",
        )
        for entry in ENTRIES
    }


def menu(home_page: Page, found: dict[Screen, Page]) -> dict[str, list[Page]]:
    """Return the menu: the daily screens in the line, the others in menus of their own.

    Streamlit knows only the pages that it is given here, so those without an entry come along, hidden.
    """
    groups: dict[str, list[Page]] = {"": [home_page]}
    for entry in ENTRIES:
        groups.setdefault(_(entry.menu) if entry.menu else "", []).append(found[entry.screen])
    return groups


def home(go: Callable[[], None]) -> Page:
    """Return the page behind `/`, which only leads on: every screen thus has one address for all roles."""
    return st.Page(go, title=_("Campaign tracker"), url_path="home", default=True, visibility="hidden")


def doors(draw: Callable[[], None]) -> list[Page]:
    """Return a page for every address that draws the same door: whoever comes back in is where they were."""
    return [
        home(draw),
        *(st.Page(draw, title=_(e.title), url_path=e.screen.value, visibility="hidden") for e in ENTRIES),
    ]


def entry_of(page: Page) -> Entry | None:
    """Return the entry of the page that Streamlit chose; None for the page behind `/`."""
    return next((entry for entry in ENTRIES if entry.screen.value == page.url_path), None)
