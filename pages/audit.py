"""*Nhật ký*: who did what, when, to what and why; and whether the chain is as it was written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day, ngettext, number
from campaign.services import audit
from campaign.services.audit import AuditFilter
from campaign.services.places import places_of_campaign
from campaign.ui import audit_words, cards, chain, choosers, context, keys, state, tables
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from campaign.ui.context import Context

DAYS = 30
PAGE_SIZE = 50


def main() -> None:
    """Draw a page of the log for the filters of the address."""
    here = context.current()
    last = state.param_day(Param.UNTIL) or here.call.moment.today
    first = min(state.param_day(Param.FROM) or last - timedelta(days=DAYS - 1), last)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Log"), anchor=False, width="stretch")
        # Drawn when it is opened: it asks for names that the list does not need.
        panel = st.popover(_("Filter"), key=keys.AUDIT_FILTERS, width="content", on_change="rerun")
        if panel.open:
            with panel:
                filters(here, first, last)
    found = audit.events(
        call=here.call,
        campaign=here.campaign.slug if here.campaign and state.param(Param.ONLY) else None,
        filters=AuditFilter(
            actor=state.param(Param.ACTOR) or "",
            actions=audit_words.actions_of(state.param(Param.ACTION) or ""),
            place=state.param(Param.PLACE),
            first=first,
            last=last,
            text=state.param(Param.TEXT) or "",
        ),
        page=state.param_number(Param.PAGE, default=1),
        page_size=PAGE_SIZE,
    )
    chain.draw(here)
    if not found.lines:
        cards.empty(_("Nothing was done in these days"), _("Take away a filter, or choose more days."))
        return
    text = ngettext("From {first} to {last}: {n} line", "From {first} to {last}: {n} lines", found.total)
    if found.more_than_counted:
        text = _("From {first} to {last}: more than {n} lines; narrow the days.")
    st.caption(text.format(first=day(first), last=day(last), n=number(found.total)))
    st.html(tables.log(lines=[audit_words.log_line(line, found.indicators) for line in found.lines]))
    choosers.turn_pages(pages=found.pages, shown=found.page, key=keys.AUDIT_PAGE)


def filters(here: Context, first: date, last: date) -> None:
    """Draw the filters; each writes to the address."""
    state.put_widget(keys.AUDIT_DAYS, (first, last))
    st.date_input(
        _("Days"), key=keys.AUDIT_DAYS, max_value=here.call.moment.today, format="DD/MM/YYYY", on_change=take_days
    )
    everybody = [("", _("Everybody")), *((name, f"{full} ({name})") for name, full in audit.actors(call=here.call))]
    choosers.choose(
        _("Person"), everybody, chosen=known(Param.ACTOR, everybody), key=keys.AUDIT_ACTOR, param=Param.ACTOR
    )
    groups = [("", _("Everything")), *((group, _(name)) for group, name in audit_words.GROUPS.items())]
    choosers.choose(
        _("What was done"), groups, chosen=known(Param.ACTION, groups), key=keys.AUDIT_ACTION, param=Param.ACTION
    )
    if here.campaign is not None:
        found = places_of_campaign(call=here.call, slug=here.campaign.slug)
        places = [("", _("All places")), *((place.code, place.name) for place in found)]
        choosers.choose(_("Place"), places, chosen=known(Param.PLACE, places), key=keys.AUDIT_PLACE, param=Param.PLACE)
        choosers.only(_("Only the campaign in view"), key=keys.AUDIT_ONLY, param=Param.ONLY)
    choosers.find(_("Words in it"), key=keys.AUDIT_TEXT, param=Param.TEXT, placeholder=_("Name, reason, value"))


def known(param: Param, options: list[tuple[str, str]]) -> str:
    """Return what the address asks for if it is offered, else "" for all."""
    asked = state.param(param) or ""
    return asked if asked in dict(options) else ""


def take_days() -> None:
    """Write the chosen days to the address, as soon as both are there (callback)."""
    days = state.widget_value(keys.AUDIT_DAYS)
    if days and len(days) == 2:  # noqa: PLR2004 - the first click gives one day
        state.set_params({Param.FROM: days[0].isoformat(), Param.UNTIL: days[1].isoformat(), Param.PAGE: None})


main()
