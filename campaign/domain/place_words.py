"""The words of a commune's lists: what a column is called, what kind of place a name or a word means, numbers.

Owns the spellings that Vietnamese offices use (NĐ 185/2026 Art. 2 for villages and residential groups). Refuses to
guess: a word that it does not know is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from campaign.domain.digits import plain_text
from campaign.domain.names import fold
from campaign.domain.vocabulary import PlaceKind, PopulationGroup


class Field(StrEnum):
    """What a column of a list may hold besides populations; `SKIPPED` is known and not needed."""

    NAME = "name"
    KIND = "kind"
    CODE = "code"
    COMMUNE = "commune"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    SKIPPED = "skipped"


Column = Field | PopulationGroup

_COLUMNS: Final[Mapping[Column, frozenset[str]]] = {
    Field.SKIPPED: frozenset({"stt", "tt", "so tt", "so thu tu", "no", "ghi chu", "note", "notes"}),
    Field.NAME: frozenset(
        {
            "ten",
            "name",
            "place",
            "place name",
            "village",
            "don vi",
            "dia ban",
            "thon",
            "buon",
            "thon buon",
            "thon buon tdp",
            "thon buon to dan pho",
            "to dan pho",
            "truong",
            "truong hoc",
            "co quan",
        }
    ),
    Field.KIND: frozenset(
        {"loai", "loai hinh", "phan loai", "loai dia ban", "loai don vi", "kind", "type", "kind of place"}
    ),
    Field.CODE: frozenset(
        {
            "ma",
            "ma so",
            "ma rieng",
            "ma thon",
            "ma buon",
            "ma thon buon",
            "ma don vi",
            "ma dia ban",
            "ma dia phuong",
            "code",
            "local code",
        }
    ),
    Field.COMMUNE: frozenset(
        {"xa", "phuong", "xa phuong", "ten xa", "thuoc xa", "ma xa", "xa phuong dac khu", "commune", "ward"}
    ),
    Field.LATITUDE: frozenset({"vi do", "latitude", "lat"}),
    Field.LONGITUDE: frozenset({"kinh do", "longitude", "long", "lng", "lon"}),
    Field.COORDINATES: frozenset({"toa do", "toa do gps", "toa do dia ly", "gps", "coordinates"}),
    PopulationGroup.ALL: frozenset(
        {
            "dan so",
            "so dan",
            "tong dan so",
            "nhan khau",
            "so nhan khau",
            "tong so nhan khau",
            "so khau",
            "khau",
            "population",
            "whole population",
            "toan dan",
        }
    ),
    PopulationGroup.HOUSEHOLDS: frozenset(
        {"so ho", "ho", "so ho dan", "so ho gia dinh", "tong so ho", "households", "ho gia dinh"}
    ),
}
# "Tên thôn, buôn, tổ dân phố" and whatever else has a name; not that of a person.
_NAMED: Final = re.compile(r"ten (?!truong thon|truong buon|nguoi|can bo|chu ho|to truong).+")
_TITLES: Final = {title: column for column, titles in _COLUMNS.items() for title in titles}
_AGE: Final = re.compile(r"\b(6|14|15|18)( tuoi| and over| tro len|$)")
_WITH_AGE: Final = re.compile(r"tuoi|aged|tro len|\d\s*\+")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_BEFORE_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")

_KINDS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.VILLAGE: "thon, xom, lang, ap, ban, buon, bon, phum, soc, plei, village",
    PlaceKind.RESIDENTIAL_GROUP: "to dan pho, tdp, khu pho, khoi pho, khom, tieu khu, residential group",
    PlaceKind.SCHOOL: (
        "truong, diem truong, thpt, thcs, th, tieu hoc, mam non, mau giao, mn, ptdtnt, ptdtbt, trung tam gdnn, "
        "trung tam gdtx, school"
    ),
    PlaceKind.SUPPORT_POINT: (
        "diem ho tro, diem phuc vu, diem truy cap, diem tiep nhan, diem buu dien, buu dien, nha van hoa, "
        "nha sinh hoat, nha cong dong, support point"
    ),
    PlaceKind.AGENCY: (
        "co quan, don vi, tram y te, ubnd, uy ban, hdnd, dang uy, cong an, mat tran, agency, trung tam, benh vien, "
        "cong ty, hop tac xa, htx, ngan hang, van phong, phong van hoa, phong kinh te, doan thanh nien, doan tncs, "
        "hoi lien hiep, hoi phu nu, hoi nong dan, hoi cuu, ban chi huy, ban quan ly, ban giam hieu, ban cong tac"
    ),
}
# The longest beginning decides: "ban chi huy" is an agency and "ban" a village.
_BEGINNINGS: Final = {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}
# "Tổ 5" is a group of houses, "Tô Hiệu" a name: these begin one only before a number.
_NUMBERED: Final = frozenset({"to", "khoi", "khu"})
_KIND_WORDS: Final = frozenset({"thon buon", "buon thon", "truong hoc", "co quan don vi", "diem ho tro so"})
_LONGEST: Final = max(len(beginning.split()) for beginning in _BEGINNINGS)

_NOTHING: Final = frozenset({"", "-", "x", "chua co", "khong co", "chua ro", "n/a", "nan", "none", "null"})
_UNIT: Final = re.compile(r"\s*(người|nguoi|hộ|ho|khẩu|khau|nhân khẩu|people|households)\.?$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?P<whole>\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*|\d{1,9})(?:[.,]0{1,2})?")


def words_of(text: str) -> str:
    """Return the folded words of a text, without signs: "Tên thôn/buôn (TDP)" is "ten thon buon"."""
    return _NO_WORD.sub(" ", fold(_IN_BRACKETS.sub(" ", text))).strip()


def column_of(title: str) -> Column | None:
    """Return what a column with this title holds; None for a title that is not known."""
    known = words_of(title)
    if known in _TITLES:
        return _TITLES[known]
    if _NAMED.fullmatch(known):
        return Field.NAME
    aged = _AGE.search(known) if _WITH_AGE.search(fold(title)) else None
    return PopulationGroup(f"from_{aged[1]}") if aged else None


def kind_of(text: str) -> PlaceKind | None:
    """Return the kind that a name or a word begins with: "Buôn Jung", "Trường học"; None when it says none."""
    words = words_of(_BEFORE_DIGIT.sub(" ", text)).split()
    for n in range(min(_LONGEST, len(words)), 0, -1):
        kind = _BEGINNINGS.get(" ".join(words[:n]))
        if kind is not None:
            return kind
    numbered = len(words) > 1 and words[0] in _NUMBERED and words[1][0].isdigit()
    return PlaceKind.RESIDENTIAL_GROUP if numbered else None


def kind_word(text: str) -> PlaceKind | None:
    """Return the kind that a word of its own means: "Buôn", "Trường học"; None for a name or any other text."""
    words = words_of(text)
    return kind_of(words) if words in _BEGINNINGS or words in _KIND_WORDS else None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no number."""
    return fold(plain_text(text)).strip(" .–—") in _NOTHING


def read_count(text: str) -> int | None:
    """Return a whole number of people as spreadsheets write it (1250, 1.250, 1,250, 1250.0, "950 người"), else None."""
    bare = "".join(_UNIT.sub("", plain_text(text)).split())
    found = _NUMBER.fullmatch(bare)
    return int(re.sub(r"\D", "", found["whole"])) if found else None
