"""What a form showed when it was opened, so that a change by somebody else meanwhile is seen and not overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import streamlit as st

from campaign.i18n import _
from campaign.ui import actions, state, tables
from campaign.ui.outreach import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    import uuid

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Generic[T]):
    """A form as it was opened: the version and values it began with; `stamp` is in the keys of its fields."""

    version: int
    at_first: T
    stamp: str


def opened(form: str, day_id: uuid.UUID, *, version: int, stored: T) -> Opened[T]:
    """Return what the form began with. A new version with the same values in it is taken over without a word."""
    slot: state.Slot[Opened[T] | None] = _slot(form, day_id)
    found = slot.get()
    if found is None or (found.version != version and found.at_first == stored):
        number = _number(form, day_id).get()
        found = Opened(version=version, at_first=stored, stamp=f"{day_id.hex[-8:]}-{number}")
        slot.set(found)
    return found


def renew(form: str, day_id: uuid.UUID) -> None:
    """Begin the form anew from what is stored (in a callback)."""
    number = _number(form, day_id)
    number.set(number.get() + 1)
    _slot(form, day_id).clear()


def draw_conflict(
    form: str, day_id: uuid.UUID, *, version: int, stored: T, rows: Sequence[tuple[str, str, str]], said: str = ""
) -> None:
    """Draw both values of what differs, as (name, stored, typed), and let the person decide."""
    st.warning(said or _("Somebody changed this outreach day after you opened it. Look at both, and decide."))
    columns = (Column(title=_("Field")), Column(title=_("Stored now")), Column(title=_("Yours")))
    differing = [row for row in rows if row[1] != row[2]]
    lines = [[Cell(text=name), Cell(text=theirs or "–"), Cell(text=yours or "–")] for name, theirs, yours in differing]
    st.html(tables.table(columns=columns, rows=lines, caption=_("What differs")))
    with st.container(horizontal=True, gap="small"):
        key = names.form_of(form, day_id)
        st.button(_("Keep mine"), key=f"{key}-keep", on_click=_keep, args=(form, day_id, version, stored))
        st.button(_("Take the stored one"), key=f"{key}-take", on_click=_take, args=(form, day_id))


def _keep(form: str, day_id: uuid.UUID, version: int, stored: object) -> None:
    """Go on with what was typed, now knowing what is stored."""
    slot: state.Slot[Opened[object] | None] = _slot(form, day_id)
    found = slot.get()
    if found is not None:
        slot.set(Opened(version=version, at_first=stored, stamp=found.stamp))
    actions.dismiss(names.form_of(form, day_id))


def _take(form: str, day_id: uuid.UUID) -> None:
    renew(form, day_id)
    actions.dismiss(names.form_of(form, day_id))


def _slot(form: str, day_id: uuid.UUID) -> state.Slot[Opened[T] | None]:
    return state.Slot(f"opened:{names.form_of(form, day_id)}", lambda: None)


def _number(form: str, day_id: uuid.UUID) -> state.Slot[int]:
    return state.Slot(f"opened-number:{names.form_of(form, day_id)}", lambda: 0)
