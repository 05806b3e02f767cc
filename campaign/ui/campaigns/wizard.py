"""Setting a draft up, step by step: where one is, what is done, the step itself, one way back and one way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _
from campaign.services import campaign_checks
from campaign.ui import cards, state
from campaign.ui.campaigns import aims as aims_step
from campaign.ui.campaigns import (
    begin,
    checking,
    counted,
    details,
    names,
    parts,
    people,
    route,
    units,
    words,
)
from campaign.ui.campaigns.route import Step, View

if TYPE_CHECKING:
    from campaign.services.campaign_checks import Readiness
    from campaign.ui.context import Context


def draw(here: Context) -> None:
    """Draw the step of the address for the draft in view; a campaign that is open already has its own view."""
    if here.campaign is None:
        st.title(_("Campaigns"), anchor=False)
        cards.empty(_("This draft is not in your area"), _("Choose a campaign from the list."))
        return
    ready = campaign_checks.checks(call=here.call, slug=here.campaign.slug)
    if ready.campaign.status is not CampaignStatus.DRAFT:
        checking.draw_opened(ready.campaign)
        return
    step = route.step(default=Step.CHECK)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(ready.campaign.name, anchor=False, width="stretch")
        st.button(_("Close the draft"), key=names.LIST, type="tertiary", on_click=route.go, args=(View.LIST,))
    _draw_steps(ready, step)
    st.header(_(route.TITLES[step]), anchor=False)
    _draw_step(here, ready, step)


def _draw_step(here: Context, ready: Readiness, step: Step) -> None:
    if step is Step.TEMPLATE:
        _draw_template(ready)
    elif step is Step.PLACE:
        begin.draw_moved(here, ready.campaign)
    elif step is Step.DATES:
        details.draw(ready.campaign)
    elif step is Step.STEPS:
        counted.draw(here, ready.campaign)
    elif step is Step.PLACES:
        units.draw(here, ready.campaign)
    elif step is Step.TARGETS:
        aims_step.draw(here, ready)
    elif step is Step.PEOPLE:
        people.draw(here, ready.campaign)
    else:
        checking.draw(ready)


def _draw_steps(ready: Readiness, step: Step) -> None:
    """Draw all steps in one line that a phone can push aside; a step that lacks nothing says so by a tick."""
    wanting = {found.mend.value for found in ready.findings}
    done = {one for one in Step if one is not Step.CHECK and one.value not in wanting}

    def title(one: Step) -> str:
        return f"{'✓' if one in done else list(Step).index(one) + 1} {_(route.TITLES[one])}"

    state.put_widget(names.STEP, step)
    st.segmented_control(
        _("Step"),
        list(Step),
        format_func=title,
        key=names.STEP,
        required=True,
        wrap=False,
        label_visibility="collapsed",
        on_change=_take_step,
    )


def _take_step() -> None:
    chosen = state.widget_value(names.STEP)
    if chosen:
        route.go(View.SET_UP, Step(chosen))


def _draw_template(ready: Readiness) -> None:
    draft = ready.campaign
    st.markdown(
        cards.plain(
            _("Made from the template {key}, version {n}. Later versions of the template do not change it.").format(
                key=draft.template_key, n=draft.template_version
            )
        )
    )
    st.html(parts.indicators_table(words.of_campaign(draft)))
    st.button(_("Continue"), key=names.NEXT, type="primary", on_click=route.go, args=(View.SET_UP, Step.PLACE))
