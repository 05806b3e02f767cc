"""Every screen for every persona in both languages: no exception, one title, every widget keyed and labelled.

What a screen does is tested beside it; here is what must hold for all of them, also for one that is added tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import Moment
from campaign.db.operations.places import insert_places, take_ids
from campaign.domain.permissions import RIGHTS
from campaign.domain.vocabulary import Role
from campaign.i18n import _, use_language
from campaign.services import accounts, runtime, sessions
from campaign.ui import context, nav
from campaign.ui.keys import SHELL_LANGUAGE, Param, Screen
from tests.support.desk import Desk
from tests.support.screens import open_address
from tests.support.world import NOW, PASSWORD, PERSONAS, Persona
from tests.unit.test_i18n_catalogues import translations

SCREENS = [entry.screen for entry in nav.ENTRIES]
PEOPLE = [persona for persona in Persona if persona is not Persona.DISABLED]
LANGUAGES = ("vi", "en")


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


# --------------------------------------------------------------------------------- what is on a screen
def protos(app: AppTest) -> Iterator[Any]:
    """Yield what the browser is told of every element, in whatever block it stands."""
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield proto


def widgets(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Yield (key, description) of everything that one can press or fill in; the key stands at the end of its id."""
    for proto in protos(app):
        own = getattr(proto, "id", "")
        if isinstance(own, str) and (found := re.fullmatch(r"\$\$ID-[0-9a-f]+-(.*)", own, re.DOTALL)):
            yield found.group(1), proto


def headings(app: AppTest) -> int:
    """Count first-level headings, drawn as titles or in a block of our own."""
    drawn = sum(str(getattr(proto, "tag", "")) == "h1" for proto in protos(app))
    return drawn + sum(str(getattr(proto, "body", "")).count("<h1") for proto in protos(app))


def texts(app: AppTest) -> set[str]:
    """Return every label and every piece of text, as the browser gets it."""
    found = set()
    for proto in protos(app):
        for part in ("label", "body", "placeholder", "help"):
            value = getattr(proto, part, "")
            if isinstance(value, str):
                found.add(value.replace("\\", "").strip())
    return found


def sound(app: AppTest) -> None:
    assert not app.exception, app.exception
    assert headings(app) == 1
    unnamed = [proto for key, proto in widgets(app) if key in {"", "None"}]
    assert unnamed == []
    keys = [key for key, _proto in widgets(app)]
    assert len(set(keys)) == len(keys)
    silent = [key for key, proto in widgets(app) if hasattr(proto, "label") and not proto.label.strip()]
    assert silent == []


def lived_in(desk: Desk) -> None:
    """Something to show: a few people helped on two days."""
    desk.save("maryam", ("chip_id_card", "eid_level2"), day=NOW.today - timedelta(days=1))
    desk.save("dao", "scam_awareness", by=Persona.COLLEAGUE)


# ----------------------------------------------------------------------------------------- the matrix
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("persona", PEOPLE)
def test_every_screen(desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona, language: str) -> None:
    lived_in(desk)
    foreign = set(translations()) if language == "vi" else {f for forms in translations().values() for f in forms}
    # Words that are the same in both languages, and signs, tell nothing.
    foreign -= {msgid for msgid, forms in translations().items() if msgid in forms}
    foreign = {text for text in foreign if "{" not in text and " " in text}
    for screen in SCREENS:
        app = open_address(desk, monkeypatch, persona, screen, language=language)
        sound(app)
        # The choice of the language is on every screen; without it the checks above looked at nothing.
        assert SHELL_LANGUAGE in dict(widgets(app))
        assert texts(app) & foreign == set(), screen
        entry = next(found for found in nav.ENTRIES if found.screen is screen)
        use_language(language)
        refused = _("Your account may not open this screen") in "\n".join(texts(app))
        assert refused == ({entry.action, entry.also}.isdisjoint(RIGHTS[PERSONAS[persona].role])), screen


@pytest.mark.parametrize("screen", SCREENS)
def test_a_campaign_of_somebody_else_is_as_good_as_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    lived_in(desk)
    app = open_address(desk, monkeypatch, Persona.NEIGHBOUR, screen, params={"campaign": desk.world.campaign.slug})
    assert not app.exception
    shown = "\n".join(texts(app))
    for word in ("Maryam", "Đào", "Buôn Jung", "Công dân số Krông Pắc"):
        assert word not in shown


# -------------------------------------------------------------------------------------- nothing there
@pytest.fixture
def newcomer(desk: Desk) -> str:
    """The session of an official whose commune has neither villages nor a campaign yet."""
    with desk.store.write() as connection:
        (own,) = take_ids(connection, how_many=1)
        province = desk.world.place("Đắk Lắk")
        row = {
            "id": own,
            "code": "24526",
            "kind": "commune",
            "parent_id": province.id,
            "commune_id": own,
            "path": f"{province.path}{own}/",
            "name": "Tân Tiến",
            "name_fold": "tan tien",
            "sort_key": "tan tien",
            "valid_from": date(2025, 7, 1),
            "created_at": NOW.now,
        }
        insert_places(connection, [row])
    accounts.add_account(
        call=desk.system(),
        username="moi.official",
        full_name="Người Mới",
        role=Role.OFFICIAL,
        place_code="24526",
        password=PASSWORD,
    )
    return signed_in(desk, "moi.official").token


def signed_in(desk: Desk, username: str, password: str = PASSWORD) -> sessions.SignedIn:
    return sessions.sign_in(
        store=desk.store, moment=NOW, username=username, password=password, address="10.0.0.7", agent="a phone"
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_a_commune_without_anything_draws_an_empty_state(
    desk: Desk, newcomer: str, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    there = replace(desk.world, tokens={**desk.world.tokens, Persona.OFFICIAL: newcomer})
    app = open_address(replace(desk, world=there), monkeypatch, Persona.OFFICIAL, screen)
    sound(app)
    assert len("".join(texts(app))) > 40


@pytest.mark.parametrize("screen", SCREENS)
def test_a_campaign_before_its_first_day(desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen) -> None:
    desk.run("UPDATE campaign SET starts_on = '2026-12-01'")
    sound(open_address(desk, monkeypatch, Persona.OFFICIAL, screen))


@pytest.mark.parametrize("status", ["draft", "closed", "anonymised"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_campaign_that_is_not_open(desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen, status: str) -> None:
    lived_in(desk)
    desk.run("UPDATE campaign SET status = :status", status=status)
    sound(open_address(desk, monkeypatch, Persona.OFFICIAL, screen))


# ------------------------------------------------------------------------------------ addresses, doors
NAMES = [param.value for param in Param]
HOSTILE = ("../../etc/passwd", "%00", "\x00", "'; DROP TABLE citizen; --", "<script>alert(1)</script>", "9" * 400, "🙂")


@pytest.mark.parametrize("screen", SCREENS)
def test_whatever_stands_in_the_address_is_an_answer_and_no_traceback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    # Each name alone with one of the texts, because the first wrong one may hide the others; then all at once.
    addresses = [{name: HOSTILE[turn % len(HOSTILE)]} for turn, name in enumerate(NAMES)]
    addresses += [dict.fromkeys(NAMES, text) for text in HOSTILE[:3]]
    for params in addresses:
        app = open_address(desk, monkeypatch, Persona.OFFICIAL, screen, params=params)
        assert not app.exception, (params, app.exception)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("why", ["nobody", "disabled", "locked", "signed_out", "expired"])
def test_without_a_living_session_only_the_door_is_drawn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: Screen, why: str
) -> None:
    lived_in(desk)
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, screen)
    later = {"locked": timedelta(minutes=16), "expired": timedelta(hours=13)}.get(why, timedelta(0))
    monkeypatch.setattr(runtime, "present", lambda: Moment(now=NOW.now + later, today=NOW.today))
    if why == "nobody":
        monkeypatch.setattr(context, "session_token", lambda: "")
    elif why == "disabled":
        accounts.disable_account(call=desk.system(), username=Persona.OFFICIAL.value)
    elif why == "signed_out":
        sessions.sign_out(store=desk.store, moment=NOW, token=desk.world.tokens[Persona.OFFICIAL])
    app.run()
    sound(app)
    shown = "\n".join(texts(app))
    for word in ("Maryam", "Buôn Jung", "Krông Pắc", "Nguyễn Thị Lan"):
        assert word not in shown


def test_a_first_password_is_changed_before_anything_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = accounts.reset_password(call=desk.system(), username=Persona.LEADER.value)
    token = signed_in(desk, Persona.LEADER.value, secret).token
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.PROGRESS)
    monkeypatch.setattr(context, "session_token", lambda: token)
    app.run()
    sound(app)
    assert "Buôn Jung" not in "\n".join(texts(app))
