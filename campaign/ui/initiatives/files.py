"""The register as a file: Word to be printed, a workbook, a CSV, each with what the filters leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _
from campaign.reports.initiative_lists import initiatives_document, initiatives_sheet
from campaign.reports.spoken import file_name
from campaign.services import initiatives_view
from campaign.ui import downloads, state
from campaign.ui.initiatives import address, names
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.initiatives_view import InitiativeList

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(slug: str, found: InitiativeList, *, today: date) -> None:
    """Draw the buttons that fetch the list."""
    if not found.rows:
        return
    panel = st.popover(_("Download the list"), key=names.FILES, width="content", on_change="rerun")
    if not panel.open:
        return
    labels = {".docx": _("Word file"), ".xlsx": _("Excel file"), ".csv": _("CSV file")}
    with panel:
        for ending, text in labels.items():
            st.download_button(
                text,
                _file(slug, ending),
                file_name=file_name(title=_("Models and initiatives"), place=found.place_name, on=today, ending=ending),
                mime=downloads.MIME.get(ending, _WORD),
                key=f"{names.FILE}{ending.replace('.', '-')}",
                on_click="ignore",
            )


def _file(slug: str, ending: str) -> Callable[[], bytes]:
    kind, recognised = address.kind(), address.recognised()
    place, text = state.param(Param.PLACE), state.param(Param.TEXT) or ""

    def made(call: Call) -> bytes:
        found = initiatives_view.list_initiatives(
            call=call, slug=slug, kind=kind, recognised=recognised, place_code=place, text=text
        )
        if ending == ".docx":
            return initiatives_document(found=found, on=call.moment.today)
        return downloads.written(initiatives_sheet(found=found), ending)

    return downloads.later(made)
