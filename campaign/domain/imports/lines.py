"""What a row of a list is: a person, a band that names a village, or nothing to be taken in.

Owns totals, column numbers, notes, signatures and bands. Tells by Vietnamese letters, because "Tống" and "Bàn" are
family names where "tổng" is a total and "bản" a village. Refuses to let an unknown band pass: people below it do not
live in the village above it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from campaign.domain.imports.heading_words import SENSITIVE
from campaign.domain.imports.sheets import Cell
from campaign.domain.names import fold

_VILLAGE: Final = re.compile(
    r"(thôn|thon|buôn|buon|bon|bản|làng|ấp|xóm|xom|khóm|khom|phum|sóc|plei|plơi|tổ dân phố|to dan pho|tdp|t\.d\.p"
    r"|khu phố|khu pho|khối phố|khoi pho|tiểu khu|village)(?![^\W\d_])[\s.:]*(?!trưởng)\w"
    r"|(ban|lang|ap|tổ|to|khối|khoi|khu|thôn|thon|t) ?\d"
)
_SCHOOL: Final = re.compile(r"(trường|điểm trường|mầm non|tiểu học|thcs|thpt|ptdt\w*|trạm y tế)(?![^\W\d_]) .*\w")
_NUMBERING: Final = re.compile(r"^(?:\(?(?:[ivxlc]+|[a-hA-H]|[IVXLC]+|\d{1,3})[.)/]+\)?|[IVXLC]+\s*[-–—:])\s*(?=\S)")
_LETTERED: Final = re.compile(r"^(?:[IVXLC]+|[A-H])\s*[.)/:–-]\s*\S")
_LABEL: Final = re.compile(
    r"^(?:tên thôn|thôn, buôn|thôn/buôn|địa bàn|đơn vị|khu vực|khu dân cư|thôn|buôn|tổ dân phố|đơn vị thôn)\s*:\s*",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(
    r"\s*[(:,–—-]*\s*(?:có\s*)?(?:tổng(?: số| cộng)?\s*:?\s*)?\d[\d.]*\s*(?:người|hộ|khẩu|nhân khẩu|công dân|cử tri"
    r"|học sinh|đoàn viên|people)\b.*$",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"(?:(?:nam|nữ|tổng|tổng số|cộng)\s*:?\s*)?(?:\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\.0)?"
    r"(?: ?(?:người|hộ|khẩu|nhân khẩu|%))?",
    re.IGNORECASE,
)
# What only a person has: a date, a year, a number of many digits.
_PERSONAL: Final = re.compile(
    r"\d{1,2}\s*[/-]\s*\d|\d{1,2}\.\d{1,2}\.|(?<!\d)(?:19|20)\d\d(?!\d)|\d{8}|\d[ .]\d{3}[ .]\d{3}"
)
_ORDINAL: Final = re.compile(r"\(?(?:[ivxlcIVXLC]+|[A-Ha-h]|\d{1,6}(?:\.0)?)[.)]?\)?")
_ARABIC: Final = re.compile(r"\d{1,6}(?:\.0)?[.)]?")
_COLUMN_NUMBER: Final = re.compile(r"\(?(?:(\d{1,2})(?:\.0)?|[a-g])\)?(?:\s*=.*)?")
_TOTAL: Final = re.compile(
    r"(tổng cộng|tổng số|tổng|tong cong|tong so|cộng|total|trong đó|số lượng|bằng chữ|ấn định)(?![^\W\d_])"
    r"(?!\s+(?:văn|thị|đình|quang|ngọc)\b)"
)
_END: Final = re.compile(
    r"(người lập|lập bảng|lập biểu|người tổng hợp|cán bộ lập|tm\.|kt\.|tl\.|tuq\.|tổ trưởng|thôn trưởng|buôn trưởng"
    r"|(phó )?trưởng (thôn|buôn|ban|công an|khu|xóm)|chủ tịch|phó chủ tịch|bí thư|hiệu trưởng|giáo viên chủ nhiệm"
    r"|thủ trưởng|xác nhận|ủy ban nhân dân|uỷ ban nhân dân|nơi nhận|\(?ký[ ,)]|\(?đã ký|người duyệt|người kiểm tra)"
    r"|.*\bngày\b.*\btháng\b.*\bnăm\b|nguoi lap|truong thon|chu tich"
)
# Who stands below such a line is told by it, but not where they live.
_SECTION: Final = re.compile(
    r"(ghi chú|lưu ý|chú thích|danh sách|phụ lục|biểu |trang \d|lớp|khối|hộ\b|chủ hộ|nhóm|(nam|nữ)( ?[(:].*)?$|các "
    r"|cán bộ|học sinh|giáo viên|người dân|công dân|đoàn viên|chi đoàn|chi hội|tình nguyện|diện |đợt \d|tiếp theo|đảng"
    r"|(tháng|năm|quý|ngày) [\divx])"
)
_TITLE_TAIL: Final = re.compile(
    r"(?:thôn|buôn|bon|bản|làng|ấp|xóm|khóm|tổ dân phố|tdp|khu phố|khối phố)\s+[\w’'.-]+(?:\s+[\w’'.-]+){0,3}$",
    re.IGNORECASE,
)
_NOT_A_NAME: Final = re.compile(r"\b(năm|tháng|ngày|buôn|thôn|xã|tổ|chưa|đã|quý|trên địa bàn)\b", re.IGNORECASE)
_BEHIND_VILLAGE: Final = re.compile(
    r"[\s,(–-]+(xã|phường|thị trấn|huyện|năm|tháng|quý|tính đến|đến ngày)\b.*$", re.IGNORECASE
)
_SEVERAL: Final = ("các", "những", "một số", "toàn")
_KIND_OF_VILLAGE: Final = re.compile(r"^(tổ dân phố|khu phố|khối phố|\S+) ", re.IGNORECASE)
_LONG: Final = 80
_FEW: Final = 3
_SMALL: Final = 1900


class Kind(Enum):
    """What a row is."""

    PERSON = auto()
    BAND = auto()
    NOTHING = auto()
    # From here on names are those of whoever signed.
    END = auto()


class Line(NamedTuple):
    """A judged row; `band` is the place that it names."""

    kind: Kind
    band: str = ""


NOTHING: Final = Line(Kind.NOTHING)
PERSON: Final = Line(Kind.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where a table holds what makes a person: names, running numbers, villages, and `keys` (birth, phone, id, sex)."""

    name: int
    numbers: tuple[int, ...]
    villages: tuple[int, ...]
    keys: tuple[int, ...]

    def is_strong(self, row: Sequence[Cell]) -> bool:
        """Whether a row holds a date, a year or a number of a person, and not only a count."""
        return any(position < len(row) and _tells(row[position]) for position in self.keys)

    def judge(self, row: Sequence[Cell], *, after_end: bool = False) -> Line:
        """Return what a row is; `after_end` is behind a signature, where only a whole person begins a list again."""
        filled = [(position, text) for position, cell in enumerate(row) if (text := _text(cell))]
        texts = [text for position, text in filled if position not in self.numbers or not _ORDINAL.fullmatch(text)]
        if not texts or _numbers_columns([text for _position, text in filled]):
            return NOTHING
        label = next((text for text in texts if not _COUNT.fullmatch(text)), texts[0])
        named = bool(dict(filled).get(self.name))
        numbered = any(_ARABIC.fullmatch(text) for position, text in filled if position in self.numbers)
        keys = sum(position in self.keys for position, _text in filled)
        lower = label.casefold()
        if _TOTAL.match(lower) and not (named and numbered):
            return NOTHING
        if self.is_strong(row) and (named or numbered or keys > 1):
            return PERSON
        if _END.match(lower) and not (named and numbered):
            return Line(Kind.END)
        lone = all(text == label or _COUNT.fullmatch(text) for text in texts)
        if lone and not (named and numbered and not is_village(label)):
            return self._band(label, filled, named=named, after_end=after_end)
        return NOTHING if after_end or not (named or numbered) else PERSON

    def _band(self, label: str, filled: Sequence[tuple[int, str]], *, named: bool, after_end: bool) -> Line:
        """Return what a row is that holds one text and nothing else but numbers."""
        at = next(position for position, text in filled if text == label)
        if at in self.villages:
            # A village without a person: a row that was prepared and not filled in.
            return NOTHING
        if found := band_of(label):
            return Line(Kind.BAND, found)
        if after_end or _is_remark(label):
            return NOTHING
        lettered = any(position in self.numbers and not _ARABIC.fullmatch(text) for position, text in filled)
        if named and not lettered and not _LETTERED.match(label):
            return PERSON
        # "I. Jung", or a text across the table: the people below do not live in the village above.
        heads = (lettered or at in self.numbers or named) and not self.villages
        return Line(Kind.BAND, _place_in(label)) if heads else NOTHING


def band_of(text: str, *, schools: bool = True) -> str:
    """Return the place that a band names: "I. Buôn Jung (45 người)" is "Buôn Jung"; "" for a text that names none."""
    bare = _place_in(text)
    return bare if is_village(bare, schools=schools) else ""


def is_village(text: str, *, schools: bool = True) -> bool:
    """Whether a text begins like a village, a residential group or, where they count, a school."""
    lower = unicodedata.normalize("NFC", text).casefold()
    return _VILLAGE.match(lower) is not None or (schools and _SCHOOL.match(lower) is not None)


def village_in_title(text: str) -> str:
    """Return the village with which a title ends ("DANH SÁCH CÔNG DÂN BUÔN JUNG"); "" when it ends with none."""
    title = " ".join(unicodedata.normalize("NFC", text).split())
    for shown in (title, _BEHIND_VILLAGE.sub("", title)):
        found = _TITLE_TAIL.search(shown)
        if found is None or not is_village(found[0]) or _NOT_A_NAME.search(_KIND_OF_VILLAGE.sub("", found[0])):
            continue
        if not shown[: found.start()].rstrip().casefold().endswith(_SEVERAL):
            return found[0]
    return ""


def _place_in(text: str) -> str:
    plain = _NUMBERING.sub("", " ".join(unicodedata.normalize("NFC", text).split()))
    labelled = _LABEL.match(plain)
    rest = _SIZE.sub("", plain[labelled.end() :] if labelled else plain).strip(" .:;,-–—")
    if labelled and not is_village(rest) and rest and labelled[0].casefold().startswith(("thôn:", "buôn:", "tổ")):
        return f"{labelled[0].strip(' :')} {rest}"
    return rest


def _text(cell: Cell) -> str:
    return unicodedata.normalize("NFC", " ".join(str(cell).split())) if cell is not None else ""


def _tells(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _PERSONAL.search(cell) is not None
    return cell >= _SMALL if isinstance(cell, int | float) else isinstance(cell, date)


def _is_remark(label: str) -> bool:
    """Whether a lone text is a note or a heading of people who do not live together, so that no village is meant."""
    bare = _NUMBERING.sub("", label.casefold())
    wordless = not any(letter.isalpha() for letter in label)
    return wordless or len(label) > _LONG or _SECTION.match(bare) is not None or bool(SENSITIVE.search(fold(label)))


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4, (1) (2) (3), A B 1 2."""
    found = [_COLUMN_NUMBER.fullmatch(text.casefold()) for text in texts]
    if len(texts) < _FEW or not all(found):
        return False
    figures = [int(match[1]) for match in found if match and match[1]]
    return all(after > before for before, after in itertools.pairwise(figures))
