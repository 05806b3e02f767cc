"""What hangs on places that become others: told before, and again when it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day, ngettext, number
from campaign.services.boundaries import undoing
from campaign.ui import actions, cards, tables
from campaign.ui.places import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from campaign.services.boundaries.units import Changed, Effects
    from campaign.services.call import Call
    from campaign.ui.actions import Outcome, Values


def draw_effects(found: Effects, *, on: date) -> None:
    """Draw what would follow, and what stays; nothing is written by looking."""
    lines = (
        (_("People in the list"), found.people, _("live at the new place")),
        (_("Records"), found.records, _("stay where they were made; the new place shows their numbers")),
        (_("Targets that are still due"), found.targets, _("carried as their sum; the old ones stay")),
        (_("Accounts"), found.accounts, _("belong to the new place")),
        (_("Assignments"), found.assignments, _("go on at the new place")),
        (_("People in charge"), found.in_charge, _("the largest place's goes on")),
        (_("Teams"), found.teams, _("belong to the new place")),
        (_("Outreach days that are planned"), found.outreach_days, _("take place at the new place")),
        (_("Campaigns that go on"), found.campaigns, _("go on at the new place")),
    )
    heads = _("What is there"), _("How many"), _("Afterwards")
    columns = (Column(title=heads[0]), Column(title=heads[1], number=True), Column(title=heads[2], wide=True))
    rows = [[Cell(text=what, phone=then), Cell(text=number(n)), Cell(text=then)] for what, n, then in lines if n]
    if not rows:
        st.caption(_("Nothing hangs on these places yet."))
        return
    caption = _("What changes from {day} on; reports of earlier days stay as they are").format(day=day(on))
    st.html(tables.table(columns=columns, rows=rows, caption=caption))


def draw_outcome(form: str) -> None:
    """Draw how a change ended: what became of the places, or why not."""
    found, taken_back = actions.outcome(form), actions.outcome(f"{form}-undo")
    if taken_back is not None and taken_back.error is not None:
        cards.refusal(taken_back.error)
    if found is None:
        if taken_back is not None and taken_back.done:
            st.success(cards.plain(_("The places are as they were before.")))
        return
    if found.error is not None:
        cards.refusal(found.error)
        return
    st.success(cards.plain(done_text(found.result)))
    if not found.result.lasting:
        st.button(_("Undo the change"), key=names.undo(form), **_undo(form, found.result.id))


def _undo(form: str, change_id: UUID) -> actions.OnClick:
    def command(_values: Values, _token: UUID) -> UUID:
        return change_id

    return actions.on_click(form=f"{form}-undo", command=command, write=_write_undo, after=partial(_told, form))


def _write_undo(call: Call, change_id: UUID) -> bool:
    return undoing.undo(call=call, change_id=change_id)


def _told(form: str, outcome: Outcome) -> None:
    """Forget what was done when it is taken back."""
    if outcome.done:
        actions.dismiss(form)


def done_text(done: Changed) -> str:
    """Return "Now there is Buôn Jung (24490-V09): 12 people came along, 2 targets were carried."."""
    carried = done.carried
    places = ", ".join(f"{name} ({code})" for name, code in zip(done.names, done.codes, strict=False))
    parts = [
        _("Now there is {places}.").format(places=places),
        ngettext("{n} person came along.", "{n} people came along.", carried.people).format(n=number(carried.people)),
    ]
    if carried.targets:
        text = ngettext("{n} target was carried.", "{n} targets were carried.", carried.targets)
        parts.append(text.format(n=number(carried.targets)))
    if carried.untold:
        text = ngettext(
            "{n} target could not be added up: set it anew in Targets.",
            "{n} targets could not be added up: set them anew in Targets.",
            carried.untold,
        )
        parts.append(text.format(n=number(carried.untold)))
    if carried.same_number:
        text = ngettext(
            "{n} personal id stands twice: look at the pair in Citizens.",
            "{n} personal ids stand twice: look at the pairs in Citizens.",
            carried.same_number,
        )
        parts.append(text.format(n=number(carried.same_number)))
    return " ".join(parts)
