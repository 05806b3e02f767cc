"""The fields of a day as they are planned: the same for a new one and for a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import OutreachKind
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services.outreach import DayFields
from campaign.ui import state
from campaign.ui.outreach import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.outreach_view import Place, StoredDay, TeamName

WIDTH: Final = 760
"""A form as wide as a laptop is read at a glance neither in one column nor across the whole screen."""

NAMES: Final = ("kind", "title", "day", "starts", "ends", "place", "venue", "team", "led_by")
_LINE: Final = 200
_QUARTER: Final = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What may be chosen: places, teams, and the first and last day of the campaign."""

    places: Sequence[Place]
    teams: Sequence[TeamName]
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the fields hold at first."""

    kind: OutreachKind
    day: date
    place_id: int | None
    title: str = ""
    starts_at: int | None = None
    ends_at: int | None = None
    venue: str = ""
    team_id: int | None = None
    led_by: str = ""


def filled_from(day: StoredDay) -> Filled:
    """Return what the fields of a stored day hold."""
    return Filled(
        kind=day.kind,
        day=day.day,
        place_id=day.place.id,
        title=day.title,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        venue=day.venue,
        team_id=day.team_id,
        led_by=day.led_by,
    )


def keys_of(form: str, stamp: str) -> dict[str, str]:
    """Return the widget keys of the fields by name, for a click that reads them."""
    return {name: names.field(form, name, stamp) for name in NAMES}


def draw_when(*, keys: Mapping[str, str], at_first: Filled, offered: Offered, dated: bool = True) -> None:
    """Draw kind, date and hours; `dated=False` leaves out the date, which the later days of a series keep."""
    kinds = list(OutreachKind)
    left, right = st.columns(2) if dated else (st.container(), None)
    left.selectbox(
        _("Kind"),
        kinds,
        index=kinds.index(at_first.kind),
        format_func=label,
        key=keys["kind"],
        persist_state="session",
    )
    if right is not None:
        right.date_input(
            _("Date"),
            at_first.day,
            key=keys["day"],
            min_value=min(offered.first, at_first.day),
            max_value=max(offered.last, at_first.day),
            format="DD/MM/YYYY",
            persist_state="session",
        )
    begin, end = st.columns(2, wrap=False)
    hours = (
        (begin, _("From (time)"), "starts", at_first.starts_at),
        (end, _("Until (time)"), "ends", at_first.ends_at),
    )
    for column, title, name, minutes in hours:
        column.time_input(title, _time(minutes), key=keys[name], step=_QUARTER, persist_state="session")


def draw_where(*, keys: Mapping[str, str], at_first: Filled, offered: Offered) -> None:
    """Draw place, venue, team, who leads the day, and a title of its own."""
    kind = state.widget_value(keys["kind"]) or at_first.kind
    left, right = st.columns(2)
    places = {place.id: place.name for place in offered.places}
    with left:
        _choose(_("Place"), places, at_first.place_id, keys["place"])
    right.text_input(_("Venue"), at_first.venue, key=keys["venue"], max_chars=_LINE, persist_state="session")
    left, right = st.columns(2)
    with left:
        _choose(_("Team"), _teams(state.widget_value(keys["place"]), offered), at_first.team_id or 0, keys["team"])
    led = _("Chaired by") if kind is OutreachKind.DIALOGUE else _("Led by")
    right.text_input(led, at_first.led_by, key=keys["led_by"], max_chars=_LINE, persist_state="session")
    st.text_input(
        _("Title, if it has its own"),
        at_first.title,
        key=keys["title"],
        max_chars=_LINE,
        placeholder=label(kind),
        persist_state="session",
    )


def read(values: Mapping[str, Any]) -> DayFields:
    """Return what was typed."""
    return DayFields(
        kind=values["kind"] or OutreachKind.OTHER,
        title=values["title"] or "",
        starts_at=_minutes(values["starts"]),
        ends_at=_minutes(values["ends"]),
        venue=values["venue"] or "",
        team_id=values["team"] or None,
        led_by=values["led_by"] or "",
    )


def place_of(values: Mapping[str, Any]) -> int:
    """Return the chosen place; raises `place_unknown`."""
    if not values["place"]:
        raise CampaignError("place_unknown")
    return int(values["place"])


def _choose(title: str, known: Mapping[int, str], at_first: int | None, key: str) -> None:
    ids = list(known)
    st.selectbox(
        title,
        ids,
        index=ids.index(at_first) if at_first is not None and at_first in known else 0,
        format_func=lambda own: known.get(own, ""),
        key=key,
        persist_state="session",
    )


def _teams(place_id: int | None, offered: Offered) -> dict[int, str]:
    """Return the teams of the commune in which the chosen place lies."""
    place = next((found for found in offered.places if found.id == place_id), None)
    commune = f"/{place.commune_id}/" if place else "/"
    return {0: _("No team yet")} | {team.id: team.name for team in offered.teams if commune in team.path}


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)


def _minutes(value: time | None) -> int | None:
    return None if value is None else value.hour * 60 + value.minute
