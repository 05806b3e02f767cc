"""Where a place lies: two numbers copied from a map, for the map of *Tiến độ*. Never anybody's home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.coordinates import Coordinates, read_coordinates
from campaign.i18n import _
from campaign.services import place_upkeep
from campaign.ui import actions
from campaign.ui.places import names, words

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.place_directory import UnitFile
    from campaign.ui.actions import Values

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """One press of the button."""

    place_id: int
    point: Coordinates | None
    seen: Coordinates | None


def draw(found: UnitFile) -> None:
    """Draw the field with what is stored, and the button; an empty field takes the place off the map."""
    place, stored = found.unit.id, found.unit.point
    # What is stored is part of the key: after a save, and when somebody else has said it, the field shows that.
    key = f"{names.POINT}-{place}-{stored.text if stored else ''}"
    st.header(_("On the map"), anchor=False)
    st.text_input(
        _("Coordinates of the meeting house or school"),
        value=stored.text if stored else "",
        key=key,
        max_chars=_MOST,
        placeholder="12.34567, 108.12345",
        help=_("Latitude, then longitude, as a map on the phone shows them. Never the coordinates of a home."),
    )

    def command(values: Values, _token: UUID) -> _Point:
        typed = (values["point"] or "").strip()
        return _Point(place_id=place, point=read_coordinates(typed) if typed else None, seen=stored)

    st.button(
        _("Save the coordinates"),
        key=names.POINT_SAVE,
        **actions.on_click(form=form_of(place), command=command, write=_write, reads={"point": key}),
    )
    words.draw_outcome(form_of(place), done=_("The coordinates are saved."))


def form_of(place_id: int) -> str:
    """Return the name of the form of a place."""
    return f"places-point-{place_id}"


def _write(call: Call, wanted: _Point) -> None:
    place_upkeep.put_point(call=call, place_id=wanted.place_id, point=wanted.point, seen=wanted.seen)
