"""The list for the commendation council as a file: Word to be printed and signed, a workbook, a CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _
from campaign.reports.commendation_lists import council_document, council_sheet
from campaign.reports.spoken import file_name
from campaign.services import shortlist
from campaign.ui import downloads
from campaign.ui.commendation import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign.services.call import Call
    from campaign.services.shortlist import Shortlist

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(slug: str, found: Shortlist) -> None:
    """Draw the buttons that fetch the list."""
    panel = st.popover(_("Print the list"), key=names.FILES, width="content", on_change="rerun")
    if not panel.open:
        return
    labels = {
        ".docx": _("Word file for the council"),
        ".xlsx": _("Excel file"),
        ".csv": _("CSV file"),
    }
    with panel:
        for ending, text in labels.items():
            st.download_button(
                text,
                _file(slug, ending),
                file_name=file_name(
                    title=_("Skilful mobilisation"), place=found.place.name, on=found.on, ending=ending
                ),
                mime=downloads.MIME.get(ending, _WORD),
                key=f"{names.FILE}{ending.replace('.', '-')}",
                on_click="ignore",
            )


def _file(slug: str, ending: str) -> Callable[[], bytes]:
    def made(call: Call) -> bytes:
        found = shortlist.shortlist_view(call=call, slug=slug)
        if ending == ".docx":
            return council_document(found=found)
        return downloads.written(council_sheet(found=found), ending)

    return downloads.later(made)
