"""The fields of a model or initiative: the same for a new one and for a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import InitiativeKind
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services.initiatives import InitiativeFields
from campaign.ui.initiatives import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.initiatives_view import Place, StoredInitiative

WIDTH: Final = 760
NAMES: Final = ("kind", "name", "place", "lead_unit", "started_on", "summary", "evidence")
_NAME: Final = 300
_LINE: Final = 200
_TEXT: Final = 2000
_EVIDENCE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the fields hold at first."""

    kind: InitiativeKind = InitiativeKind.MODEL
    name: str = ""
    place_id: int | None = None
    lead_unit: str = ""
    started_on: date | None = None
    summary: str = ""
    evidence: str = ""


def filled_from(one: StoredInitiative) -> Filled:
    """Return what the fields of a stored one hold."""
    return Filled(
        kind=one.kind,
        name=one.name,
        place_id=one.place.id,
        lead_unit=one.lead_unit,
        started_on=one.started_on,
        summary=one.summary,
        evidence=one.evidence,
    )


def keys_of(form: str, stamp: str) -> dict[str, str]:
    """Return the widget keys of the fields by name, for a click that reads them."""
    return {name: names.field(form, name, stamp) for name in NAMES}


def draw(*, keys: Mapping[str, str], at_first: Filled, places: Sequence[Place], today: date) -> None:
    """Draw the fields."""
    kinds = list(InitiativeKind)
    left, right = st.columns([1, 2])
    left.selectbox(
        _("Kind"), kinds, index=kinds.index(at_first.kind), format_func=label, key=keys["kind"], persist_state="session"
    )
    right.text_input(_("Name"), at_first.name, key=keys["name"], max_chars=_NAME, persist_state="session")
    left, right = st.columns(2)
    known = {place.id: place.name for place in places}
    ids = list(known)
    left.selectbox(
        _("Place"),
        ids,
        index=ids.index(at_first.place_id) if at_first.place_id in known else 0,
        format_func=lambda own: known.get(own, ""),
        key=keys["place"],
        persist_state="session",
    )
    right.text_input(
        _("Lead unit"),
        at_first.lead_unit,
        key=keys["lead_unit"],
        max_chars=_LINE,
        placeholder=_("For example: the commune’s youth union"),
        persist_state="session",
    )
    st.date_input(
        _("Since"),
        at_first.started_on or today,
        key=keys["started_on"],
        max_value=max(today, at_first.started_on or today),
        format="DD/MM/YYYY",
        width=200,
        persist_state="session",
    )
    _draw_texts(keys, at_first)


def _draw_texts(keys: Mapping[str, str], at_first: Filled) -> None:
    st.text_area(
        _("What it is, in a few sentences"),
        at_first.summary,
        key=keys["summary"],
        max_chars=_TEXT,
        height=100,
        persist_state="session",
    )
    st.text_area(
        _("Evidence"),
        at_first.evidence,
        key=keys["evidence"],
        max_chars=_EVIDENCE,
        height=80,
        placeholder=_("For example: minutes, the number of a plan, an article on the commune’s site"),
        help=_("In words. No phone and no personal number of anybody: this is read and printed by many."),
        persist_state="session",
    )


def read(values: Mapping[str, Any]) -> InitiativeFields:
    """Return what was typed; raises `initiative_day_missing`."""
    if values["started_on"] is None:
        raise CampaignError("initiative_day_missing")
    return InitiativeFields(
        kind=values["kind"] or InitiativeKind.MODEL,
        name=values["name"] or "",
        lead_unit=values["lead_unit"] or "",
        started_on=values["started_on"],
        summary=values["summary"] or "",
        evidence=values["evidence"] or "",
    )


def place_of(values: Mapping[str, Any]) -> int:
    """Return the chosen place; raises `place_unknown`."""
    if not values["place"]:
        raise CampaignError("place_unknown")
    return int(values["place"])
