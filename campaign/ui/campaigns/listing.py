"""The list of campaigns: what each is, how far a draft is set up, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import campaigns
from campaign.ui import cards, choosers, state
from campaign.ui.campaigns import names, route
from campaign.ui.campaigns.route import Step, View
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary, SetUp
    from campaign.ui.context import Context

_PAGE = 20


def draw(here: Context) -> None:
    """Draw the campaigns that the viewer manages, drafts first, those of others below without buttons."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Campaigns"), anchor=False, width="stretch")
        st.button(_("Templates"), key=names.TEMPLATES, type="tertiary", on_click=route.go, args=(View.TEMPLATES,))
        st.button(_("New campaign"), key=names.NEW, type="primary", on_click=route.go, args=(View.NEW, Step.TEMPLATE))
    found = here.campaigns
    if not found:
        cards.empty(
            _("There is no campaign in your area yet"),
            _("Begin one: template, place, days, targets and people, step by step. A draft can be left and resumed."),
        )
        return
    wanted = _draw_filter(found)
    set_up = campaigns.set_up_of(call=here.call)
    order = list(CampaignStatus)
    shown = sorted(
        (one for one in found if not wanted or one.status.value == wanted), key=lambda one: order.index(one.status)
    )
    page = min(state.param_number(Param.PAGE, default=1), max(1, -(-len(shown) // _PAGE)))
    for one in shown[(page - 1) * _PAGE : page * _PAGE]:
        _draw_line(one, set_up.get(one.slug))
    choosers.turn_pages(pages=max(1, -(-len(shown) // _PAGE)), shown=page, key=names.LIST)


def _draw_filter(found: tuple[CampaignSummary, ...]) -> str:
    there = [status for status in CampaignStatus if any(one.status is status for one in found)]
    asked = state.param(Param.STATUS) or ""
    wanted = asked if asked in there else ""
    if len(there) > 1:
        choosers.choose(
            _("Show"),
            [("", _("All campaigns")), *((status.value, label(status)) for status in there)],
            chosen=wanted,
            key=names.STATUS,
            param=Param.STATUS,
        )
    return wanted


def _draw_line(one: CampaignSummary, set_up: SetUp | None) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        days = _("{start} to {end}").format(start=day(one.starts_on), end=day(one.ends_on))
        lines = [
            f"**{cards.plain(one.name)}**",
            cards.plain(" · ".join((label(one.status), one.place_name, days))),
        ]
        if set_up is not None:
            lines.append(f":small[{cards.plain(_progress(set_up))}]")
        st.markdown("  \n".join(lines), width="stretch")
        if set_up is None:
            return
        draft = one.status is CampaignStatus.DRAFT
        st.button(
            _("Continue the set-up") if draft else _("Look, copy, close"),
            key=f"{names.GO}-{one.slug}",
            type="primary" if draft else "secondary",
            on_click=route.go,
            args=(View.SET_UP, Step.CHECK) if draft else (View.CAMPAIGN,),
            kwargs={"campaign": one.slug},
        )


def _progress(found: SetUp) -> str:
    parts = (
        ngettext("{n} thing counted", "{n} things counted", found.indicators).format(n=number(found.indicators)),
        _("{n} places").format(n=number(found.units)),
        ngettext("{n} target", "{n} targets", found.targets).format(n=number(found.targets)),
        _("{n} places with somebody").format(n=number(found.staffed)),
        _("template {key}, version {n}").format(key=found.template_key, n=found.template_version),
    )
    return " · ".join(parts)
