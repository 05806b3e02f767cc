"""Changing a planned day, cancelling it with a reason, opening a held or cancelled one again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from campaign.domain.vocabulary import OutreachStatus
from campaign.errors import CampaignError
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.services import outreach, outreach_holding
from campaign.services.outreach import Cancellation, OutreachChange
from campaign.ui import actions, cards, state
from campaign.ui.outreach import fields, names, opened, words
from campaign.ui.outreach.fields import Filled, Offered

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from campaign.services.call import Call
    from campaign.services.outreach import ChangeResult
    from campaign.services.outreach_view import DayView
    from campaign.ui.actions import Outcome, Values


def draw_change(view: DayView) -> None:
    """Draw the fields of a planned day; for a series, whether the later days take the change over."""
    own = view.day.id
    form = names.form_of(names.FORM_CHANGE, own)
    stored = fields.filled_from(view.day)
    began = opened.opened(names.FORM_CHANGE, own, version=view.day.version, stored=stored)
    keys = fields.keys_of(names.FORM_CHANGE, began.stamp) | {
        "following": names.field(names.FORM_CHANGE, "following", began.stamp)
    }
    offered = Offered(places=view.places, teams=view.teams, first=view.campaign.starts_on, last=view.campaign.ends_on)
    rest = view.series.planned_after if view.series else 0
    following = bool(rest and state.widget_value(keys["following"]))
    if rest:
        text = ngettext("Also the {n} later day of the series", "Also the {n} later days of the series", rest)
        st.checkbox(text.format(n=number(rest)), key=keys["following"], persist_state="session")
    with st.container(width=fields.WIDTH):
        fields.draw_when(keys=keys, at_first=began.at_first, offered=offered, dated=not following)
        fields.draw_where(keys=keys, at_first=began.at_first, offered=offered)
    if began.version != view.day.version:
        rows = _rows(view, stored, state.snapshot(keys))
        opened.draw_conflict(names.FORM_CHANGE, own, version=view.day.version, stored=stored, rows=rows)
    _outcome(form)
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: _command(view, began.version, values),
        write=_change,
        reads=keys,
        after=partial(_changed, own),
    )
    st.button(_("Save the change"), key=names.SAVE_CHANGE, type="primary", **clicked)


def _command(view: DayView, version: int, values: Values) -> OutreachChange:
    following = bool(values["following"]) and view.series is not None
    on = view.day.day if following else values["day"]
    if on is None:
        raise CampaignError("outreach_date_missing")
    return OutreachChange(
        id=view.day.id,
        campaign=view.campaign.slug,
        version=version,
        place_id=fields.place_of(values),
        day=on,
        fields=fields.read(values),
        following=following,
    )


def _change(call: Call, command: OutreachChange) -> ChangeResult:
    return outreach.change_outreach(call=call, command=command)


def _changed(own: uuid.UUID, outcome: Outcome) -> None:
    if outcome.done:
        opened.renew(names.FORM_CHANGE, own)


def _outcome(form: str) -> None:
    found = actions.outcome(form)
    if found is None:
        return
    if found.error is not None:
        cards.refusal(found.error)
        return
    result: Any = found.result
    said = _("Nothing to save: it stands like this already.")
    if result.changed:
        said = ngettext("{n} day changed.", "{n} days changed.", result.changed).format(n=number(result.changed))
    if result.kept:
        kept = _("These days kept what they had of their own: {days}.")
        said += " " + kept.format(days=words.days_in_words(result.kept))
    st.success(cards.plain(said))


def _rows(view: DayView, stored: Filled, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what is stored and what was typed, field by field, in words."""
    places = {place.id: place.name for place in view.places} | {view.day.place.id: view.day.place.name}
    teams = {team.id: team.name for team in view.teams} | {view.day.team_id or 0: view.day.team_name}
    typed = fields.read(values)
    return [
        (_("Kind"), label(stored.kind), label(typed.kind)),
        (_("Title"), stored.title, typed.title),
        (_("Date"), day(stored.day), day(values["day"] or stored.day)),
        (
            _("Hours"),
            words.hours(stored.starts_at, stored.ends_at),
            words.hours(typed.starts_at, typed.ends_at),
        ),
        (_("Place"), places.get(stored.place_id or 0, ""), places.get(values["place"], "")),
        (_("Venue"), stored.venue, typed.venue),
        (_("Team"), teams.get(stored.team_id or 0, ""), teams.get(typed.team_id or 0, "")),
        (_("Led by"), stored.led_by, typed.led_by),
    ]


def draw_cancel(view: DayView) -> None:
    """Draw the reason and the button that cancels a day, or it and the later ones."""
    own = view.day.id
    form = names.form_of(names.FORM_CANCEL, own)
    rest = view.series.planned_after if view.series else 0
    st.text_input(
        _("Reason"), key=names.CANCEL_REASON, max_chars=500, placeholder=_("For example: storm, moved to the school"),
        persist_state="session",
    )  # fmt: skip
    if rest:
        text = ngettext("Also the {n} later day of the series", "Also the {n} later days of the series", rest)
        st.checkbox(text.format(n=number(rest)), key=names.CANCEL_REST, persist_state="session")
    refused = actions.outcome(form)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: Cancellation(
            id=own,
            campaign=view.campaign.slug,
            version=view.day.version,
            reason=values["reason"] or "",
            following=bool(rest and values["rest"]),
        ),
        write=_cancel,
        reads={"reason": names.CANCEL_REASON, "rest": names.CANCEL_REST},
        resets={names.CANCEL_REASON: "", names.CANCEL_REST: False},
    )
    st.button(_("Cancel the outreach day"), key=names.SAVE_CANCEL, **clicked)


def _cancel(call: Call, command: Cancellation) -> int:
    return outreach.cancel_outreach(call=call, command=command)


def draw_reopen(view: DayView) -> None:
    """Draw the way back from held or cancelled to planned."""
    own, slug, version = view.day.id, view.campaign.slug, view.day.version
    form = names.form_of(names.FORM_REOPEN, own)
    refused = actions.outcome(form)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    clicked = actions.on_click(
        form=form,
        command=lambda _values, _token: (slug, own, version),
        write=_reopen,
        after=partial(_reopened, own),
    )
    held = view.day.status is OutreachStatus.HELD
    st.button(_("Not held after all: open again") if held else _("Open again"), key=names.REOPEN, **clicked)


def _reopen(call: Call, command: tuple[str, uuid.UUID, int]) -> bool:
    slug, own, version = command
    return outreach_holding.reopen_outreach(call=call, campaign=slug, day_id=own, version=version)


def _reopened(own: uuid.UUID, outcome: Outcome) -> None:
    if outcome.done:
        for form in (names.FORM_CANCEL, names.FORM_HOLD, names.FORM_CHANGE):
            actions.dismiss(names.form_of(form, own))
