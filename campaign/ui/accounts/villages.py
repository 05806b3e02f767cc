"""Villages: who works there today, who is in charge, where nobody is; giving many people many villages at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, day, ngettext, number
from campaign.services import accounts, charges, workplaces
from campaign.ui import actions, cards, choosers, outcomes, state, tables
from campaign.ui.accounts import names, words, work
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.workplaces import Place, Workplace
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_PEOPLE_SHOWN: Final = 3
_PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Who is to be in charge of a place from a day on (None: nobody), and who was when the form was drawn."""

    place_code: str
    username: str | None
    on: date
    seen: str | None


def draw(here: Context, home: Place) -> None:
    """Draw the villages of a place, and the two forms that give out work."""
    found = workplaces.workplaces(call=here.call, place_code=home.code)
    if not found:
        cards.empty(
            _("{place} has no villages or schools yet").format(place=home.name), _("Add them under Places first.")
        )
        return
    people = words.people(accounts.list_accounts(call=here.call))
    with st.expander(_("Give villages to people"), key=names.GIVE, on_change="rerun") as folded:
        if folded.open:
            _give(here, home, found, people)
    with st.expander(_("Person in charge of a village"), key=names.CHARGE, on_change="rerun") as folded:
        if folded.open:
            _charge(here, found, people)
    _list(found)


def _list(found: Sequence[Workplace]) -> None:
    empty = [unit for unit in found if not unit.workers]
    no_charge = sum(unit.in_charge is None for unit in found)
    said = ngettext(
        "{n} place: {empty} with nobody at work today, {free} without a person in charge",
        "{n} places: {empty} with nobody at work today, {free} without a person in charge",
        len(found),
    )
    text = said.format(n=number(len(found)), empty=number(len(empty)), free=number(no_charge))
    st.markdown(f"**{cards.plain(text)}**")
    choosers.only(_("Only where nobody works today"), key=names.ONLY_EMPTY, param=Param.ONLY)
    shown = empty if state.param(Param.ONLY) else list(found)
    pages = max(1, -(-len(shown) // _PAGE_SIZE))
    page = min(state.param_number(Param.PAGE, default=1), pages)
    if not shown:
        st.caption(_("Somebody works in every place today."))
        return
    columns = (Column(title=_("Village")), Column(title=_("Works there today")), Column(title=_("Person in charge")))
    rows = [_row(unit) for unit in shown[(page - 1) * _PAGE_SIZE : page * _PAGE_SIZE]]
    st.html(tables.page(tables.table(columns=columns, rows=rows, caption=_("Villages, schools and agencies"))))
    choosers.turn_pages(pages=pages, shown=page, key=names.PAGE)


def _row(unit: Workplace) -> tuple[Cell, ...]:
    workers = [worker.full_name for worker in unit.workers]
    more = len(workers) - _PEOPLE_SHOWN
    text = ", ".join(workers[:_PEOPLE_SHOWN]) + (f" +{number(more)}" if more > 0 else "")
    since = _("since {day}").format(day=day(unit.in_charge_since)) if unit.in_charge_since else ""
    return (
        Cell(text=unit.place.name, sub=unit.place.code),
        Cell(text=text or f"○ {_('nobody')}"),
        Cell(text=unit.in_charge_name or f"○ {_('nobody')}", sub=since),
    )


def _give(here: Context, home: Place, found: Sequence[Workplace], people: Mapping[str, str]) -> None:
    """Draw "giao N người cho thôn …": the same villages and days for everybody who is chosen."""
    units = {unit.place.code: unit.place.name for unit in found}
    st.multiselect(
        _("People"),
        list(people),
        format_func=lambda name: people.get(name, name),
        key=names.GIVE_WHO,
        placeholder=_("Choose people"),
    )
    st.multiselect(
        _("Villages"),
        list(units),
        format_func=lambda code: units.get(code, code),
        key=names.GIVE_WHERE,
        placeholder=_("Choose villages"),
    )
    work.draw_days(here, home.code, first=names.GIVE_FROM, last=names.GIVE_UNTIL)
    st.caption(_("On these days everybody chosen works in these villages and no others; other days stay as they are."))
    work.draw_buttons(
        form=names.FORM_GIVE,
        reads={
            "who": names.GIVE_WHO,
            "where": names.GIVE_WHERE,
            "from": names.GIVE_FROM,
            "until": names.GIVE_UNTIL,
        },
        key=names.GIVE_SAVE,
    )


def _charge(here: Context, found: Sequence[Workplace], people: Mapping[str, str]) -> None:
    """Draw who is in charge of one village: today, from a day on, and the days before."""
    units = {unit.place.code: unit for unit in found}
    asked = state.param(Param.UNIT) or ""
    code = asked if asked in units else next(iter(units))
    choosers.choose(
        _("Village"),
        [(key, unit.place.name) for key, unit in units.items()],
        chosen=code,
        key=names.CHARGE_PLACE,
        param=Param.UNIT,
    )
    unit = units[code]
    who, first = names.of(names.CHARGE_WHO, code), names.of(names.CHARGE_FROM, code)
    left, right = st.columns((3, 1))
    options, last = ["", *people], unit.last_in_charge or ""
    left.selectbox(
        _("Person in charge"),
        options,
        index=options.index(last) if last in people else 0,
        format_func=lambda name: people.get(name, _("Nobody")),
        key=who,
    )
    right.date_input(_("From"), value=here.call.moment.today, key=first, format="DD/MM/YYYY")
    form = names.form("charge", code)
    outcomes.draw(form, _("The person in charge is written down."))

    def command(values: Values, _token: UUID) -> Charge:
        on = work.first_day(values["first"])
        return Charge(place_code=code, username=values["who"] or None, on=on, seen=unit.last_in_charge)

    clicked = actions.on_click(form=form, command=command, write=_put, reads={"who": who, "first": first})
    st.button(_("Save"), key=names.CHARGE_SAVE, type="primary", **clicked)
    history = charges.charge_history(call=here.call, place_code=code)
    if history:
        lines = [f"- {cards.plain(f'{row.full_name}: {words.stretch(row.starts_on, row.ends_on)}')}" for row in history]
        st.markdown("\n".join([f"**{_('Person in charge so far')}**\n", *lines]))


def _put(call: Call, charge: Charge) -> None:
    charges.put_in_charge(
        call=call, place_code=charge.place_code, username=charge.username, on=charge.on, seen=charge.seen
    )
