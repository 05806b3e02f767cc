"""A place is no more from a day on: what still hangs on it, the day, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, day, ngettext, number
from campaign.services import place_upkeep
from campaign.ui import actions, cards
from campaign.ui.places import names, words

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.place_directory import UnitFile
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One press of the button; `last_day` None takes the end back."""

    place_id: int
    last_day: date | None
    seen: date | None


def draw(here: Context, found: UnitFile) -> None:
    """Draw the day from which the place is no more, or the way to take that back."""
    row = found.unit
    told = actions.outcome(form_of(row.id)) is not None
    with st.expander(_("End of the place"), expanded=told or row.valid_to is not None):
        if row.valid_to is None:
            _draw_end(here, found)
        else:
            _draw_ended(found)
        words.draw_outcome(form_of(row.id), done=_("Saved."))


def _draw_end(here: Context, found: UnitFile) -> None:
    for line in _warnings(found):
        st.markdown(f"- {cards.plain(line)}")
    st.date_input(
        _("No more from this day on"),
        value=here.call.moment.today + _ONE_DAY,
        key=names.END_DAY,
        format="DD/MM/YYYY",
        width=180,
    )
    st.button(_("End the place"), key=names.END, **_click(found, names.END))


def _draw_ended(found: UnitFile) -> None:
    st.markdown(cards.plain(_("The last day of this place is {day}.").format(day=day(found.unit.valid_to))))
    if found.successors:
        st.caption(cards.plain(_("It went into {places}.").format(places=", ".join(found.successors))))
    else:
        st.button(_("Take the end back"), key=names.REVIVE, **_click(found, names.REVIVE))


def form_of(place_id: int) -> str:
    """Return the name of the form of a place."""
    return f"places-end-{place_id}"


def _warnings(found: UnitFile) -> list[str]:
    """Return what hangs on the place, and what to do about it before it ends."""
    holds = found.holds
    lines = []
    if holds.people:
        text = ngettext(
            "{n} person lives here and stays in the list; record what is done later at another place.",
            "{n} people live here and stay in the list; record what is done later at another place.",
            holds.people,
        )
        lines.append(text.format(n=number(holds.people)))
    if found.unit.in_charge:
        lines.append(_("{name} is in charge here; name somebody for the new place.").format(name=found.unit.in_charge))
    if holds.assignments:
        text = ngettext(
            "{n} assignment goes on; give that person another place in Accounts.",
            "{n} assignments go on; give those people another place in Accounts.",
            holds.assignments,
        )
        lines.append(text.format(n=number(holds.assignments)))
    if holds.targets:
        text = ngettext(
            "{n} target is still due; move it to another place in Targets.",
            "{n} targets are still due; move them to other places in Targets.",
            holds.targets,
        )
        lines.append(text.format(n=number(holds.targets)))
    if holds.outreach_days:
        text = ngettext(
            "{n} outreach day is planned here; move or cancel it.",
            "{n} outreach days are planned here; move or cancel them.",
            holds.outreach_days,
        )
        lines.append(text.format(n=number(holds.outreach_days)))
    if holds.last_day:
        lines.append(
            _("The last day of work here was {day}; the end cannot lie before it.").format(day=day(holds.last_day))
        )
    return lines


def _click(found: UnitFile, button: str) -> actions.OnClick:
    row = found.unit

    def command(values: Values, _token: UUID) -> End:
        last = values["day"] - _ONE_DAY if button == names.END else None
        return End(place_id=row.id, last_day=last, seen=row.valid_to)

    return actions.on_click(form=form_of(row.id), command=command, write=_write, reads={"day": names.END_DAY})


def _write(call: Call, end: End) -> None:
    if end.last_day is None:
        place_upkeep.revive_unit(call=call, place_id=end.place_id, seen=end.seen)
    else:
        place_upkeep.end_unit(call=call, place_id=end.place_id, last_day=end.last_day, seen=end.seen)
