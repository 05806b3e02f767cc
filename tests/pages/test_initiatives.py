"""*Mô hình, sáng kiến* as somebody uses it without a browser: the register, a form, two officials at once."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import docx
import pytest

from campaign.clock import moment_at, new_id
from campaign.domain.vocabulary import InitiativeKind
from campaign.reports.initiative_lists import initiatives_document, initiatives_sheet
from campaign.services.initiatives import (
    InitiativeChange,
    InitiativeFields,
    NewInitiative,
    Recognition,
    change_initiative,
    recognise_initiative,
    register_initiative,
)
from campaign.services.initiatives_view import initiative_view, list_initiatives
from campaign.ui import downloads
from campaign.ui.initiatives import names
from campaign.ui.keys import Screen
from tests.support.screens import open_address, press, rows, words
from tests.support.world import CAMPAIGN, TODAY, Persona

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.support.desk import Desk

LATER = moment_at(TODAY, hour=10)


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


def register(
    desk: Desk,
    *,
    place: str = "Buôn Jung",
    name: str = "Ngõ số",
    by: Persona = Persona.OFFICIAL,
    **more: Any,  # noqa: ANN401 - fields of InitiativeFields
) -> uuid.UUID:
    typed = {"kind": InitiativeKind.MODEL, "lead_unit": "Đoàn xã (mẫu)", "started_on": TODAY, **more}
    command = NewInitiative(
        id=new_id(),
        campaign=CAMPAIGN,
        place_id=desk.world.place(place).id,
        fields=InitiativeFields(name=name, **typed),
    )
    return register_initiative(call=desk.as_(by), command=command).id


def opened(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona = Persona.OFFICIAL,
    language: str = "vi",
    **params: str,
) -> AppTest:
    app = open_address(desk, monkeypatch, persona, Screen.INITIATIVES, params=params, language=language)
    assert not app.exception, app.exception
    return app


def fill(app: AppTest, form: str, **values: str) -> None:
    for name, value in values.items():
        stem = names.field(form, name, "")
        found = [w for kind in ("text_input", "text_area") for w in getattr(app, kind) if str(w.key).startswith(stem)]
        assert len(found) == 1, (name, found)
        found[0].set_value(value)


# ------------------------------------------------------------------------------------------- the register
def test_the_register_says_how_far_models_have_spread(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = register(desk)
    register(desk, place="Krông Pắc", name="Tổ hồ sơ lưu động", kind=InitiativeKind.INITIATIVE)
    recognise_initiative(
        call=desk.as_(Persona.OFFICIAL),
        command=Recognition(id=own, campaign=CAMPAIGN, version=1, on=TODAY, by="UBND xã (mẫu)"),
    )
    app = opened(desk, monkeypatch)
    shown = words(app)
    assert "Độ phủ mô hình 1/3 thôn, buôn có ít nhất một mô hình" in shown
    assert "✓ 22/11/2026 UBND xã (mẫu)" in shown
    lines = rows(app)
    assert ["Buôn Jung", "1", "0", "1"] in lines
    assert any(line[0].startswith("Tổ hồ sơ lưu động") and line[5] == "chưa" for line in lines)


@pytest.mark.parametrize(
    ("params", "there"),
    [
        ({"kind": "initiative"}, {"Tổ hồ sơ lưu động"}),
        ({"place": "24490-V07"}, {"Ngõ số"}),
        ({"status": "recognised"}, set()),
        ({"status": "not_recognised"}, {"Ngõ số", "Tổ hồ sơ lưu động"}),
        ({"text": "NGO SO"}, {"Ngõ số"}),
        ({"text": "mobil", "kind": "nonsense"}, set()),
    ],
)
def test_filters_stand_in_the_address(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], there: set[str]
) -> None:
    register(desk)
    register(desk, place="Krông Pắc", name="Tổ hồ sơ lưu động", kind=InitiativeKind.INITIATIVE)
    app = opened(desk, monkeypatch, Persona.OFFICIAL, "vi", **params)
    shown = words(app)
    assert {name for name in ("Ngõ số", "Tổ hồ sơ lưu động") if name in shown} == there
    assert ("Không có mục nào khớp bộ lọc" in shown) == (not there)


@pytest.mark.parametrize(("persona", "may"), [(Persona.OFFICIAL, True), (Persona.TEAM_LEAD, True),
                                              (Persona.VOLUNTEER, False), (Persona.LEADER, False)])  # fmt: skip
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_register_says_who_fills_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona, language: str, *, may: bool
) -> None:
    app = opened(desk, monkeypatch, persona, language)
    assert ("Chưa có mô hình" if language == "vi" else "No model") in words(app)
    assert any(button.key == names.NEW for button in app.button) == may


def test_a_volunteer_sees_what_stands_in_their_village_and_the_commune(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(desk)
    register(desk, place="Krông Pắc", name="Một cửa thân thiện")
    other = register(desk, place="Thôn 3", name="Loa thôn 3")
    shown = words(opened(desk, monkeypatch, Persona.VOLUNTEER))
    assert "Ngõ số" in shown
    assert "Một cửa thân thiện" in shown
    assert "Loa thôn 3" not in shown
    app = open_address(desk, monkeypatch, Persona.VOLUNTEER, Screen.INITIATIVES, params={"item": str(other)})
    assert "không thuộc địa bàn của ông/bà" in words(app)


# ------------------------------------------------------------------------------------------------ writing
def test_registering_and_a_second_click(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(desk, monkeypatch, view="new")
    fill(app, names.FORM_REGISTER, name="Ngõ số", lead_unit="Đoàn xã (mẫu)", evidence="Biên bản số 00/BB (mẫu)")
    button = app.button(key=names.REGISTER)
    button.click()
    app.run()
    assert not app.exception
    assert "Đã đăng ký." in words(app)
    assert "Ngõ số" in words(app)
    assert len(desk.events("initiative.register")) == 1


def test_what_is_missing_is_said_beside_the_form_and_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(desk, monkeypatch, view="new")
    fill(app, names.FORM_REGISTER, name="Ngõ số", lead_unit="Đoàn xã", summary="Gọi 0912 345 678")
    press(app, names.REGISTER)
    assert "091•••••78" in words(app).replace(" ", "")
    assert [w.value for w in app.text_input if w.label == "Tên"] == ["Ngõ số"]
    assert desk.events("initiative.register") == []


def test_two_officials_at_once_see_both_and_decide(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = register(desk)
    app = opened(desk, monkeypatch, item=str(own))
    app.expander  # noqa: B018 - drawn folded
    app.session_state[names.CHANGE] = True
    app.run()
    fill(app, names.FORM_CHANGE, summary="Của tôi")
    app.run()
    call = desk.as_(Persona.ADMIN, LATER)
    theirs = InitiativeFields(
        kind=InitiativeKind.MODEL, name="Ngõ số", lead_unit="Đoàn xã (mẫu)", started_on=TODAY, summary="Của người khác"
    )
    place_id = desk.world.place("Buôn Jung").id
    change_initiative(
        call=call, command=InitiativeChange(id=own, campaign=CAMPAIGN, version=1, place_id=place_id, fields=theirs)
    )
    press(app, names.SAVE_CHANGE)
    assert "Trần Thị An vừa sửa mục này" in words(app)
    assert ["Nội dung chính", "Của người khác", "Của tôi"] in rows(app)
    press(app, f"{names.form_of(names.FORM_CHANGE, own)}-keep")
    press(app, names.SAVE_CHANGE)
    assert "Đã lưu" in words(app)
    assert initiative_view(call=call, slug=CAMPAIGN, own=own).one.summary == "Của tôi"


def test_recognition_and_withdrawal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = register(desk, started_on=TODAY - timedelta(days=3))
    app = opened(desk, monkeypatch, item=str(own))
    app.session_state[names.RECOGNISE] = True
    app.run()
    press(app, names.SAVE_RECOGNISE)
    assert "Ghi cơ quan công nhận" in words(app)
    next(w for w in app.text_input if str(w.key).startswith(names.RECOGNISED_BY)).set_value("UBND xã (mẫu)")
    press(app, names.SAVE_RECOGNISE)
    assert "✓ 22/11/2026, UBND xã (mẫu)" in words(app)
    app.session_state[names.WITHDRAW] = True
    app.run()
    press(app, names.SAVE_WITHDRAW)
    app.text_input(key=names.REASON).set_value("đăng ký trùng")
    press(app, names.SAVE_WITHDRAW)
    assert "22/11/2026: đăng ký trùng" in words(app)
    assert all(button.key != names.SAVE_CHANGE for button in app.button)


def test_a_broken_address_names_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.INITIATIVES, params={"item": "x"})
    assert "không thuộc địa bàn của ông/bà" in words(app)


# --------------------------------------------------------------------------------------------- the papers
def test_the_list_as_a_word_file_and_a_table(desk: Desk) -> None:
    own = register(desk)
    recognise_initiative(
        call=desk.as_(Persona.OFFICIAL),
        command=Recognition(id=own, campaign=CAMPAIGN, version=1, on=TODAY, by="UBND xã (mẫu)"),
    )
    register(desk, name="=HYPERLINK(1)", kind=InitiativeKind.INITIATIVE, place="Thôn 3")
    found = list_initiatives(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    document = docx.Document(io.BytesIO(initiatives_document(found=found, on=TODAY)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Krông Pắc có 01 mô hình, 01 sáng kiến, trong đó 01 được công nhận." in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Ngõ số (mô hình)" in cells
    assert "✓ 22/11/2026, UBND xã (mẫu)" in cells
    table = downloads.written(initiatives_sheet(found=found), ".csv").decode("utf-8-sig")
    # A spreadsheet runs nothing of it.
    assert "'=HYPERLINK(1)" in table
