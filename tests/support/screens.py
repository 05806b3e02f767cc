"""Any screen as somebody opens it from a pasted address, without a browser."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.testing.v1 import AppTest

from campaign.config import ROOT
from campaign.i18n import use_language
from campaign.services import own_account, runtime
from campaign.ui import context, nav
from tests.support.world import NOW, Persona

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pytest

    from campaign.ui.keys import Screen
    from tests.support.desk import Desk

    Opener = Callable[..., AppTest]

SECONDS = 60


def open_address(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona,
    screen: Screen,
    *,
    params: Mapping[str, str] | None = None,
    language: str = "vi",
) -> AppTest:
    """Open a screen for a persona, on the database of this test and at the world's moment."""
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setattr(runtime, "store", lambda: desk.store)
    monkeypatch.setattr(runtime, "present", lambda: NOW)
    monkeypatch.setattr(context, "session_token", lambda: desk.world.tokens[persona])
    monkeypatch.setattr(context, "address", lambda: "10.0.0.7")
    # The address itself cannot be given to the test runner, so "/" leads to the screen that is wanted.
    monkeypatch.setattr(nav, "first_screen", lambda _viewer: screen)
    own_account.set_language(call=desk.as_(persona), language=language)
    # The test runner formats choices in its own thread.
    use_language(language)
    app = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS)
    app.run()
    for name, value in (params or {}).items():
        app.query_params[name] = value
    return app.run()


def opener(desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen) -> Opener:
    """Return what opens one screen at an address; the screen must draw without an exception."""

    def start(persona: Persona = Persona.OFFICIAL, *, language: str = "vi", **params: str) -> AppTest:
        app = open_address(desk, monkeypatch, persona, screen, params=params, language=language)
        assert not app.exception, app.exception
        return app

    return start


def press(app: AppTest, key: str) -> AppTest:
    """Press a button; what follows must draw without an exception."""
    app.button(key=key).click()
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """Return everything written on the screen, tables included, as it is read."""
    found = [str(e.value) for e in (*app.title, *app.markdown, *app.caption, *app.error, *app.warning, *app.success)]
    found += [_text(e.proto.body) for e in app.get("html")]
    return "\n".join(found).replace("\\", "")


def rows(app: AppTest) -> list[list[str]]:
    """Return the rows of every table on the screen, one text a cell."""
    body = "".join(e.proto.body for e in app.get("html"))
    found = re.findall(r"<tr role=\"row\">(.*?)</tr>", body)
    return [[_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in found]


def _text(body: str) -> str:
    plain = re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())
