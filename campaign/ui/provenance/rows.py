"""The rows behind a number: people with masked phones for those who may see them, or the units' reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day, day_short, ngettext, number
from campaign.i18n.labels import label
from campaign.services.provenance_rows import RowsKind, provenance_rows
from campaign.ui import cards, state, tables
from campaign.ui.choosers import turn_pages
from campaign.ui.keys import Param
from campaign.ui.progress.place_tables import ratio
from campaign.ui.provenance import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.call import Call
    from campaign.services.provenance_rows import CountedPerson, RowsPage
    from campaign.ui.provenance.screen import ProvenanceScreen


def draw(*, call: Call, slug: str, screen: ProvenanceScreen) -> None:
    """Draw a page of rows, or the sentence why there is none; people are read anew at every rerun, never cached."""
    found = provenance_rows(
        call=call,
        slug=slug,
        place_code=screen.place,
        indicator=screen.indicator,
        figure=screen.figure,
        as_of=screen.as_of,
        page=state.param_number(Param.PAGE, default=1),
    )
    if found.kind is RowsKind.NOBODY_COUNTED:
        return
    st.html(tables.heading(_("Rows behind this number")))
    refusal = {
        RowsKind.NOT_FOR_ROLE: _(
            "Your account sees numbers and no names. Those who record or manage people here can open the rows."
        ),
        RowsKind.TOO_WIDE: _("People are listed one commune at a time: choose a commune in the table of places above."),
    }.get(found.kind)
    if refusal is None and not found.total:
        refusal = _("Nothing was counted, so there are no rows.")
    if refusal is not None:
        st.caption(cards.plain(refusal))
        return
    st.html(_people(found) if found.kind is RowsKind.PEOPLE else _reports(found))
    turn_pages(pages=found.pages, shown=found.page, key=names.PAGE)


def _people(found: RowsPage) -> tables.Html:
    columns = (
        Column(title=_("Counted person")),
        Column(title=_("Day"), number=True),
        Column(title=_("Status")),
        Column(title=_("Place")),
        Column(title=_("Channel"), wide=True),
        Column(title=_("Recorded by"), wide=True),
    )
    caption = ngettext(
        "{n} person, the newest first; phones masked", "{n} people, the newest first; phones masked", found.total
    )
    rows = [_person(person) for person in found.people]
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption.format(n=number(found.total))))


def _person(person: CountedPerson) -> list[Cell]:
    born = _("born {year}").format(year=person.birth_year) if person.birth_year else ""
    known = " · ".join(part for part in (born, person.phone) if part)
    by = f"{label(person.channel)} · {person.actor}" if person.actor else label(person.channel)
    return [
        Cell(text=person.full_name or _("removed from the list since"), sub=known, phone=by),
        Cell(text=day(person.day)),
        Cell(text=label(person.status)),
        Cell(text=person.place_name),
        Cell(text=label(person.channel)),
        Cell(text=person.actor or "–"),
    ]


def _reports(found: RowsPage) -> tables.Html:
    columns = (
        Column(title=_("Unit")),
        Column(title=_("Day"), number=True),
        Column(title=_("Reported number"), number=True),
        Column(title=_("Status")),
        Column(title=_("Reported by"), wide=True),
        Column(title=_("Approved by"), wide=True),
    )
    rows = []
    for report in found.reports:
        judged = f"{report.decided_by} ({day_short(report.decided_at.date())})" if report.decided_at else "–"
        many = report.denominator is not None
        rows.append(
            [
                Cell(text=report.place_name, phone=report.decided_by),
                Cell(text=day(report.day)),
                Cell(
                    text=ratio(report.n, report.denominator) if many else number(report.n),
                    sub=f"{number(report.n)}/{number(report.denominator)}" if many else "",
                ),
                Cell(text=label(report.status)),
                Cell(text=report.reported_by or "–"),
                Cell(text=judged),
            ]
        )
    caption = ngettext("{n} report, the newest day first", "{n} reports, the newest day first", found.total)
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption.format(n=number(found.total))))
