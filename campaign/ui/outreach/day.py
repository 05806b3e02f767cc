"""One outreach day: what is planned, what came of it, and for those who plan the forms to write it down."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import OutreachKind, OutreachStatus
from campaign.i18n import _, current_language, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import outreach_view
from campaign.ui import cards, tables
from campaign.ui.outreach import address, changing, files, holding, names, words
from campaign.ui.tables import Cell, Column, Tile

if TYPE_CHECKING:
    import uuid

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.outreach_view import DayView
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary, day_id: uuid.UUID) -> None:
    """Draw the day of the address."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(_("‹ Calendar"), key=names.BACK, type="tertiary", on_click=address.open_calendar)
        top = st.container(width="content")
    view = outreach_view.outreach_day(call=here.call, slug=campaign.slug, day_id=day_id)
    with top:
        files.draw_day(campaign.slug, view)
    st.title(cards.plain(words.name_of(view.day.kind, view.day.title)), anchor=False)
    st.html(tables.page(_facts(view), _results(view), _supports(view), _questions(view), _notes(view)))
    if view.editable:
        _forms(view, here)


def _forms(view: DayView, here: Context) -> None:
    status = view.day.status
    if status is not OutreachStatus.CANCELLED:
        today = here.call.moment.today
        due = status is OutreachStatus.PLANNED and view.day.day <= today
        title = _("Write down what came of it") if view.day.day <= today else _("Write down what partners promise")
        with st.expander(title, expanded=due, key=names.HOLD, on_change="rerun") as folded:
            if folded.open:
                holding.draw(view, today=today)
    if status is not OutreachStatus.PLANNED:
        changing.draw_reopen(view)
        return
    with st.expander(_("Change the plan"), key=names.CHANGE, on_change="rerun") as folded:
        if folded.open:
            changing.draw_change(view)
    with st.expander(_("Cancel"), key=names.CANCEL, on_change="rerun") as folded:
        if folded.open:
            changing.draw_cancel(view)


def _facts(view: DayView) -> str:
    one = view.day
    led = _("Chaired by") if one.kind is OutreachKind.DIALOGUE else _("Led by")
    series = ""
    if view.series is not None:
        n = view.series.days
        text = ngettext("{when} ({n} day until {last})", "{when} ({n} days until {last})", n)
        series = text.format(when=words.recurrence(view.series.repeat), n=number(n), last=day(view.series.last))
    state = words.state(one.status)
    if one.status is OutreachStatus.CANCELLED:
        state = f"{state}: {one.cancel_reason}"
    rows = (
        (_("Status"), state),
        (_("Date"), f"{words.long_day(one.day)}, {words.hours(one.starts_at, one.ends_at)}"),
        (_("Place"), " · ".join(part for part in (one.place.name, one.venue) if part)),
        (_("Kind"), label(one.kind) if one.title else ""),
        (_("Team"), one.team_name),
        (led, one.led_by),
        (_("Recurrence"), series),
    )
    lines = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows if value)
    return f'<style>{_FACTS}</style><div class="ct"><dl class="ct-facts">{lines}</dl></div>'


_FACTS = (
    ".ct dl.ct-facts{margin:0;padding:0;line-height:1.4}"
    ".ct-facts div{display:grid;grid-template-columns:9rem 1fr;gap:0 .75rem;padding:.25rem 0}"
    ".ct-facts dt{color:#5c6b75;margin:0}.ct-facts dd{margin:0;overflow-wrap:anywhere}"
    ".ct-asked span{color:#5c6b75}.ct-asked li{margin:.25rem 0;overflow-wrap:anywhere}"
    "@media(max-width:640px){.ct-facts div{grid-template-columns:6.5rem 1fr}}"
)


def _results(view: DayView) -> str:
    found, one = view.results, view.day
    if one.status is OutreachStatus.CANCELLED or (not found.people and one.status is OutreachStatus.PLANNED):
        return ""
    tiles = tables.tiles(
        shown=(
            Tile(label=_("People who came"), value=number(one.attendance), note=_("as counted there")),
            Tile(label=_("People recorded"), value=number(found.people), note=_("with at least one step")),
            Tile(label=_("Newly with all steps"), value=number(found.newly_all_steps), note=_("on this day")),
            Tile(label=_("Volunteers"), value=number(found.volunteers), note=_("who recorded")),
        )
    )
    if not found.steps:
        return tables.heading(_("Results of the day")) + tiles
    statuses = list(dict.fromkeys(s for count in found.steps for s in count.by_status))
    language = current_language()
    steps = tables.table(
        columns=[Column(title=_("Step")), *(Column(title=label(status), number=True) for status in statuses)],
        rows=[
            [
                Cell(text=count.step.short(language)),
                *(Cell(text=number(count.by_status.get(status, 0))) for status in statuses),
            ]
            for count in found.steps
        ],
        caption=_("Steps recorded on this outreach day, counted from the records"),
    )
    return tables.heading(_("Results of the day")) + tiles + steps


def _supports(view: DayView) -> str:
    if not view.supports:
        return ""
    columns = (Column(title=_("Partner")), Column(title=_("What is given")), Column(title=_("How many"), number=True))
    rows = [
        [Cell(text=given.partner, sub=given.note), Cell(text=label(given.kind)), Cell(text=number(given.amount))]
        for given in view.supports
    ]
    return tables.heading(_("Support of partners")) + tables.table(
        columns=columns, rows=rows, caption=_("In kind and number")
    )


def _questions(view: DayView) -> str:
    if not view.questions:
        return ""
    left = sum(asked.answered_on is None for asked in view.questions)
    said = ngettext("{n} outstanding of {all}", "{n} outstanding of {all}", left)
    items = "".join(
        f"<li>{escape(asked.question)}<br><span>{escape(_answer(view, asked.answer, asked.answered_on))}</span></li>"
        for asked in view.questions
    )
    return (
        tables.heading(_("What people asked"), below=said.format(n=number(left), all=number(len(view.questions))))
        + f'<ol class="ct-asked">{items}</ol>'
    )


def _answer(view: DayView, answer: str, answered_on: object) -> str:
    if answered_on is None:
        return f"○ {_('Outstanding')}" + (f": {answer}" if answer else "")
    if answered_on == view.day.day:
        return f"✓ {_('Answered there')}: {answer}"
    return f"✓ {_('Answered on {day}').format(day=day(answered_on))}: {answer}"  # type: ignore[arg-type]


def _notes(view: DayView) -> str:
    parts = ((_("What happened"), view.day.notes), (_("What is left to do"), view.day.left_to_do))
    return "".join(tables.heading(title, below=text) for title, text in parts if text)
