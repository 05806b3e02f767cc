"""The step of what is counted: the draft's own steps and numbers, free to be changed until it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import IndicatorKind, ReportLevel
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import drafts, reporting_plans
from campaign.ui import actions, state
from campaign.ui.campaigns import items, names, parts, route, words
from campaign.ui.campaigns.items import Editing
from campaign.ui.campaigns.route import Step, View

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicator_edits import Indicators
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.ui.actions import OnClick, Outcome, Values
    from campaign.ui.campaigns.items import Change
    from campaign.ui.context import Context

_MINUTES = 60


def draw(here: Context, draft: CampaignDefinition) -> None:
    """Draw the table, the form for one line, and for reported numbers who reports and by when."""
    found = words.of_campaign(draft)
    st.html(parts.indicators_table(found))
    items.draw_table_note()
    parts.refusal(names.FORM_ITEMS, words.indicator_names(found))
    # The version is in the keys: what somebody else changed meanwhile is shown, and not overwritten by old fields.
    owner = f"{draft.slug}-{draft.indicators_version}"
    items.draw(
        Editing(indicators=found, owner=owner, clicked=lambda reads, change: _click(draft, owner, reads, change))
    )
    reported = any(one.kind in {IndicatorKind.COUNT, IndicatorKind.RATIO} for one in found)
    if reported:
        _draw_reporting(here, draft)
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            route.bar(back_to=(View.SET_UP, Step.DATES), key=names.BACK)
            st.button(_("Continue"), key=names.NEXT, type="primary", on_click=route.go, args=(View.SET_UP, Step.PLACES))


def _click(draft: CampaignDefinition, owner: str, reads: Mapping[str, str], change: Change) -> OnClick:
    def command(values: Values, _token: UUID) -> Indicators:
        return change(values)

    def write(call: Call, indicators: Indicators) -> CampaignDefinition:
        return drafts.set_indicators(
            call=call, slug=draft.slug, seen_version=draft.indicators_version, indicators=indicators
        )

    def after(outcome: Outcome) -> None:
        if outcome.done:
            items.forget(owner)

    return actions.on_click(form=names.FORM_ITEMS, command=command, write=write, reads=reads, after=after)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Who reports, and by how many minutes after midnight."""

    level: ReportLevel
    cut_off: int


def _draw_reporting(here: Context, draft: CampaignDefinition) -> None:
    stored = reporting_plans.reporting_plan(call=here.call, slug=draft.slug)
    level, clock = f"{names.LEVEL}-{draft.slug}", f"{names.CUT_OFF}-{draft.slug}"
    if state.widget_value(level) is None:
        state.put_widget(level, stored.level)
        state.put_widget(clock, time(stored.cut_off // _MINUTES % 24, stored.cut_off % _MINUTES))
    st.radio(_("Who reports the numbers?"), list(ReportLevel), format_func=label, key=level, persist_state="session")
    st.time_input(_("A day's numbers are sent by"), key=clock, step=900, width=200, persist_state="session")
    parts.refusal(names.FORM_REPORTING)

    def command(values: Values, _token: UUID) -> _Plan:
        if values["clock"] is None:
            raise CampaignError("report_cut_off_invalid")
        return _Plan(
            level=ReportLevel(values["level"]), cut_off=values["clock"].hour * _MINUTES + values["clock"].minute
        )

    def write(call: Call, plan: _Plan) -> object:
        return reporting_plans.set_reporting_plan(call=call, slug=draft.slug, level=plan.level, cut_off=plan.cut_off)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            route.go(View.SET_UP, Step.PLACES)

    clicked = actions.on_click(
        form=names.FORM_REPORTING,
        command=command,
        write=write,
        reads={"level": level, "clock": clock},
        after=after,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.DATES), key=names.BACK)
        st.button(_("Save and continue"), key=names.NEXT, type="primary", **clicked)
