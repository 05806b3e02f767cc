"""Outreach days as a calendar file (.ics): one, a series, or all to come; made when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _
from campaign.services import outreach_calendar
from campaign.ui import downloads, state
from campaign.ui.keys import Param
from campaign.ui.outreach import names

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from campaign.services.call import Call
    from campaign.services.outreach_view import Calendar, DayView

_MIME = "text/calendar"


def draw_coming(slug: str, found: Calendar) -> None:
    """Draw the button that fetches all coming days of the place in view."""
    known = {place.code for place in found.places}
    place = state.param(Param.PLACE)
    place = place if place in known else None
    panel = st.popover(_("Calendar file"), key=names.FILES, width="content", on_change="rerun")
    # The buttons are made when they are asked for: each registers a file with the server.
    if panel.open:
        with panel:
            st.caption(_("For the calendar of a telephone or a computer; load it again after changes."))
            _button(
                _("All coming days"),
                names.FILE_COMING,
                f"{slug}-{place or 'all'}.ics",
                lambda call: outreach_calendar.coming_file(call=call, slug=slug, place_code=place),
            )


def draw_day(slug: str, view: DayView) -> None:
    """Draw the buttons that fetch a day, and its series."""
    own: uuid.UUID = view.day.id
    panel = st.popover(_("Calendar file"), key=names.FILES, width="content", on_change="rerun")
    if not panel.open:
        return
    with panel:
        _button(
            _("This day"),
            names.FILE_DAY,
            f"{slug}-{view.day.day}.ics",
            lambda call: outreach_calendar.day_file(call=call, slug=slug, day_id=own),
        )
        if view.series is not None:
            _button(
                _("The whole series"),
                names.FILE_SERIES,
                f"{slug}-{view.series.first}-{view.series.last}.ics",
                lambda call: outreach_calendar.day_file(call=call, slug=slug, day_id=own, series=True),
            )


def _button(text: str, key: str, name: str, make: Callable[[Call], bytes]) -> None:
    st.download_button(text, downloads.later(make), file_name=name, mime=_MIME, key=key, on_click="ignore")
