"""Name, kind and local code of a place; and what another official wrote meanwhile, for the second one to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.place_codes import LETTERS, MAX_NAME
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import place_upkeep
from campaign.services.place_upkeep import Face
from campaign.ui import actions, cards, state
from campaign.ui.keys import Param
from campaign.ui.places import names, words

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.vocabulary import PlaceKind
    from campaign.services.call import Call
    from campaign.services.place_directory import UnitFile
    from campaign.services.places import Place
    from campaign.ui.actions import Outcome, Values

_KINDS: Final = tuple(LETTERS)
_MAX_CODE: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One press of the button."""

    place_id: int
    face: Face
    seen: Face


@dataclass(slots=True)
class Open:
    """Which place is being edited in this tab, and how it looked when its author began."""

    place_id: int = 0
    seen: Face | None = None


_open: Final[state.Slot[Open]] = state.Slot("places-face", Open)


def draw(found: UnitFile) -> None:
    """Draw the form, and above it what somebody else changed after it was opened."""
    stored = Face(name=found.unit.name, kind=found.unit.kind, local_code=found.unit.local_code)
    seen = _seen(found.unit.id, stored)
    st.header(_("Name, kind, code"), anchor=False)
    if seen != stored:
        _draw_conflict(stored)
    st.text_input(_("Name"), key=names.NAME, max_chars=MAX_NAME)
    st.selectbox(_("Kind"), _KINDS, format_func=label, key=names.KIND, filter_mode=None)
    st.text_input(
        _("Local code"),
        key=names.LOCAL_CODE,
        max_chars=_MAX_CODE,
        help=_("The code that the commune itself uses; the place's code is made of the commune's and this one."),
    )
    st.button(_("Save changes"), key=names.SAVE, type="primary", disabled=seen != stored, **_click(found.unit.id, seen))
    words.draw_outcome(form_of(found.unit.id), done=_("The changes are saved."))


def form_of(place_id: int) -> str:
    """Return the name of the form of a place: an outcome belongs to the place that it was about."""
    return f"places-face-{place_id}"


def _seen(place_id: int, stored: Face) -> Face:
    """Return what the author saw. A form that nobody has touched follows what is stored."""
    now = _open.get()
    if now.place_id != place_id or now.seen is None or (now.seen != stored and _typed() == now.seen):
        _fill(place_id, stored)
        return stored
    if state.widget_value(names.NAME) is None:
        # Another screen was open meanwhile, and the widgets are gone with what they held.
        _fill(place_id, stored)
        return stored
    return now.seen


def _fill(place_id: int, stored: Face) -> None:
    _open.set(Open(place_id=place_id, seen=stored))
    state.put_widget(names.NAME, stored.name)
    state.put_widget(names.KIND, stored.kind)
    state.put_widget(names.LOCAL_CODE, stored.local_code or "")


def _typed() -> Face:
    kind: PlaceKind = state.widget_value(names.KIND)
    return Face(
        name=state.widget_value(names.NAME) or "", kind=kind, local_code=state.widget_value(names.LOCAL_CODE) or None
    )


def _draw_conflict(stored: Face) -> None:
    with st.container(border=True):
        st.warning(cards.plain(_("Not saved yet: somebody else changed this place meanwhile. Decide, then save.")))
        st.markdown(
            cards.plain(
                _("Now it says: {theirs}. You typed: {yours}.").format(theirs=_told(stored), yours=_told(_typed()))
            )
        )
        with st.container(horizontal=True, gap="small"):
            st.button(_("Keep mine"), key=names.KEEP, on_click=_keep, args=(stored,))
            st.button(_("Take theirs"), key=names.TAKE, on_click=_take, args=(stored,))


def _told(face: Face) -> str:
    return " · ".join(part for part in (face.name, label(face.kind), face.local_code) if part)


def _keep(stored: Face) -> None:
    """Say that the other values were seen: the next save may replace them (callback)."""
    _open.set(Open(place_id=_open.get().place_id, seen=stored))


def _take(stored: Face) -> None:
    """Drop what was typed (callback)."""
    _fill(_open.get().place_id, stored)


def _click(place_id: int, seen: Face) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> Edit:
        wanted = Face(name=values["name"] or "", kind=values["kind"], local_code=(values["code"] or "").strip() or None)
        return Edit(place_id=place_id, face=wanted, seen=seen)

    return actions.on_click(
        form=form_of(place_id),
        command=command,
        write=_write,
        reads={"name": names.NAME, "kind": names.KIND, "code": names.LOCAL_CODE},
        after=_after,
    )


def _write(call: Call, edit: Edit) -> Place:
    return place_upkeep.edit_unit(call=call, place_id=edit.place_id, face=edit.face, seen=edit.seen)


def _after(outcome: Outcome) -> None:
    """Show what is stored; the address follows a code that changed."""
    if outcome.done:
        place: Place = outcome.result
        _fill(place.id, Face(name=place.name, kind=place.kind, local_code=place.local_code))
        state.set_params({Param.UNIT: place.code})
