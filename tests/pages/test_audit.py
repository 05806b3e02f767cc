"""*Nhật ký*: what was done, in sentences; by whom it may be read; and whether the chain is intact."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import moment_at
from campaign.domain.vocabulary import StepStatus
from campaign.services import records
from campaign.ui import keys
from campaign.ui.keys import Screen
from tests.support.desk import Desk
from tests.support.screens import open_address, rows, words
from tests.support.world import CAMPAIGN, TODAY, Persona

Open = Callable[..., AppTest]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.OFFICIAL, language: str = "vi", **params: str) -> AppTest:
        return open_address(desk, monkeypatch, persona, Screen.AUDIT, params=params, language=language)

    return start


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("persona", [Persona.ADMIN, Persona.OFFICIAL, Persona.AUDITOR])
def test_it_opens_for_those_with_the_right(opened: Open, persona: Persona, language: str) -> None:
    app = opened(persona, language)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER])
def test_everybody_else_is_told_whom_to_ask(opened: Open, persona: Persona) -> None:
    app = opened(persona)
    assert "Tài khoản của ông/bà không có quyền mở trang này" in words(app)
    assert [title.value for title in app.title] == ["Nhật ký"]
    assert rows(app) == []


def test_a_save_is_one_readable_sentence(desk: Desk, opened: Open) -> None:
    desk.save("maryam", ("chip_id_card", "eid_level2"), at=moment_at(TODAY, hour=14, minute=5))
    said = words(opened())
    assert "14:05 22/11/2026 Y Bhăm Kbuôr ghi 2 bước cho H’Maryam Niê tại Buôn Jung" in said
    assert "mức" in said
    assert "Đã hoàn thành" in said


def test_an_auditor_reads_the_sentence_without_the_name(desk: Desk, opened: Open) -> None:
    desk.save("maryam", "chip_id_card")
    said = words(opened(Persona.AUDITOR))
    assert "ghi 1 bước cho một công dân tại Buôn Jung" in said
    assert "Maryam" not in said


def test_a_correction_says_before_after_and_why(desk: Desk, opened: Open) -> None:
    person = desk.world.people["maryam"]
    saved = desk.save("maryam", {"chip_id_card": StepStatus.ASSISTED})
    correction = records.Correction(
        campaign=CAMPAIGN,
        record_id=records.record_id(save_id=saved.save_id, citizen_id=person.id, step="chip_id_card"),
        commune_id=person.commune_id,
        reason="ghi nhầm dòng",
        status=StepStatus.COMPLETED,
    )
    records.correct(call=desk.as_(Persona.OFFICIAL), correction=correction)
    said = words(opened(action="record.correct"))
    assert "sửa bước của H’Maryam Niê tại Buôn Jung" in said
    assert "Đã hướng dẫn, chưa hoàn thành → Đã hoàn thành" in said
    assert "Lý do: ghi nhầm dòng" in said


def test_the_address_filters(desk: Desk, opened: Open) -> None:
    desk.save("maryam", "chip_id_card")
    assert "ghi 1 bước" in words(opened(actor=Persona.VOLUNTEER.value))
    assert "ghi 1 bước" not in words(opened(actor=Persona.OFFICIAL.value))
    assert "ghi 1 bước" not in words(opened(action="account"))
    assert "ghi 1 bước" in words(opened(text="maryam", action="record"))
    assert "Không có thao tác nào" in words(opened(text="khong-co-gi-nhu-the"))
    assert "Không có thao tác nào" in words(opened(**{"from": "2020-01-01", "until": "2020-01-31"}))


def test_pages_turn(desk: Desk, opened: Open) -> None:
    for hour in range(6, 23):
        for minute in (0, 20, 40, 50):
            desk.save("maryam", {"chip_id_card": StepStatus.REFUSED}, at=moment_at(TODAY, hour=hour, minute=minute))
            desk.run("UPDATE record SET voided_at = server_at, void_reason = 'x'")
    app = opened(action="record")
    assert "68 dòng" in words(app)
    assert words(app).count("ghi 1 bước") == 50
    app.button(key=f"{keys.AUDIT_PAGE}-on").click().run()
    assert words(app).count("ghi 1 bước") == 18
    assert "Trang 2/2" in words(app)
    assert app.button(key=f"{keys.AUDIT_PAGE}-on").disabled


def test_the_chain_is_called_intact_only_after_it_was_checked(opened: Open) -> None:
    app = opened()
    assert "nguyên vẹn" not in words(app)
    app.button(key=keys.AUDIT_VERIFY).click().run()
    assert "chuỗi nguyên vẹn" in words(app)


def test_a_changed_event_is_found(desk: Desk, opened: Open) -> None:
    with desk.store.write() as connection:
        # Only somebody with the file in hand can do this; the triggers refuse everybody else.
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE audit_event SET reason = 'x' WHERE seq = 2")
    app = opened()
    app.button(key=keys.AUDIT_VERIFY).click().run()
    assert "không còn đúng như khi ghi" in words(app)
    assert "nguyên vẹn" not in words(app)
