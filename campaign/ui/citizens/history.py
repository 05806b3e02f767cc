"""What was ever recorded for a person: results that count, those taken back with why, merges, imported lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.clock import local_time
from campaign.i18n import N_, _, clock_time, current_language, day, ngettext, number
from campaign.i18n.labels import label
from campaign.ui import tables
from campaign.ui.citizens import merges, names
from campaign.ui.forms import marks
from campaign.ui.tables import LogLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.person_file import FiledList, FiledRecord, PersonFile

# Reasons that the house writes as codes.
_REASONS: Final[Mapping[str, str]] = {
    "undo": N_("undone"),
    "advanced": N_("replaced by a later result"),
    "merged": N_("moved when two entries were merged"),
    "unmerged": N_("moved back when a merge was taken back"),
}


def draw(file: PersonFile) -> None:
    """Draw the parts that there are; results that were taken back are folded, and readable."""
    live = [record for record in file.records if record.voided_at is None]
    voided = [record for record in file.records if record.voided_at is not None]
    st.html(tables.heading(_("Results in all campaigns"), below="" if live else _("Nothing recorded yet")))
    if live:
        st.html(tables.log(lines=[_line(record) for record in live]))
    if voided:
        text = ngettext("{n} result that was taken back", "{n} results that were taken back", len(voided))
        with st.expander(text.format(n=number(len(voided))), key=names.VOIDED, on_change="rerun") as folded:
            if folded.open:
                st.html(tables.log(lines=[_line(record) for record in voided]))
    merges.draw(file)
    if file.lists:
        st.html(tables.heading(_("Imported lists with this person")))
        st.html(tables.log(lines=[_list(found) for found in file.lists]))


def _line(record: FiledRecord) -> LogLine:
    english = current_language() == "en"
    details = [
        " · ".join(
            part for part in (record.campaign_name, record.place_name, label(record.channel), record.actor) if part
        )
    ]
    if record.voided_at is not None:
        why = record.void_reason or ""
        told = _("Taken back {at} by {who}: {why}")
        details.append(
            told.format(
                at=clock_time(record.voided_at),
                who=record.voided_by or _("the system"),
                why=_(_REASONS[why]) if why in _REASONS else why,
            )
        )
    status = marks.status_text(record.status)
    return LogLine(
        when=day(record.day),
        who=record.step_en if english else record.step_vi,
        what=status if record.voided_at is None else _("{status} (taken back)").format(status=status),
        details=tuple(details),
    )


def _list(found: FiledList) -> LogLine:
    details = [clock_time(found.at) + (f" · {found.by}" if found.by else "")]
    if found.undone_at is not None:
        details.append(_("The import was taken back {at}.").format(at=clock_time(found.undone_at)))
    return LogLine(
        when=day(local_time(found.at).date()), who=found.file_name, what=label(found.outcome), details=tuple(details)
    )
