"""A campaign that is open or closed: what it is, and closing, reopening or copying it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import campaigns
from campaign.ui import actions, cards, context, tables
from campaign.ui.campaigns import amending, groups, names, parts, route, words
from campaign.ui.campaigns.route import View
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.campaigns import PendingUnit
    from campaign.ui.actions import Values

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ending:
    """Why, and whether numbers that nobody approved may stay behind."""

    reason: str
    accept_pending: bool = False


def draw(campaign: CampaignDefinition, *, opened: bool = False) -> None:
    """Draw a campaign that is no draft any more."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(campaign.name, anchor=False, width="stretch")
        st.button(_("All campaigns"), key=names.LIST, type="tertiary", on_click=route.go, args=(View.LIST,))
    if opened:
        st.success(_("The campaign is open: results can be recorded from now on."))
        cards.link(f"/record?campaign={campaign.slug}", _("Make the first record"))
    st.markdown(cards.plain(_facts(campaign)))
    if campaign.status is CampaignStatus.OPEN:
        amending.draw(campaign)
        _draw_close(campaign)
    elif campaign.status is CampaignStatus.CLOSED:
        _draw_reopen(campaign)
    groups.draw(campaign)
    st.button(
        _("Copy to other places"),
        key=names.COPY,
        on_click=route.go,
        args=(View.COPY,),
        kwargs={"campaign": campaign.slug},
    )
    with st.expander(_("What it counts")):
        st.html(parts.indicators_table(words.of_campaign(campaign)))


def _facts(campaign: CampaignDefinition) -> str:
    template = _("template {key}, version {n}").format(key=campaign.template_key, n=campaign.template_version)
    days = _("{start} to {end}").format(start=day(campaign.starts_on), end=day(campaign.ends_on))
    found = (
        label(campaign.status),
        campaign.place_name,
        days,
        campaign.plan_number,
        label(campaign.legal_basis),
        template,
    )
    return " · ".join(part for part in found if part)


def _draw_close(campaign: CampaignDefinition) -> None:
    pending = campaigns.pending_numbers(call=context.current().call, slug=campaign.slug)
    with st.expander(_("Close the campaign")):
        st.markdown(_("A closed campaign takes no more records; an official can reopen it with a reason."))
        reason, accept = f"{names.REASON}-close-{campaign.slug}", f"{names.CLOSE_ACCEPT}-{campaign.slug}"
        if pending:
            _draw_pending(pending)
            st.checkbox(_("Close anyway: these numbers do not count"), key=accept, persist_state="session")
        st.text_input(
            _("Reason"),
            key=reason,
            max_chars=500,
            placeholder=_("For example: the days of the plan are over"),
            persist_state="session",
        )
        parts.refusal(names.FORM_CLOSE)

        def command(values: Values, _token: UUID) -> _Ending:
            return _Ending(reason=values["reason"] or "", accept_pending=bool(values["accept"]))

        def write(call: Call, wanted: _Ending) -> object:
            return campaigns.close_campaign(
                call=call, slug=campaign.slug, reason=wanted.reason, accept_pending=wanted.accept_pending
            )

        st.button(
            _("Close the campaign"),
            key=names.CLOSE,
            **actions.on_click(
                form=names.FORM_CLOSE,
                command=command,
                write=write,
                reads={"reason": reason, "accept": accept},
                resets={reason: ""},
            ),
        )


def _draw_pending(pending: Sequence[PendingUnit]) -> None:
    n = sum(unit.draft + unit.submitted + unit.returned for unit in pending)
    text = ngettext("{n} reported number is not approved yet", "{n} reported numbers are not approved yet", n)
    st.warning(cards.plain(text.format(n=number(n))))
    columns = (
        Column(title=_("Place")),
        Column(title=_("In draft"), number=True),
        Column(title=_("Sent"), number=True),
        Column(title=_("Returned"), number=True),
    )
    rows = [
        (
            Cell(text=unit.place_name),
            Cell(text=number(unit.draft)),
            Cell(text=number(unit.submitted)),
            Cell(text=number(unit.returned)),
        )
        for unit in pending[:_SHOWN]
    ]
    st.html(tables.table(columns=columns, rows=rows, caption=_("Numbers that wait, by who reports them")))


def _draw_reopen(campaign: CampaignDefinition) -> None:
    reason = f"{names.REASON}-reopen-{campaign.slug}"
    st.text_input(
        _("Reason"),
        key=reason,
        max_chars=500,
        placeholder=_("For example: results of one village were sent late"),
        persist_state="session",
    )
    parts.refusal(names.FORM_CLOSE)

    def command(values: Values, _token: UUID) -> _Ending:
        return _Ending(reason=values["reason"] or "")

    def write(call: Call, wanted: _Ending) -> object:
        return campaigns.reopen_campaign(call=call, slug=campaign.slug, reason=wanted.reason)

    st.button(
        _("Reopen the campaign"),
        key=names.REOPEN,
        **actions.on_click(
            form=names.FORM_CLOSE, command=command, write=write, reads={"reason": reason}, resets={reason: ""}
        ),
    )
