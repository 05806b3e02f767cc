"""A messy list in a real browser: a column corrected, looked over, imported, refused rows mended, all taken back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visitor, visit
from tests.support.world import Persona

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

# Nobody in this list exists.
MESS = (
    ("ỦY BAN NHÂN DÂN XÃ KRÔNG PẮC",),
    ("DANH SÁCH CÔNG DÂN (DỮ LIỆU GIẢ)",),
    (),
    ("STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "SĐT", "Nơi cắm bản", "Dân tộc"),
    (None, None, "Nam", "Nữ", None, None, None),
    (1, "PHAN VĂN THỬ", "01/02/1980", None, "0912345678", "Buôn Jung", "Kinh"),
    (2, "H Thử Niê", None, "1975", "01687654399", "nt", "Ê Đê"),
    (3, "Lê Văn Nháp", "31/02/1980", None, None, "Thôn 3", "Kinh"),
    (4, "Trần Thị Nháp", None, "1990", None, "Buôn Không Có", "Kinh"),
    ("Tổng cộng: 4 người",),
)


def mess(folder: Path) -> Path:
    """Return the list as a file."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in MESS:
        page.append(list(row))
    for banner in ("A1:G1", "A2:G2", "C4:D4"):
        page.merge_cells(banner)
    book.save(folder / "danh-sach.xlsx")
    return folder / "danh-sach.xlsx"


def mended(content: bytes, folder: Path) -> Path:
    """Return the file of refused rows with both mistakes mended, as a clerk would."""
    book = load_workbook(io.BytesIO(content))
    page = book.active
    assert page is not None
    told = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "Lý do" in told
    assert not {"Dân tộc", "Kinh"} & set(told)
    for row in page.iter_rows():
        for cell in row:
            if cell.value == "31/02/1980":
                cell.value = "28/02/1980"
            elif cell.value == "Buôn Không Có":
                cell.value = "Buôn Pan"
    book.save(folder / "da-sua.xlsx")
    return folder / "da-sua.xlsx"


def choose(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-imports-discard")).to_be_visible()


def press(official: Visitor, key: str) -> None:
    official.drawn()
    official.page.locator(f".st-key-{key} button").first.click()


def test_a_messy_list_goes_in_and_comes_out_again(chromium: Browser, site: Site, tmp_path: Path) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        page = official.page
        official.open("/imports")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nhập danh sách")
        choose(page, mess(tmp_path))
        official.see("1 cột chưa rõ")
        page.locator(".st-key-imports-columns summary").click()
        official.see("Không bao giờ nhập: Dân tộc.")
        official.drawn()
        choice = page.get_by_role("combobox", name="Nơi cắm bản")
        choice.click()
        expect(page.get_by_role("option", name="Không dùng")).to_be_visible()
        choice.fill("Thôn, buôn")
        # The list is narrowed by what is typed, and lies still after that.
        expect(page.get_by_role("option", name="Không dùng")).to_have_count(0)
        wanted = page.get_by_role("option", name="Thôn, buôn", exact=True)
        official.box_of(wanted)
        wanted.click()
        expect(choice).to_have_value("Thôn, buôn")
        official.drawn()
        press(official, "imports-columns-save")
        expect(page.locator(".st-key-imports-run button")).to_contain_text("Nhập 2 người")
        expect(page.locator("td", has_text="31/02/1980").first).to_be_visible()
        official.shot("imports-dry-run-1280")
        assert not official.overflows

        page.reload()
        official.see("danh-sach.xlsx")
        expect(page.locator(".st-key-imports-run button")).to_contain_text("Nhập 2 người")
        official.drawn()
        page.locator(".st-key-imports-run button").dblclick()
        official.see("Đã nhập: 2 người. 2 dòng chưa nhận.")
        official.drawn()
        official.shot("imports-done-1280")
        with page.expect_download() as fetched:
            press(official, "imports-refused")
        file = mended(fetched.value.path().read_bytes(), tmp_path)

        press(official, "imports-discard")
        expect(page.locator("input[type=file]")).to_be_attached()
        choose(page, file)
        expect(page.locator(".st-key-imports-run button")).to_contain_text("Nhập 2 người")
        press(official, "imports-run")
        official.see("Đã nhập: 2 người.")
        official.drawn()
        site.recount()

        press(official, "imports-discard")
        page.get_by_role("link", name="da-sua.xlsx").click()
        official.see("Quay lại nhập danh sách")
        official.drawn()
        page.get_by_role("button", name="Thu hồi lần nhập này").click()
        official.see("Đã thu hồi: 2 người.")
    site.recount()


def test_the_importing_fits_a_phone(chromium: Browser, site: Site, tmp_path: Path) -> None:
    # Somebody else than above: a file that is held belongs to an account.
    with visit(chromium, site, Persona.NEIGHBOUR, phone=True) as official:
        official.open("/imports")
        official.shot("imports-360")
        assert not official.overflows
        choose(official.page, mess(tmp_path))
        official.see("Chưa có gì thay đổi.")
        official.drawn()
        official.shot("imports-dry-run-360")
        assert not official.overflows
        official.open("/imports?kind=places")
        official.see("Nội dung danh sách")
        assert not official.overflows
