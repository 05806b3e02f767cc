"""*Thêm công dân*: three fields, duplicates before anything is saved, consent by the campaign's legal basis."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from campaign.db.tables import citizen
from campaign.domain.vocabulary import LegalBasis
from campaign.services import campaigns
from campaign.ui.forms import consent, names
from campaign.ui.keys import Screen, key
from tests.support.desk import Desk
from tests.support.record_screen import RecordScreen, open_screen
from tests.support.world import COMMUNE, END, START, Persona

Open = Callable[..., RecordScreen]
CONSENT_CAMPAIGN = "tu-nguyen-2026"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def form(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(**more: object) -> RecordScreen:
        return open_screen(desk, monkeypatch, Persona.VOLUNTEER, params={"view": "new"}, **more)  # type: ignore[arg-type]

    return start


@pytest.fixture
def asking(desk: Desk) -> str:
    """A campaign that rests on consent."""
    campaigns.create_campaign(
        call=desk.system(),
        slug=CONSENT_CAMPAIGN,
        name="Công dân số tự nguyện",
        place_code=COMMUNE,
        template="digital_citizen_2026",
        starts_on=START,
        ends_on=END,
        legal_basis=LegalBasis.CONSENT,
    )
    return CONSENT_CAMPAIGN


def stored(desk: Desk, name: str) -> list[dict[str, object]]:
    with desk.store.read() as connection:
        rows = connection.execute(select(citizen).where(citizen.c.full_name == name)).mappings()
        return [dict(row) for row in rows]


def filled(screen: RecordScreen, name: str, birth: str = "", phone: str = "") -> RecordScreen:
    screen.type(names.NEW_NAME, name).type(names.NEW_BIRTH, birth)
    return screen.type(names.NEW_PHONE, phone) if phone else screen


def test_a_new_person_is_stored_and_opened_for_the_steps(form: Open, desk: Desk) -> None:
    screen = filled(form(), "H’RƯT NIÊ", "3/5/1990", "0912 000 111").tap(names.NEW_SAVE)
    (row,) = stored(desk, "H’Rưt Niê")
    assert (row["birth_year"], row["phone_last"], row["consent"]) == (1990, "0111", "not_required")
    assert "Đã thêm **H’Rưt Niê**" in screen.text
    assert screen.has(names.SAVE)
    screen.tap(names.BACK).tap(names.ADD)
    assert screen.app.text_input(key=names.NEW_BIRTH).value == ""


def test_the_basis_of_a_duty_is_named(form: Open) -> None:
    assert "nhiệm vụ của cơ quan nhà nước (12/KH-UBND)" in form().text


def test_nothing_is_held_against_an_empty_form(form: Open) -> None:
    screen = form()
    assert screen.errors == []
    screen.tap(names.NEW_SAVE)
    assert all("Họ và tên" in text or "họ và tên" in text for text in screen.errors)
    assert screen.errors


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (names.NEW_PHONE, "12345", "12345"),
        (names.NEW_PHONE, "0262 3812345", "máy bàn"),
        (names.NEW_BIRTH, "31/02/1990", "31/02/1990"),
        (names.NEW_ID, "12", "định danh"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    form: Open, desk: Desk, field: str, value: str, said: str
) -> None:
    screen = filled(form(), "H’Rưt Niê", "1990").type(field, value)
    assert any(said in text for text in screen.errors)
    screen.tap(names.NEW_SAVE)
    assert stored(desk, "H’Rưt Niê") == []
    assert screen.app.text_input(key=names.NEW_NAME).value == "H’Rưt Niê"
    assert screen.app.text_input(key=field).value == value
    screen.type(field, "1990" if field == names.NEW_BIRTH else "")
    assert screen.errors == []


def test_somebody_alike_is_shown_before_anything_is_saved(form: Open, desk: Desk) -> None:
    screen = filled(form(), "h maryam nie", "1994")
    assert "Nghi trùng với 1 người đã có" in screen.text
    assert "| Sinh | 1994 | 12/03/1994 |" in screen.text
    screen.tap(key(Screen.RECORD, "same", 0))
    assert [title.value for title in screen.app.title] == ["H’Maryam Niê"]
    assert len(stored(desk, "H’Maryam Niê")) == 1


def test_another_person_needs_a_reason(form: Open, desk: Desk) -> None:
    screen = filled(form(), "H’Maryam Niê", "1994").tap(names.NEW_SAVE)
    assert screen.errors == ["Hãy ghi ngắn gọn vì sao đây là người khác."]
    assert len(stored(desk, "H’Maryam Niê")) == 1
    screen.type(names.NEW_REASON, "khác nhà, khác mẹ").tap(names.NEW_SAVE)
    assert len(stored(desk, "H’Maryam Niê")) == 2
    assert "khác nhà, khác mẹ" in [event["reason"] for event in desk.events("citizen.enrol")]


def test_a_personal_id_is_never_somebody_elses(form: Open, desk: Desk) -> None:
    screen = filled(form(), "Lê Thị Bốn", "1994").type(names.NEW_ID, "066194001234").tap(names.NEW_SAVE)
    assert stored(desk, "Lê Thị Bốn") == []
    assert screen.errors
    assert not any(found.key == names.NEW_REASON for found in screen.app.text_input)


def test_a_child_gets_a_field_for_the_guardian(form: Open, desk: Desk) -> None:
    screen = form()
    assert not any(found.key == names.NEW_GUARDIAN for found in screen.app.text_input)
    filled(screen, "H’Bé Niê", "2014").type(names.NEW_GUARDIAN, "H’Mẹ Niê").tap(names.NEW_SAVE)
    (row,) = stored(desk, "H’Bé Niê")
    assert row["guardian_name"] == "H’Mẹ Niê"


def test_consent_is_asked_and_silence_is_none(form: Open, desk: Desk, asking: str) -> None:
    screen = filled(form(slug=asking), "H’Rưt Niê", "1990")
    assert "Thông báo xử lý dữ liệu cá nhân" in screen.text
    assert screen.app.button_group(key=names.NEW_CONSENT).value is None
    screen.tap(names.NEW_SAVE)
    assert stored(desk, "H’Rưt Niê") == []
    assert len(screen.errors) == 1
    screen.choose(names.NEW_CONSENT, consent.YES)
    assert screen.errors == []
    screen.tap(names.NEW_SAVE)
    assert [row["consent"] for row in stored(desk, "H’Rưt Niê")] == ["given"]


def test_whoever_says_no_is_not_written_down(form: Open, desk: Desk, asking: str) -> None:
    screen = filled(form(slug=asking), "H’Rưt Niê", "1990").choose(names.NEW_CONSENT, consent.NO).tap(names.NEW_SAVE)
    assert stored(desk, "H’Rưt Niê") == []
    assert screen.errors == ["Ông/bà không đồng ý nên không lưu thông tin nào."]
