"""The step of people: who works in which village or school, spread in one click or chosen person by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import assignments, staffing
from campaign.ui import actions, cards, tables
from campaign.ui.accounts import pasting
from campaign.ui.campaigns import names, parts, route
from campaign.ui.campaigns.route import Step, View
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.staffing import Staff
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_SHOWN = 60


def draw(here: Context, draft: CampaignDefinition) -> None:
    """Draw who works where and what is left without anybody."""
    found = staffing.staff(call=here.call, slug=draft.slug)
    if found.places:
        _draw_spread(draft, found)
    if draft.commune_id:
        # The passwords of a list stand inside, once: it must not fold because the first volunteers are there now.
        unfolded = parts.begun_with(draft, "people", not found.helpers)
        with st.expander(_("Paste a list of volunteers"), expanded=unfolded):
            pasting.draw(place_code=draft.place_code, form=names.FORM_PEOPLE)
    if found.places:
        # Folded, so that the sign-ins that are shown once do not disappear above a list of villages.
        with st.expander(_("Who works where")):
            st.html(_table(found))
    if found.places and found.helpers:
        _draw_choice(draft, found)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.TARGETS), key=names.BACK)
        st.button(_("Continue"), key=names.NEXT, type="primary", on_click=route.go, args=(View.SET_UP, Step.CHECK))


def _draw_spread(draft: CampaignDefinition, found: Staff) -> None:
    n, alone = len(found.helpers), len(found.alone)
    if not found.helpers:
        st.info(_("There are no volunteers in this commune yet: paste their list."))
        return
    told = ngettext("{n} volunteer", "{n} volunteers", n).format(n=number(n))
    if not alone:
        st.success(cards.plain(_("Every village and school has somebody ({helpers}).").format(helpers=told)))
        return
    left = ngettext("{n} place without anybody", "{n} places without anybody", alone).format(n=number(alone))
    parts.refusal(names.FORM_SPREAD)
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{cards.plain(told)}** · **{cards.plain(left)}**", width="stretch")
        st.button(
            _("Spread evenly"),
            key=names.SPREAD,
            **actions.on_click(
                form=names.FORM_SPREAD,
                command=lambda _values, _token: draft.slug,
                write=lambda call, slug: staffing.spread_helpers(call=call, slug=slug),
            ),
        )


def _table(found: Staff) -> str:
    columns = (Column(title=_("Place")), Column(title=_("Kind")), Column(title=_("Who works there")))
    rows = [
        (
            Cell(text=place.name, sub=place.code),
            Cell(text=label(place.kind)),
            Cell(text=", ".join(place.people) or _("nobody yet")),
        )
        for place in sorted(found.places, key=lambda place: bool(place.people))[:_SHOWN]
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Villages and schools; those without anybody first"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One person and the places of their work for the days of the campaign."""

    username: str
    places: tuple[str, ...]


def _draw_choice(draft: CampaignDefinition, found: Staff) -> None:
    helpers = {helper.username: helper for helper in found.helpers}
    places = {place.code: place.name for place in found.places}
    with st.expander(_("Choose villages for one person")):
        username = st.selectbox(
            _("Person"),
            list(helpers),
            index=None,
            format_func=lambda name: f"{helpers[name].full_name} ({name})" if name in helpers else name,
            key=f"{names.HELPER}-{draft.slug}",
            placeholder=_("Choose a person"),
        )
        if username is None or username not in helpers:
            return
        key = f"{names.HELPER_PLACES}-{username}"
        st.multiselect(
            _("Villages and schools"),
            list(places),
            default=[code for code in helpers[username].places if code in places],
            format_func=lambda code: places.get(code, code),
            key=key,
        )
        parts.refusal(names.FORM_HELPER)

        def command(values: Values, _token: UUID) -> _Work:
            if not values["places"]:
                raise CampaignError("place_not_chosen")
            return _Work(username=username, places=tuple(values["places"]))

        def write(call: Call, work: _Work) -> None:
            assignments.assign(
                call=call,
                username=work.username,
                place_codes=work.places,
                starts_on=draft.starts_on,
                ends_on=draft.ends_on,
            )

        st.button(
            _("Assign"),
            key=names.HELPER_SAVE,
            **actions.on_click(form=names.FORM_HELPER, command=command, write=write, reads={"places": key}),
        )
