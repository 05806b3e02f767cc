"""The step of days and basis: name, first and last day, plan number, legal basis, each with a usual value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import LegalBasis
from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import drafts
from campaign.services.draft_rules import MAX_NAME, MAX_PLAN_NUMBER
from campaign.services.drafts import Details, details_of
from campaign.ui import actions, state
from campaign.ui.campaigns import names, parts, route
from campaign.ui.campaigns.route import Step, View

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.ui.actions import Outcome, Values


def draw(draft: CampaignDefinition) -> None:
    """Draw the form; what is typed stays until it is saved, also while another step is open."""
    fields = {name: f"{key}-{draft.slug}" for name, key in _FIELDS.items()}
    seen = state.Slot(f"campaigns-seen:{draft.slug}", lambda: details_of(draft))
    if state.widget_value(fields["name"]) is None:
        seen.set(details_of(draft))
        _fill(fields, draft)
    st.text_input(_("Name of the campaign"), key=fields["name"], max_chars=MAX_NAME, persist_state="session")
    left, right = st.columns(2)
    with left:
        st.date_input(_("First day"), key=fields["start"], format="DD/MM/YYYY", persist_state="session")
    with right:
        st.date_input(_("Last day"), key=fields["end"], format="DD/MM/YYYY", persist_state="session")
    _draw_days(fields)
    st.text_input(
        _("Number of the plan or decision"),
        key=fields["plan"],
        max_chars=MAX_PLAN_NUMBER,
        placeholder=_("For example: 12/KH-UBND"),
        persist_state="session",
    )
    st.radio(
        _("Why may personal data be processed?"),
        list(LegalBasis),
        format_func=label,
        captions=[
            _("Law on personal data, Article 19: the commune carries out a plan of the state."),
            _("Everybody is asked; without a yes nothing is recorded."),
        ],
        key=fields["basis"],
        persist_state="session",
    )
    parts.refusal(names.FORM_DETAILS)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.PLACE), key=names.BACK)
        st.button(_("Save and continue"), key=names.NEXT, type="primary", **_click(draft, seen, fields))


_FIELDS = {
    "name": names.NAME,
    "start": names.START,
    "end": names.END,
    "plan": names.PLAN,
    "basis": names.BASIS,
}


def _fill(fields: dict[str, str], draft: CampaignDefinition) -> None:
    state.put_widget(fields["name"], draft.name)
    state.put_widget(fields["start"], draft.starts_on)
    state.put_widget(fields["end"], draft.ends_on)
    state.put_widget(fields["plan"], draft.plan_number or "")
    state.put_widget(fields["basis"], draft.legal_basis)


def _draw_days(fields: dict[str, str]) -> None:
    start, end = state.widget_value(fields["start"]), state.widget_value(fields["end"])
    if start and end and end >= start:
        n = (end - start).days + 1
        st.caption(ngettext("{n} day", "{n} days", n).format(n=number(n)))


def _click(draft: CampaignDefinition, seen: state.Slot[Details], fields: dict[str, str]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> Details:
        if values["start"] is None or values["end"] is None:
            raise CampaignError("days_missing")
        return Details(
            name=values["name"] or "",
            starts_on=values["start"],
            ends_on=values["end"],
            legal_basis=LegalBasis(values["basis"]),
            plan_number=values["plan"] or None,
        )

    def write(call: Call, wanted: Details) -> CampaignDefinition:
        reason = _("The last day of the campaign was changed")
        return drafts.set_details(call=call, slug=draft.slug, seen=seen.get(), wanted=wanted, reason=reason)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            state.put_widget(fields["name"], None)
            route.go(View.SET_UP, Step.STEPS)
        elif outcome.error is not None and outcome.error.code == "draft_changed_meanwhile":
            # Both values were told; saving again means one's own.
            seen.clear()

    return actions.on_click(form=names.FORM_DETAILS, command=command, write=write, reads=dict(fields), after=after)
