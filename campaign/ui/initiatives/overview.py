"""The register: how far models have spread, filters, the list, and the ways to take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import InitiativeKind
from campaign.i18n import _, day, number
from campaign.i18n.labels import label
from campaign.services import initiatives_view
from campaign.ui import actions, cards, choosers, state, tables
from campaign.ui.initiatives import address, files, names
from campaign.ui.keys import Param, Screen
from campaign.ui.tables import Cell, Column, Tile

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.initiatives_view import InitiativeList, StoredInitiative
    from campaign.ui.context import Context

_FILTERS = (Param.KIND, Param.PLACE, Param.STATUS, Param.TEXT)


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the list of the address."""
    found = initiatives_view.list_initiatives(
        call=here.call,
        slug=campaign.slug,
        kind=address.kind(),
        recognised=address.recognised(),
        place_code=state.param(Param.PLACE),
        text=state.param(Param.TEXT) or "",
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Models and initiatives"), anchor=False, width="stretch")
        if found.to_register:
            st.button(_("Register"), key=names.NEW, type="primary", on_click=_open_new)
    _said()
    if found.whole is not None:
        st.html(tables.page(_tiles(found)))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _filters(found)
        files.draw(campaign.slug, found, today=here.call.moment.today)
    if found.rows:
        st.html(tables.page(_list(found), _counts(found)))
    else:
        _empty(found)
    if found.more:
        st.caption(_("There are more than are shown. Choose a place, or look for a word."))


def _tiles(found: InitiativeList) -> str:
    whole, spread = found.whole, found.coverage
    shown = []
    if spread is not None:
        below = _("communes with at least one model") if spread.communes else _("villages with at least one model")
        shown.append(
            Tile(
                label=_("Spread of models"),
                value=f"{number(spread.with_model)}/{number(spread.places)}",
                note=below,
            )
        )
    if whole is not None:
        shown += [
            Tile(label=_("Models"), value=number(whole.models), note=_("registered")),
            Tile(label=_("Initiatives"), value=number(whole.initiatives), note=_("registered")),
            Tile(label=_("Recognised"), value=number(whole.recognised), note=_("models and initiatives")),
        ]
    return tables.tiles(shown=shown)


def _filters(found: InitiativeList) -> None:
    kinds = [("", _("All kinds")), *((kind.value, label(kind)) for kind in InitiativeKind)]
    places = [("", _("All places")), *((place.code, place.name) for place in found.places)]
    states = [
        ("", _("Recognised or not")),
        (names.RECOGNISED, _("Recognised")),
        (names.NOT_RECOGNISED, _("Not recognised yet")),
    ]
    rows = (
        (_("Kind"), kinds, names.KIND, Param.KIND),
        (_("Place"), places, names.PLACE, Param.PLACE),
        (_("Recognition"), states, names.STATUS, Param.STATUS),
    )
    chosen = {param: state.param(param) or "" for _name, _options, _key, param in rows}
    said = [dict(options).get(chosen[param], "") for _n, options, _k, param in rows if chosen[param]]
    words = [*filter(None, said), *([f"“{state.param(Param.TEXT)}”"] if state.param(Param.TEXT) else [])]
    panel = st.popover(
        cards.plain(" · ".join(words) or _("Filter")), key=names.FILTERS, width="content", on_change="rerun"
    )
    if panel.open:
        with panel:
            choosers.find(_("A word of the name, the unit or the summary"), key=names.TEXT, param=Param.TEXT)
            for title, options, key, param in rows:
                known = chosen[param] if chosen[param] in dict(options) else ""
                choosers.choose(title, options, chosen=known, key=key, param=param, panel=names.FILTERS)


def _list(found: InitiativeList) -> str:
    columns = (
        Column(title=_("Name"), prose=True),
        Column(title=_("Kind")),
        Column(title=_("Place")),
        Column(title=_("Lead unit"), wide=True, prose=True),
        Column(title=_("Since"), wide=True),
        Column(title=_("Recognised")),
    )
    caption = _("What stands in the register, the newest first: {place}").format(place=found.place_name)
    return tables.table(columns=columns, rows=[_row(one) for one in found.rows], caption=caption)


def _row(one: StoredInitiative) -> list[Cell]:
    link = address.link_to(Screen.INITIATIVES, one.id)
    done = one.recognised_on
    return [
        Cell(text=one.name, href=link, phone=f"{one.lead_unit} · {day(one.started_on)}"),
        Cell(text=label(one.kind)),
        Cell(text=one.place.name),
        Cell(text=one.lead_unit),
        Cell(text=day(one.started_on)),
        Cell(text=f"✓ {day(done)}", sub=one.recognised_by) if done else Cell(text=_("not yet")),
    ]


def _counts(found: InitiativeList) -> str:
    if not found.counts:
        return ""
    columns = (
        Column(title=_("Place")),
        Column(title=_("Models"), number=True),
        Column(title=_("Initiatives"), number=True),
        Column(title=_("Recognised"), number=True),
    )
    rows = [
        [
            Cell(text=one.place.name),
            Cell(text=number(one.models)),
            Cell(text=number(one.initiatives)),
            Cell(text=number(one.recognised)),
        ]
        for one in found.counts
    ]
    title = tables.heading(_("By place"))
    return title + tables.table(columns=columns, rows=rows, caption=_("Places with at least one, whatever the filter"))


def _said() -> None:
    """Say what the last form did."""
    done = actions.outcome(names.FORM_REGISTER)
    if done is not None and done.error is None:
        st.success(_("Registered."))


def _empty(found: InitiativeList) -> None:
    if any(state.param(param) for param in _FILTERS):
        cards.empty(_("Nothing fits these filters"), _("Take away a filter."))
    elif found.to_register:
        cards.empty(
            _("No model or initiative is registered yet"),
            _("Register what works and others may copy: its place, its lead unit, since when, and what proves it."),
        )
    else:
        cards.empty(
            _("No model or initiative is registered yet"),
            _("The officials and team leaders of the commune register them."),
        )


def _open_new() -> None:
    actions.dismiss(names.FORM_REGISTER)
    address.open_new()
