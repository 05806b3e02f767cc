"""An official sets a campaign up in a real browser, leaves in the middle, comes back another way, and opens it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visitor, visit
from tests.support.world import Persona

pytestmark = pytest.mark.browser

VILLAGES = "\n".join(f"Thôn mới {n}\t{400 + 7 * n}" for n in range(1, 26))
PEOPLE = "\n".join(f"Nguyễn Văn Thử {letter}; Tình nguyện viên" for letter in "ABCDEGHIKL")
SLUG = re.compile(r"campaign=(cong-dan-so-2026-[a-z0-9-]+)")


def press(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    visitor.page.get_by_role("button", name=name).first.click()
    visitor.page.wait_for_timeout(300)
    visitor.drawn()


def paste(visitor: Visitor, text: str) -> None:
    area = visitor.page.locator("textarea").first
    area.fill(text)
    area.blur()
    visitor.page.wait_for_timeout(300)
    visitor.drawn()


def on(page: Page, title: str) -> None:
    """Wait until the step with a title is drawn."""
    expect(page.get_by_role("heading", level=2, name=title)).to_be_visible(timeout=30_000)


def test_from_a_template_to_an_open_campaign(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        page = official.page
        official.open("/campaigns")
        press(official, "Lập chiến dịch mới")
        expect(page.get_by_text("Chiến dịch thuộc loại nào?")).to_be_visible()
        press(official, "Tiếp tục")
        press(official, "Lập bản nháp")
        on(page, "Thời gian, căn cứ")
        slug = SLUG.search(page.url)
        assert slug is not None
        page.get_by_label("Số kế hoạch, quyết định").fill("12/KH-UBND")
        press(official, "Lưu và tiếp tục")
        on(page, "Nội dung")

        # Left in the middle, for another screen; the list knows the draft and what is still missing.
        official.open("/progress")
        official.open("/campaigns")
        press(official, "Làm tiếp")
        on(page, "Kiểm tra, mở")
        official.see("Chưa giao chỉ tiêu nào")
        press(official, re.compile("Sửa ở bước Chỉ tiêu"))
        on(page, "Chỉ tiêu")
        page.reload()
        official.drawn()
        on(page, "Chỉ tiêu")

        villages_and_targets(official)

        on(page, "Nhân lực")
        people(official)
        press(official, "Chia đều")
        official.see("Thôn, buôn, trường học nào cũng có người phụ trách")
        press(official, "Tiếp tục")

        on(page, "Kiểm tra, mở")
        official.shot("campaign-check-1280")
        if page.get_by_text("Tôi đã đọc và chấp nhận").count():
            page.locator("label", has_text="Tôi đã đọc và chấp nhận").click()
            page.get_by_label("Lý do chấp nhận").fill("đã xem")
        press(official, "Mở chiến dịch")
        official.see("Chiến dịch đã mở")
        official.shot("campaign-opened-1280")
        assert page.locator("[data-testid=stException]").count() == 0

    done = site.campaign("progress", "--campaign", slug[1], "--json")
    assert done.returncode == 0, done.stderr
    assert '"target": 1000' in done.stdout


def villages_and_targets(official: Visitor) -> None:
    """Paste the villages, split a thousand over them, look at it, and store it."""
    page = official.page
    press(official, re.compile("Quay lại"))
    on(page, "Thôn, buôn")
    page.get_by_text("Dán danh sách thôn, buôn, trường học").click()
    official.drawn()
    paste(official, VILLAGES)
    official.shot("campaign-places-1280")
    press(official, re.compile("Thêm 25"))
    official.see("Thôn mới 25")
    press(official, "Tiếp tục")

    on(page, "Chỉ tiêu")
    page.get_by_label("Tổng số").fill("1000")
    page.get_by_label("Tổng số").press("Tab")
    official.see("các phần cộng lại là 1.000")
    official.shot("campaign-targets-1280")
    press(official, "Lưu chỉ tiêu")
    official.see("Đã lưu")
    press(official, "Tiếp tục")


def people(official: Visitor) -> None:
    """Paste ten volunteers, make their accounts, and see their sign-ins once."""
    if not official.page.locator("textarea").first.is_visible():
        official.page.get_by_text("Dán danh sách tình nguyện viên").click()
        official.drawn()
    paste(official, PEOPLE)
    press(official, "Kiểm tra danh sách")
    official.shot("campaign-people-1280")
    press(official, re.compile(r"^(Tạo|Lập|Thêm) .*10"))
    official.shot("campaign-sign-ins-1280")
    # The sheet with the sign-ins is shown once; printed and put away, the step goes on.
    official.open(official.page.url.removeprefix(official.site.url))


def test_every_step_fits_a_phone(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=True) as official:
        official.open("/campaigns?view=new&step=place&template=digital_literacy")
        press(official, "Lập bản nháp")
        slug = re.search(r"campaign=([a-z0-9-]+)", official.page.url)
        assert slug is not None
        for step in ("dates", "steps", "places", "targets", "people", "check"):
            official.open(f"/campaigns?campaign={slug[1]}&view=set_up&step={step}")
            official.shot(f"campaign-{step}-360")
            assert not official.overflows, step
