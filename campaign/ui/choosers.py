"""Selectors whose choice lives in the address: the widget shows what the address says and writes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from campaign.i18n import _, number
from campaign.ui import state
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Narrowing a list anew begins at its first page.
_FIRST_PAGE = {Param.PAGE: None}


def choose(
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str,
    key: str,
    param: Param,
    panel: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """Draw a selector of (code, name); the code goes to the address, "" takes the parameter out.

    `panel` is the key of a popover that closes after the choice: on a phone it hides what was chosen.
    """
    names = dict(options)
    state.put_widget(key, chosen)
    st.selectbox(
        label,
        list(names),
        format_func=lambda code: names.get(code, code),
        key=key,
        on_change=_take,
        args=(key, param, panel),
        width=width,
    )


def choose_part(views: Mapping[str, str], *, key: str, on_change: Callable[[], None]) -> str:
    """Draw the choice of a part of the screen and return it; what the address does not name is the first.

    `views` maps the address's word to a label that is still to be translated.
    """
    asked = state.param(Param.VIEW)
    view = asked if asked is not None and asked in views else next(iter(views))
    state.put_widget(key, view)
    st.segmented_control(
        _("Part of the screen"),
        list(views),
        format_func=lambda code: _(views[code]),
        key=key,
        on_change=on_change,
        label_visibility="collapsed",
    )
    return view


def find(label: str, *, key: str, param: Param, placeholder: str = "") -> None:
    """Draw a field whose text goes to the address."""
    state.put_widget(key, state.param(param) or "")
    st.text_input(label, key=key, placeholder=placeholder, on_change=_take, args=(key, param), max_chars=100)


def only(label: str, *, key: str, param: Param) -> None:
    """Draw a check box that stands in the address as 1."""
    state.put_widget(key, state.param(param) is not None)
    st.checkbox(label, key=key, on_change=_take_tick, args=(key, param))


def turn_pages(*, pages: int, shown: int, key: str) -> None:
    """Draw the way to the next and the previous page of a list, nothing for a single page."""
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Newer"), key=f"{key}-back", on_click=_turn, args=(shown - 1,), disabled=shown <= 1)
        st.markdown(_("Page {n} of {pages}").format(n=number(shown), pages=number(pages)), width="content")
        st.button(_("Older"), key=f"{key}-on", on_click=_turn, args=(shown + 1,), disabled=shown >= pages)


def _take(key: str, param: Param, panel: str | None = None) -> None:
    state.set_params(_FIRST_PAGE | {param: state.widget_value(key) or None})
    if panel is not None:
        state.put_widget(panel, value=False)


def _take_tick(key: str, param: Param) -> None:
    state.set_params(_FIRST_PAGE | {param: "1" if state.widget_value(key) else None})


def _turn(page: int) -> None:
    state.set_params({Param.PAGE: str(page) if page > 1 else None})
