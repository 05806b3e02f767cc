"""Locking what was approved, a period at a time, and unlocking single numbers with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import ReportStatus
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.errors import error_text
from campaign.services import reporting, reporting_decisions
from campaign.services.reporting import ReportCell
from campaign.ui import actions, cards, choosers, state, tables
from campaign.ui.keys import Param
from campaign.ui.reporting import names, words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.reporting_models import DecisionDay, ReportedNumber, ReportingDay, ReportingUnit
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_MAX_REASON = 500


def draw(here: Context, board: ReportingDay) -> None:
    """Draw the days with what is approved and what is locked, then the numbers of one unit that may be unlocked."""
    days = reporting_decisions.decision_days(call=here.call, slug=board.campaign)
    _draw_outcomes()
    if not any(found.approved or found.locked for found in days):
        cards.empty(_("Nothing is approved yet"), _("Approved numbers are locked here, so that they change no more."))
        return
    _draw_lock(board, days)
    st.html(tables.page(_table(days)))
    _draw_unlock(board)


def _draw_lock(board: ReportingDay, days: Sequence[DecisionDay]) -> None:
    until = state.widget_value(names.LOCK_UNTIL) or board.last_day
    n = sum(found.approved for found in days if found.day <= until)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.date_input(
            _("Lock up to and including"),
            value=board.last_day,
            key=names.LOCK_UNTIL,
            min_value=board.first_day,
            max_value=board.last_day,
            format="DD/MM/YYYY",
            width=220,
        )
        text = ngettext("Lock {n} approved number", "Lock {n} approved numbers", n).format(n=number(n))
        st.button(text, key=names.LOCK, type="primary", disabled=n == 0, **_lock(board.campaign))


def _lock(slug: str) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> date:
        until: date = values["until"]
        return until

    def write(call: Call, until: date) -> int:
        return reporting.lock_until(call=call, slug=slug, until=until).changed

    return actions.on_click(form=names.FORM_LOCK, command=command, write=write, reads={"until": names.LOCK_UNTIL})


def _table(days: Sequence[DecisionDay]) -> str:
    columns = [
        Column(title=_("Day")),
        Column(title=_("Waiting"), number=True),
        Column(title=_("Approved, not locked"), number=True),
        Column(title=_("Locked"), number=True),
    ]
    rows = [
        [
            Cell(text=day(found.day)),
            Cell(text=number(found.waiting)),
            Cell(text=number(found.approved)),
            Cell(text=number(found.locked)),
        ]
        for found in sorted(days, key=lambda found: found.day, reverse=True)
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Numbers that you decide about, by day"))


# ------------------------------------------------------------------------------------------- unlocking
def _draw_unlock(board: ReportingDay) -> None:
    locked = _locked(board)
    units = [unit for unit in board.units if unit.place_id in {found.place_id for found in locked}]
    if not units:
        return
    st.header(_("Unlock numbers of {day}").format(day=day(board.day)), anchor=False)
    st.caption(
        cards.plain(_("An unlocked number is approved again and goes on counting; then it can be returned or locked."))
    )
    asked = state.param(Param.UNIT)
    unit = next((unit for unit in units if unit.code == asked), units[0])
    choosers.choose(
        _("Unit"), [(u.code, u.name) for u in units], chosen=unit.code, key=f"{names.UNIT}-locked", param=Param.UNIT
    )
    _draw_choice(board, unit, [found for found in locked if found.place_id == unit.place_id])


def _locked(board: ReportingDay) -> list[ReportedNumber]:
    deciding = {unit.place_id for unit in board.units if unit.may_decide}
    return [n for n in board.numbers.values() if n.status is ReportStatus.LOCKED and n.place_id in deciding]


def _draw_choice(board: ReportingDay, unit: ReportingUnit, locked: Sequence[ReportedNumber]) -> None:
    titles = {i.key: words.short(i) for i in board.indicators}
    shown = {found.indicator: f"{titles[found.indicator]} · {words.value(found)}" for found in locked}
    picked = st.multiselect(
        _("Numbers to unlock (empty: all of the unit)"),
        list(shown),
        format_func=lambda own: shown.get(own, own),
        key=f"{names.PICK}-locked-{unit.place_id}-{board.day}",
        placeholder=_("All of the unit"),
    )
    st.text_input(
        _("Reason for unlocking"),
        key=f"{names.REASON}-unlock",
        max_chars=_MAX_REASON,
        placeholder=_("For example: the unit reported the wrong file"),
    )
    cells = tuple(
        ReportCell(place_id=f.place_id, indicator=f.indicator, day=f.day, expected_version=f.version)
        for f in locked
        if not picked or f.indicator in picked
    )
    text = ngettext("Unlock {n} number", "Unlock {n} numbers", len(cells)).format(n=number(len(cells)))
    st.button(text, key=names.UNLOCK, **_unlock(board.campaign, cells))


def _unlock(slug: str, cells: tuple[ReportCell, ...]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> str:
        return str(values["reason"] or "")

    def write(call: Call, reason: str) -> int:
        return reporting.unlock(call=call, slug=slug, cells=cells, reason=reason).changed

    return actions.on_click(
        form=names.FORM_UNLOCK,
        command=command,
        write=write,
        reads={"reason": f"{names.REASON}-unlock"},
        resets={f"{names.REASON}-unlock": ""},
    )


def _draw_outcomes() -> None:
    for form in (names.FORM_LOCK, names.FORM_UNLOCK):
        outcome = actions.outcome(form)
        if outcome is None:
            continue
        if outcome.error is not None:
            st.error(cards.plain(error_text(outcome.error)))
            continue
        n = outcome.result
        text = ngettext("{n} number locked.", "{n} numbers locked.", n)
        if form == names.FORM_UNLOCK:
            text = ngettext(
                "{n} number unlocked. To have it corrected, return it under Approve, state “Approved”.",
                "{n} numbers unlocked. To have them corrected, return them under Approve, state “Approved”.",
                n,
            )
        st.success(cards.plain(text.format(n=number(n))))
