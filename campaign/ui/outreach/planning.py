"""Planning new days: the fields, how often, what it will make, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import OutreachKind, PlaceKind
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import outreach, outreach_view
from campaign.services.outreach import NewOutreach
from campaign.ui import actions, cards, state
from campaign.ui.outreach import address, fields, names, repeating
from campaign.ui.outreach.fields import Filled, Offered

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.outreach import PlanResult
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the form, or why there is none for this reader."""
    st.button(_("‹ Calendar"), key=names.BACK, type="tertiary", on_click=address.open_calendar)
    st.title(_("Plan outreach days"), anchor=False)
    today = here.call.moment.today
    found = outreach_view.calendar(call=here.call, slug=campaign.slug, first=today, last=today)
    if not found.to_plan:
        cards.empty(
            _("You cannot plan outreach days here"),
            _("The officials and team leaders of the commune plan them, while the campaign is open."),
        )
        return
    offered = Offered(places=found.to_plan, teams=found.teams, first=campaign.starts_on, last=campaign.ends_on)
    day = min(max(today, campaign.starts_on), campaign.ends_on)
    with st.container(width=fields.WIDTH):
        _form(campaign, offered, Filled(kind=OutreachKind.WEDNESDAY_ONLINE, day=day, place_id=_usual(found.to_plan)))


def _usual(places: tuple[outreach_view.Place, ...]) -> int | None:
    """Return the place that is offered first: the only commune, else the first place."""
    units = [place for place in places if place.kind is not PlaceKind.PROVINCE]
    return units[0].id if units else None


def _form(campaign: CampaignSummary, offered: Offered, at_first: Filled) -> None:
    # A form whose days are planned begins anew.
    stamp = state.token(names.FORM_PLAN).hex[-8:]
    keys = fields.keys_of(names.FORM_PLAN, stamp)
    fields.draw_when(keys=keys, at_first=at_first, offered=offered)
    kind = state.widget_value(keys["kind"]) or at_first.kind
    day = state.widget_value(keys["day"])
    again = repeating.keys_of(stamp, kind, day)
    repeating.draw(keys=again, kind=kind, day=day, offered=offered)
    repeating.preview(repeat=repeating.read(state.snapshot(again)), day=day, offered=offered)
    fields.draw_where(keys=keys, at_first=at_first, offered=offered)
    refused = actions.outcome(names.FORM_PLAN)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    clicked = actions.on_click(
        form=names.FORM_PLAN,
        command=lambda values, token: _command(campaign.slug, values, token),
        write=_write,
        reads={**keys, **again},
        after=_after,
    )
    st.button(_("Put into the calendar"), key=names.PLAN, type="primary", **clicked)


def _command(slug: str, values: Values, token: UUID) -> NewOutreach:
    if values["day"] is None:
        raise CampaignError("outreach_date_missing")
    return NewOutreach(
        id=token,
        campaign=slug,
        place_id=fields.place_of(values),
        day=values["day"],
        fields=fields.read(values),
        repeat=repeating.read(values),
    )


def _write(call: Call, command: NewOutreach) -> PlanResult:
    return outreach.plan_outreach(call=call, command=command)


def _after(outcome: Outcome) -> None:
    if outcome.done:
        address.open_month(outcome.result.days[0].replace(day=1))
        address.open_calendar()
