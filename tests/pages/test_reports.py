"""*Báo cáo*: the choice stands in the address, files are made when asked for, and each state says what to do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import PeriodKind
from campaign.services.document_view import document_view
from campaign.services.report_schedule import mark_trouble
from campaign.ui.keys import Screen
from campaign.ui.reports import address, names
from campaign.ui.reports.making import size
from tests.support.desk import Desk
from tests.support.screens import opener, press, words
from tests.support.walks.reports import prepare
from tests.support.world import CAMPAIGN, TODAY, Persona

if TYPE_CHECKING:
    from tests.support.screens import Opener


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Return what opens the screen for a persona."""
    return opener(desk, monkeypatch, Screen.REPORTS)


def texts(app: AppTest) -> list[str]:
    return [str(code.value) for code in app.code]


def made(app: AppTest, document: str) -> bytes:
    """Make a document as a person does and return what lies ready."""
    press(app, names.make(document))
    slot = app.session_state[f"slot:document:{document}"]
    content: bytes = slot.content
    return content


def test_the_standing_choice_is_the_week_of_the_widest_place(desk: Desk, opened: Opener) -> None:
    desk.save("maryam", "scam_awareness")
    app = opened()
    assert app.title[0].value == "Báo cáo"
    assert app.selectbox(key=names.PLACE).value == "24490"
    assert app.session_state[names.PERIOD] == "week"
    assert app.session_state[names.AS_OF] == TODAY
    assert len(texts(app)) == 2
    assert all(0 < len(text) <= 900 for text in texts(app))


def test_a_pasted_address_opens_the_choice_of_its_sender(desk: Desk, opened: Opener) -> None:
    app = opened(Persona.LEADER, place="24490-V07", period="month", profile="doan", as_of="2026-11-15")
    assert app.selectbox(key=names.PLACE).value == "24490-V07"
    assert app.selectbox(key=names.PROFILE).value == "doan"
    assert app.session_state[names.AS_OF].isoformat() == "2026-11-15"
    assert "KẾT QUẢ THÁNG 08/11–15/11/2026 – BUÔN JUNG" in texts(app)[1]
    strange = opened(period="century", profile="party", as_of="soon")
    assert strange.session_state[names.PERIOD] == "week"


def test_a_choice_goes_to_the_address(opened: Opener) -> None:
    app = opened()
    app.selectbox(key=names.PLACE).set_value("24490-V07").run()
    assert app.query_params["place"] == "24490-V07"
    app.selectbox(key=names.PROFILE).set_value("doan").run()
    assert app.query_params["profile"] == "doan"


def test_nothing_is_made_before_somebody_asks_and_then_it_has_name_and_size(desk: Desk, opened: Opener) -> None:
    app = opened()
    assert len(app.get("download_button")) == 0
    content = made(app, "table")
    assert [button.proto.label for button in app.get("download_button")] == [f"Tải về ({size(len(content))})"]
    assert "Biểu tổng hợp kết quả - Krông Pắc - 22-11-2026.xlsx" in words(app)
    # Another choice needs another file.
    app.selectbox(key=names.PLACE).set_value("24490-V07").run()
    assert len(app.get("download_button")) == 0


def test_the_files_open_and_their_numbers_are_those_of_the_day(desk: Desk, opened: Opener) -> None:
    desk.save("maryam", ("chip_id_card", "scam_awareness"))
    desk.save("dao", "scam_awareness", by=Persona.COLLEAGUE)
    app = opened()
    book = load_workbook(io.BytesIO(made(app, "table")), data_only=True)
    view = document_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, kind=PeriodKind.WEEK, as_of=TODAY)
    page = book["Theo từng bước"]
    total = next(row for row in page.iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert list(total[2::2]) == [indicator.here.result for indicator in view.indicators]
    assert made(app, "word").startswith(b"PK")


def test_no_data_is_said_and_documents_can_be_made_all_the_same(desk: Desk, opened: Opener) -> None:
    app = opened()
    assert any("Chưa có số liệu cho lựa chọn này" in str(box.value) for box in app.info)
    assert made(app, "table").startswith(b"PK")


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.COLLEAGUE])
def test_whoever_may_not_take_numbers_out_is_told_so(opened: Opener, persona: Persona) -> None:
    app = opened(persona)
    assert len(app.code) == 0
    assert names.make("table") not in {button.key for button in app.button}


def test_without_a_campaign_the_screen_says_what_to_wait_for(desk: Desk, opened: Opener) -> None:
    desk.run("UPDATE campaign SET status = 'draft'")
    app = opened(Persona.LEADER)
    assert "Khi có chiến dịch, tài liệu được lập tại đây" in words(app)


@pytest.mark.parametrize(("asked", "shown"), [("2026-01-01", "2026-11-08"), ("2027-03-01", "2026-11-22")])
def test_a_day_outside_is_read_as_the_nearest_that_has_numbers(opened: Opener, asked: str, shown: str) -> None:
    assert opened(as_of=asked).session_state[names.AS_OF].isoformat() == shown


def test_the_screen_speaks_english_and_the_texts_vietnamese(opened: Opener) -> None:
    app = opened(language="en")
    assert app.title[0].value == "Reports"
    assert texts(app)[0].startswith("Kính thưa bà con Nhân dân")


def test_sizes_are_said_as_telephones_say_them() -> None:
    assert [size(n) for n in (3, 39_400, 999_400, 1_250_000)] == ["1 kB", "39 kB", "999 kB", "1,2 MB"]


def test_posters_of_the_place_and_of_all_below_are_one_pdf_each(opened: Opener) -> None:
    app = opened()
    assert len(PdfReader(io.BytesIO(made(app, "poster"))).pages) == 1
    assert len(PdfReader(io.BytesIO(made(app, "posters"))).pages) == 4
    village = opened(place="24490-V07")
    assert names.make("posters") not in {button.key for button in village.button}


def test_the_board_has_no_address_on_one_machine_and_while_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    for url, is_open, expected in (
        ("https://cds.example.vn/reports?x=1", True, "https://cds.example.vn/cong-khai?campaign=krong-pac-2026"),
        ("https://cds.example.vn/reports", False, ""),
        ("http://localhost:8501/reports", True, ""),
        ("http://127.0.0.1:8501/reports", True, ""),
        ("http://10.0.0.5:8501/reports", True, "http://10.0.0.5:8501/cong-khai?campaign=krong-pac-2026"),
        ("", True, ""),
    ):
        monkeypatch.setattr(address, "browser_url", lambda url=url: url)
        assert address.board_address(CAMPAIGN, is_open=is_open) == expected


def test_an_official_sets_the_weekly_files_and_everybody_reads_how_it_stands(desk: Desk, opened: Opener) -> None:
    app = opened()
    assert "Chưa đặt lịch báo cáo tuần" in words(app)
    app.toggle(key=names.SCHEDULE_ON).set_value(v=True)
    app.selectbox(key=names.SCHEDULE_DAY).set_value(4)
    with desk.one_event("schedule.set"):
        press(app, names.SCHEDULE_SAVE)
    assert "Đã lưu lịch báo cáo tuần" in words(app)
    reader = opened(Persona.LEADER)
    assert "Vào Thứ Sáu hằng tuần" in words(reader)
    assert "Lần tới: 27/11/2026. Người đặt: Nguyễn Thị Lan" in words(reader)
    assert names.SCHEDULE_SAVE not in {button.key for button in reader.button}


def test_a_schedule_without_files_is_refused_where_it_was_asked_for(desk: Desk, opened: Opener) -> None:
    app = opened()
    app.button_group(key=names.SCHEDULE_PARTS).set_value([])
    before = desk.state()
    press(app, names.SCHEDULE_SAVE)
    assert "Chọn ít nhất một tệp" in words(app)
    assert desk.state() == before


def test_trouble_of_the_last_week_is_said_on_the_screen(desk: Desk, opened: Opener) -> None:
    prepare(desk)
    mark_trouble(call=desk.system(), slug=CAMPAIGN, code="report_folder_refused")
    assert f"reports/{CAMPAIGN}" in words(opened(Persona.LEADER))
    assert any("không ghi được" in str(box.value) for box in opened(Persona.LEADER).warning)


def test_charts_are_fetched_one_by_one_or_all_together(desk: Desk, opened: Opener) -> None:
    desk.save("maryam", ("chip_id_card", "scam_awareness"))
    app = opened()
    with zipfile.ZipFile(io.BytesIO(made(app, "charts"))) as file:
        found = file.namelist()
        assert "1 tiến độ.png" in found
        assert all(file.read(name).startswith(b"\x89PNG" if name.endswith("png") else b"<svg") for name in found)
        assert len(found) == 2 * len(app.selectbox(key=names.CHART).options)
    assert made(app, "chart").startswith(b"\x89PNG")
    app.button_group(key=names.CHART_KIND).set_value("SVG").run()
    assert b"<svg" in made(app, "chart")[:200]
