"""The last step: what must be mended, what may be accepted with a word why, and the button that opens the campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, day
from campaign.services import campaign_checks
from campaign.ui import actions, cards
from campaign.ui.campaigns import ending, names, parts, route, words
from campaign.ui.campaigns.route import Step, View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.readiness import Finding
    from campaign.services.call import Call
    from campaign.services.campaign_checks import Readiness
    from campaign.ui.actions import Values


def draw(ready: Readiness) -> None:
    """Draw the list of gaps, each with the way to where it is mended, and the opening."""
    draft = ready.campaign
    labels = words.indicator_names(words.of_campaign(draft))
    if ready.must:
        _draw_gaps(_("Must be mended first"), "■", ready.must, labels)
    if ready.may:
        _draw_gaps(_("May be accepted"), "▲", ready.may, labels)
    if not ready.findings:
        st.success(_("Nothing is missing: the campaign can be opened."))
    st.markdown(
        cards.plain(
            _("{place} · {start} to {end}").format(
                place=draft.place_name, start=day(draft.starts_on), end=day(draft.ends_on)
            )
        )
    )
    accept, reason = f"{names.ACCEPT}-{draft.slug}", f"{names.REASON}-{draft.slug}"
    if ready.may and not ready.must:
        st.checkbox(_("I have read these points and accept them"), key=accept, persist_state="session")
        st.text_input(
            _("Why they are accepted"),
            key=reason,
            max_chars=500,
            placeholder=_("For example: volunteers follow next week"),
            persist_state="session",
        )
    parts.refusal(names.FORM_OPEN, labels)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.PEOPLE), key=names.BACK)
        st.button(
            _("Open the campaign"),
            key=names.OPEN,
            type="primary",
            disabled=bool(ready.must),
            **_click(ready, {"accept": accept, "reason": reason}),
        )


def _draw_gaps(title: str, sign: str, gaps: Sequence[Finding], labels: dict[str, str]) -> None:
    st.markdown(f"**{cards.plain(title)}**")
    for turn, found in enumerate(gaps):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{sign} {cards.plain(words.gap(found, labels))}", width="stretch")
            step = Step(found.mend.value)
            st.button(
                _("Go to {step}").format(step=_(route.TITLES[step])),
                key=f"{names.MEND}-{found.code}-{turn}",
                on_click=route.go,
                args=(View.SET_UP, step),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What was accepted, and why."""

    accepted: frozenset[str]
    reason: str


def _click(ready: Readiness, reads: dict[str, str]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> _Opening:
        if ready.may and not values["accept"]:
            raise CampaignError("acceptance_missing")
        return _Opening(accepted=frozenset(gap.key for gap in ready.may), reason=values["reason"] or "")

    def write(call: Call, opening: _Opening) -> None:
        campaign_checks.open_campaign(
            call=call, slug=ready.campaign.slug, accepted=opening.accepted, reason=opening.reason
        )

    return actions.on_click(form=names.FORM_OPEN, command=command, write=write, reads=reads)


def draw_opened(campaign: CampaignDefinition) -> None:
    """Draw the campaign as it is once it is open, and what to do next."""
    found = actions.outcome(names.FORM_OPEN)
    ending.draw(campaign, opened=found is not None and found.done)
