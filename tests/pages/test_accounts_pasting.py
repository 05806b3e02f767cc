"""*Tài khoản*, pasting a list: what is read, what is ticked, what is made, and passwords that are shown once."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from campaign.db.tables import account
from campaign.services import sessions
from campaign.ui.accounts import names
from campaign.ui.keys import Screen
from tests.support.desk import Desk
from tests.support.screens import open_address, rows, words
from tests.support.world import NOW, Persona

FORM = "accounts"
LIST = "Lò Văn Mới; TNV; Buôn Jung\nH’Mới; Tổ trưởng; Thôn 3\nLò Văn Mới; ; Buôn Pan\nLò Sai; ; Buôn Phê\nY Bhăm Kbuôr"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


def pasted(desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str = LIST) -> AppTest:
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.ACCOUNTS, params={"view": "list"})
    app.text_area(key=names.paste("text", FORM)).set_value(text)
    app.button(key=names.paste("read", FORM)).click()
    app.run()
    assert not app.exception
    return app


def make(app: AppTest) -> AppTest:
    app.button(key=names.paste("make", FORM)).click()
    app.run()
    assert not app.exception
    return app


def test_the_list_is_shown_before_anything_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pasted(desk, monkeypatch)
    grid = app.data_editor[0].value.to_dict("list")
    assert grid["username"] == ["lo.van.moi", "h.moi", "lo.van.moi.2", "y.bham.kbuor"]
    assert grid["make"] == [True, True, False, False]
    shown = words(app)
    assert "Dòng 4 (Lò Sai): “Buôn Phê”" in shown
    assert "trùng họ tên với dòng 1" in shown
    assert Persona.VOLUNTEER.value in shown
    assert desk.rows(account) == len(Persona)


def test_what_is_ticked_is_made_and_can_sign_in_with_what_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make(pasted(desk, monkeypatch))
    assert desk.rows(account) == len(Persona) + 2
    (line,) = [row for row in rows(app) if row and row[0].startswith("Lò Văn Mới")]
    signed = sessions.sign_in(store=desk.store, moment=NOW, username=line[1], password=line[2], address="", agent="")
    assert signed.must_change_password
    app.button(key=names.slips("hide", FORM)).click()
    app.run()
    assert line[2] not in words(app)
    assert app.text_area(key=names.paste("text", FORM)).value in {"", None}


def test_a_user_name_changed_in_the_grid_is_the_one_that_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pasted(desk, monkeypatch)
    grid = str(app.data_editor[0].key)
    edits = {0: {"username": "moi.jung"}, 1: {"make": False}, 2: {"make": True}}
    app.session_state[grid] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    app.run()
    make(app)
    made = [row[1] for row in rows(app) if len(row) > 2 and re.search(r"-\d\d$", row[2])]
    assert made == ["moi.jung", "lo.van.moi.2"]


def test_a_refusal_keeps_the_list_on_the_screen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pasted(desk, monkeypatch)
    grid = str(app.data_editor[0].key)
    edits = {0: {"username": Persona.LEADER.value}}
    app.session_state[grid] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    app.run()
    make(app)
    assert app.error
    assert app.text_area(key=names.paste("text", FORM)).value == LIST
    assert desk.rows(account) == len(Persona)


def test_an_empty_list_says_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Danh sách chưa có ai" in words(pasted(desk, monkeypatch, " \n"))
