"""*Ghi nhận* as somebody uses it, without a browser: opened from the shell, addressed by the keys of its widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.testing.v1 import AppTest

from campaign.config import ROOT
from campaign.i18n import use_language
from campaign.services import own_account, runtime
from campaign.ui import context
from campaign.ui.forms import names
from campaign.ui.keys import Screen, key
from tests.support.world import NOW, Persona, Someone

if TYPE_CHECKING:
    import pytest

    from campaign.services.call import Call
    from tests.support.desk import Desk

SECONDS = 60
_FIELD = frozenset({Persona.VOLUNTEER, Persona.COLLEAGUE, Persona.TEAM_LEAD})


@dataclass
class RecordScreen:
    """The screen of one persona in one campaign."""

    desk: Desk
    app: AppTest
    call: Call
    slug: str

    def open_person(self, who: Someone) -> RecordScreen:
        """Tap a card of the list."""
        return self.tap(key(Screen.RECORD, "person", who.id.hex))

    def tick(self, who: Someone, *steps: str) -> RecordScreen:
        """Switch steps on, without the rerun that a phone does not do either."""
        for step in steps:
            self.app.toggle(key=names.step_toggle(who.id, step)).set_value(True)
        return self

    def tap(self, button: str) -> RecordScreen:
        """Press a button and wait."""
        self.app.button(key=button).click().run()
        return self.sound()

    def type(self, field: str, text: str) -> RecordScreen:
        """Type into a field and leave it."""
        self.app.text_input(key=field).set_value(text).run()
        return self.sound()

    def choose(self, pills: str, value: object) -> RecordScreen:
        """Tap an option of pills or of a segmented control."""
        self.app.button_group(key=pills).set_value(value).run()
        return self.sound()

    def sound(self) -> RecordScreen:
        """Check that nothing broke on the way."""
        assert not self.app.exception, self.app.exception
        return self

    def has(self, button: str) -> bool:
        """Tell whether a button is there."""
        return any(found.key == button for found in self.app.button)

    @property
    def people(self) -> list[str]:
        """The labels of the cards in the list."""
        return [_read(b.label) for b in self.app.button if (b.key or "").startswith(f"{names.PERSON}-")]

    @property
    def errors(self) -> list[str]:
        """Every refusal on the screen."""
        return [_read(found.value) for found in self.app.error]

    @property
    def text(self) -> str:
        """Everything written on the screen."""
        return "\n".join(_read(found.value) for found in [*self.app.markdown, *self.app.caption, *self.app.error])


def _read(text: object) -> str:
    """Return Markdown as it is read: without what keeps its signs from meaning something, and with plain spaces."""
    return str(text).replace("\\", "").replace("\u00a0", " ")


def open_screen(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona,
    *,
    language: str = "vi",
    slug: str | None = None,
    params: dict[str, str] | None = None,
) -> RecordScreen:
    """Open the screen for a persona, on the database of this test and at the world's moment."""
    st.cache_data.clear()
    monkeypatch.setattr(runtime, "store", lambda: desk.store)
    monkeypatch.setattr(runtime, "present", lambda: NOW)
    monkeypatch.setattr(context, "session_token", lambda: desk.world.tokens[persona])
    monkeypatch.setattr(context, "address", lambda: "10.0.0.7")
    call = desk.as_(persona)
    own_account.set_language(call=call, language=language)
    # The test runner formats choices in its own thread.
    use_language(language)
    app = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS)
    chosen = slug or desk.world.campaign.slug
    # The first run only leads from "/" to the screen; a pasted address has its parameters from then on.
    app.run()
    if persona in _FIELD:
        for name, value in {"campaign": chosen, **(params or {})}.items():
            app.query_params[name] = value
        app.run()
    return RecordScreen(desk=desk, app=app, call=call, slug=chosen).sound()
