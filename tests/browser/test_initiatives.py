"""A model registered, the shortlist read by the leader, the choice written down by the office, the list printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Visitor, visit
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

MODELS, KHEO = f"/initiatives?campaign={CAMPAIGN}", f"/commendation?campaign={CAMPAIGN}"


def fill(visitor: Visitor, label: str, text: str) -> None:
    field = visitor.page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
    visitor.drawn()


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).last.click()
    visitor.drawn()


def test_a_model_is_registered_by_two_clicks_once(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        official.open(f"{MODELS}&view=new")
        fill(official, "Tên", "Ngõ số buôn Jung (mẫu)")
        fill(official, "Đơn vị chủ trì", "Chi đoàn buôn Jung (mẫu)")
        official.page.get_by_role("button", name="Đăng ký", exact=True).last.dblclick()
        official.see("Đã đăng ký.")
        expect(official.page.get_by_role("link", name="Ngõ số buôn Jung (mẫu)")).to_have_count(1)
        assert not official.overflows
        official.shot("initiatives-1280")
    with visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer:
        volunteer.open(MODELS)
        volunteer.see("Ngõ số buôn Jung (mẫu)")
        assert not volunteer.overflows
        volunteer.shot("initiatives-360")


def test_from_the_registration_to_the_printed_list(chromium: Browser, site: Site, tmp_path: Path) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        official.open(f"{KHEO}&view=new")
        official.page.get_by_text("Ngoài chiến dịch", exact=True).click()
        official.drawn()
        fill(official, "Tên", "Hội Phụ nữ xã (mẫu)")
        fill(official, "Thành tích, việc làm", "Ra quân hằng tuần (mẫu)")
        press(official, "Đăng ký")
        official.see("Đã đăng ký.")
        official.shot("commendation-1280")

    with visit(chromium, site, Persona.LEADER, phone=True) as leader:
        leader.open(KHEO)
        leader.see("Quy tắc xếp")
        leader.see("Phần mềm không đề xuất ai")
        assert not leader.overflows
        leader.shot("commendation-360")
        leader.page.get_by_role("link", name="Hội Phụ nữ xã (mẫu)").click()
        leader.see("Ra quân hằng tuần (mẫu)")
        # Who chooses has nothing to press: the office writes it down.
        expect(leader.page.get_by_text("Lựa chọn của lãnh đạo")).to_have_count(0)

    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        official.open(KHEO)
        official.page.get_by_role("link", name="Hội Phụ nữ xã (mẫu)").click()
        official.see("Ra quân hằng tuần (mẫu)")
        official.drawn()
        official.page.get_by_text("Lựa chọn của lãnh đạo").click()
        official.drawn()
        fill(official, "Người lựa chọn: họ tên, chức vụ", "Chủ tịch UBND xã (mẫu)")
        press(official, "Ghi lựa chọn")
        official.see("Chủ tịch UBND xã (mẫu)")
        official.open(KHEO)
        official.page.get_by_role("button", name="In danh sách").click()
        button = official.page.get_by_role("button", name="Tệp Word cho Hội đồng")
        button.wait_for()
        with official.page.expect_download() as wanted:
            button.click()
        file = tmp_path / "list.docx"
        wanted.value.save_as(file)
    assert re.fullmatch(r"Dân vận khéo - Krông Pắc - 22-11-2026\.docx", wanted.value.suggested_filename)
    cells = [cell.text for table in docx.Document(str(file)).tables for row in table.rows for cell in row.cells]
    assert "Hội Phụ nữ xã (mẫu)" in cells
    assert any("Chủ tịch UBND xã (mẫu)" in cell for cell in cells)
