"""The report as LibreOffice prints it, read from the PDF: what NĐ 30/2020/NĐ-CP asks of the page, a test a rule."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pypdf
import pytest

from campaign.charts.document import document_pictures
from campaign.domain.vocabulary import ReportProfile
from campaign.reports.administrative import administrative_report
from tests.support.databases import leave_out
from tests.support.document_samples import UNITS, sample_view
from tests.support.office import converted

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.services.document_models import DocumentView

MM: Final = 72 / 25.4
A4: Final = (210, 297)
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
# A letter may lean over the edge of its line by a hair.
HAIR: Final = 1.0
LONG: Final = "Đợt cao điểm phổ cập kỹ năng số cho Nhân dân, cán bộ, giáo viên, học sinh trên địa bàn " * 3


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word on a page; edges in mm from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page, its size in mm."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def body(self) -> tuple[Word, ...]:
        """The words below the top margin."""
        return tuple(word for word in self.words if word.top > TOP - HAIR)

    @property
    def text(self) -> str:
        """All letters in their order, without spaces: a letter of another font begins a word of its own."""
        return "".join(word.text for word in self.words)

    def line(self, text: str) -> tuple[Word, ...]:
        """Return the words that a text consists of, wherever the PDF divides it."""
        wanted, start = text.replace(" ", ""), 0
        for n in range(len(self.words)):
            if self.text.startswith(wanted, start):
                end = n
                while len("".join(word.text for word in self.words[n:end])) < len(wanted):
                    end += 1
                return self.words[n:end]
            start += len(self.words[n].text)
        message = f"{text} is not on the page"
        raise AssertionError(message)


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A report as it comes out of the printer."""

    pages: tuple[Page, ...]
    pdf: Path

    @property
    def text(self) -> str:
        """All letters in their order, without spaces."""
        return "".join(page.text for page in self.pages)


def many(view: DocumentView, n: int) -> DocumentView:
    """Return a document with so many villages that its tables take several pages."""
    return replace(view, units=tuple(replace(UNITS[0], code=f"24490-V{i}", name=f"Thôn {i}") for i in range(n)))


VIEWS: Final = {
    "ubnd": (many(sample_view(), 70), ReportProfile.UBND),
    "doan": (sample_view(), ReportProfile.DOAN),
    "long": (sample_view(campaign_name=LONG.strip(), place_name="Xã " + "Ea H’Drơ̆ng Kbê̆ " * 3), ReportProfile.UBND),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Every report of this module, printed by one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    paths = []
    for name, (view, profile) in VIEWS.items():
        path = folder / f"{name}.docx"
        path.write_bytes(administrative_report(view=view, profile=profile, pictures=document_pictures(view)))
        paths.append(path)
    made = converted(*paths, ending="pdf")
    return {path.stem: Printed(pages=pages_of(path), pdf=path) for path in made}


def pages_of(pdf: Path) -> tuple[Page, ...]:
    """Return the words of a PDF with their places, as pdftotext reads them."""
    program = shutil.which("pdftotext")
    if program is None:
        leave_out("no pdftotext on this machine (on Debian: apt-get install poppler-utils)")
        raise AssertionError
    told = subprocess.run([program, "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    return tuple(
        Page(
            width=float(page.attrib["width"]) / MM,
            height=float(page.attrib["height"]) / MM,
            words=tuple(_word(word) for word in page.iter(f"{space}word")),
        )
        for page in ET.fromstring(told).iter(f"{space}page")  # noqa: S314 - made by ourselves a moment ago
    )


def _word(word: ET.Element) -> Word:
    edges = {side: float(word.attrib[name]) / MM for side, name in _EDGES.items()}
    return Word(text=word.text or "", **edges)


_EDGES: Final = {"left": "xMin", "top": "yMin", "right": "xMax", "bottom": "yMax"}
NAMES: Final = list(VIEWS)
TWINS: Final = frozenset({"LiberationSerif", "TimesNewRoman", "TimesNewRomanPS", "TimesNewRomanPSMT", "Tinos"})


def spread(words: Sequence[Word]) -> tuple[float, float]:
    return min(word.left for word in words), max(word.right for word in words)


def test_the_paper_is_a4_and_appendices_may_lie_on_their_side(printed: dict[str, Printed]) -> None:
    for name in NAMES:
        sizes = [(round(page.width), round(page.height)) for page in printed[name].pages]
        assert sizes[0] == A4
        assert set(sizes) == {A4, A4[::-1]}
        # Once it lies it stays so: the appendices come last.
        assert sizes == sorted(sizes)


@pytest.mark.parametrize("name", NAMES)
def test_margins_are_those_of_the_decree_on_every_page(printed: dict[str, Printed], name: str) -> None:
    for number, page in enumerate(printed[name].pages, start=1):
        left, right = spread(page.body)
        top, bottom = min(word.top for word in page.body), max(word.bottom for word in page.body)
        assert left >= LEFT - HAIR, (number, left)
        assert page.width - right >= RIGHT - HAIR, (number, right)
        assert top >= TOP - HAIR, (number, top)
        assert page.height - bottom >= BOTTOM - HAIR, (number, bottom)


def test_the_body_begins_at_the_left_margin_and_reaches_the_right_one(printed: dict[str, Printed]) -> None:
    left, right = spread(printed["ubnd"].pages[0].body)
    assert left == pytest.approx(LEFT, abs=HAIR)
    assert right == pytest.approx(A4[0] - RIGHT, abs=HAIR)


def test_the_letters_are_of_the_times_family_and_in_the_file(printed: dict[str, Printed]) -> None:
    fonts: set[str] = set()
    for name in NAMES:
        for page in pypdf.PdfReader(printed[name].pdf).pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                found = font.get_object()
                own = found.get("/DescendantFonts", [found])[0].get_object()
                fonts.add(re.split(r"[-,]", str(own["/BaseFont"]).partition("+")[2])[0])
                assert any(key.startswith("/FontFile") for key in own["/FontDescriptor"]), own["/BaseFont"]
    # The file names Times New Roman alone (see the unit test); here a font as wide as it, letter by letter, stands in.
    assert fonts & TWINS
    # Of the twins Liberation Serif has no ộ: such letters alone may come from another font with serifs.
    assert fonts - TWINS <= (set() if has_letter("ộ") else {"DejaVuSerif", "FreeSerif", "NotoSerif"})


def has_letter(letter: str) -> bool:
    """Whether a font as wide as Times New Roman has a letter on this machine."""
    program = shutil.which("fc-list")
    if program is None:
        return False
    command = [program, f":charset={ord(letter):x}", "family"]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return any(twin in told.replace(" ", "") for twin in TWINS)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_has_no_number(printed: dict[str, Printed], name: str) -> None:
    assert printed[name].pages[0].words == printed[name].pages[0].body


@pytest.mark.parametrize("name", NAMES)
def test_from_the_second_page_on_the_number_stands_in_the_middle_of_the_top_margin(
    printed: dict[str, Printed], name: str
) -> None:
    pages = printed[name].pages
    assert len(pages) >= 3
    for number, page in enumerate(pages[1:], start=2):
        above = [word for word in page.words if word.top < TOP - HAIR]
        assert [word.text for word in above] == [str(number)]
        (own,) = above
        # In the middle of the text's width, wholly within the margin, 13 or 14 points high.
        assert (own.left + own.right) / 2 == pytest.approx((LEFT + page.width - RIGHT) / 2, abs=HAIR)
        assert own.bottom <= TOP + HAIR
        assert 4 < own.bottom - own.top < 6.5


def test_the_head_of_a_committee_stands_in_two_columns(printed: dict[str, Printed]) -> None:
    page = printed["ubnd"].pages[0]
    issuer, office = page.line("ỦY BAN NHÂN DÂN"), page.line("XÃ KRÔNG PẮC")
    nation = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = page.line("Độc lập - Tự do - Hạnh phúc")
    dated = page.line("ngày 22 tháng 11 năm 2026")
    # Each of these keeps to one line.
    for line in (issuer, office, nation, motto, dated):
        assert max(word.top for word in line) - min(word.top for word in line) < 2
    assert issuer[0].top == pytest.approx(nation[0].top, abs=HAIR)
    assert issuer[0].top < office[0].top < page.line("Số:")[0].top
    assert nation[0].top < motto[0].top < dated[0].top
    assert spread(issuer)[1] < spread(nation)[0]
    middle = sum(spread(nation)) / 2
    assert sum(spread(motto)) / 2 == pytest.approx(middle, abs=HAIR)


def test_the_union_has_its_title_where_the_nation_has_its_own(printed: dict[str, Printed]) -> None:
    page = printed["doan"].pages[0]
    title = page.line("ĐOÀN TNCS HỒ CHÍ MINH")
    assert spread(title)[0] > A4[0] / 2
    assert title[0].top == pytest.approx(min(word.top for word in page.words), abs=HAIR)
    assert "CỘNGHÒA" not in printed["doan"].text


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_come_in_the_order_of_the_decree(printed: dict[str, Printed], name: str) -> None:
    parts = (
        "BÁO CÁO",
        "Kết quả thực hiện",
        "Kính gửi:",
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "IV. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
        "Nơi nhận:",
        "Phụ lục I",
    )
    text = printed[name].text
    places = [text.index(part.replace(" ", "")) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_never_stands_alone_on_a_page(printed: dict[str, Printed], name: str) -> None:
    page = next(page for page in printed[name].pages if "Nơinhận:" in page.text)
    # The last sentence goes with it.
    assert page.line("Trên đây là báo cáo")[0].top < page.line("Nơi nhận:")[0].top
    signer = page.line("TM. BAN THƯỜNG VỤ" if name == "doan" else "TM. ỦY BAN NHÂN DÂN")
    assert signer[0].top == pytest.approx(page.line("Nơi nhận:")[0].top, abs=2)
    assert spread(signer)[0] > A4[0] / 2


def test_the_body_is_justified_and_its_first_lines_are_indented(printed: dict[str, Printed]) -> None:
    page = printed["ubnd"].pages[0]
    first = page.line("Thực hiện Kế")[0]
    assert 10 - HAIR / 4 <= first.left - LEFT <= 12.7 + HAIR / 4
    ends = [word.right for word in page.body if abs(word.bottom - first.bottom) < 2]
    assert max(ends) == pytest.approx(A4[0] - RIGHT, abs=HAIR)


def test_a_table_over_several_pages_repeats_its_head(printed: dict[str, Printed]) -> None:
    wide = [page for page in printed["ubnd"].pages if page.width > page.height]
    assert len(wide) >= 4
    for page in wide:
        assert "STT" in [word.text for word in page.words]


def test_a_very_long_title_breaks_nothing(printed: dict[str, Printed]) -> None:
    page = printed["long"].pages[0]
    assert page.text.count("Đợtcaođiểm") >= 3
    # Everything of the head still stands above the title, and the title between the margins.
    assert page.line("Số:")[0].top < page.line("BÁO CÁO")[0].top
    left, right = spread(page.line("Kết quả thực hiện “Đợt cao điểm phổ cập kỹ năng số"))
    assert LEFT < left < right < A4[0] - RIGHT


def test_letters_with_two_marks_are_printed_as_letters(printed: dict[str, Printed]) -> None:
    assert "Kbê̆" in printed["doan"].text
    assert "H’Drơ̆ng" in printed["long"].text
