"""Ten volunteers from a pasted list to the first sign-in, and looking as one of them, in real browsers."""

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Site, visit
from tests.support.databases import open_store
from tests.support.world import CAMPAIGN, Persona

pytestmark = pytest.mark.browser

NAMES = (
    "Lò Văn Một",
    "H’Hai Niê",
    "Y Ba Mlô",
    "Trần Thị Bốn",
    "Nguyễn Văn Năm",
    "Lê Thị Sáu",
    "H’Bảy Êban",
    "Y Tám Kbuôr",
    "Phạm Văn Chín",
    "Đặng Thị Mười",
)
OWN_PASSWORD = "buoi-sang-o-buon-jung-2026"


def pasted() -> str:
    """Return the list as it is copied from a spreadsheet, with a heading and a blank line."""
    rows = [f"{number}\t{name}\tTNV\tBuôn Jung" for number, name in enumerate(NAMES, start=1)]
    return "\n".join(["STT\tHọ và tên\tVai trò\tThôn, buôn", *rows[:5], "", *rows[5:]])


def slips(sheet: str) -> dict[str, tuple[str, str, str]]:
    """Return name -> (user name, password, address) of a printed sheet."""
    found = re.findall(r"<h2>(.*?)</h2>.*?<dd>(.*?)</dd>.*?<dd>(.*?)</dd>.*?<dd>(.*?)</dd>", sheet)
    return {html.unescape(name): (username, password, address) for name, username, password, address in found}


def logged(site: Site) -> list[tuple[str, str]]:
    """Return what the log holds of looking as others: (action, who did it). Its screen ends with the frozen day."""
    query = "SELECT action, actor FROM audit_event WHERE action LIKE 'account.view_as%' ORDER BY seq"
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    try:
        with store.read() as connection:
            return [(row.action, row.actor) for row in connection.exec_driver_sql(query)]
    finally:
        store.close()


def test_ten_volunteers_from_the_list_to_the_first_sign_in(chromium: Browser, site: Site, tmp_path: Path) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=True) as official:
        page = official.page
        official.open(f"/accounts?campaign={CAMPAIGN}&view=list")
        page.locator(".st-key-accounts-paste-text-accounts textarea").fill(pasted())
        page.locator(".st-key-accounts-paste-read-accounts button").click()
        official.see("Đã đọc 10 dòng, 10 dòng sẵn sàng")
        official.shot("accounts-preview-360")
        assert not official.overflows
        page.locator(".st-key-accounts-paste-make-accounts button").dblclick()
        official.see("Đã cấp mật khẩu dùng một lần cho 10 tài khoản")
        official.drawn()
        official.shot("accounts-made-360")
        assert not official.overflows
        with page.expect_download() as loading:
            page.locator(".st-key-accounts-slips-sheet-accounts button").click()
        loading.value.save_as(tmp_path / "sheet.html")
    sheet = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    found = slips(sheet)
    assert set(found) == set(NAMES)
    assert {address for _username, _password, address in found.values()} == {f"{site.url}/dang-nhap"}
    # Nothing on the sheet comes from elsewhere.
    assert re.findall(r"(?:src|href)=", sheet) == []
    username, password, _address = found["H’Hai Niê"]
    assert username == "h.hai.nie"

    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.url}/dang-nhap")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    expect(page).to_have_url(re.compile("/doi-mat-khau"))
    page.fill("input[name=old]", password)
    page.fill("input[name=new]", OWN_PASSWORD)
    page.fill("input[name=again]", OWN_PASSWORD)
    page.click("main button[type=submit]")
    page.get_by_placeholder("Nhập tên, không cần gõ dấu").wait_for(timeout=60_000)
    context.close()


def test_looking_as_a_volunteer_and_back(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=True) as official:
        page = official.page
        official.open(f"/accounts?campaign={CAMPAIGN}&person={Persona.VOLUNTEER.value}")
        page.get_by_role("button", name="Xem như người này").click()
        official.see("Đang xem như Y Bhăm Kbuôr")
        # The volunteer's first screen, with the volunteer's village.
        page.get_by_placeholder("Nhập tên, không cần gõ dấu").wait_for()
        official.drawn()
        # The record screen scrolls by itself; the banner stays where it is seen.
        expect(page.get_by_text("Đang xem như Y Bhăm Kbuôr")).to_be_in_viewport()
        page.get_by_role("button", name=re.compile("Y Siên")).scroll_into_view_if_needed()
        expect(page.get_by_role("button", name="Thôi xem")).to_be_in_viewport()
        official.shot("looking-record-360")
        assert not official.overflows
        page.get_by_role("button", name=re.compile("H’Maryam Niê")).click()
        page.locator("label", has_text="Biết nhận diện lừa đảo").first.click()
        page.get_by_role("button", name=re.compile("^Lưu$")).click()
        official.see("Ông/bà đang xem như")
        official.open("/progress")
        official.see("Đang xem như Y Bhăm Kbuôr")
        page.get_by_role("button", name="Thôi xem").click()
        expect(page.get_by_text("Đang xem như")).to_have_count(0)
    assert logged(site) == [
        ("account.view_as", Persona.OFFICIAL.value),
        ("account.view_as_end", Persona.OFFICIAL.value),
    ]
    assert site.recount()["records"] == 0


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("view", ["people", "list", "teams", "villages"])
def test_every_part_fits_its_width(chromium: Browser, site: Site, view: str, phone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visit(chromium, site, Persona.OFFICIAL, phone=phone) as official:
        official.open(f"/accounts?campaign={CAMPAIGN}&view={view}")
        official.page.wait_for_timeout(1_000)
        official.shot(f"accounts-{view}-{360 if phone else 1280}")
        assert not official.overflows
        assert official.page.locator("[data-testid=stException]").count() == 0
