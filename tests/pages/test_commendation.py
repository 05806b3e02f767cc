"""*Dân vận khéo* as somebody uses it without a browser: registering, the shortlist and its rules, the choice."""

from __future__ import annotations

import io
import re
import uuid
from typing import TYPE_CHECKING, Any

import docx
import pytest

from campaign.clock import new_id
from campaign.reports.commendation_lists import council_document, council_sheet
from campaign.services import targets
from campaign.services.charges import put_in_charge
from campaign.services.commendation import NewCommendation, list_registrations, register_commendation
from campaign.services.shortlist import shortlist_view
from campaign.ui.commendation import names
from campaign.ui.keys import Screen
from tests.support.outreach import add_team
from tests.support.screens import open_address, press, rows, words
from tests.support.walks.spine import aim
from tests.support.world import CAMPAIGN, TODAY, Persona

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.support.desk import Desk


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


def opened(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona = Persona.OFFICIAL,
    language: str = "vi",
    **params: str,
) -> AppTest:
    app = open_address(desk, monkeypatch, persona, Screen.COMMENDATION, params=params, language=language)
    assert not app.exception, app.exception
    return app


def register(desk: Desk, **more: Any) -> uuid.UUID:  # noqa: ANN401 - fields of the command
    command = NewCommendation(id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place("Krông Pắc").id, **more)
    return register_commendation(call=desk.as_(Persona.OFFICIAL), command=command).id


def lived_in(desk: Desk) -> uuid.UUID:
    """Register a volunteer of one village, a team without any, and somebody from outside."""
    official = desk.as_(Persona.OFFICIAL)
    targets.set_targets(call=official, slug=CAMPAIGN, changes=[aim(desk, people=9, after=0)], reason="giao")
    put_in_charge(call=official, place_code="24490-V07", username=Persona.VOLUNTEER.value, on=TODAY, seen=None)
    desk.save("maryam", desk.world.required)
    register(desk, team_id=add_team(desk, "Krông Pắc"))
    register(desk, name="Hội Phụ nữ xã (mẫu)", unit="Hội LHPN xã", works="Ra quân hằng tuần.")
    return register(
        desk, account_id=desk.world.viewers[Persona.VOLUNTEER].account_id, unit="Đoàn xã", works="Đi từng ngõ."
    )


# ------------------------------------------------------------------------------------------- the shortlist
def test_the_shortlist_stands_beside_its_rules(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lived_in(desk)
    app = opened(desk, monkeypatch, Persona.LEADER)
    shown = words(app)
    assert "Tập thể 02 đã đăng ký" in shown
    assert "Cá nhân 01 đã đăng ký" in shown
    assert "Số người được giúp (35)" in shown
    assert "Hài lòng (–): Chưa có số liệu, không tính." in shown
    assert "Không chấm điểm theo dân tộc, tuổi, giới tính" in shown
    assert "Phần mềm không đề xuất ai: lãnh đạo lựa chọn." in shown
    line = next(line for line in rows(app) if line[0].startswith("Y Bhăm Kbuôr"))
    assert line[1] == "1/1"
    assert line[3] == "0,20% 1/500"
    why = {line[0]: line[1] for line in rows(app) if len(line) == 3}
    assert why["Tổ 1 Krông Pắc"] == "chưa phụ trách thôn, buôn, trường nào"
    assert why["Hội Phụ nữ xã (mẫu) Hội LHPN xã · Krông Pắc"] == "ngoài chiến dịch: phần mềm không có số liệu"
    assert "Maryam" not in shown
    # A leader reads; nothing of what is written stands on the screen.
    assert all(button.key != names.NEW for button in app.button)


def test_a_score_opens_to_its_numbers_and_these_to_where_they_come_from(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = lived_in(desk)
    app = opened(desk, monkeypatch, Persona.LEADER, item=str(own))
    lines = rows(app)
    assert next(x for x in lines if x[0] == "Số người được giúp")[:3] == ["Số người được giúp", "1/500", "0,20%"]
    assert next(x for x in lines if x[0] == "Đạt chỉ tiêu")[:3] == ["Đạt chỉ tiêu", "1/9", "11,11%"]
    assert next(x for x in lines if x[0] == "Đều đặn")[:3] == ["Đều đặn", "1/15", "6,67%"]
    body = "".join(e.proto.body for e in app.get("html"))
    assert f"/provenance?campaign={CAMPAIGN}&amp;place=24490-V07&amp;indicator=all_steps&amp;figure=target" in body
    points = [float(x[3].replace(",", ".")) for x in lines if x[0] in {"Số người được giúp", "Đạt chỉ tiêu", "Đều đặn"}]
    # The score is the sum of exact points, each of which is rounded for print.
    score = next(text for text in re.findall(r"([\d,]+) điểm, hạng 1/1", words(app)))
    assert abs(float(score.replace(",", ".")) - sum(points)) < 0.02


def test_a_team_leader_sees_what_is_registered_and_no_number(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lived_in(desk)
    app = opened(desk, monkeypatch, Persona.TEAM_LEAD)
    assert "Y Bhăm Kbuôr" in words(app)
    assert "Quy tắc xếp" not in words(app)
    app = opened(desk, monkeypatch, Persona.TEAM_LEAD, item=str(own))
    assert "Đi từng ngõ." in words(app)
    assert "0,20%" not in words(app)


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.AUDITOR])
def test_others_may_not_open_it(desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona) -> None:
    lived_in(desk)
    assert "Y Bhăm Kbuôr" not in "".join(line[0] for line in rows(opened(desk, monkeypatch, persona)))


@pytest.mark.parametrize("persona", [Persona.OFFICIAL, Persona.LEADER, Persona.TEAM_LEAD])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_is_registered_yet(desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona, language: str) -> None:
    app = opened(desk, monkeypatch, persona, language)
    assert ("Chưa có ai được đăng ký" if language == "vi" else "Nobody is registered yet") in words(app)


def test_in_english(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lived_in(desk)
    assert "The software proposes nobody: the leader chooses." in words(opened(desk, monkeypatch, Persona.LEADER, "en"))
    assert "Score" in words(opened(desk, monkeypatch, Persona.OFFICIAL, "en", item=str(own)))


def test_a_broken_address_names_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for persona in (Persona.OFFICIAL, Persona.TEAM_LEAD):
        app = opened(desk, monkeypatch, persona, item="x")
        assert "không thuộc địa bàn của ông/bà" in words(app)


# ------------------------------------------------------------------------------------------------- writing
def test_registering_somebody_from_outside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(desk, monkeypatch, view="new")
    who = next(w for w in app.button_group if str(w.key).startswith(names.field("who", "")))
    who.set_value("outside")
    app.run()
    field = {name: names.field(name, "") for name in ("name", "unit", "works")}
    inputs = [*app.text_input, *app.text_area]
    next(w for w in inputs if str(w.key).startswith(field["name"])).set_value("Hội Nông dân xã (mẫu)")
    next(w for w in inputs if str(w.key).startswith(field["works"])).set_value("Gọi 0912345678")
    press(app, names.REGISTER)
    assert "giống số điện thoại" in words(app)
    inputs = [*app.text_input, *app.text_area]
    next(w for w in inputs if str(w.key).startswith(field["works"])).set_value("Ra quân hằng tuần")
    press(app, names.REGISTER)
    assert "Đã đăng ký." in words(app)
    found = list_registrations(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).rows
    assert [(row.name, row.works) for row in found] == [("Hội Nông dân xã (mẫu)", "Ra quân hằng tuần")]


def test_the_choice_is_written_down_and_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lived_in(desk)
    app = opened(desk, monkeypatch, item=str(own))
    app.session_state[names.CHOICE] = True
    app.run()
    press(app, names.SAVE_CHOICE)
    assert "Ghi người lựa chọn" in words(app)
    by = next(w for w in app.text_input if str(w.key).startswith(names.field("choice-by", "")))
    by.set_value("Lê Văn Minh, Chủ tịch UBND xã (mẫu)")
    press(app, names.SAVE_CHOICE)
    assert "✓ 22/11/2026, Lê Văn Minh, Chủ tịch UBND xã (mẫu)" in words(app)
    assert all(button.key != names.SAVE_WITHDRAW for button in app.button)
    app.text_input(key=names.UNCHOOSE_REASON).set_value("ghi nhầm")
    press(app, names.SAVE_UNCHOOSE)
    assert [event["reason"] for event in desk.events("commendation.unchoose")] == ["ghi nhầm"]


def test_withdrawing_leads_back_to_the_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lived_in(desk)
    app = opened(desk, monkeypatch, Persona.TEAM_LEAD, item=str(own))
    app.session_state[names.WITHDRAW] = True
    app.run()
    app.text_input(key=names.REASON).set_value("tự xin rút")
    press(app, names.SAVE_WITHDRAW)
    assert "Y Bhăm Kbuôr" not in words(app)


# --------------------------------------------------------------------------------------------- the papers
def test_the_council_s_list_in_the_style_of_an_official_document(desk: Desk) -> None:
    lived_in(desk)
    found = shortlist_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    document = docx.Document(io.BytesIO(council_document(found=found)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    head = "\n".join(cells[:2])
    assert "ỦY BAN NHÂN DÂN" in head
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert "/DS-UBND" in head
    assert "ngày 22 tháng 11 năm 2026" in head
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "DANH SÁCH" in text
    assert "có 02 tập thể, 01 cá nhân được đăng ký; đã lựa chọn 0" in text
    assert "Phần mềm không đề xuất ai: lãnh đạo lựa chọn." in text
    assert "Y Bhăm Kbuôr, Đoàn xã" in cells
    # The last cell is for the council's pen, and the signature for the chairman's.
    person = cells.index("Y Bhăm Kbuôr, Đoàn xã")
    assert cells[person + 5] == ""
    assert "Maryam" not in "\n".join((*cells, text))


def test_the_workbook_has_every_part_and_no_citizen(desk: Desk) -> None:
    lived_in(desk)
    sheet = council_sheet(found=shortlist_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN))
    lines = list(sheet.rows)
    assert all(len(line) == len(sheet.heads) for line in lines)
    own = next(line for line in lines if line[2] == "Y Bhăm Kbuôr")
    shown = dict(zip(sheet.heads, own, strict=True))
    assert (shown["Xếp hạng"], shown["Số người được giúp"], shown["Đạt chỉ tiêu"]) == (1, 0.002, 0.1111)
    assert shown["Hài lòng"] is None
    assert "Maryam" not in repr(lines)
