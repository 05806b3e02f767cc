"""Registering somebody: a team, a person of the campaign, or a name from outside it; unit and works in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import CommendationKind
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import commendation
from campaign.services.commendation import NewCommendation
from campaign.ui import actions, cards, state
from campaign.ui.commendation import names, rights
from campaign.ui.initiatives import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.commendation import Offered
    from campaign.services.initiatives import Registered
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

_WIDTH: Final = 760
_FIELDS: Final = ("who", "team", "person", "name", "kind", "place", "unit", "works")


class _Who(StrEnum):
    TEAM = "team"
    PERSON = "person"
    OUTSIDE = "outside"


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the form, or why there is none for this reader."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=address.open_list)
    st.title(_("Register for “Skilful mobilisation”"), anchor=False)
    found = commendation.list_registrations(call=here.call, slug=campaign.slug) if rights.registers(here) else None
    if found is None or not found.offered.places:
        cards.empty(
            _("You cannot register anybody here"), _("The officials and team leaders of the commune register them.")
        )
        return
    stamp = state.token(names.FORM_REGISTER).hex[-8:]
    keys = {name: names.field(name, stamp) for name in _FIELDS}
    with st.container(width=_WIDTH):
        _draw_who(found.offered, keys)
        _draw_words(found.offered, keys)
        refused = actions.outcome(names.FORM_REGISTER)
        if refused is not None and refused.error is not None:
            cards.refusal(refused.error)
        clicked = actions.on_click(
            form=names.FORM_REGISTER,
            command=lambda values, token: _command(campaign.slug, values, token),
            write=_write,
            reads=keys,
            after=_after,
        )
        st.button(_("Register"), key=names.REGISTER, type="primary", **clicked)


def _draw_who(offered: Offered, keys: Mapping[str, str]) -> None:
    said = {
        _Who.TEAM: _("A team"),
        _Who.PERSON: _("A person of the campaign"),
        _Who.OUTSIDE: _("From outside the campaign"),
    }
    ways = [way for way in _Who if way is _Who.OUTSIDE or (offered.teams if way is _Who.TEAM else offered.people)]
    st.segmented_control(
        _("Whom to register"),
        ways,
        format_func=said.__getitem__,
        default=ways[0],
        key=keys["who"],
        persist_state="session",
    )
    way = state.widget_value(keys["who"]) or ways[0]
    if way is _Who.TEAM:
        _choose(_("Team"), {team.id: f"{team.name} · {team.place_name}" for team in offered.teams}, keys["team"])
    elif way is _Who.PERSON:
        people = {person.account_id: f"{person.full_name} · {person.username}" for person in offered.people}
        _choose(_("Volunteer or team lead"), people, keys["person"])
    else:
        left, right = st.columns([1, 2])
        left.selectbox(_("Kind"), list(CommendationKind), format_func=label, key=keys["kind"], persist_state="session")
        right.text_input(_("Name"), key=keys["name"], max_chars=200, persist_state="session")
        st.caption(_("The software has no numbers of theirs: they stand apart, without a rank."))


def _draw_words(offered: Offered, keys: Mapping[str, str]) -> None:
    left, right = st.columns(2)
    with left:
        _choose(_("Place"), {place.id: place.name for place in offered.places}, keys["place"])
    right.text_input(
        _("Unit"),
        key=keys["unit"],
        max_chars=200,
        placeholder=_("For example: the commune’s youth union"),
        persist_state="session",
    )
    st.text_area(
        _("Works"),
        key=keys["works"],
        max_chars=2000,
        height=110,
        placeholder=_("What they did, in words; the numbers come by themselves"),
        help=_("In words. No phone and no personal number of anybody: this is read and printed by many."),
        persist_state="session",
    )


def _choose(title: str, known: Mapping[int, str], key: str) -> None:
    st.selectbox(title, list(known), format_func=lambda own: known.get(own, ""), key=key, persist_state="session")


def _command(slug: str, values: Values, token: UUID) -> NewCommendation:
    if not values["place"]:
        raise CampaignError("place_unknown")
    chosen: dict[str, Any] = {"name": values["name"] or "", "kind": values["kind"] or CommendationKind.COLLECTIVE}
    if values["who"] is _Who.TEAM:
        chosen = {"team_id": values["team"]}
    elif values["who"] is _Who.PERSON:
        chosen = {"account_id": values["person"]}
    return NewCommendation(
        id=token,
        campaign=slug,
        place_id=int(values["place"]),
        unit=values["unit"] or "",
        works=values["works"] or "",
        **chosen,
    )


def _write(call: Call, command: NewCommendation) -> Registered:
    return commendation.register_commendation(call=call, command=command)


def _after(outcome: Outcome) -> None:
    if outcome.done:
        address.open_list()
