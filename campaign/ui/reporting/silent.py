"""Who has not reported for a day, for how long, who is in charge there, and a reminder to paste into a Zalo group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, day, day_short, ngettext, number
from campaign.services.reporting_view import silence
from campaign.ui import cards, tables
from campaign.ui.reporting import words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.reporting_models import ReportingDay, Silence, SilentUnit
    from campaign.ui.context import Context

MOST_LETTERS: Final = 900
"""A longer text is folded away by the messenger, and nobody opens it."""


def draw(here: Context, board: ReportingDay) -> None:
    """Draw who is silent on the day in view."""
    found = silence(call=here.call, slug=board.campaign, day=board.day)
    if not found.units:
        cards.empty(_("Nobody in your area reports here"), _("Choose another day, or ask the official who reports."))
        return
    if not found.silent:
        cards.empty(
            _("Everybody has reported for {day}").format(day=day(found.day)),
            _("Some numbers are still missing: {n} units sent a part only.").format(n=number(found.incomplete))
            if found.incomplete
            else "",
        )
        return
    st.markdown(cards.plain(_headline(found)))
    left, right = st.columns((3, 2), gap="medium")
    with left:
        st.html(tables.page(_table(found)))
    with right:
        st.markdown(f"**{cards.plain(_('Reminder to paste into the Zalo group'))}**")
        st.code(reminder(found, board, today=here.call.moment.today), language=None, wrap_lines=True)


def reminder(found: Silence, board: ReportingDay, *, today: date) -> str:
    """Return the text of the reminder, at most 900 characters: who has not reported, for which day, by when."""
    title = _("[{campaign}] Numbers of {day}").format(campaign=board.campaign_name, day=day(found.day))
    asked = _("Please send them by {time} today, under Reported numbers. A 0 is a report too.").format(
        time=words.cut_off(board.plan.cut_off)
    )
    if found.day < today:
        # Its own evening is over, also that of a campaign's last day.
        asked = _("Please send them today, under Reported numbers. A 0 is a report too.")
    lines = [f"{n}. {_line(unit)}" for n, unit in enumerate(found.silent, start=1)]
    head = ngettext("{n} unit has not reported yet:", "{n} units have not reported yet:", len(lines)).format(
        n=number(len(lines))
    )
    for kept in range(len(lines), -1, -1):
        more = len(lines) - kept
        rest = [ngettext("… and {n} more unit.", "… and {n} more units.", more).format(n=number(more))] if more else []
        text = "\n".join((title, head, *lines[:kept], *rest, asked))
        if len(text) <= MOST_LETTERS:
            return text
    return title[:MOST_LETTERS]


def _headline(found: Silence) -> str:
    text = ngettext(
        "{n} of {all} units has sent nothing for {day}.", "{n} of {all} units have sent nothing for {day}.", found.units
    ).format(n=number(len(found.silent)), all=number(found.units), day=day(found.day))
    if not found.incomplete:
        return text
    more = ngettext("{n} more has sent a part only.", "{n} more have sent a part only.", found.incomplete)
    return f"{text} {more.format(n=number(found.incomplete))}"


def _line(unit: SilentUnit) -> str:
    parts = [unit.name]
    if unit.silent_days > 1:
        parts.append(_("silent for {n} days").format(n=number(unit.silent_days)))
    if unit.in_charge:
        parts.append(unit.in_charge)
    return " – ".join(parts)


def _table(found: Silence) -> str:
    columns = [
        Column(title=_("Unit")),
        Column(title=_("Last report"), number=True),
        Column(title=_("Days without a number"), number=True),
        Column(title=_("In charge")),
    ]
    rows = [
        [
            Cell(text=unit.name, sub=unit.parent_name),
            Cell(text=day_short(unit.last_day) if unit.last_day else _("never")),
            Cell(text=number(unit.silent_days)),
            Cell(text=unit.in_charge or _("nobody named")),
        ]
        for unit in found.silent
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Units that have not reported for this day"))
