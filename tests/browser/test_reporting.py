"""A commune's figures between two offices, in two real browsers: from a draft to the lock, and out of it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.domain.vocabulary import TargetKind
from campaign.services.call import Call, system_viewer
from campaign.services.targets import TargetChange, set_targets
from tests.browser.conftest import Site, Visitor, visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.drive import DRIVE, SKILLS, open_drive
from tests.support.world import NOW, TODAY, Persona

pytestmark = pytest.mark.browser

ADDRESS = f"/reporting?campaign={DRIVE}"


@pytest.fixture(scope="module")
def drive(site: Site) -> Site:
    """The province's campaign beside the communes' own, with one target."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    open_drive(desk)
    change = TargetChange(
        place_id=site.world.place("Krông Pắc").id,
        indicator=SKILLS,
        kind=TargetKind.COUNT,
        amount=40,
        expected_version=0,
    )
    call = Call(store=store, viewer=system_viewer(), moment=NOW)
    set_targets(call=call, slug=DRIVE, changes=[change], reason="giao")
    store.close()
    return site


def field(visitor: Visitor) -> str:
    own = f"reporting-cell-{visitor.site.world.place('Krông Pắc').id}-{SKILLS}-{TODAY.isoformat()}-n"
    return f".st-key-{own} input"


def fill(visitor: Visitor, text: str) -> None:
    box = visitor.page.locator(field(visitor))
    box.fill(text)
    box.press("Enter")
    visitor.drawn()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{name}")).click()


def progress(site: Site) -> dict[str, object]:
    """Return the commune's row of the indicator, as the command line prints it."""
    done = site.campaign("progress", "--campaign", DRIVE, "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    found: dict[str, object] = next(r for r in rows if (r["place_code"], r["indicator"]) == ("24490", SKILLS))
    return found


def test_figures_travel_from_draft_to_locked_between_two_people(chromium: Browser, drive: Site) -> None:
    with (
        visit(chromium, drive, Persona.OFFICIAL, phone=True) as commune,
        visit(chromium, drive, Persona.PROVINCE_OFFICIAL, phone=False) as province,
    ):
        commune.open(ADDRESS)
        commune.see("Kỹ năng số (lượt) · Chưa có số liệu")
        assert not commune.overflows
        fill(commune, "314")
        press(commune.page, "Lưu nháp")
        commune.see("Đã lưu nháp 1 số liệu")
        # A draft is the commune's own affair, and missing everywhere else.
        province.open(ADDRESS)
        province.see("Không có số liệu nào chờ ông/bà duyệt")
        assert progress(drive)["result"] is None

        press(commune.page, "Gửi")
        commune.see("Đã gửi 1 số liệu để duyệt")
        commune.shot("reporting-sent-360")
        province.page.reload()
        province.see("Krông Pắc, số liệu ngày 22/11/2026 chờ ông/bà duyệt")
        province.page.locator(".st-key-reporting-reason input").fill("Đây là số lũy kế")
        press(province.page, "Trả lại 1 số liệu")
        province.see("Đã trả lại 1 số liệu để sửa")

        commune.page.reload()
        commune.see("Hoàng Thị Hòa trả lại: Đây là số lũy kế")
        fill(commune, "31")
        press(commune.page, "Gửi")
        commune.see("Đã gửi 1 số liệu để duyệt")

        province.page.reload()
        province.see("Krông Pắc, số liệu ngày 22/11/2026 chờ ông/bà duyệt")
        province.shot("reporting-approve-1280")
        press(province.page, "Duyệt 1 số liệu")
        province.see("Đã duyệt 1 số liệu")
        assert progress(drive)["result"] == 31

        province.open(f"{ADDRESS}&view=lock")
        press(province.page, "Khóa 1 số liệu đã duyệt")
        province.see("Đã khóa 1 số liệu")
        commune.page.reload()
        commune.see("Kỹ năng số (lượt) · Đã khóa số liệu")
        expect(commune.page.locator(field(commune))).to_be_disabled()
    assert drive.recount()["ok"]


def test_after_the_lock_only_a_reasoned_unlock_changes_them(chromium: Browser, drive: Site) -> None:
    with visit(chromium, drive, Persona.PROVINCE_OFFICIAL, phone=False) as province:
        province.open(f"{ADDRESS}&view=lock")
        press(province.page, "Mở khóa 1 số liệu")
        province.see("Hãy ghi ngắn gọn lý do")
        assert progress(drive)["result"] == 31
        province.page.locator(".st-key-reporting-reason-unlock input").fill("Xã báo cáo nhầm tệp")
        province.shot("reporting-unlock-1280")
        press(province.page, "Mở khóa 1 số liệu")
        province.see("Đã mở khóa 1 số liệu")
        # It still counts; who did it and why stands in the history of the number.
        assert progress(drive)["result"] == 31
        province.open(f"{ADDRESS}&view=past&unit=24490&indicator={SKILLS}")
        province.see("Lý do: Xã báo cáo nhầm tệp")
        province.shot("reporting-history-1280")
    assert drive.recount()["ok"]


def test_missing_is_shown_as_missing(chromium: Browser, drive: Site) -> None:
    with visit(chromium, drive, Persona.PROVINCE_OFFICIAL, phone=False) as province:
        province.open(f"/progress?campaign={DRIVE}")
        # The heat map above has a row of its own for the place.
        line = province.page.get_by_role("row", name=re.compile("Ea Phê.*chưa")).first
        expect(line).to_contain_text("chưa có số liệu")
        expect(line).to_contain_text("chưa báo cáo")
        province.shot("progress-reported-1280")
        province.open(f"{ADDRESS}&view=silent")
        province.see("1/2 đơn vị chưa gửi số liệu ngày 22/11/2026")
        expect(province.page.get_by_role("row", name=re.compile("Ea Phê"))).to_contain_text("chưa lần nào")
        province.shot("reporting-silent-1280")


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("view", ["approve", "entry", "lock", "silent", "overview", "past"])
def test_every_section_fits_its_width(chromium: Browser, drive: Site, view: str, phone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    with visit(chromium, drive, Persona.PROVINCE_OFFICIAL, phone=phone) as province:
        province.open(f"{ADDRESS}&view={view}")
        province.page.wait_for_timeout(800)
        assert not province.overflows
        assert province.page.locator("[data-testid=stException]").count() == 0
