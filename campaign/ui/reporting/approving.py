"""Deciding about what was sent: a day's numbers with what is remarkable, approved, or returned with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.clock import local_time
from campaign.domain.vocabulary import ReportStatus
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services import reporting, reporting_decisions
from campaign.services.reporting import ReportCell
from campaign.ui import actions, cards, choosers, state, tables
from campaign.ui.keys import Param
from campaign.ui.reporting import cells as cells_of
from campaign.ui.reporting import names, words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.reporting_models import Pending, ReportedNumber
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

# More names than this nobody picks from; the filters narrow it first.
_MOST_PICKED = 60
_MAX_REASON = 500


def draw(here: Context, slug: str) -> None:
    """Draw what waits on the day of the address, or on the first day that has something waiting."""
    days = reporting_decisions.decision_days(call=here.call, slug=slug)
    _draw_outcome()
    status = _status()
    counts = {f.day: f.waiting if status is ReportStatus.SUBMITTED else f.approved for f in days}
    counts = {on: n for on, n in counts.items() if n}
    if not any(f.waiting or f.approved for f in days):
        cards.empty(_("Nothing waits for your approval"), _("As soon as a unit sends its numbers, they are here."))
        return
    chosen = _chosen_day(counts)
    pending = reporting_decisions.pending(call=here.call, slug=slug, day=chosen, status=status) if chosen else None
    _draw_filters(counts, status, pending)
    shown = _shown(pending) if pending else []
    if pending is None or not shown:
        cards.empty(_("Nothing waits here with these filters"), _("Take away a filter, or choose another day."))
        return
    _draw_remarks(pending, shown)
    # Above the numbers: a province has a hundred rows of them.
    _draw_buttons(slug, pending, shown, may_approve=status is ReportStatus.SUBMITTED)
    st.html(tables.page(_matrix(pending, shown) if len({n.place_id for n in shown}) > 1 else _list(pending, shown)))


def _status() -> ReportStatus:
    """Return whose list is shown: what waits, or what was approved and may still be returned."""
    return ReportStatus.APPROVED if state.param(Param.STATUS) == "approved" else ReportStatus.SUBMITTED


def _chosen_day(counts: Mapping[date, int]) -> date | None:
    asked = state.param_day(Param.DAY)
    return asked if asked in counts else next(iter(counts), None)


def _draw_filters(counts: Mapping[date, int], status: ReportStatus, pending: Pending | None) -> None:
    with st.container(horizontal=True, gap="small"):
        states = [("", _("Waiting for approval")), (ReportStatus.APPROVED.value, label(ReportStatus.APPROVED))]
        shown = "" if status is ReportStatus.SUBMITTED else status.value
        choosers.choose(_("State"), states, chosen=shown, key=names.STATUS, param=Param.STATUS)
        if pending is None:
            return
        waiting = {number_.place_id for number_ in pending.numbers}
        options = [(on.isoformat(), f"{day(on)} ({number(n)})") for on, n in counts.items()]
        choosers.choose(_("Day"), options, chosen=pending.day.isoformat(), key=f"{names.DAY}-waiting", param=Param.DAY)
        units = [(u.code, u.name) for u in pending.units.values() if u.place_id in waiting]
        _choose(_("Unit"), _("All units"), units, names.UNIT, Param.UNIT)
        indicators = [(indicator.key, words.short(indicator)) for indicator in pending.indicators]
        _choose(_("Indicator"), _("All indicators"), indicators, names.INDICATOR, Param.INDICATOR)
    choosers.only(_("Only what needs a second look"), key=names.ONLY, param=Param.ONLY)


def _choose(title: str, all_of: str, options: Sequence[tuple[str, str]], key: str, param: Param) -> None:
    asked = state.param(param) or ""
    choosers.choose(
        title, [("", all_of), *options], chosen=asked if asked in dict(options) else "", key=key, param=param
    )


def _shown(pending: Pending) -> list[ReportedNumber]:
    unit, indicator = state.param(Param.UNIT), state.param(Param.INDICATOR)
    codes = {u.code for u in pending.units.values()}
    keys = {i.key for i in pending.indicators}
    return [
        found
        for found in pending.numbers
        if (unit not in codes or pending.units[found.place_id].code == unit)
        and (indicator not in keys or found.indicator == indicator)
        and (state.param(Param.ONLY) is None or found.remarkable)
    ]


# --------------------------------------------------------------------------------------------- what waits
def _draw_remarks(pending: Pending, shown: Sequence[ReportedNumber]) -> None:
    lines = [f"{_title(pending, found)}: {words.remarks(found)}" for found in shown if found.remarkable]
    if lines:
        more = len(lines) - _MOST_PICKED
        if more > 0:
            lines[_MOST_PICKED:] = [ngettext("And {n} more.", "And {n} more.", more).format(n=number(more))]
        st.warning("\n\n".join(cards.plain(line) for line in (_("Look at these again:"), *lines)))


def _title(pending: Pending, found: ReportedNumber) -> str:
    indicator = next(i for i in pending.indicators if i.key == found.indicator)
    return f"{pending.units[found.place_id].name} · {words.short(indicator)} · {words.value(found)}"


def _matrix(pending: Pending, shown: Sequence[ReportedNumber]) -> str:
    """Return units down and indicators across: a whole province on one screen."""
    indicators = [i for i in pending.indicators if any(found.indicator == i.key for found in shown)]
    by_unit: dict[int, dict[str, ReportedNumber]] = {}
    for found in shown:
        by_unit.setdefault(found.place_id, {})[found.indicator] = found
    columns = [
        Column(title=_("Unit")),
        Column(title=_("Sent")),
        *(Column(title=words.short(i), number=True) for i in indicators),
    ]
    rows = [
        [
            Cell(text=pending.units[place_id].name),
            _sent(list(found.values())),
            *(_number(found.get(indicator.key)) for indicator in indicators),
        ]
        for place_id, found in by_unit.items()
    ]
    caption = _("Numbers of {day} that wait for your approval").format(day=day(pending.day))
    return tables.table(columns=columns, rows=rows, caption=caption)


def _list(pending: Pending, shown: Sequence[ReportedNumber]) -> str:
    """Return one unit's numbers below each other, with who sent them and what was noted."""
    columns = [
        Column(title=_("Indicator")),
        Column(title=_("Reported number"), number=True),
        Column(title=_("Sent")),
        Column(title=_("By"), wide=True),
    ]
    titles = {i.key: i for i in pending.indicators}
    rows = [
        [
            Cell(text=words.name(titles[found.indicator]), sub=found.note),
            _number(found),
            _sent([found]),
            Cell(text=found.reported_by),
        ]
        for found in shown
    ]
    caption = _("{unit}, numbers of {day} that wait for your approval").format(
        unit=pending.units[shown[0].place_id].name, day=day(pending.day)
    )
    return tables.table(columns=columns, rows=rows, caption=caption)


def _number(found: ReportedNumber | None) -> Cell:
    if found is None:
        return Cell(text="–")
    again = _("look again") if found.remarkable else ""
    if found.check is None:
        return Cell(text=number(found.n), sub=again)
    rate = cells_of.percent_of(found.check.rate)
    return Cell(text=f"{number(found.n)}/{number(found.denominator)}", sub=" · ".join(p for p in (rate, again) if p))


def _sent(found: Sequence[ReportedNumber]) -> Cell:
    last = max(n.submitted_at for n in found if n.submitted_at is not None)
    return Cell(text=f"{local_time(last):%H:%M %d/%m}", sub=_("late") if any(n.late for n in found) else "")


# ------------------------------------------------------------------------------------------- deciding
def _draw_buttons(slug: str, pending: Pending, shown: Sequence[ReportedNumber], *, may_approve: bool) -> None:
    names_of = {_id(found): _title(pending, found) for found in shown}
    picked: list[str] = []
    if 1 < len(shown) <= _MOST_PICKED:
        picked = st.multiselect(
            _("Only these (empty: all shown)"),
            list(names_of),
            format_func=lambda own: names_of.get(own, own),
            key=f"{names.PICK}-{pending.day}",
            placeholder=_("All that are shown"),
        )
    chosen = [found for found in shown if not picked or _id(found) in picked]
    n = len(chosen)
    st.text_input(
        _("Reason, if you return them"),
        key=names.REASON,
        max_chars=_MAX_REASON,
        placeholder=_("For example: the denominator is last month's"),
    )
    cells = tuple(
        ReportCell(place_id=f.place_id, indicator=f.indicator, day=f.day, expected_version=f.version) for f in chosen
    )
    with st.container(horizontal=True, gap="small"):
        approve = ngettext("Approve {n} number", "Approve {n} numbers", n).format(n=number(n))
        if may_approve:
            st.button(approve, key=names.APPROVE, type="primary", **_approve(slug, cells))
        back = ngettext("Return {n} number", "Return {n} numbers", n).format(n=number(n))
        st.button(back, key=names.RETURN, **_return(slug, cells))


def _id(found: ReportedNumber) -> str:
    return f"{found.place_id}/{found.indicator}"


def _approve(slug: str, cells: tuple[ReportCell, ...]) -> actions.OnClick:
    def write(call: Call, wanted: tuple[ReportCell, ...]) -> tuple[str, int]:
        return "approve", reporting.approve(call=call, slug=slug, cells=wanted).changed

    return actions.on_click(
        form=names.FORM_DECISION,
        command=lambda _values, _token: cells,
        write=write,
        resets={names.REASON: ""},
    )


def _return(slug: str, cells: tuple[ReportCell, ...]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> str:
        return str(values["reason"] or "")

    def write(call: Call, reason: str) -> tuple[str, int]:
        return "return", reporting.return_reports(call=call, slug=slug, cells=cells, reason=reason).changed

    return actions.on_click(
        form=names.FORM_DECISION,
        command=command,
        write=write,
        reads={"reason": names.REASON},
        resets={names.REASON: ""},
    )


def _draw_outcome() -> None:
    outcome = actions.outcome(names.FORM_DECISION)
    if outcome is None:
        return
    if outcome.error is not None:
        st.error(cards.plain(error_text(outcome.error)))
        return
    move, n = outcome.result
    if move == "approve":
        text = ngettext("{n} number approved; it counts now.", "{n} numbers approved; they count now.", n)
    else:
        text = ngettext("{n} number returned for correction.", "{n} numbers returned for correction.", n)
    st.success(cards.plain(text.format(n=number(n))))
