"""An outreach day in real browsers: planned, worked on by a volunteer on a phone, held, its file read elsewhere."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Visitor, visit
from tests.support.world import CAMPAIGN, TODAY, Persona

pytestmark = pytest.mark.browser

SAVE = re.compile(r"^Lưu$")
STEP = "Biết nhận diện lừa đảo"
HOLD, CALENDAR = "Đánh dấu đã tổ chức", f"/outreach?campaign={CAMPAIGN}"


def plan_weekly(official: Visitor, weekday: str, place: str, venue: str) -> None:
    """Plan every such weekday from today until the campaign's end."""
    page = official.page
    official.open(f"{CALENDAR}&view=new")
    page.get_by_label("Địa điểm").fill(venue)
    page.get_by_label("Địa điểm").press("Tab")
    page.get_by_text("Hằng tuần", exact=True).click()
    official.see("7 buổi")
    if weekday != "T4":
        page.get_by_text("T4", exact=True).click()
        page.get_by_text(weekday, exact=True).click()
    official.drawn()
    places = page.get_by_role("combobox", name="Địa bàn", exact=True)
    if places.input_value() != place:
        places.click()
        places.fill(place)
        page.get_by_role("option", name=place).first.click()
    official.drawn()


def test_a_weekly_wednesday_until_the_end(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        plan_weekly(official, "T4", "Krông Pắc", "Trung tâm Phục vụ hành chính công")
        official.shot("outreach-plan-1280")
        official.page.get_by_role("button", name="Đưa vào lịch").dblclick()
        official.see("Đã lên lịch 7 buổi, từ 25/11/2026 đến 06/01/2027.")
        official.shot("outreach-calendar-1280")
        assert not official.overflows
        # Two clicks, one series: one Wednesday of November is left.
        expect(official.page.locator(".ct-month a")).to_have_count(1)


def test_a_day_worked_on_by_a_volunteer_and_held_with_what_a_partner_gave(chromium: Browser, site: Site) -> None:
    with (
        visit(chromium, site, Persona.OFFICIAL, phone=False) as official,
        visit(chromium, site, Persona.VOLUNTEER, phone=True) as volunteer,
    ):
        # Today is a Sunday.
        plan_weekly(official, "CN", "Buôn Jung", "Nhà văn hóa buôn")
        official.page.get_by_role("button", name="Đưa vào lịch").click()
        official.see("Đã lên lịch 7 buổi")

        page = volunteer.page
        volunteer.open(f"/record?campaign={CAMPAIGN}")
        volunteer.see("Ngày thứ tư trực tuyến")
        volunteer.shot("outreach-record-360")
        assert not volunteer.overflows
        search = page.get_by_placeholder("Nhập tên, không cần gõ dấu")
        search.fill("hmaryam nie")
        search.press("Enter")
        page.get_by_role("button", name=re.compile("H’Maryam Niê")).click()
        page.locator("label", has_text=STEP).first.click()
        page.get_by_role("button", name=SAVE).click()
        volunteer.see("Hoàn tác")
        assert site.recount()["records"] == 1

        desk = official.page
        official.open(CALENDAR)
        desk.locator(".ct-month a", has_text="Buôn Jung").first.click()
        official.drawn()
        desk.get_by_label("Số người tham dự").fill("40")
        desk.get_by_label("Số người tham dự").press("Tab")
        give(official, "Doanh nghiệp viễn thông (mẫu)", "Thẻ SIM", "25")
        desk.get_by_role("button", name=HOLD).click()
        official.see("✓ Đã tổ chức")
        people = desk.get_by_text("Số người được ghi nhận").locator("..")
        expect(people).to_contain_text(re.compile(r"ghi nhận\s*1"))
        expect(desk.locator(".ct", has_text="Doanh nghiệp viễn thông (mẫu)").first).to_be_visible()
        official.shot("outreach-held-1280")

        volunteer.open(CALENDAR)
        page.locator(".ct-agenda a", has_text="Buôn Jung").first.click()
        volunteer.see("Kết quả trong buổi")
        volunteer.shot("outreach-day-360")
        assert not volunteer.overflows


def give(official: Visitor, partner: str, kind: str, amount: str) -> None:
    """Type a row into the grid of what partners give."""
    page = official.page
    grid = page.locator("[data-testid=stDataFrame]").first
    grid.scroll_into_view_if_needed()
    # The tool bar lies over the grid's head, where the mouse may not be.
    page.locator("[data-testid=stElementToolbarButton] button").first.evaluate("button => button.click()")
    page.wait_for_timeout(500)
    box = official.box_of(grid)
    for share, text in ((0.15, partner), (0.4, kind), (0.65, amount)):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + 55)
        page.wait_for_timeout(200)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        page.keyboard.type(text)
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
    official.drawn()


def test_the_calendar_file_is_read_by_other_programs(chromium: Browser, site: Site, tmp_path: Path) -> None:
    with visit(chromium, site, Persona.LEADER, phone=True) as leader:
        leader.open(CALENDAR)
        leader.shot("outreach-calendar-360")
        assert not leader.overflows
        leader.page.get_by_role("button", name="Tải lịch").click()
        button = leader.page.get_by_role("button", name="Tất cả các buổi sắp tới")
        button.wait_for()
        with leader.page.expect_download() as wanted:
            button.click()
        file = tmp_path / "days.ics"
        wanted.value.save_as(file)
    assert wanted.value.suggested_filename == f"{CAMPAIGN}-all.ics"
    found: Any = icalendar.Calendar.from_ical(file.read_bytes())
    events = found.walk("VEVENT")
    assert len(events) == 14
    assert {str(event["SUMMARY"]) for event in events} == {"Ngày thứ tư trực tuyến"}
    assert min(event.start for event in events) == TODAY
    assert all(event.end == event.start + timedelta(days=1) for event in events)
    assert len({str(event["UID"]) for event in events}) == 14


@pytest.mark.parametrize("phone", [True, False])
def test_the_screen_fits_its_width(chromium: Browser, site: Site, phone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visit(chromium, site, Persona.OFFICIAL, phone=phone) as official:
        official.open(f"{CALENDAR}&view=new")
        assert not official.overflows
        official.open(CALENDAR)
        assert not official.overflows
        official.page.locator(".ct-agenda a" if phone else ".ct-month a").first.click()
        official.drawn()
        official.page.wait_for_timeout(800)
        official.shot(f"outreach-day-{360 if phone else 1280}")
        assert not official.overflows


def test_next_door_sees_nothing_of_it(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.NEIGHBOUR, phone=False) as neighbour:
        neighbour.open(CALENDAR)
        neighbour.page.wait_for_timeout(1_000)
        shown = neighbour.page.inner_text("[data-testid=stAppViewContainer]")
        assert "Buôn Jung" not in shown
        assert "Nhà văn hóa buôn" not in shown
