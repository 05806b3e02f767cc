"""A number that somebody argues about, in real browsers: pressed, read, its rows opened, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from campaign.domain.vocabulary import StepStatus
from campaign.services import records
from tests.browser.conftest import visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, TODAY, Persona

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

STEP = "scam_awareness"
PROGRESS = f"/progress?campaign={CAMPAIGN}&indicator={STEP}"
OPENED = re.compile(r"/provenance\?")


@pytest.fixture(scope="module", autouse=True)
def lived_in(site: Site) -> None:
    """Two people of one village were helped."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    saves = [desk.command(name, {STEP: StepStatus.COMPLETED}, day=TODAY) for name in ("maryam", "sien")]
    assert all(row.result for row in records.save_group(call=desk.as_(Persona.OFFICIAL), saves=saves))
    store.close()


@pytest.mark.parametrize("phone", [False, True])
def test_from_a_number_of_progress_to_its_rows_and_back(chromium: Browser, site: Site, *, phone: bool) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=phone) as official:
        page = official.page
        official.open(f"{PROGRESS}&place=24490-V07")
        official.open(f"/provenance?campaign={CAMPAIGN}&place=24490&indicator={STEP}&figure=result")
        official.see("Đếm lại từ các lượt ghi nhận")
        expect(page.locator(".ct-why .big")).to_have_text("2")
        assert not official.overflows
        # The village in the table of places has a page of its own.
        page.get_by_role("link", name="Buôn Jung", exact=True).first.click()
        page.wait_for_url(re.compile("place=24490-V07"))
        official.drawn()
        official.see("H’Maryam Niê")
        official.see("091•••678")
        official.shot(f"provenance-rows-{360 if phone else 1280}")
        page.get_by_role("button", name="Đếm lại", exact=True).click()
        official.drawn()
        official.see("khớp")
        page.get_by_role("link", name="‹ Tiến độ Buôn Jung").click()
        page.wait_for_url(re.compile(rf"/progress\?.*place=24490-V07.*indicator={STEP}"))
        official.drawn()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Buôn Jung")


def test_a_number_is_reached_with_the_keyboard(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.LEADER, phone=False) as leader:
        page = leader.page
        leader.open(PROGRESS)
        number = page.locator("a.why").first
        number.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(OPENED)
        leader.drawn()
        expect(page.get_by_role("heading", level=1)).to_have_text("Số này ở đâu ra?")
        leader.see("Tài khoản của ông/bà xem số liệu, không xem tên người.")
        assert page.get_by_text("H’Maryam Niê").count() == 0
