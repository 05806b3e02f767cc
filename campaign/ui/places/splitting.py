"""One place that becomes two: both names, who goes to the second, since when, on what ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.place_codes import MAX_NAME
from campaign.i18n import _
from campaign.services.boundaries import residents, units
from campaign.ui import actions
from campaign.ui.places import carried, names
from campaign.ui.places.merging import draw_when_and_why

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.boundaries.units import Changed
    from campaign.services.call import Call
    from campaign.services.place_directory import UnitFile
    from campaign.ui.actions import Values
    from campaign.ui.context import Context


def draw(here: Context, found: UnitFile) -> None:
    """Draw the division of a place that goes on."""
    row, form = found.unit, form_of(found.unit.id)
    told = actions.outcome(form) is not None
    if row.valid_to is not None and not told:
        return
    with st.expander(_("Divide the place"), expanded=told):
        if row.valid_to is None:
            _draw_form(here, found, form)
        carried.draw_outcome(form)


def form_of(place_id: int) -> str:
    """Return the name of the form of a place."""
    return f"places-split-{place_id}"


def _draw_form(here: Context, found: UnitFile, form: str) -> None:
    st.caption(_("Records, targets and everybody who works here follow the first part; figures are counted anew."))
    row = found.unit
    st.text_input(_("First part"), value=row.name, key=names.SPLIT_FIRST, max_chars=MAX_NAME)
    st.text_input(_("Second part"), key=names.SPLIT_SECOND, max_chars=MAX_NAME)
    there = {person.id: person for person in residents.residents(call=here.call, place_id=row.id)}
    st.multiselect(
        _("People who go to the second part"),
        list(there),
        format_func=lambda own: there[own].text if own in there else "",
        key=names.SPLIT_PEOPLE,
        placeholder=_("Everybody else stays in the first"),
    )
    draw_when_and_why(here, day_key=names.SPLIT_DAY, reason_key=names.SPLIT_REASON)

    def command(values: Values, token: UUID) -> units.SplitUnit:
        return units.SplitUnit(
            id=token,
            place_id=row.id,
            parts=(
                units.NewPart(name=values["first"] or "", kind=row.kind),
                units.NewPart(name=values["second"] or "", kind=row.kind, people=tuple(values["people"] or ())),
            ),
            effective_on=values["day"],
            reason=values["reason"] or "",
        )

    reads = {
        "first": names.SPLIT_FIRST,
        "second": names.SPLIT_SECOND,
        "people": names.SPLIT_PEOPLE,
        "day": names.SPLIT_DAY,
        "reason": names.SPLIT_REASON,
    }
    click = actions.on_click(form=form, command=command, write=_write, reads=reads)
    st.button(_("Divide"), key=names.SPLIT, **click)


def _write(call: Call, command: units.SplitUnit) -> Changed:
    return units.split_unit(call=call, command=command)
