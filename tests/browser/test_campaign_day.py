"""One day of the campaign in real browsers: a volunteer on a phone, the leader's laptop, the official next door."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, visit
from tests.support.world import CAMPAIGN, Persona

pytestmark = pytest.mark.browser

STEPS = ("Biết nhận diện lừa đảo", "Xác thực thông tin thuê bao", "Có thẻ căn cước")
SAVE = re.compile(r"^Lưu$")


def test_three_steps_a_double_click_and_an_undo_are_what_everybody_sees(chromium: Browser, site: Site) -> None:
    village = site.world.place("Buôn Jung").code
    with (
        visit(chromium, site, Persona.LEADER, phone=False) as leader,
        visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer,
    ):
        leader.open(f"/progress?campaign={CAMPAIGN}&indicator=reached")
        tile = leader.page.get_by_text("Số người đã hỗ trợ").locator("..")
        expect(tile).to_contain_text(re.compile(r"hỗ trợ\s*0"))

        page = volunteer.page
        search = page.get_by_placeholder("Nhập tên, không cần gõ dấu")
        search.fill("hmaryam nie")
        search.press("Enter")
        page.get_by_role("button", name=re.compile("H’Maryam Niê")).click()
        volunteer.see("Biết nhận diện lừa đảo")
        for step in STEPS:
            page.locator("label", has_text=step).first.click()
        volunteer.shot("record-person-360")
        assert not volunteer.overflows
        page.get_by_role("button", name=SAVE).dblclick()
        volunteer.see("Hoàn tác")
        volunteer.shot("record-saved-360")

        rows = site.progress()
        for step in ("scam_awareness", "sim_verified", "chip_id_card", "reached"):
            assert rows[village, step]["result"] == 1, step
            assert rows["24490", step]["result"] == 1, step

        # The leader's page was open all the while: any touch of it shows the new number.
        leader.page.get_by_text(re.compile("^English$")).click()
        expect(leader.page.get_by_text("People reached").first.locator("..")).to_contain_text(re.compile(r"\b1\b"))
        leader.shot("progress-after-save-1280")
        leader.page.get_by_text(re.compile("^Tiếng Việt$")).click()
        expect(tile).to_contain_text(re.compile(r"hỗ trợ\s*1"))

        page.get_by_role("button", name=re.compile("Hoàn tác")).first.click()
        expect(page.get_by_role("button", name=re.compile("Hoàn tác"))).to_have_count(0, timeout=30_000)
        assert site.progress()[village, "reached"]["result"] == 0

    recount = site.campaign("verify")
    assert recount.returncode == 0, recount.stderr


def test_a_filtered_link_reopens_what_was_seen(chromium: Browser, site: Site) -> None:
    village = site.world.place("Buôn Jung").code
    with visit(chromium, site, Persona.LEADER, phone=False) as leader:
        leader.open(f"/progress?campaign={CAMPAIGN}&place={village}&indicator=sim_verified")
        heading = leader.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Buôn Jung", timeout=30_000)
        leader.page.reload()
        expect(heading).to_contain_text("Buôn Jung", timeout=30_000)
        assert "indicator=sim_verified" in leader.page.url


def test_the_official_next_door_sees_nothing_of_it(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.NEIGHBOUR, phone=False) as neighbour:
        for path in (f"/progress?campaign={CAMPAIGN}", f"/record?campaign={CAMPAIGN}", f"/targets?campaign={CAMPAIGN}"):
            neighbour.open(path)
            neighbour.page.wait_for_timeout(1_500)
            shown = neighbour.page.inner_text("[data-testid=stAppViewContainer]")
            assert "Buôn Jung" not in shown, path
            assert "Maryam" not in shown, path
            assert "Công dân số Krông Pắc" not in shown, path


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("path", ["/progress", "/record", "/targets", "/audit"])
def test_every_screen_fits_its_width(chromium: Browser, site: Site, path: str, phone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visit(chromium, site, Persona.OFFICIAL, phone=phone) as official:
        official.open(path)
        official.page.wait_for_timeout(1_000)
        official.shot(f"{path[1:]}-{360 if phone else 1280}")
        assert not official.overflows
        assert official.page.locator("[data-testid=stException]").count() == 0


def test_nobody_enters_without_signing_in(chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/progress?campaign={CAMPAIGN}")
    assert "/dang-nhap" in page.url
    assert page.request.get(f"{site.url}/_stcore/host-config").status == 401
    context.close()


def test_signing_out_closes_the_open_page(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.TEAM_LEAD, phone=True) as lead:
        lead.open("/progress")
        lead.page.goto(f"{site.url}/dang-xuat")
        lead.see("Đăng nhập")
        lead.page.goto(f"{site.url}/progress")
        assert "/dang-nhap" in lead.page.url
