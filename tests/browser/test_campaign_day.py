"""One day of the campaign in real browsers: a volunteer on a phone, the leader's laptop, the official next door."""

import re

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

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

        # Two clicks, three records: the second click found its work done.
        assert site.recount()["records"] == len(STEPS)
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
        expect(page.get_by_role("button", name=re.compile("Hoàn tác"))).to_have_count(0)
        assert site.progress()[village, "reached"]["result"] == 0

    assert site.recount()["records"] == 0


def test_a_filtered_link_reopens_what_was_seen(chromium: Browser, site: Site) -> None:
    village = site.world.place("Buôn Jung").code
    with visit(chromium, site, Persona.LEADER, phone=False) as leader:
        leader.open(f"/progress?campaign={CAMPAIGN}&place={village}&indicator=sim_verified")
        heading = leader.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Buôn Jung")
        leader.page.reload()
        expect(heading).to_contain_text("Buôn Jung")
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


class Line:
    """The page's live connection, which the test can cut and mend."""

    def __init__(self, page: Page) -> None:
        self.cut = False
        self.cuts = 0
        self._open: list[WebSocketRoute] = []
        page.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    def _connect(self, line: WebSocketRoute) -> None:
        if self.cut:
            self.cuts += 1
            line.close(code=1001)
            return
        line.connect_to_server()
        self._open.append(line)

    def lose(self) -> None:
        """End what is open and let nothing new through."""
        self.cut = True
        for line in self._open:
            line.close(code=1001)
        self._open.clear()


def test_a_lost_connection_keeps_what_was_chosen(chromium: Browser, site: Site) -> None:
    before = site.recount()["records"]
    with visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer:
        page = volunteer.page
        line = Line(page)
        page.reload()
        volunteer.drawn()
        search = page.get_by_placeholder("Nhập tên, không cần gõ dấu")
        search.fill("y sien")
        search.press("Enter")
        page.get_by_role("button", name=re.compile("Y Siên")).click()
        step = page.locator("label", has_text=STEPS[0]).first
        step.click()
        line.lose()
        page.wait_for_timeout(4_000)
        assert line.cuts > 0, "the page did not even try to come back"
        line.cut = False
        volunteer.drawn()
        # Still on the person, still switched on; one tap saves it.
        expect(page.get_by_role("heading", level=1)).to_contain_text("Y Siên")
        expect(step.locator("input")).to_be_checked()
        page.get_by_role("button", name=SAVE).click()
        volunteer.see("Hoàn tác")
    assert site.recount()["records"] == before + 1


def test_a_reload_in_the_middle_of_the_work_stays_with_the_person(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer:
        page = volunteer.page
        search = page.get_by_placeholder("Nhập tên, không cần gõ dấu")
        search.fill("h maryam")
        search.press("Enter")
        page.get_by_role("button", name=re.compile("H’Maryam Niê")).click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Maryam")
        page.reload()
        volunteer.drawn()
        expect(heading).to_contain_text("Maryam")


def test_ticks_survive_the_phone_s_back_key_and_a_reload(chromium: Browser, site: Site) -> None:
    before = site.recount()["records"]
    with visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer:
        page = volunteer.page
        person = page.get_by_role("button", name=re.compile("Trần Gia Bảo"))
        person.click()
        step = page.locator("label", has_text=STEPS[0]).first
        step.click()
        expect(page.get_by_role("button", name="Bỏ thay đổi")).to_be_visible(timeout=30_000)
        page.go_back()
        expect(person).to_contain_text("chưa lưu")
        page.go_forward()
        expect(step.locator("input")).to_be_checked(timeout=30_000)
        page.reload()
        volunteer.drawn()
        expect(step.locator("input")).to_be_checked(timeout=30_000)
        page.get_by_role("button", name=SAVE).click()
        volunteer.see("Hoàn tác")
        expect(person).not_to_contain_text("chưa lưu")
    assert site.recount()["records"] == before + 1


def test_the_grid_keeps_ticks_over_back_and_locks_what_is_there(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.VOLUNTEER, phone=False) as volunteer:
        page = volunteer.page

        def tap(step: int) -> None:
            """Tap a step of the first person; the grid is one picture, so that a cell is a place in it."""
            box = volunteer.box_of(page.locator("[data-testid=stDataFrame] canvas").first)
            page.mouse.click(box["x"] + 150 + 64 + 104 * step + 52, box["y"] + 60)
            # The tick travels after the tap; nothing on the screen says when it has arrived.
            page.wait_for_timeout(1_500)
            volunteer.drawn()

        def group() -> None:
            page.get_by_role("button", name="Ghi cả nhóm").click()
            page.get_by_role("button", name="Lưu cả nhóm").wait_for(timeout=30_000)
            page.wait_for_timeout(500)
            volunteer.drawn()

        page.get_by_role("button", name="Ghi cả nhóm").click()
        page.get_by_role("button", name=re.compile("^Đưa cả")).click()
        page.get_by_role("button", name="Lưu cả nhóm").wait_for(timeout=30_000)
        page.wait_for_timeout(500)
        volunteer.drawn()
        tap(0)
        page.go_back()
        volunteer.see("Ghi cả nhóm")
        group()
        page.get_by_role("button", name="Lưu cả nhóm").click()
        volunteer.see("Hoàn tác")
        tap(0)
        volunteer.see("Muốn sửa, hãy mở người này")
        volunteer.shot("record-group-locked-1280")
        page.get_by_role("button", name="Hoàn tác").click()
        volunteer.see("Đã hoàn tác")


def test_a_wrong_password_says_so_and_keeps_the_name(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site.url}/dang-nhap")
    page.fill("input[name=username]", Persona.AUDITOR.value)
    page.fill("input[name=password]", "khong-phai-mat-khau-nay")
    page.click("button[type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    assert page.input_value("input[name=username]") == Persona.AUDITOR.value
    assert page.input_value("input[name=password]") == ""
    context.close()
