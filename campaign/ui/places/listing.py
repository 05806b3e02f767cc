"""Which commune is looked at, and the list of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from campaign.domain.vocabulary import PopulationGroup
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import place_directory
from campaign.ui import cards, choosers, state, tables
from campaign.ui.keys import Param, Screen
from campaign.ui.places import names, words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.place_directory import CommuneRow, Directory, UnitRow
    from campaign.ui.context import Context


def address(*, commune: str, unit: str | None = None) -> str:
    """Return the address of a commune's places, or of one of them, in the campaign that is in view."""
    wanted = {Param.CAMPAIGN: state.param(Param.CAMPAIGN), Param.PLACE: commune, Param.UNIT: unit}
    return f"/{Screen.PLACES}?{urlencode({name.value: text for name, text in wanted.items() if text})}"


def draw_communes(here: Context) -> None:
    """Draw the way to a commune for somebody who manages several: a search without diacritics, and what it finds."""
    choosers.find(_("Search a commune or ward"), key=names.FIND, param=Param.TEXT, placeholder=_("Name or code"))
    found = place_directory.communes(call=here.call, text=state.param(Param.TEXT) or "")
    if not found:
        cards.empty(_("No commune of your area answers this search"), _("Type fewer letters, or the code."))
        return
    if len(found) == place_directory.MOST_COMMUNES:
        st.caption(_("The first {n} are shown; type a part of the name.").format(n=number(len(found))))
    st.html(_communes(found))


def _communes(found: Sequence[CommuneRow]) -> str:
    columns = (Column(title=_("Commune, ward")), Column(title=_("Code")), Column(title=_("Province"), wide=True))
    rows = [
        [
            Cell(text=row.name, href=address(commune=row.code), phone=row.province),
            Cell(text=row.code),
            Cell(text=row.province),
        ]
        for row in found
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Choose the commune whose places you look at"))


def draw(found: Directory) -> None:
    """Draw the places of a commune, each with its code, its figures and their day, and who is in charge."""
    choosers.only(_("Show places that are no more"), key=names.ENDED, param=Param.STATUS)
    if not found.units:
        cards.empty(
            _("{commune} has no village, school or agency yet").format(commune=found.name),
            _("Paste the list that the commune has; each line becomes a place."),
        )
        return
    st.html(_units(found))


def _units(found: Directory) -> str:
    groups = words.groups_of(row.populations for row in found.units)
    days = {as_of for row in found.units for _n, as_of in row.populations.values()}
    # One day for all of them is said once, above.
    same = next(iter(days)) if len(days) == 1 else None
    columns = (
        Column(title=_("Place")),
        Column(title=_("Kind")),
        Column(title=_("Code")),
        *(Column(title=words.group_title(group), number=True, wide=True) for group in groups),
        Column(title=_("Person in charge"), wide=True),
        Column(title=_("In force"), wide=True),
    )
    rows = [_unit(found, row, groups, dated=same is None) for row in found.units]
    return tables.table(columns=columns, rows=rows, caption=_caption(found, same))


def _unit(found: Directory, row: UnitRow, groups: Sequence[PopulationGroup], *, dated: bool) -> list[Cell]:
    # A phone has room for the whole and the households; the others stand with the place itself.
    shown = [group for group in (PopulationGroup.ALL, PopulationGroup.HOUSEHOLDS) if group in groups] or groups[:1]
    figures = words.figures({group: row.populations[group][0] for group in shown if group in row.populations})
    in_charge = _("in charge: {name}").format(name=row.in_charge) if row.in_charge else ""
    ended = words.validity(row) if row.valid_to is not None else ""
    return [
        Cell(
            text=row.name,
            href=address(commune=found.code, unit=row.code),
            sub=_("no more") if row.ended else "",
            phone=" · ".join(part for part in (figures, in_charge, ended) if part),
        ),
        Cell(text=label(row.kind)),
        Cell(text=row.code),
        *(_figure(row, group, dated=dated) for group in groups),
        Cell(text=row.in_charge or "–"),
        Cell(text=words.validity(row)),
    ]


def _figure(row: UnitRow, group: PopulationGroup, *, dated: bool) -> Cell:
    known = row.populations.get(group)
    return Cell(text=number(known[0] if known else None), sub=day(known[1]) if known and dated else "")


def _caption(found: Directory, same: date | None) -> str:
    n = len(found.units)
    text = ngettext("{n} place of {commune}", "{n} places of {commune}", n).format(n=number(n), commune=found.name)
    if found.ended:
        more = ngettext("{n} that is no more is not shown", "{n} that are no more are not shown", found.ended)
        text += "; " + more.format(n=number(found.ended))
    if same is not None:
        text += "; " + _("figures as of {day}").format(day=day(same))
    return text
