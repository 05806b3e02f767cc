"""Files of the list: people as Excel or CSV, masked or whole with a reason, and what remains as sheets to print.

They hold everybody of the village or commune in view; the other filters narrow the screen alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.permissions import Action, allowed
from campaign.i18n import _
from campaign.reports.spoken import file_name
from campaign.ui import cards, downloads, state
from campaign.ui.citizens import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from campaign.services.people_list import PeoplePage
    from campaign.services.places import Place
    from campaign.ui.context import Context

_MIME: Final = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MAX_REASON: Final = 200


def draw(here: Context, slug: str, found: PeoplePage) -> None:
    """Draw the files of the place in view behind a button, for those who may take a list out of the house."""
    viewer, place = here.call.viewer, found.place or found.commune
    may = allowed(role=viewer.role, action=Action.EXPORT_PEOPLE, scope=viewer.scope, path=None)
    # No list of people leaves the house in somebody else's name.
    if place is None or not may or viewer.seen_by:
        return
    # The buttons are made when they are asked for: each registers a file with the server.
    panel = st.popover(_("Download lists"), key=names.FILES, width="content", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.markdown(f"**{cards.plain(place.name)}**")
        st.caption(_("Everybody of this place, whatever the list is narrowed to. Each file is in the log."))
        _draw_lists(slug, place, here.call.moment.today)
        _draw_sheets(slug, place, here.call.moment.today)


def _draw_lists(slug: str, place: Place, today: date) -> None:
    """Draw the lists; with a reason typed they hold whole numbers, and the buttons say so."""
    reason = (state.widget_value(names.FILES_REASON) or "").strip()
    whole = bool(reason)
    texts = {
        ".xlsx": _("Excel list, full numbers") if whole else _("Excel list, numbers masked"),
        ".csv": _("CSV list, full numbers") if whole else _("CSV list, numbers masked"),
    }
    for ending, text in texts.items():
        made = downloads.people_file(slug=slug, place=place.code, ending=ending, reveal=whole, reason=reason)
        name = file_name(title=_("List of people"), place=place.name, on=today, ending=ending)
        _button(text, made, name=name, ending=ending, key=f"{names.FILES_LIST}{ending.replace('.', '-')}")
    st.text_input(
        _("For full numbers: why?"),
        key=names.FILES_REASON,
        max_chars=_MAX_REASON,
        placeholder=_("For example: check with the police"),
    )


def _draw_sheets(slug: str, place: Place, today: date) -> None:
    st.markdown(f"**{_('What remains, a sheet a village')}**")
    st.caption(_("For the village head: who lacks which step, phones masked, boxes to tick."))
    for ending, text in ((".html", _("Page to print")), (".xlsx", _("Excel sheet to print"))):
        made = downloads.remaining_file(slug=slug, place=place.code, ending=ending)
        name = file_name(title=_("What remains"), place=place.name, on=today, ending=ending)
        _button(text, made, name=name, ending=ending, key=f"{names.FILES_SHEET}{ending.replace('.', '-')}")


def _button(text: str, made: Callable[[], bytes], *, name: str, ending: str, key: str) -> None:
    st.download_button(text, made, file_name=name, mime=_MIME[ending], key=key, on_click="ignore", width="stretch")
