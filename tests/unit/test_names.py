"""Names of the highlands and the plains: cleaning, search, comparison, order."""

import unicodedata
from collections.abc import Callable

import pytest

from campaign.domain.names import (
    clean_name,
    fold,
    is_recased,
    name_matches,
    person_sort_key,
    place_sort_key,
    same_name_key,
    search_tokens,
    sort_key,
)
from campaign.errors import CampaignError


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Nguyễn \t Văn\u00a0 An\u200b ", "Nguyễn Văn An"),
        ("Nguyễn\nVăn\u3000An", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hường"), "Nguyễn Thị Hường"),
        ("H’MARYAM", "H’Maryam"),
        ("H'MARYAM NIÊ", "H’Maryam Niê"),
        ("Y SIÊN AYUN", "Y Siên Ayun"),
        ("NIÊ Ư̆NG", "Niê Ư̆ng"),
        ("ANNA-MARIA (MAI)", "Anna-Maria (Mai)"),
        ("\u00d0ỗ Thị Hằng Buôn Krông", "Đỗ Thị Hằng Buôn Krông"),
        ("\u0189inh Ng\u00f0ọc", "Đinh Ngđọc"),
        ("H'' Then", "H’ Then"),
        ("H Then", "H Then"),
        ("Y", "Y"),
        ("nguyễn văn an", "nguyễn văn an"),
        ("McDonald Y SIÊN", "McDonald Y SIÊN"),
        ("Ƀroan [ư t^ng \\ |", "Ƀroan [ư t^ng \\ |"),
        ("An\x00h", "Anh"),
    ],
)
def test_a_name_is_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


@pytest.mark.parametrize("sign", list("'’‘`´ʼ′＇ʹʻ‛"))
def test_every_apostrophe_becomes_the_same(sign: str) -> None:
    assert clean_name(f"H{sign}Then Ayun") == "H’Then Ayun"
    assert fold(f"H{sign}Then Ayun") == "hthen ayun"
    assert same_name_key(f"H{sign}Then Ayun") == same_name_key("H’Then Ayun")


@pytest.mark.parametrize("raw", ["", "   ", "\u200b\u00a0", "\n"])
def test_a_missing_name_is_refused(raw: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        clean_name(raw)
    assert refusal.value.code == "name_missing"


@pytest.mark.parametrize("raw", ["123", "-", "’", "...", "a" * 201, "ß" * 150])
def test_a_name_that_is_none_is_refused(raw: str) -> None:
    with pytest.raises(CampaignError) as refusal:
        clean_name(raw)
    assert refusal.value.code == "name_invalid"
    assert refusal.value.details["value"]


def test_a_name_of_two_hundred_letters_is_taken() -> None:
    assert clean_name("ệ" * 200) == "ệ" * 200


def test_recasing_is_told_from_cleaning() -> None:
    assert is_recased(raw="NGUYỄN VĂN AN", cleaned=clean_name("NGUYỄN VĂN AN"))
    assert not is_recased(raw=" H'Then  Niê ", cleaned=clean_name(" H'Then  Niê "))
    assert not is_recased(raw="Y", cleaned="Y")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Hồng", "dang thi hong"),
        ("ĐẮK LẮK", "dak lak"),
        ("\u00d0ắk", "dak"),
        ("Ƀroan", "broan"),
        ("ƀ", "b"),
        ("H’Či Êban", "hci eban"),
        ("Niê  Cư\u0306", "nie cu"),
        ("ê̆ ô̆ ơ̆ ư̆ ŏ̆", "e o o u o"),
        ("Akŏ Dhŏng", "ako dhong"),
        ("Tổ 3 – Khối 5-A", "to 3 khoi 5 a"),
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("Lý", "ly"),
        ("Lí", "li"),
        ("", ""),
    ],
)
def test_the_fold_finds_letters_without_marks(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


WAYS_OF_WRITING = ["H' Then Ayun", "H Then Ayun", "HThen Ayun", "H’Then Ayun", "H'' Then Ayun", "h’then ayun"]


@pytest.mark.parametrize("stored", WAYS_OF_WRITING)
@pytest.mark.parametrize("typed", [*WAYS_OF_WRITING, "then", "h then", "hthen", "ayun", "THEN AY"])
def test_all_ways_of_writing_find_each_other(stored: str, typed: str) -> None:
    assert name_matches(name_fold=fold(stored), query=typed)


def test_a_query_matches_beginnings_of_words_in_any_order() -> None:
    stored = fold("Nguyễn Thị Hồng Đào")
    for query in ("đào nguyễn", "dao", "ng h", "hồng", "thi hong", "Hồng  Đào", ""):
        assert name_matches(name_fold=stored, query=query)
    for query in ("nguyen van", "xuan", "thi dong"):
        assert not name_matches(name_fold=stored, query=query)
    assert search_tokens(" Hồng-Đào ") == ("hong", "dao")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hoà"),
        ("Thủy", "Thuỷ"),
        ("Khỏe", "Khoẻ"),
        ("Nguyễn Văn Hoàn", "NGUYỄN VĂN HÒAN"),
        ("H' Then", "H’Then"),
        ("H Then", "HThen"),
        ("Đỗ", "đỗ"),
        ("\u00d0ỗ", "Đỗ"),
        ("Nguyễn", unicodedata.normalize("NFD", "nguyễn")),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An", "Ân"),
        ("Lý", "Lí"),
        ("Hoa", "Hòa"),
        ("Hòa", "Hóa"),
        ("Dung", "Đung"),
        ("Bảo An", "Bao Ản"),
        ("Thu", "Thư"),
        ("Nĭ", "Nĩ"),
        ("Ƀroan", "Broan"),
        ("Mai", "Mái"),
        ("Nguyễn Văn An", "Nguyễn Văn Anh"),
        ("Thu-An", "Thu An"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert same_name_key(one) != same_name_key(other)


def order(texts: list[str], *, key: Callable[[str], str]) -> list[str]:
    """Sort a list that was turned round first, so that a key which says nothing is noticed."""
    turned = texts[::-1]
    turned.sort(key=key)
    return turned


def test_places_stand_in_vietnamese_order_with_natural_numbers() -> None:
    ordered = [
        "Bon Ja Rá",
        "Buôn Akŏ Dhŏng",
        "Buôn Đŭng",
        "Buôn Êa Bông",
        "Buôn Jung",
        "Thôn 1",
        "Thôn 2",
        "Thôn 2A",
        "Thôn 10",
        "Thôn Tân Lập",
        "Tổ dân phố 2 Cư Êbur",
    ]
    assert order(ordered, key=place_sort_key) == ordered


def test_people_stand_by_given_name_then_by_the_rest() -> None:
    ordered = [
        "Lê Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Trần Văn An",
        "Phạm Thị Ánh",
        "Lê Ân",
        "Bùi Bình",
        "Hoàng Đức",
        "H’Maryam Niê",
        "Y Siên Ayun",
        "H' Then Ayun",
        "H Then Mlô",
        "HThen Niê",
        "H’Then Niê Kdăm",
        "Trần Thị Yến",
    ]
    assert order(ordered, key=person_sort_key) == ordered


def test_the_letter_h_alone_is_a_prefix_only_before_a_capital() -> None:
    assert person_sort_key("Hồng Lan") == sort_key("Lan") + sort_key("Hồng")
    assert person_sort_key("Hồng") == sort_key("Hồng") + sort_key("")
    assert person_sort_key("Y") == sort_key("Y") + sort_key("")
    assert person_sort_key("H’Then").startswith(sort_key("Then"))
    assert person_sort_key("").isalnum()
