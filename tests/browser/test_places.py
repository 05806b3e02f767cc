"""A commune's places in a real browser: a pasted list with some dirt, a new name; one target set by two officials."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Visitor, visit
from tests.support.world import CAMPAIGN, Persona

pytestmark = pytest.mark.browser

VILLAGES = 25
DIRT = ("buon jung\tBuôn\t\t900", "Thôn 99\tHuyện\t\t5", "Buôn Số 3\tBuôn\t\t1")
TABLE = "\n".join(
    [
        "DANH SÁCH THÔN, BUÔN",
        "",
        "STT\tTên thôn, buôn\tLoại\tMã\tDân số\tSố hộ",
        *(
            f"{n}\tBuôn Số {n}\tBuôn\t\t{n:,}.0\t–" if n % 2 else f"{n}\tBuôn Số {n}\t\tB{n:02d}\t1.{n:03d}\t300"
            for n in range(1, VILLAGES + 1)
        ),
        "",
        *(f"\t{line}" for line in DIRT),
        "Tổng cộng\t\t\t\t12.345",
    ]
)


def open_places(official: Visitor) -> None:
    official.open("/places")
    expect(official.page.get_by_role("heading", level=1)).to_contain_text("Địa bàn")


def test_a_pasted_list_becomes_villages_and_one_gets_another_name(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        page = official.page
        open_places(official)
        page.get_by_role("button", name="Thêm địa bàn", exact=True).click()
        page.locator("textarea").fill(TABLE)
        page.get_by_role("button", name="Xem trước").click()
        official.see("Nhận 25 dòng · không nhận 3 dòng · bỏ qua 3 dòng tiêu đề hoặc dòng cộng.")
        told = page.locator("td", has_text="“Buôn Jung” đã có trong danh sách địa bàn (24490-V07)")
        expect(told.first).to_be_visible()
        official.shot("places-preview-1280")
        page.get_by_role("button", name="Thêm 25 địa bàn").dblclick()
        official.see("Đã thêm 25 địa bàn. 3 dòng chưa nhận còn ở ô trên")
        official.drawn()
        left = page.locator("textarea").input_value().splitlines()
        assert [line.strip() for line in left[1:]] == list(DIRT)
        assert left[0].startswith("STT")

        page.get_by_role("button", name="Đóng phần thêm").click()
        official.see("29 địa bàn của Krông Pắc")
        official.shot("places-1280")
        assert not official.overflows
        page.get_by_role("link", name="Buôn Số 2", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Buôn Số 2")
        official.drawn()
        name = page.get_by_label("Tên", exact=True)
        name.fill("Buôn Krai")
        name.press("Tab")
        page.get_by_role("button", name="Lưu thay đổi").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Buôn Krai")
        official.see("Đã lưu thay đổi.")
        official.shot("places-unit-1280")
        # The address opens the same place again, under its code.
        assert "unit=24490-B02" in page.url
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Buôn Krai")
    rows = site.progress()
    assert ("24490-B02", "all_steps") in rows
    assert rows["24490-B02", "all_steps"]["place_name"] == "Buôn Krai"


def test_the_places_fit_a_phone(chromium: Browser, site: Site) -> None:
    code = site.world.place("Buôn Jung").code
    with visit(chromium, site, Persona.OFFICIAL, phone=True) as official:
        for name, path in (
            ("places", "/places"),
            ("places-add", "/places?view=add"),
            ("places-unit", f"/places?place=24490&unit={code}"),
        ):
            official.open(path)
            official.page.wait_for_timeout(1_000)
            official.shot(f"{name}-360")
            assert not official.overflows, path
        official.open("/places?view=add")
        official.page.locator("textarea").fill(TABLE)
        official.page.get_by_role("button", name="Xem trước").click()
        official.see("không nhận")
        official.shot("places-preview-360")
        assert not official.overflows


def type_target(official: Visitor, text: str) -> None:
    """Type into the first cell of the first column of the grid, as a person does: choose it, type, Enter."""
    box = official.box_of(official.page.locator("[data-testid=stDataFrame]").first)
    # The second row (below the whole commune) of the first column behind the names.
    official.page.mouse.click(box["x"] + 200, box["y"] + 36 * 2 + 18)
    official.page.keyboard.type(text, delay=120)
    official.page.wait_for_timeout(300)
    official.page.keyboard.press("Enter")
    official.page.wait_for_timeout(1_500)
    official.drawn()


def test_two_officials_set_one_target_and_the_second_decides(chromium: Browser, site: Site) -> None:
    address = f"/targets?campaign={CAMPAIGN}&columns=all_steps"
    with (
        visit(chromium, site, Persona.OFFICIAL, phone=False) as first,
        visit(chromium, site, Persona.ADMIN, phone=False) as second,
    ):
        for official in (first, second):
            official.open(address)
            official.page.wait_for_timeout(1_500)
        type_target(second, "210")
        type_target(first, "200")
        first.page.get_by_role("button", name="Lưu chỉ tiêu").click()
        first.see("Đã lưu 1 chỉ tiêu.")
        second.page.get_by_role("button", name="Lưu chỉ tiêu").click()
        second.see("Chưa lưu: có người khác vừa giao")
        expect(second.page.get_by_text(re.compile("Nguyễn Thị Lan đã giao 200"))).to_be_visible()
        second.shot("targets-conflict-1280")
        rows = site.progress()
        assert sum(row["target"] == 200 for row in rows.values()) == 1
        second.page.get_by_role("button", name=re.compile("Giữ.*210")).click()
        second.page.get_by_label("Lý do").fill("Đã thống nhất")
        second.page.get_by_label("Lý do").press("Tab")
        second.drawn()
        second.page.get_by_role("button", name="Lưu chỉ tiêu").click()
        second.see("Đã lưu 1 chỉ tiêu.")
    assert sum(row["target"] == 210 for row in site.progress().values()) == 1
