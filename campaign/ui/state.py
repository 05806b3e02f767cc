"""Typed access to what a tab remembers: slots of our own in the session, and the query string of the address.

The address is the one truth about filters; widgets show it and write to it. Nothing else touches `st.session_state`
by a bare name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from uuid import UUID

import streamlit as st

from campaign.clock import new_id

if TYPE_CHECKING:
    from campaign.ui.keys import Param

T = TypeVar("T")


class Slot(Generic[T]):
    """One remembered value with a type; it lives as long as the tab."""

    def __init__(self, name: str, default: Callable[[], T]) -> None:
        self._name = f"slot:{name}"
        self._default = default

    def get(self) -> T:
        """Return the value, made from the default at the first look."""
        if self._name not in st.session_state:
            st.session_state[self._name] = self._default()
        return cast("T", st.session_state[self._name])

    def set(self, value: T) -> None:
        """Remember a value."""
        st.session_state[self._name] = value

    def clear(self) -> None:
        """Forget the value; the next look makes a fresh default."""
        if self._name in st.session_state:
            del st.session_state[self._name]


def token(form: str) -> UUID:
    """Return the id that the next save of a form will bear: the same save sent twice is one save."""
    return _token(form).get()


def renew_token(form: str) -> None:
    """Give a form a fresh id after its save was stored."""
    _token(form).set(new_id())


def _token(form: str) -> Slot[UUID]:
    return Slot(f"token:{form}", new_id)


def widget_value(key: str) -> Any:  # noqa: ANN401 - each widget has a type of its own
    """Return what a widget holds, None before it was drawn."""
    return st.session_state.get(key)


def snapshot(keys: Mapping[str, str]) -> dict[str, Any]:
    """Return what widgets hold, by the names that the command uses: `{"day": "record-day"}` -> `{"day": …}`."""
    return {name: st.session_state.get(key) for name, key in keys.items()}


def put_widget(key: str, value: object) -> None:
    """Give a widget a value: in a callback, or before it is drawn."""
    st.session_state[key] = value


def param(name: Param) -> str | None:
    """Return a query parameter, None when it is missing or empty."""
    return st.query_params.get(name.value) or None


def param_day(name: Param) -> date | None:
    """Return a query parameter as a day; what is not an ISO date counts as missing."""
    text = param(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def param_number(name: Param, *, default: int) -> int:
    """Return a query parameter as a positive number; anything else is the default."""
    text = param(name) or ""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) else default  # noqa: PLR2004


def set_params(values: Mapping[Param, str | None]) -> None:
    """Write query parameters; None takes one out, so that the address stays short."""
    for name, value in values.items():
        if value is None:
            if name.value in st.query_params:
                del st.query_params[name.value]
        elif st.query_params.get(name.value) != value:
            st.query_params[name.value] = value
