"""The poster: A4, the letters inside, nothing on it that the public board hides, and no word outside the paper."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import segno
from PIL import ImageFont
from pypdf import PdfReader

from campaign.config import ROOT
from campaign.domain.vocabulary import IndicatorKind, OutreachKind, PlaceKind
from campaign.i18n import use_language
from campaign.reports.poster import poster_svg, posters
from campaign.reports.poster_drawing import HEIGHT, WIDTH, fitting, lines_of, width_of
from campaign.services.public_board_models import (
    BoardCurve,
    BoardDay,
    BoardIndicator,
    BoardNumber,
    BoardPlace,
    PublicBoard,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "https://cds.example.vn/cong-khai?campaign=krong-pac-2026"
FONTS = ROOT / "campaign" / "charts" / "fonts"
LONG = "Kế hoạch phát động chiến dịch " + "chuyển đổi số cộng đồng " * 11


@pytest.fixture(autouse=True)
def read_in_english() -> Iterator[None]:
    """The poster is Vietnamese although its maker reads English."""
    use_language("en")
    yield
    use_language("vi")


def shown(key: str, name: str, kind: IndicatorKind = IndicatorKind.STEP) -> BoardIndicator:
    return BoardIndicator(
        key=key,
        kind=kind,
        name_vi=name,
        name_en=key,
        short_vi=name[:14],
        short_en=key,
        unit_vi="người",
        unit_en="people",
        people=True,
    )


def told(result: int | None, *, target: int | None = None, hidden: bool = False) -> BoardNumber:
    return BoardNumber(
        result=None if hidden else result,
        result_hidden=hidden,
        already_had=0,
        already_had_hidden=False,
        denominator=None,
        target=target,
        rate=result / target if result is not None and target and not hidden else None,
    )


INDICATORS = (
    shown("eid_level2", "Kích hoạt định danh điện tử (VNeID) mức độ 2"),
    shown("digital_signature", "Có chữ ký số cá nhân"),
    shown("all_steps", "Đủ các bước (công dân số)", IndicatorKind.ALL_STEPS),
    shown("reached", "Được hỗ trợ ít nhất một bước", IndicatorKind.REACHED),
)
NUMBERS = (told(38, target=90), told(3, hidden=True), told(24, target=60), told(52))


def board(*, name: str = "Buôn Jung", numbers: tuple[BoardNumber, ...] = NUMBERS, **changes: object) -> PublicBoard:
    """Return the board of a village."""
    here = BoardPlace(
        code="24490-V07", name=name, kind=PlaceKind.VILLAGE, parent="24490", path="/1/2/5/", numbers=numbers
    )
    made = PublicBoard(
        campaign="krong-pac-2026",
        campaign_name="Công dân số xã Krông Pắc 2026",
        plan_number="12/KH-UBND",
        synthetic=False,
        starts_on=date(2026, 11, 8),
        ends_on=date(2027, 1, 6),
        as_of=date(2026, 11, 21),
        day=14,
        days=60,
        headline="all_steps",
        indicators=INDICATORS,
        here=here,
        above=(),
        below=(),
        curve=None,
        coming=(outreach(25),),
        points=(),
        hotline="0262 3 521 000",
        mailbox="congdanso@krongpac.example.vn",
        note="",
        revision=1,
        version=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def outreach(on: int, venue: str = "Nhà văn hóa") -> BoardDay:
    return BoardDay(
        day=date(2026, 11, on),
        starts_at=450,
        ends_at=None,
        kind=OutreachKind.WEDNESDAY_ONLINE,
        place_name="Buôn Jung",
        place_path="/1/2/5/",
        venue=venue,
    )


def said(svg: str) -> list[str]:
    return [re.sub(r"&#x27;", "'", text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]


def test_the_village_reads_what_it_did_and_what_comes_next() -> None:
    found = said(poster_svg(board=board(), address=ADDRESS))
    assert {
        "BUÔN JUNG",
        "Công dân số xã Krông Pắc 2026",
        "Kết quả đến hết ngày 21/11/2026 · ngày thứ 14/60",
        "24",
        "người · Đủ các bước (công dân số)",
        "40,0%",
        "chỉ tiêu 60",
        "Được hỗ trợ ít nhất một bước: 52 người",
        "Kích hoạt định danh điện tử (VNeID) mức độ 2",
        "38",
        "42%",
        "Đường dây nóng: 0262 3 521 000",
        "Hộp thư: congdanso@krongpac.example.vn",
        "Thứ Tư 25/11, 7 giờ 30: Buôn Jung, Nhà văn hóa",
        "Quét mã: bảng công khai",
        "Số liệu tổng hợp, không có tên người.",
    } <= set(found)


def test_what_the_board_hides_is_not_on_the_wall() -> None:
    svg = poster_svg(board=board())
    assert "không nêu*" in said(svg)
    assert "3" not in said(svg)
    assert any("Không nêu số liệu dưới 5 người" in text for text in said(svg))
    none = board(numbers=(told(38), told(8), told(24), told(52)))
    assert not any("Không nêu" in text for text in said(poster_svg(board=none)))
    gone = board(numbers=(told(38), told(8), told(2, target=60, hidden=True), told(52)))
    assert "không nêu*" in said(poster_svg(board=gone))


def test_without_an_open_board_there_is_neither_a_code_nor_an_address() -> None:
    svg = poster_svg(board=board())
    assert "Quét mã: bảng công khai" not in said(svg)
    assert "<path" not in svg
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_code_is_that_of_the_address_and_large_enough_to_be_scanned() -> None:
    svg = poster_svg(board=board(), address=ADDRESS)
    path = re.search(r'<path d="([^"]+)"', svg)
    assert path is not None
    squares = {(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path[1])}
    rows = [list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    step = 104 / len(rows)
    left, top = min(x for x, _y in squares), min(y for _x, y in squares)
    found = {(round((x - left) / step), round((y - top) / step)) for x, y in squares}
    assert found == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    # A module of 0,8 mm is read from 30 cm by any telephone.
    assert step / 72 * 25.4 > 0.8


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (told(157, target=20), ["157", "785,0%", "Vượt chỉ tiêu"]),
        (told(60, target=60), ["100,0%", "Đạt chỉ tiêu"]),
        (told(0, target=60), ["0", "0,0%", "đến hết ngày 06/01/2027"]),
        (told(24), ["24", "Chưa giao chỉ tiêu"]),
        (told(None, target=60), ["–", "Chỉ tiêu 60"]),
        (told(24, target=0), ["24", "Chưa giao chỉ tiêu"]),
    ],
)
def test_passed_met_missing_and_without_a_target(number: BoardNumber, expected: list[str]) -> None:
    found = said(poster_svg(board=board(numbers=(*NUMBERS[:2], number, NUMBERS[3]))))
    assert set(expected) <= set(found)


def test_a_commune_shows_its_curve_and_a_campaign_that_ended_its_verdict() -> None:
    points = tuple((date(2026, 11, 7) + timedelta(days=7 * n), 12 * n) for n in range(3))
    curve = BoardCurve(
        points=points, target=60, plan=((date(2026, 11, 7), 0.0), (date(2027, 1, 6), 60.0)), planned=14.0
    )
    whole = board(name="Xã Krông Pắc", curve=curve)
    assert "Nét liền: đã đạt 24. Nét đứt: theo kế hoạch." in said(poster_svg(board=whole))
    over = board(as_of=date(2027, 1, 6), day=60)
    assert "Chưa đạt chỉ tiêu" in said(poster_svg(board=over))


def test_sample_data_says_so_on_the_wall() -> None:
    assert "DỮ LIỆU MẪU" in said(poster_svg(board=board(synthetic=True)))


LONGEST = board(
    name="Tổ dân phố số 14 liên cơ quan phường Thành Nhất H’Wêñ Kbê̆",
    campaign_name=LONG,
    hotline="0262 3 521 000, 0262 3 521 001, 0905 111 222 (giờ hành chính), 0905 333 444 (ngoài giờ)",
    mailbox="cong-dan-so.xa-krong-pac@daklak.example.vn",
    note="Bà con mang theo điện thoại và thẻ căn cước. " * 6,
    coming=tuple(outreach(n, "Hội trường trung tâm phục vụ hành chính công " * 3) for n in (25, 26, 27)),
    indicators=(*INDICATORS, *(shown(f"s{n}", f"Bước thứ {n} với một tên gọi dài dài là dài") for n in range(20))),
    numbers=(*NUMBERS, *(told(1_234_567, target=2_000_000) for _ in range(20))),
)


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("shown_board", [board(), LONGEST], ids=["a village", "everything long"])
def test_no_word_leaves_the_paper_or_runs_into_the_foot(shown_board: PublicBoard, address: str) -> None:
    svg = poster_svg(board=shown_board, address=address)
    pattern = r'<text x="([\d.]+)" y="([\d.]+)" [^>]*font-size="([\d.]+)"([^>]*)text-anchor="(\w+)">([^<]*)</text>'
    lines = re.findall(pattern, svg)
    assert len(lines) == len(said(svg))
    for x, y, size, looks, anchor, text in lines:
        font = FONTS / f"CampaignSans-{'Bold' if '700' in looks else 'Regular'}.ttf"
        wide = ImageFont.truetype(font, 100).getlength(unicodedata.normalize("NFC", text)) * float(size) / 100
        left = float(x) - (wide if anchor == "end" else 0)
        assert left >= 30, text
        assert left + wide <= WIDTH - 30, text
        assert 0 < float(y) < HEIGHT - 10, text


def test_the_file_is_a4_with_its_letters_inside_one_page_a_village() -> None:
    names = ("Buôn Jung", "Buôn Kbê̆", "Thôn 19/5")
    reader = PdfReader(io.BytesIO(posters(boards=[board(name=name) for name in names], address=ADDRESS)))
    assert len(reader.pages) == 3
    for page, name in zip(reader.pages, names, strict=True):
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
        if "ê̆" not in name:
            assert name.upper() in " ".join(page.extract_text().split())
        assert "0262 3 521 000" in page.extract_text()
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        files = [
            font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            for font in fonts.values()
        ]
        assert files
        assert all("/FontFile2" in found or "/FontFile3" in found for found in files)
        assert all("CampaignSans" in found["/FontName"] for found in files)


def test_text_is_thought_wide_enough_and_cut_at_a_word_only() -> None:
    for bold in (False, True):
        font = ImageFont.truetype(FONTS / f"CampaignSans-{'Bold' if bold else 'Regular'}.ttf", 100)
        for text in (LONG, "BUÔN KBÊ̆", "Đủ các bước (công dân số)", "1.234.567", "WWWWMMMM", "Thứ Tư 25/11, 7 giờ 30"):
            assert width_of(text, 100, bold=bold) >= font.getlength(unicodedata.normalize("NFC", text)), text
    lines = lines_of(LONG, 15, 300, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith(" …")
    assert LONG.startswith(" ".join(lines).removesuffix(" …"))
    assert fitting("ngắn", 44, 300) == 44


def test_signs_that_would_break_the_drawing_are_written_as_they_are() -> None:
    svg = poster_svg(board=board(name='Buôn <b>&\x00\x0b "Jung"', hotline="<script>"))
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert posters(boards=[board(name="Buôn <b>&\x00")]).startswith(b"%PDF")
