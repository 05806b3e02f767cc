"""*Số liệu báo cáo*: entering, deciding, locking, who is silent, the past of a number, and how the log tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import moment_at, new_id
from campaign.config import ROOT
from campaign.domain.vocabulary import ReportStatus
from campaign.services import reporting
from campaign.services.reporting_entry import save_reports
from campaign.services.reporting_models import ReportedNumber
from campaign.services.reporting_view import reporting_day, silence
from campaign.ui.keys import Screen
from campaign.ui.reporting import names, silent
from tests.pages.test_every_screen import sound
from tests.support.desk import Desk
from tests.support.drive import DRIVE, EID, RATIO, SKILLS, approved, cell, entry, open_drive, put, with_ratio
from tests.support.screens import open_address, rows, words
from tests.support.world import COMMUNE, TODAY, Persona

Open = Callable[..., AppTest]
VILLAGES = "krong-pac-44"
VIEWS = ("entry", "approve", "lock", "silent", "overview", "past")
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    open_drive(desk)

    def start(
        persona: Persona = Persona.OFFICIAL, view: str = "", *, language: str = "vi", slug: str = DRIVE, **params: str
    ) -> AppTest:
        wanted = {"campaign": slug, **({"view": view} if view else {}), **params}
        return open_address(desk, monkeypatch, persona, Screen.REPORTING, params=wanted, language=language)

    return start


def field(desk: Desk, indicator: str = SKILLS, part: str = "n", place: str = "Krông Pắc") -> str:
    return f"{names.CELL}-{desk.world.place(place).id}-{indicator}-{TODAY.isoformat()}-{part}"


def kept(desk: Desk, indicator: str = SKILLS) -> ReportedNumber | None:
    found = reporting_day(call=desk.as_(Persona.ADMIN), slug=DRIVE)
    return found.numbers.get((desk.world.place("Krông Pắc").id, indicator))


def status(desk: Desk, indicator: str = SKILLS) -> ReportStatus | None:
    found = kept(desk, indicator)
    return found.status if found else None


# ------------------------------------------------------------------------------- every section for everybody
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("persona", [p for p in Persona if p is not Persona.DISABLED])
def test_every_section_for_everybody(desk: Desk, opened: Open, persona: Persona, language: str) -> None:
    with_ratio(desk)
    approved(desk, entry(desk, 7, day=YESTERDAY))
    put(desk, entry(desk, 71_893, RATIO, denominator=78_663, published=9_339), submit=True)
    for view in VIEWS:
        app = opened(persona, view, language=language)
        sound(app)
        shown = words(app)
        if persona is Persona.NEIGHBOUR:
            assert "Krông Pắc" not in shown
            assert "71.893" not in shown


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("state", ["draft", "closed", "anonymised"])
def test_a_campaign_that_is_not_open(desk: Desk, opened: Open, view: str, state: str) -> None:
    put(desk, entry(desk, 7), submit=True)
    desk.run("UPDATE campaign SET status = :state WHERE slug = :slug", state=state, slug=DRIVE)
    sound(opened(Persona.PROVINCE_OFFICIAL, view))


def test_a_campaign_of_steps_says_where_to_go(desk: Desk, opened: Open) -> None:
    app = opened(slug=desk.world.campaign.slug)
    assert "không có số liệu phải báo cáo" in words(app)
    assert "Mở tiến độ chiến dịch" in words(app)


# ---------------------------------------------------------------------------------------------- entering
def test_a_draft_is_saved_and_then_sent(desk: Desk, opened: Open) -> None:
    app = opened()
    app.text_input(field(desk)).set_value("1.250").run()
    app.button(names.SAVE).click().run()
    assert "Đã lưu nháp 1 số liệu" in words(app)
    assert status(desk) is ReportStatus.DRAFT
    app.text_input(field(desk, EID)).set_value("0").run()
    app.button(names.SEND).click().run()
    # The draft goes along, and what was left empty stays missing.
    assert "Đã gửi 2 số liệu" in words(app)
    found = kept(desk)
    assert found is not None
    assert (found.n, found.status) == (1250, ReportStatus.SUBMITTED)
    assert kept(desk, "websites") is None
    assert app.text_input(field(desk)).disabled


def test_what_cannot_be_read_stays_on_the_screen(desk: Desk, opened: Open) -> None:
    app = opened()
    app.text_input(field(desk)).set_value("mười hai").run()
    assert "“mười hai” không phải số liệu" in words(app)
    assert app.button(names.SEND).disabled
    assert app.text_input(field(desk)).value == "mười hai"
    # Not even a reload loses it.
    again = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=60)
    again.query_params["campaign"] = DRIVE
    assert again.run().text_input(field(desk)).value == "mười hai"


def test_a_ratio_is_recomputed_while_it_is_typed(desk: Desk, opened: Open) -> None:
    with_ratio(desk)
    app = opened()
    app.text_input(field(desk, RATIO)).set_value("71.893").run()
    assert app.button(names.SEND).disabled is False
    app.button(names.SEND).click().run()
    assert "hãy nhập cả mẫu số" in words(app)
    app.text_input(field(desk, RATIO, "of")).set_value("78.663").run()
    app.text_input(field(desk, RATIO, "published")).set_value("93,39").run()
    assert "Tỷ lệ công bố 93,39% không khớp với số liệu; tính lại được 91,39%" in words(app)
    # It is a warning: the unit did publish that.
    app.button(names.SEND).click().run()
    found = kept(desk, RATIO)
    assert found is not None
    assert (found.n, found.denominator, found.published) == (71_893, 78_663, 9_339)


def test_a_returned_number_shows_why_and_is_sent_again(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7), submit=True)
    reporting.return_reports(
        call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=DRIVE, cells=[cell(desk)], reason="nhập lũy kế"
    )
    app = opened()
    assert "Hoàng Thị Hòa trả lại: nhập lũy kế" in words(app)
    app.text_input(field(desk)).set_value("3").run()
    app.button(names.SEND).click().run()
    found = kept(desk)
    assert found is not None
    assert (found.n, found.status) == (3, ReportStatus.SUBMITTED)


def test_a_sent_number_is_taken_back(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7), submit=True)
    app = opened()
    app.button(names.TAKE_BACK).click().run()
    assert "trở về bản nháp" in words(app)
    assert status(desk) is ReportStatus.DRAFT
    assert not app.text_input(field(desk)).disabled


def test_the_second_of_two_sees_both_values_and_decides(desk: Desk, opened: Open) -> None:
    app = opened()
    app.text_input(field(desk)).set_value("9").run()
    put(desk, entry(desk, 5), by=Persona.TEAM_LEAD, at=moment_at(TODAY, hour=8))
    app.button(names.SAVE).click().run()
    assert "Y Sơn Mlô đã nhập 5" in words(app)
    assert "Ông/bà nhập 9" in words(app)
    assert app.button(names.SAVE).disabled
    which = f"{desk.world.place('Krông Pắc').id}-{SKILLS}"
    app.button(f"{names.KEEP}-{which}").click().run()
    app.button(names.SAVE).click().run()
    found = kept(desk)
    assert found is not None
    assert (found.n, found.version) == (9, 2)


def test_a_double_click_is_one_save(desk: Desk, opened: Open) -> None:
    app = opened()
    app.text_input(field(desk)).set_value("9").run()
    app.button(names.SEND).click().run()
    events = len(desk.events())
    app.button(names.SEND).click().run()
    assert "Không có gì để lưu" in words(app)
    assert len(desk.events()) == events


# ------------------------------------------------------------------------------------------- the grid
def type_into(app: AppTest, cells: dict[str, dict[str, str]]) -> AppTest:
    """Type into the grid, by unit and indicator, over what was typed before."""
    grid = app.data_editor[0]
    assert grid.key is not None
    units = [row["name"] for row in grid.value.to_dict("records")]
    held = {row: dict(found) for row, found in app.session_state[grid.key]["edited_rows"].items()}
    for unit, texts in cells.items():
        held.setdefault(units.index(unit), {}).update(texts)
    app.session_state[grid.key] = {"edited_rows": held, "added_rows": [], "deleted_rows": []}
    return app.run()


def of_villages(desk: Desk) -> dict[tuple[str, str], int]:
    found = reporting_day(call=desk.as_(Persona.OFFICIAL), slug=VILLAGES)
    name = {unit.place_id: unit.name for unit in found.units}
    return {(name[place], key): number.n for (place, key), number in found.numbers.items()}


def test_a_column_pasted_into_the_grid_is_sent_for_all_villages(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    app = opened(view="entry", slug=VILLAGES)
    type_into(app, {"Buôn Jung": {SKILLS: "12", EID: "3"}, "Buôn Pan": {SKILLS: "1.004"}, "Thôn 3": {SKILLS: "0"}})
    app.button(names.SEND).click().run()
    assert "Đã gửi 4 số liệu" in words(app)
    assert of_villages(desk) == {
        ("Buôn Jung", SKILLS): 12,
        ("Buôn Jung", EID): 3,
        ("Buôn Pan", SKILLS): 1004,
        ("Thôn 3", SKILLS): 0,
    }
    # The school was left empty, and stays missing.
    shown = {row["name"]: row["state"] for row in app.data_editor[0].value.to_dict("records")}
    assert shown["Trường THCS Nguyễn Trãi"] == "11 chưa có số liệu"
    assert shown["Buôn Jung"] == "2 đã gửi, 9 chưa có số liệu"


def test_a_bad_cell_of_the_grid_keeps_nothing_and_stays_as_typed(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    app = opened(view="entry", slug=VILLAGES)
    type_into(app, {"Buôn Jung": {SKILLS: "12"}, "Thôn 3": {SKILLS: "-4"}})
    assert "Thôn 3: “-4” không phải số liệu" in words(app)
    assert app.button(names.SEND).disabled
    type_into(app, {"Thôn 3": {SKILLS: "4"}})
    app.button(names.SAVE).click().run()
    assert of_villages(desk) == {("Buôn Jung", SKILLS): 12, ("Thôn 3", SKILLS): 4}


def test_a_number_that_was_sent_is_not_typed_over_in_the_grid(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    put(desk, entry(desk, 5, place="Buôn Jung"), submit=True, slug=VILLAGES)
    app = opened(view="entry", slug=VILLAGES)
    type_into(app, {"Buôn Jung": {SKILLS: "6"}})
    assert "đang ở trạng thái “Đã gửi”" in words(app)
    assert app.button(names.SAVE).disabled
    assert of_villages(desk) == {("Buôn Jung", SKILLS): 5}


def test_somebody_else_changed_a_cell_of_the_open_grid(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    app = opened(view="entry", slug=VILLAGES)
    type_into(app, {"Buôn Jung": {SKILLS: "6"}})
    put(desk, entry(desk, 9, place="Buôn Jung"), by=Persona.VOLUNTEER, slug=VILLAGES)
    app.button(names.SAVE).click().run()
    assert "Y Bhăm Kbuôr đã nhập 9" in words(app)
    app.button(f"{names.TAKE}-{desk.world.place('Buôn Jung').id}-{SKILLS}").click().run()
    assert of_villages(desk) == {("Buôn Jung", SKILLS): 9}
    assert "chưa lưu" not in words(app)


def test_a_commune_enters_the_numbers_of_its_villages_in_a_grid(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug=VILLAGES)
    app = opened(view="entry", slug=VILLAGES)
    sound(app)
    assert "Tất cả đơn vị (bảng)" in app.selectbox(names.UNIT).options
    app.selectbox(names.UNIT).set_value("24490-V07").run()
    app.text_input(field(desk, place="Buôn Jung")).set_value("4").run()
    app.button(names.SEND).click().run()
    found = reporting_day(call=desk.as_(Persona.OFFICIAL), slug=VILLAGES)
    assert [n.n for n in found.numbers.values()] == [4]


# ---------------------------------------------------------------------------------------------- deciding
def test_what_waits_is_approved_in_one_press(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7), entry(desk, 9, EID), submit=True)
    app = opened(Persona.PROVINCE_OFFICIAL)
    table = rows(app)
    assert ["Tiếp cận kỹ năng số cộng đồng", "7", "09:00 22/11", "Nguyễn Thị Lan"] in table
    app.button(names.APPROVE).click().run()
    assert "Đã duyệt 2 số liệu" in words(app)
    assert status(desk) is ReportStatus.APPROVED
    assert "Không có số liệu nào theo bộ lọc này" in words(app)


def test_one_of_them_is_returned_with_a_reason(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7), entry(desk, 9, EID), submit=True)
    app = opened(Persona.PROVINCE_OFFICIAL)
    pick = f"{desk.world.place('Krông Pắc').id}/{EID}"
    app.multiselect(f"{names.PICK}-{TODAY}").set_value([pick]).run()
    app.button(names.RETURN).click().run()
    assert "lý do" in "\n".join(str(e.value) for e in app.error)
    assert status(desk, EID) is ReportStatus.SUBMITTED
    app.text_input(names.REASON).set_value("nhầm ngày").run()
    app.button(names.RETURN).click().run()
    assert (status(desk), status(desk, EID)) == (ReportStatus.SUBMITTED, ReportStatus.RETURNED)
    assert app.text_input(names.REASON).value == ""


def test_what_needs_a_second_look_is_said_first(desk: Desk, opened: Open) -> None:
    with_ratio(desk)
    put(desk, entry(desk, 71_893, RATIO, denominator=78_663, published=9_339), entry(desk, 3), submit=True)
    app = opened(Persona.PROVINCE_OFFICIAL)
    assert "tính lại được 91,39%" in "\n".join(str(w.value) for w in app.warning).replace("\\", "")
    only = opened(Persona.PROVINCE_OFFICIAL, only="1")
    assert only.button(names.APPROVE).label == "Duyệt 1 số liệu"


def test_an_approved_number_can_still_be_returned_and_not_approved_again(desk: Desk, opened: Open) -> None:
    approved(desk, entry(desk, 7))
    app = opened(Persona.PROVINCE_OFFICIAL, status="approved")
    assert names.APPROVE not in {button.key for button in app.button}
    app.text_input(names.REASON).set_value("tính lại").run()
    app.button(names.RETURN).click().run()
    assert status(desk) is ReportStatus.RETURNED


def test_a_number_that_moved_meanwhile_is_told(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7), submit=True)
    app = opened(Persona.PROVINCE_OFFICIAL)
    reporting.take_back(call=desk.as_(Persona.OFFICIAL), slug=DRIVE, cells=[cell(desk)])
    put(desk, entry(desk, 70, version=2), submit=True)
    app.button(names.APPROVE).click().run()
    assert "Nguyễn Thị Lan vừa thay đổi số liệu của Krông Pắc" in words(app)
    assert status(desk) is ReportStatus.SUBMITTED


# ------------------------------------------------------------------------------------------- lock, unlock
def test_locked_and_unlocked_with_a_reason(desk: Desk, opened: Open) -> None:
    approved(desk, entry(desk, 7))
    app = opened(Persona.PROVINCE_OFFICIAL, "lock")
    app.button(names.LOCK).click().run()
    assert "Đã khóa 1 số liệu" in words(app)
    app.button(names.UNLOCK).click().run()
    assert status(desk) is ReportStatus.LOCKED
    app.text_input(f"{names.REASON}-unlock").set_value("nhầm tệp").run()
    app.button(names.UNLOCK).click().run()
    assert status(desk) is ReportStatus.APPROVED
    assert desk.events("report.unlock")[0]["reason"] == "nhầm tệp"


# --------------------------------------------------------------------------------------- silence, the past
def test_the_reminder_names_who_is_silent_and_fits_a_message(desk: Desk, opened: Open) -> None:
    put(desk, entry(desk, 7, place="Ea Phê"), by=Persona.NEIGHBOUR, submit=True)
    app = opened(Persona.PROVINCE_OFFICIAL, "silent")
    assert "1/2 đơn vị chưa gửi số liệu" in words(app)
    text = app.code[0].value
    assert "1. Krông Pắc – im 15 ngày" in text
    assert "Ea Phê" not in text
    assert "trước 19:00 hôm nay" in text
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    found, board = silence(call=call, slug=DRIVE), reporting_day(call=call, slug=DRIVE)
    many = replace(found, silent=found.silent * 200)
    long = silent.reminder(many, board, today=TODAY)
    assert len(long) <= silent.MOST_LETTERS
    assert "đơn vị khác" in long
    # The evening of a day that is over cannot be asked for, also when it was the campaign's last one.
    assert "19:00" not in silent.reminder(found, board, today=board.last_day + timedelta(days=1))


def test_the_past_of_a_number_and_its_line_in_the_log(
    desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, entry(desk, 7), submit=True)
    reporting.return_reports(
        call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=DRIVE, cells=[cell(desk)], reason="nhập lũy kế"
    )
    shown = words(opened(view="past", indicator=SKILLS))
    assert "Hoàng Thị Hòa trả lại để sửa" in shown
    assert "Lý do: nhập lũy kế" in shown
    assert "Nguyễn Thị Lan gửi" in shown
    log = words(open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.AUDIT, params={"campaign": DRIVE}))
    assert "gửi số liệu của Krông Pắc" in log
    assert "22/11/2026 · Tiếp cận kỹ năng số cộng đồng: Đã gửi: 7 → Yêu cầu sửa: 7" in log


def test_the_overview_is_that_of_the_progress_screen(desk: Desk, opened: Open) -> None:
    save_reports(call=desk.system(), slug=DRIVE, entries=[entry(desk, 7)], save_id=new_id(), submit=True)
    reporting.approve(call=desk.system(), slug=DRIVE, cells=[cell(desk)])
    table = {row[0].split(" – ")[0]: row for row in rows(opened(Persona.LEADER, "overview"))}
    own = next(row for name, row in table.items() if name.startswith("Tiếp cận kỹ năng số"))
    assert own[2].startswith("7")
    missing = next(row for name, row in table.items() if name.startswith("Website"))
    assert missing[2].startswith("chưa có số liệu")
