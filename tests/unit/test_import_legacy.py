"""Letters of old fonts, told apart and turned. The people are made up."""

import csv

import pytest

from campaign.config import REFERENCE
from campaign.domain.imports.legacy import TCVN3, detect, to_unicode
from campaign.domain.imports.sheets import TextEncoding
from campaign.domain.imports.syllables import is_syllable
from tests.support.old_fonts import tcvn3

NO_FONTS: frozenset[str] = frozenset()
NAMES = ["Nguyễn Văn Bình", "Trần Thị Hường", "Hoàng Đức Thuỷ", "Lê Quỳnh Như", "Phạm Ngọc Ánh", "Đỗ Thị Yến"]
VNI = {
    "Nguyeãn Vaên Bình": "Nguyễn Văn Bình",
    "Traàn Thò Höôøng": "Trần Thị Hường",
    "Ñoã Thò Yeán": "Đỗ Thị Yến",
    "ÑAËNG QUOÁC HUØNG": "ĐẶNG QUỐC HÙNG",
    "H'Maryam Nieâ": "H'Maryam Niê",
    "Phaïm Ngoïc Lyù": "Phạm Ngọc Lý",
}


def test_the_table_is_that_of_the_reference() -> None:
    with (REFERENCE / "tcvn3.csv").open(encoding="utf-8", newline="") as file:
        assert {int(row["tcvn3_byte_hex"], 16): row["unicode"] for row in csv.DictReader(file)} == TCVN3


def test_the_example_of_the_field() -> None:
    written = "NguyÔn V¨n B×nh, bu«n Jung, x· Ea Y«ng"
    assert detect([written], NO_FONTS) is TextEncoding.TCVN3
    assert to_unicode(written, encoding=TextEncoding.TCVN3) == "Nguyễn Văn Bình, buôn Jung, xã Ea Yông"


@pytest.mark.parametrize("name", NAMES)
def test_tcvn3_there_and_back(name: str) -> None:
    assert to_unicode(tcvn3(name), encoding=TextEncoding.TCVN3).casefold() == name.casefold()


def test_capitals_of_the_font_of_capitals() -> None:
    assert to_unicode("NGUYÔN V¨N B×NH", encoding=TextEncoding.TCVN3) == "NGUYỄN VĂN BÌNH"
    assert to_unicode("Lª V¨n §¹t", encoding=TextEncoding.TCVN3) == "Lê Văn Đạt"
    # An abbreviation is no capital letter of the word beside it.
    assert to_unicode("Sè CCCD", encoding=TextEncoding.TCVN3) == "Số CCCD"
    assert to_unicode("Sè CCCD / CMND", encoding=TextEncoding.TCVN3) == "Số CCCD / CMND"


@pytest.mark.parametrize(("written", "meant"), VNI.items())
def test_vni(written: str, meant: str) -> None:
    assert to_unicode(written, encoding=TextEncoding.VNI) == meant


def test_a_sheet_is_told_by_its_words() -> None:
    assert detect(map(tcvn3, NAMES), NO_FONTS) is TextEncoding.TCVN3
    assert detect(VNI, NO_FONTS) is TextEncoding.VNI
    assert detect([*NAMES, "Y Siên Ayŭn", "H’Čŏ Êban", "Ñuê Kpă"], NO_FONTS) is TextEncoding.UNICODE
    assert detect(["Nguyen Van An", "0912345678"], NO_FONTS) is TextEncoding.UNICODE
    assert detect([], frozenset({".VnTime"})) is TextEncoding.UNICODE


def test_one_sure_word_is_enough_beside_its_font() -> None:
    assert detect(["B×nh"], NO_FONTS) is TextEncoding.UNICODE
    assert detect(["B×nh"], frozenset({"Calibri", ".VnTime"})) is TextEncoding.TCVN3
    assert detect(["Höôøng"], frozenset({"VNI-Times"})) is TextEncoding.VNI


@pytest.mark.parametrize("old", [TextEncoding.TCVN3, TextEncoding.VNI])
@pytest.mark.parametrize(
    "text", [*NAMES, "Nguyễn Hoàng", "Thuỷ Tiên", "Y Siên Ayŭn", "H’Čŏ Êban", "Kdăm", "plain", "", "12/03/1980"]
)
def test_what_is_unicode_already_stays(text: str, old: TextEncoding) -> None:
    assert to_unicode(text, encoding=old) == text


def test_unicode_is_left_alone_whatever_it_looks_like() -> None:
    assert to_unicode("NguyÔn V¨n B×nh", encoding=TextEncoding.UNICODE) == "NguyÔn V¨n B×nh"


@pytest.mark.parametrize(
    "word", ["Nguyễn", "Hoà", "Hòa", "Thuỷ", "Quỳnh", "Giang", "Gìn", "Ý", "Khuyên", "Thưởng", "OAI"]
)
def test_words_that_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "Vaên", "Kdăm", "Êban", "Höôøng", "Hàà", "tỏt", "xyz", ""])
def test_words_that_are_none(word: str) -> None:
    assert not is_syllable(word)
