"""*Bảng công khai* as an official uses it: off by default, opened with a hotline, changed, closed; two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.domain.vocabulary import CampaignStatus
from campaign.services import public_board
from campaign.ui.board import names
from campaign.ui.keys import Screen
from tests.support.board import HOTLINE, MAILBOX, anybody, count, open_board
from tests.support.screens import opener, press, rows, words
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.support.desk import Desk
    from tests.support.screens import Opener


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def start(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(desk, monkeypatch, Screen.BOARD)


def field(name: str) -> str:
    return f"{name}-{CAMPAIGN}"


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def told(app: AppTest) -> str:
    return words(app) + "\n".join(str(info.value) for info in app.info)


def test_it_is_closed_until_somebody_opens_it(desk: Desk, start: Opener) -> None:
    app = start()
    assert "Bảng đang đóng" in told(app)
    assert names.OPEN in keys(app)
    assert names.CLOSE not in keys(app)
    app.text_input(key=field(names.HOTLINE)).set_value(HOTLINE)
    app.text_input(key=field(names.MAILBOX)).set_value(MAILBOX)
    press(app, names.OPEN)
    assert "Bảng đang mở" in words(app)
    assert "Người mở: Nguyễn Thị Lan" in words(app)
    assert f"/cong-khai?campaign={CAMPAIGN}" in app.code[0].value
    (entry,) = public_board.boards(call=anybody(desk.store))
    assert entry.slug == CAMPAIGN


def test_what_it_says_can_be_changed_and_it_can_be_closed(desk: Desk, start: Opener) -> None:
    open_board(desk)
    app = start()
    assert app.text_input(key=field(names.HOTLINE)).value == HOTLINE
    app.text_area(key=field(names.NOTE)).set_value("Nghỉ lễ")
    press(app, names.SAVE)
    assert public_board.public_board(call=anybody(desk.store), slug=CAMPAIGN).note == "Nghỉ lễ"
    press(app, names.CLOSE)
    assert public_board.boards(call=anybody(desk.store)) == ()
    assert "Bảng đang đóng" in told(app)
    assert app.text_area(key=field(names.NOTE)).value == "Nghỉ lễ"


def test_saving_what_is_there_already_changes_nothing(desk: Desk, start: Opener) -> None:
    open_board(desk)
    app = press(start(), names.SAVE)
    assert "Không có gì thay đổi" in told(app)


def test_the_second_official_is_told_and_keeps_what_they_typed(desk: Desk, start: Opener) -> None:
    open_board(desk)
    app = start()
    app.text_area(key=field(names.NOTE)).set_value("của tôi")
    open_board(desk, version=1, note="của người khác")
    press(app, names.SAVE)
    assert "Nguyễn Thị Lan" in app.error[0].value
    assert app.text_area(key=field(names.NOTE)).value == "của tôi"
    assert public_board.public_board(call=anybody(desk.store), slug=CAMPAIGN).note == "của người khác"
    press(app, names.SAVE)
    assert public_board.public_board(call=anybody(desk.store), slug=CAMPAIGN).note == "của tôi"


def test_it_says_what_will_be_seen_and_how_much_is_hidden(desk: Desk, start: Opener) -> None:
    count(desk, "Buôn Jung", "scam_awareness", 40)
    count(desk, "Buôn Pan", "scam_awareness", 3)
    app = start()
    assert "ẩn 2 số" in words(app)
    assert any(row[1:3] == ["43", "0"] for row in rows(app)), rows(app)


def test_odd_contacts_are_doubted(desk: Desk, start: Opener) -> None:
    open_board(desk, hotline="gọi anh trực", mailbox="")
    app = start()
    assert "không có số điện thoại" in app.warning[0].value


def test_the_board_of_a_draft_is_not_opened(desk: Desk, start: Opener) -> None:
    desk.run("UPDATE campaign SET status = :status", status=CampaignStatus.DRAFT.value)
    app = start()
    assert "còn là bản nháp" in told(app)
    assert keys(app) & {names.OPEN, names.SAVE, names.CLOSE} == set()


def test_the_board_of_the_province_is_not_the_communes_to_open(desk: Desk, start: Opener) -> None:
    desk.run("UPDATE campaign SET place_id = (SELECT parent_id FROM place WHERE id = campaign.place_id)")
    app = start()
    assert "do nơi khác mở" in words(app)
    assert names.OPEN not in keys(app)


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.TEAM_LEAD, Persona.VOLUNTEER], ids=lambda p: p.name)
def test_others_are_told_that_it_is_not_theirs(start: Opener, persona: Persona) -> None:
    app = start(persona)
    assert names.OPEN not in keys(app)
