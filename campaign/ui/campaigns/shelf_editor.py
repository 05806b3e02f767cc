"""Changing a template of one's own: what is changed is gathered, and stored as one new version with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.templates import MAX_DAYS, MAX_NAME, Template, contradictions
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.errors import error_text
from campaign.services import templates
from campaign.ui import actions, cards, state
from campaign.ui.campaigns import items, names, parts, words
from campaign.ui.campaigns.items import Editing

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicator_edits import Indicators
    from campaign.services.call import Call
    from campaign.services.templates import TemplateCard
    from campaign.ui.actions import OnClick, Outcome, Values
    from campaign.ui.campaigns.items import Change


@dataclass(slots=True)
class _Work:
    """Changes that are not stored yet, and the version that they started from."""

    template: Template
    refused: CampaignError | None = None


def draw(card: TemplateCard) -> None:
    """Draw the head and the list of a template; changes are gathered until they are saved as one version."""
    work = state.Slot(f"campaigns-template:{card.template.key}", lambda: _Work(template=card.template)).get()
    if work.template.version != card.template.version:
        told = _("{by} saved version {n} meanwhile ({why}). Your unsaved changes are below; saving puts them on top.")
        st.warning(cards.plain(told.format(by=card.created_by or "–", n=card.template.version, why=card.reason or "–")))
    owner = card.template.key
    st.html(parts.indicators_table(work.template.indicators))
    items.draw_table_note()
    if work.refused is not None:
        st.error(cards.plain(error_text(work.refused)))
    items.draw(
        Editing(
            indicators=work.template.indicators,
            owner=owner,
            clicked=lambda reads, change: _gather(work, owner, reads, change),
        )
    )
    _draw_head(card, work)


def _gather(work: _Work, owner: str, reads: Mapping[str, str], change: Change) -> OnClick:
    return {"on_click": _take, "kwargs": {"work": work, "owner": owner, "reads": dict(reads), "change": change}}


def _take(work: _Work, owner: str, reads: Mapping[str, str], change: Change) -> None:
    """Gather one change (callback); what contradicts itself is told at once and not gathered."""
    indicators: Indicators = change(state.snapshot(reads))
    work.refused = next(contradictions(indicators), None)
    if work.refused is None or work.refused.code == "template_empty":
        work.template = replace(work.template, indicators=indicators)
        items.forget(owner)


def _draw_head(card: TemplateCard, work: _Work) -> None:
    keys = {
        "name_vi": f"{names.SHELF_NAME}-{card.template.key}",
        "name_en": f"{names.SHELF_NAME_EN}-{card.template.key}",
        "days": f"{names.SHELF_DAYS}-{card.template.key}",
        "reason": f"{names.SHELF_REASON}-{card.template.key}",
    }
    left, middle, right = st.columns((3, 3, 1))
    with left:
        st.text_input(
            _("Name"), card.template.name_vi, key=keys["name_vi"], max_chars=MAX_NAME, persist_state="session"
        )
    with middle:
        st.text_input(
            _("Name in English"),
            card.template.name_en,
            key=keys["name_en"],
            max_chars=MAX_NAME,
            persist_state="session",
        )
    with right:
        st.number_input(
            _("Usual days"),
            min_value=1,
            max_value=MAX_DAYS,
            value=card.template.days,
            step=1,
            key=keys["days"],
            persist_state="session",
        )
    st.text_input(
        _("Why it is changed"),
        key=keys["reason"],
        max_chars=500,
        placeholder=_("For example: by the new plan of the province"),
        persist_state="session",
    )
    parts.refusal(names.FORM_SHELF, words.indicator_names(work.template.indicators))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("Save as a new version"), key=names.SHELF_SAVE, type="primary", **_click(work, keys))
        if work.template != card.template:
            st.button(_("Drop the changes"), key=names.SHELF_DROP, on_click=_drop, args=(card, work))
            st.caption(_("The changes of the list are not saved yet."))
    found = actions.outcome(names.FORM_SHELF)
    if found is not None and found.done and work.template == card.template:
        st.success(cards.plain(_("Saved: version {n}.").format(n=card.template.version)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """A template as it should be, and why."""

    changed: Template
    reason: str


def _click(work: _Work, keys: dict[str, str]) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> _Edit:
        changed = replace(
            work.template,
            name_vi=" ".join((values["name_vi"] or "").split()),
            name_en=" ".join((values["name_en"] or "").split()),
            days=values["days"] or 0,
        )
        return _Edit(changed=changed, reason=values["reason"] or "")

    def write(call: Call, edit: _Edit) -> TemplateCard:
        return templates.edit_template(call=call, changed=edit.changed, reason=edit.reason)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            work.template, work.refused = outcome.result.template, None
        elif outcome.error is not None and outcome.error.code == "template_changed_meanwhile":
            # Told now: saving again puts these changes on top of that version.
            work.template = replace(work.template, version=int(str(outcome.error.details.get("version", 0))))

    return actions.on_click(
        form=names.FORM_SHELF, command=command, write=write, reads=keys, resets={keys["reason"]: ""}, after=after
    )


def _drop(card: TemplateCard, work: _Work) -> None:
    work.template, work.refused = card.template, None
    actions.dismiss(names.FORM_SHELF)
