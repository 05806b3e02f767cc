"""The people of a commune in a real browser: a filtered list, one person's numbers, two entries that are one person."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, Persona

pytestmark = pytest.mark.browser

ADDRESS = f"/citizens?campaign={CAMPAIGN}"


@pytest.fixture(scope="module", autouse=True)
def twins(site: Site) -> None:
    """Enter somebody twice, as two volunteers would: with the accents and without."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    desk.enrol("Hoàng Văn Nam", birth="12/05/1985", phone="0977123456")
    second = desk.enrol("Hoang Van Nam", birth="1985", phone="0977123456", distinct_reason="nhập hai lần")
    desk.save(second, "scam_awareness", by=Persona.OFFICIAL)
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM duplicate_pair")
    store.close()


def test_the_list_is_narrowed_and_a_person_is_looked_at_with_a_reason(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        page = official.page
        official.open(ADDRESS)
        official.see("7 công dân của Krông Pắc")
        page.get_by_label("Tìm theo tên hoặc số").fill("hmaryam")
        page.get_by_label("Tìm theo tên hoặc số").press("Enter")
        official.see("1 công dân của Krông Pắc")
        expect(page).to_have_url(re.compile("text=hmaryam"))
        official.drawn()
        official.shot("citizens-1280")
        page.get_by_role("link", name="H’Maryam Niê").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("H’Maryam Niê")
        official.drawn()
        expect(page.get_by_text("091•••678").first).to_be_visible()
        page.get_by_text("Hiện số đầy đủ").click()
        page.get_by_label("Lý do").fill("Gọi hẹn đến nhà")
        page.get_by_label("Lý do").press("Tab")
        official.drawn()
        page.get_by_role("button", name="Hiện", exact=True).click()
        official.see("0912 345 678")
        official.drawn()
        official.shot("citizens-person-1280")
        page.get_by_role("button", name="Ẩn", exact=True).click()
        expect(page.get_by_text("0912 345 678")).to_have_count(0)
        # Back to the list, which is still narrowed.
        page.get_by_role("button", name="‹ Danh sách").click()
        official.see("1 công dân của Krông Pắc")


def test_two_entries_become_one_person_and_two_again(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        page = official.page
        official.open(f"{ADDRESS}&view=duplicates")
        page.get_by_role("button", name="Tìm mục trùng").click()
        official.see("thêm 1 cặp nghi trùng")
        official.drawn()
        expect(page.get_by_text("≠ khác").first).to_be_visible()
        official.shot("citizens-duplicates-1280")
        page.get_by_text("Là một người", exact=True).click()
        merge = page.get_by_role("button", name="Gộp thành một người")
        merge.wait_for()
        official.box_of(merge)
        merge.dblclick()
        official.see("một người, có các bước của cả hai")
        official.drawn()
        assert site.recount()["differences"] == []
        page.get_by_role("button", name="Hoàn tác").click()
        official.see("lại là hai mục riêng")
        official.see("1 cặp, giống nhau nhất xếp trước")
    assert site.recount()["differences"] == []


def test_they_fit_a_phone(chromium: Browser, site: Site) -> None:
    maryam = site.world.people["maryam"]
    with visit(chromium, site, Persona.OFFICIAL, phone=True) as official:
        for name, path in (
            ("citizens", ADDRESS),
            ("citizens-duplicates", f"{ADDRESS}&view=duplicates"),
            ("citizens-person", f"{ADDRESS}&person={maryam.commune_id}-{maryam.id.hex}"),
        ):
            official.open(path)
            expect(official.page.get_by_role("heading", level=1)).to_be_visible()
            official.drawn()
            official.shot(f"{name}-360")
            assert not official.overflows, path
