"""Changing an open campaign: name, plan number and last day, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services.amendments import amend_campaign
from campaign.services.draft_rules import MAX_NAME, MAX_PLAN_NUMBER, Details, details_of
from campaign.ui import actions, state
from campaign.ui.campaigns import names, parts

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.ui.actions import Outcome, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amendment:
    """What the campaign is to say, and why."""

    details: Details
    reason: str


def draw(campaign: CampaignDefinition) -> None:
    """Draw the form, folded; what is typed stays until it is saved."""
    fields = {name: f"{key}-amend-{campaign.slug}" for name, key in _FIELDS.items()}
    seen = state.Slot(f"campaigns-amend:{campaign.slug}", lambda: details_of(campaign))
    if state.widget_value(fields["name"]) is None:
        seen.set(details_of(campaign))
        state.put_widget(fields["name"], campaign.name)
        state.put_widget(fields["end"], campaign.ends_on)
        state.put_widget(fields["plan"], campaign.plan_number or "")
    with st.expander(_("Change the last day, name or plan number")):
        st.date_input(
            _("Last day"),
            key=fields["end"],
            min_value=campaign.starts_on,
            format="DD/MM/YYYY",
            help=_("Targets of the old last day move along."),
            persist_state="session",
        )
        st.text_input(_("Name of the campaign"), key=fields["name"], max_chars=MAX_NAME, persist_state="session")
        st.text_input(
            _("Number of the plan or decision"), key=fields["plan"], max_chars=MAX_PLAN_NUMBER, persist_state="session"
        )
        st.text_input(
            _("Reason"),
            key=fields["reason"],
            max_chars=500,
            placeholder=_("For example: extended by plan number …"),
            persist_state="session",
        )
        parts.refusal(names.FORM_AMEND)
        done = actions.outcome(names.FORM_AMEND)
        if done is not None and done.done:
            st.success(_("Saved: the campaign now says what stands above."))
        st.button(_("Save the change"), key=names.AMEND, **_click(campaign, seen, fields))


_FIELDS = {"name": names.NAME, "end": names.END, "plan": names.PLAN, "reason": names.REASON}


def _click(campaign: CampaignDefinition, seen: state.Slot[Details], fields: dict[str, str]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> _Amendment:
        if values["end"] is None:
            raise CampaignError("days_missing")
        wanted = replace(
            seen.get(), name=values["name"] or "", ends_on=values["end"], plan_number=values["plan"] or None
        )
        return _Amendment(details=wanted, reason=values["reason"] or "")

    def write(call: Call, wanted: _Amendment) -> CampaignDefinition:
        return amend_campaign(
            call=call, slug=campaign.slug, seen=seen.get(), wanted=wanted.details, reason=wanted.reason
        )

    def after(outcome: Outcome) -> None:
        if outcome.done:
            # The next look begins from what is stored now.
            state.put_widget(fields["name"], None)
        elif outcome.error is not None and outcome.error.code == "draft_changed_meanwhile":
            # Both values were told; saving again means one's own.
            seen.clear()

    return actions.on_click(
        form=names.FORM_AMEND, command=command, write=write, reads=fields, resets={fields["reason"]: ""}, after=after
    )
