"""*Xem như* on the screens: a banner on each, buttons that say why they do nothing, and the way back."""

from __future__ import annotations

import pytest

from campaign.services import runtime, view_as
from campaign.ui import context, keys, nav
from campaign.ui.forms import names
from campaign.ui.keys import Screen
from tests.support.desk import Desk
from tests.support.record_screen import RecordScreen
from tests.support.screens import open_address, words
from tests.support.world import CAMPAIGN, NOW, Persona

SCREENS = [entry.screen for entry in nav.ENTRIES]
READ_ONLY = "Ông/bà đang xem như"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


def look(desk: Desk, at: Persona) -> None:
    view_as.look_as(call=desk.as_(Persona.OFFICIAL), token=desk.world.tokens[Persona.OFFICIAL], username=at.value)


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER])
def test_every_screen_is_the_other_persons_under_a_banner(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona
) -> None:
    desk.save("maryam", ("chip_id_card", "eid_level2"))
    theirs = {screen: words(open_address(desk, monkeypatch, persona, screen)) for screen in SCREENS}
    own = dict.fromkeys(SCREENS, "")
    banner = f"Đang xem như {desk.world.viewers[persona].full_name}"
    for screen in SCREENS:
        app = open_address(desk, monkeypatch, Persona.OFFICIAL, screen)
        assert not app.exception
        assert banner not in words(app)
        look(desk, persona)
        app.run()
        assert not app.exception, screen
        own[screen] = words(app)
        assert banner in own[screen], screen
        assert READ_ONLY not in own[screen], screen
        # The screen itself is read as the other person, not refused.
        assert ("không được mở trang này" in own[screen]) == ("không được mở trang này" in theirs[screen]), screen
        view_as.look_as_oneself(store=desk.store, moment=NOW, token=desk.world.tokens[Persona.OFFICIAL])


def test_a_save_says_why_it_does_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person = desk.world.people["maryam"]
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.RECORD, params={"campaign": CAMPAIGN})
    look(desk, Persona.VOLUNTEER)
    app.run()
    screen = RecordScreen(desk=desk, app=app, call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).sound()
    before = desk.state()
    screen.open_person(person).tick(person, "scam_awareness").tap(names.SAVE)
    assert any(READ_ONLY in error for error in screen.errors)
    assert desk.state() == before


def test_the_button_leads_back_and_the_log_knows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.PROGRESS)
    look(desk, Persona.LEADER)
    app.run()
    app.button(key=keys.SHELL_LOOK_BACK).click()
    app.run()
    assert not app.exception
    assert "Đang xem như" not in words(app)
    assert [row["actor"] for row in desk.events("account.view_as_end")] == [Persona.OFFICIAL.value]


def test_the_language_of_the_other_person_is_not_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.PROGRESS)
    look(desk, Persona.LEADER)
    app.run()
    app.button(key=keys.SHELL_LANGUAGE).click()
    app.run()
    assert READ_ONLY in words(app)
    assert runtime.present() == NOW
    assert context.call().viewer.language == "vi"
