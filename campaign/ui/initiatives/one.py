"""One model or initiative: what is known of it, and for those who register the forms that change it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from campaign.clock import local_time
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.services import initiatives, initiatives_view
from campaign.services.initiatives import InitiativeChange
from campaign.ui import actions, cards, state, tables
from campaign.ui.facts import facts
from campaign.ui.initiatives import address, fields, names, standing
from campaign.ui.outreach import opened

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.initiatives_view import InitiativeView
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context
    from campaign.ui.initiatives.fields import Filled


def draw(here: Context, campaign: CampaignSummary, own: uuid.UUID) -> None:
    """Draw the model or initiative of the address."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=address.open_list)
    view = initiatives_view.initiative_view(call=here.call, slug=campaign.slug, own=own)
    st.title(cards.plain(view.one.name), anchor=False)
    st.html(tables.page(_facts(view)))
    if not view.editable:
        return
    today = here.call.moment.today
    for title, key, part in (
        (_("Recognition"), names.RECOGNISE, partial(standing.draw_recognition, view, today=today)),
        (_("Change"), names.CHANGE, partial(_draw_change, view, today)),
        (_("Withdraw"), names.WITHDRAW, partial(standing.draw_withdrawal, view)),
    ):
        with st.expander(title, key=key, on_change="rerun") as folded:
            if folded.open:
                part()


def _facts(view: InitiativeView) -> str:
    one = view.one
    recognised = ""
    if one.recognised_on is not None:
        recognised = _("✓ {day}, by {by}").format(day=day(one.recognised_on), by=one.recognised_by)
    gone = _("{day}: {reason}").format(day=day(local_time(one.withdrawn_at).date()), reason=one.withdraw_reason) if (
        one.withdrawn_at
    ) else ""  # fmt: skip
    return facts(
        (
            (_("Withdrawn"), gone),
            (_("Kind"), label(one.kind)),
            (_("Place"), one.place.name),
            (_("Lead unit"), one.lead_unit),
            (_("Since"), day(one.started_on)),
            (_("Recognised"), recognised or _("not yet")),
            (_("Main content"), one.summary),
            (_("Evidence"), one.evidence),
        )
    )


def _draw_change(view: InitiativeView, today: date) -> None:
    own = view.one.id
    form = names.form_of(names.FORM_CHANGE, own)
    stored = fields.filled_from(view.one)
    began = opened.opened(names.FORM_CHANGE, own, version=view.one.version, stored=stored)
    keys = fields.keys_of(names.FORM_CHANGE, began.stamp)
    with st.container(width=fields.WIDTH):
        fields.draw(keys=keys, at_first=began.at_first, places=view.places, today=today)
    if began.version != view.one.version:
        opened.draw_conflict(
            names.FORM_CHANGE,
            own,
            version=view.one.version,
            stored=stored,
            rows=_rows(view, stored, state.snapshot(keys)),
            said=_("Somebody changed this after you opened it. Look at both, and decide."),
        )
    ended = actions.outcome(form)
    if ended is not None and ended.error is not None:
        cards.refusal(ended.error)
    elif ended is not None:
        st.success(_("Saved.") if ended.result else _("Nothing to save: it stands like this already."))
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: _command(view, began.version, values),
        write=_change,
        reads=keys,
        after=partial(_changed, own),
    )
    st.button(_("Save the change"), key=names.SAVE_CHANGE, type="primary", **clicked)


def _command(view: InitiativeView, version: int, values: Values) -> InitiativeChange:
    return InitiativeChange(
        id=view.one.id,
        campaign=view.campaign.slug,
        version=version,
        place_id=fields.place_of(values),
        fields=fields.read(values),
    )


def _change(call: Call, command: InitiativeChange) -> bool:
    return initiatives.change_initiative(call=call, command=command)


def _changed(own: uuid.UUID, outcome: Outcome) -> None:
    if outcome.done:
        opened.renew(names.FORM_CHANGE, own)


def _rows(view: InitiativeView, stored: Filled, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what is stored and what was typed, field by field, in words."""
    places = {place.id: place.name for place in view.places} | {view.one.place.id: view.one.place.name}
    since = values["started_on"] or stored.started_on
    return [
        (_("Kind"), label(stored.kind), label(values["kind"] or stored.kind)),
        (_("Name"), stored.name, values["name"] or ""),
        (_("Place"), places.get(stored.place_id or 0, ""), places.get(values["place"], "")),
        (_("Lead unit"), stored.lead_unit, values["lead_unit"] or ""),
        (_("Since"), day(stored.started_on) if stored.started_on else "", day(since) if since else ""),
        (_("Main content"), stored.summary, values["summary"] or ""),
        (_("Evidence"), stored.evidence, values["evidence"] or ""),
    ]
