"""The calendar's working part: month, filters, the ways to plan and to take the days along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from campaign.domain.vocabulary import OutreachKind
from campaign.i18n import _, day, number
from campaign.i18n.labels import label
from campaign.services import outreach_view
from campaign.ui import actions, cards, choosers, keys, state
from campaign.ui.keys import Param
from campaign.ui.outreach import address, files, month, names, words

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.outreach_view import Calendar
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the month of the address."""
    today = here.call.moment.today
    first = address.month(campaign, today)
    found = outreach_view.calendar(
        call=here.call,
        slug=campaign.slug,
        first=first,
        last=address.last_of(first),
        kind=address.kind(),
        place_code=state.param(Param.PLACE),
        team_id=state.param_number(Param.TEAM, default=0) or None,
    )
    _head(found, campaign, first)
    _planned()
    if found.days:
        st.html(month.html(found=found, first=first, today=today))
    else:
        _empty(found)
    if found.more:
        st.caption(_("There are more days than are shown. Choose a place or a kind."))


def _head(found: Calendar, campaign: CampaignSummary, first: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Outreach days"), anchor=False, width="stretch")
        if found.to_plan:
            st.button(_("Plan outreach days"), key=names.NEW, type="primary", on_click=_open_new)
    before, after = first - timedelta(days=1), address.last_of(first) + timedelta(days=1)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.button(
            "‹",
            key=names.EARLIER,
            help=_("Earlier month"),
            on_click=address.open_month,
            args=(before.replace(day=1),),
            disabled=before < campaign.starts_on,
        )
        st.markdown(f"**{cards.plain(month.month_name(first))}**", width="content")
        st.button(
            "›",
            key=names.LATER,
            help=_("Later month"),
            on_click=address.open_month,
            args=(after,),
            disabled=after > campaign.ends_on,
        )
        _filters(found)
        files.draw_coming(campaign.slug, found)


def _filters(found: Calendar) -> None:
    kinds = [("", _("All kinds")), *((kind.value, label(kind)) for kind in OutreachKind)]
    places = [("", _("All places")), *((place.code, place.name) for place in found.places if place.commune_id)]
    teams = [("", _("All teams")), *((str(team.id), team.name) for team in found.teams)]
    rows = (
        (_("Kind"), kinds, names.KIND, Param.KIND),
        (_("Place"), places, names.PLACE, Param.PLACE),
        (_("Team"), teams, names.TEAM, Param.TEAM),
    )
    chosen = {param: state.param(param) or "" for _name, _options, _key, param in rows}
    shown = [dict(options)[chosen[param]] for _name, options, _key, param in rows if chosen[param] in dict(options)]
    said = [text for text in shown if text not in {kinds[0][1], places[0][1], teams[0][1]}]
    # Drawn when it is opened: whoever only reads is not sent the names of all villages at every rerun.
    panel = st.popover(
        cards.plain(" · ".join(said) or _("Filter")), key=names.FILTERS, width="content", on_change="rerun"
    )
    if panel.open:
        with panel:
            for title, options, key, param in rows:
                known = chosen[param] if chosen[param] in dict(options) else ""
                choosers.choose(title, options, chosen=known, key=key, param=param, panel=names.FILTERS)


def _planned() -> None:
    """Say what the last plan made, and which days it left out and why."""
    done = actions.outcome(names.FORM_PLAN)
    if done is None or done.error is not None:
        return
    result: Any = done.result
    n = len(result.days)
    text = _("Planned for {first}.") if n == 1 else _("Planned {n} days, from {first} to {last}.")
    said = text.format(n=number(n), first=day(result.days[0]), last=day(result.days[-1]))
    if result.left_out:
        why = _("Left out, because they lie after the campaign’s last day: {days}.")
        said += " " + why.format(days=words.days_in_words(result.left_out))
    st.success(cards.plain(said))


def _empty(found: Calendar) -> None:
    filtered = any(state.param(param) for param in (Param.KIND, Param.PLACE, Param.TEAM))
    then = _("Take away a filter, or look at another month.") if filtered else _("Look at another month.")
    if found.to_plan and not filtered:
        then = _("Plan a day, or a series such as every Wednesday.")
    elif not filtered:
        then = _("Look at another month; the official plans the days.")
    cards.empty(_("No outreach days in this month"), then)


def _open_new() -> None:
    actions.dismiss(names.FORM_PLAN)
    state.set_params({Param.VIEW: names.VIEW_NEW, keys.Param.DAY: None})
