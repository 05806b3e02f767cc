"""Files that a click fetches: made when asked for, by somebody whose session is looked up again at that moment."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.permissions import Action, allowed
from campaign.errors import CampaignError
from campaign.i18n import _, current_language, use_language
from campaign.reports.remaining import write_remaining
from campaign.reports.sheets import Sheet, write_sheet
from campaign.reports.spoken import file_name, spoken_citizens
from campaign.services import campaigns, exports, remaining, runtime, sessions
from campaign.services.call import Call
from campaign.ui import context
from campaign.ui.progress import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

MIME: Final = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def draw(*, place: str, place_name: str, as_of: date) -> None:
    """Draw the buttons that fetch the summary table of a place, for those who may."""
    here = context.current()
    viewer = here.call.viewer
    may = allowed(role=viewer.role, action=Action.EXPORT_PROGRESS, scope=viewer.scope, path=None)
    if here.campaign is None or not may:
        return
    slug = here.campaign.slug
    # The buttons are made when they are asked for: each registers a file with the server.
    panel = st.popover(_("Download the table"), key=names.DOWNLOADS, width="content", on_change="rerun")
    if not panel.open:
        return
    with panel:
        for ending, label in ((".xlsx", _("Excel file")), (".csv", _("CSV file"))):
            st.download_button(
                label,
                progress_file(slug=slug, place=place, as_of=as_of, ending=ending),
                file_name=file_name(title=_("Progress"), place=place_name, on=as_of, ending=ending),
                mime=MIME[ending],
                key=f"{names.DOWNLOAD}{ending.replace('.', '-')}",
                on_click="ignore",
            )


def progress_file(*, slug: str, place: str, as_of: date, ending: str) -> Callable[[], bytes]:
    """Return what makes the summary table of a place as a file (`ending` is .csv or .xlsx) when it is called."""

    def made(call: Call) -> bytes:
        table = exports.export_progress(call=call, slug=slug, place_code=place, as_of=as_of)
        return written(Sheet(name=table.name, heads=table.heads, rows=table.rows), ending)

    return later(made)


def people_file(
    *, slug: str, place: str | None, ending: str, reveal: bool = False, reason: str = ""
) -> Callable[[], bytes]:
    """Return what makes the list of people of a place as a file (.xlsx in the reader's words, .csv of the contract).

    Phones and ids are masked unless `reveal`, which is logged with its reason.
    """

    def made(call: Call) -> bytes:
        table = exports.export_citizens(call=call, slug=slug, place_code=place, reveal=reveal, reason=reason)
        if ending == ".csv":
            return written(Sheet(name=table.name, heads=table.heads, rows=table.rows), ending)
        steps = campaigns.campaign(call=call, slug=slug).steps
        names = {step.key: step.name(current_language()) for step in steps}
        return written(spoken_citizens(table=table, steps=names), ending)

    return later(made)


def remaining_file(*, slug: str, place: str | None, ending: str) -> Callable[[], bytes]:
    """Return what makes the sheets of what remains, one a village, to be printed (`ending` is .html or .xlsx)."""

    def made(call: Call) -> bytes:
        found = remaining.remaining(call=call, slug=slug, place_code=place)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"sheets{ending}"
            write_remaining(found=found, path=path)
            return path.read_bytes()

    return later(made)


def written(sheet: Sheet, ending: str) -> bytes:
    """Return a table as the bytes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{ending}"
        write_sheet(sheet=sheet, path=path)
        return path.read_bytes()


def later(make: Callable[[Call], bytes]) -> Callable[[], bytes]:
    """Return what makes a file when it is called, for somebody whose session is looked up again at that moment.

    Streamlit calls it outside the script, so the session's token is kept here and nothing else of the browser's.
    """
    token, address, language = context.session_token(), context.address(), current_language()

    def made() -> bytes:
        session = sessions.read_session(
            store=runtime.store(), moment=runtime.present(), token=token, address=address, touch=False
        )
        if session.locked:
            raise CampaignError("session_locked")
        use_language(language)
        return make(Call(store=runtime.store(), viewer=session.viewer, moment=runtime.present()))

    return made
