"""The history of one number: who did what with it, when, to which value, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.reporting import Move
from campaign.i18n import N_, _, clock_time, number
from campaign.services.reporting_view import history
from campaign.ui import cards, choosers, state, tables
from campaign.ui.keys import Param
from campaign.ui.reporting import cells, names, words
from campaign.ui.tables import LogLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.reporting_models import HistoryLine, ReportingDay
    from campaign.ui.context import Context

_DONE: Final[Mapping[str, str]] = {
    Move.SAVE.value: N_("saved a draft"),
    Move.SUBMIT.value: N_("sent it"),
    Move.TAKE_BACK.value: N_("took it back"),
    Move.RETURN.value: N_("returned it for correction"),
    Move.APPROVE.value: N_("approved it"),
    Move.LOCK.value: N_("locked it"),
    Move.UNLOCK.value: N_("unlocked it"),
}


def draw(here: Context, board: ReportingDay) -> None:
    """Draw the history of the number in the address: its unit, indicator and day."""
    if not board.units:
        cards.empty(_("Nobody in your area reports here"), _("Choose another day, or ask the official who reports."))
        return
    unit = next((unit for unit in board.units if unit.code == state.param(Param.UNIT)), board.units[0])
    asked = state.param(Param.INDICATOR)
    indicator = next((i for i in board.indicators if i.key == asked), board.indicators[0])
    with st.container(horizontal=True, gap="small"):
        options = [(found.code, found.name) for found in board.units]
        choosers.choose(_("Unit"), options, chosen=unit.code, key=f"{names.UNIT}-past", param=Param.UNIT)
        titles = [(i.key, words.short(i)) for i in board.indicators]
        choosers.choose(
            _("Indicator"), titles, chosen=indicator.key, key=f"{names.INDICATOR}-past", param=Param.INDICATOR
        )
    stored = board.numbers.get((unit.place_id, indicator.key))
    st.markdown(f"**{cards.plain(words.state(stored))}**" + (f": {cards.plain(words.value(stored))}" if stored else ""))
    found = history(call=here.call, slug=board.campaign, place_id=unit.place_id, indicator=indicator.key, day=board.day)
    if found:
        st.html(tables.page(tables.log(lines=[_line(line) for line in found])))
    else:
        st.caption(_("Nothing was done with this number yet. Missing is missing, and not 0."))


def _line(line: HistoryLine) -> LogLine:
    details = [] if line.n is None else [_value(line)]
    if line.reason:
        details.append(_("Reason: {reason}").format(reason=line.reason))
    done = _(_DONE[line.move]) if line.status is not None or line.move not in _DONE else _("made it missing again")
    return LogLine(when=clock_time(line.at), who=line.by, what=done, details=tuple(details))


def _value(line: HistoryLine) -> str:
    if line.denominator is None:
        return number(line.n)
    told = f"{number(line.n)}/{number(line.denominator)}"
    return f"{told} = {cells.percent_of(line.published)}" if line.published is not None else told
