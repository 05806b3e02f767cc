"""An official fetches every document of the week in a real browser; each opens and says what progress says."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from campaign.services.call import Call, system_viewer
from campaign.services.records import save_steps
from tests.browser.conftest import Site, Visitor, visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NOW, Persona

pytestmark = pytest.mark.browser

ADDRESS = f"/reports?campaign={CAMPAIGN}"


@pytest.fixture(scope="module")
def week(site: Site) -> Site:
    """A week in which two people had their steps recorded."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    call = Call(store=store, viewer=system_viewer(), moment=NOW)
    for who in ("maryam", "sien"):
        save_steps(call=call, save=desk.command(who, ("chip_id_card", "scam_awareness")))
    store.close()
    return site


def fetched(visitor: Visitor, document: str, folder: Path) -> Path:
    """Make a document and fetch it, as a person does in two taps."""
    visitor.page.locator(f".st-key-reports-make-{document} button").click()
    button = visitor.page.locator(f".st-key-reports-fetch-{document} button")
    button.wait_for(timeout=60_000)
    expect(button).to_have_text(re.compile(r"Tải về \([\d,.]+ (kB|MB)\)"))
    with visitor.page.expect_download() as started:
        button.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_every_document_is_fetched_opens_and_says_what_progress_says(
    chromium: Browser, week: Site, tmp_path: Path
) -> None:
    shown = {key[1]: row["result"] for key, row in week.progress().items() if key[0] == "24490"}
    with visit(chromium, week, Persona.OFFICIAL, phone=False) as official:
        official.open(ADDRESS)
        table = fetched(official, "table", tmp_path)
        word = fetched(official, "word", tmp_path)
        charts = fetched(official, "charts", tmp_path)
        poster = fetched(official, "poster", tmp_path)
        posters = fetched(official, "posters", tmp_path)
        aloud, pasted = official.page.locator("[data-testid=stCode]").all_inner_texts()
        official.shot("reports-1280")
    book = load_workbook(table, data_only=True)
    total = next(row for row in book["Theo từng bước"].iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert list(total[2::2]) == list(shown.values())
    assert len(Document(str(word)).paragraphs) > 5
    with zipfile.ZipFile(charts) as file:
        assert file.testzip() is None
    assert "KRÔNG PẮC" in PdfReader(poster).pages[0].extract_text()
    assert len(PdfReader(io.BytesIO(posters.read_bytes())).pages) == 4
    # No two documents of one day bear one name: the second would lie over the first.
    assert len({table.name, word.name, charts.name, poster.name, posters.name}) == 5
    assert table.name == "Biểu tổng hợp kết quả - Krông Pắc - 22-11-2026.xlsx"
    assert "Kính thưa bà con" in aloud
    assert "KẾT QUẢ TUẦN" in pasted


def test_the_schedule_is_set_and_the_command_writes_the_week(chromium: Browser, week: Site) -> None:
    with visit(chromium, week, Persona.OFFICIAL, phone=False) as official:
        official.open(ADDRESS)
        official.page.locator(".st-key-reports-schedule-on label").first.click()
        official.drawn()
        official.page.locator(".st-key-reports-schedule-save button").click()
        official.see("Đã lưu lịch báo cáo tuần")
        done = week.campaign("documents", "--due", "--json")
        assert done.returncode == 0, done.stderr
        official.page.reload()
        official.see("Lần gần nhất: tuần đến ngày 15/11/2026")
    folder = Path(week.environment["CAMPAIGN_KEY_FILE"]).parent / "reports" / CAMPAIGN
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".txt"}


@pytest.mark.parametrize("phone", [True, False])
def test_the_screen_fits_its_width_and_a_leader_reads_it(chromium: Browser, week: Site, phone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visit(chromium, week, Persona.LEADER, phone=phone) as leader:
        leader.open(f"{ADDRESS}&period=month&place=24490-V07")
        assert not leader.overflows
        assert leader.page.locator("[data-testid=stException]").count() == 0
        leader.see("KẾT QUẢ THÁNG 08/11–22/11/2026 – BUÔN JUNG")
        leader.shot(f"reports-{360 if phone else 1280}")
