"""The cells of a pasted list: where one ends and the next begins, and what each of them is.

Owns separators, the header, running numbers, and the lines that are no places (banners, totals, column numbers).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from campaign.domain.place_words import Column, Field, column_of, is_blank, kind_word, read_count, words_of
from campaign.domain.vocabulary import PopulationGroup

_SURE: Final = ("\t", "|", ";")
_SEPARATORS: Final = (*_SURE, ",")
# How far down a header is looked for: a heading, the commune, the day, an empty line or two.
_HEADER_WITHIN: Final = 12
_COUNTED: Final = 2
_ORDINAL: Final = re.compile(r"\(?\d{1,4}[.)]?\)?")
_IN_FRONT: Final = re.compile(r"^\s*(?:[-–—•*+]\s*|\(?\d{1,3}[.)]\s*|\d{1,3}\s+)(?=[^\W\d_])")
_NOT_A_PLACE: Final = re.compile(
    r"(tong|tong so|tong cong|cong|total)( \d.*)?"
    r"|(danh sach|bieu tong hop|bang tong hop|phu luc|don vi tinh|nguoi lap|ngay \d|uy ban nhan dan xa) .*"
    r"|([ivx]+|[a-d]|\d{1,2}) (khoi|cac) (thon|buon|truong|co quan|don vi|to dan pho).*"
)
_CODE: Final = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9][A-Za-z0-9._/-]{1,23}")
_THOUSANDS: Final = re.compile(r"[1-9]\d?")
_THREE: Final = re.compile(r"\d{3}(\.0+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The line that says what the columns are; a column that is not known is None."""

    text: str
    columns: tuple[Column | None, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The titles of the columns that nobody can place."""
        titles = zip(_split(self.text), self.columns, strict=False)
        return tuple(title for title, column in titles if column is None and title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of one line by what they are; `unused` are those that nobody can place."""

    texts: Mapping[Field, str] = field(default_factory=dict)
    numbers: Mapping[PopulationGroup, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def header_of(lines: Sequence[str]) -> Header | None:
    """Return the header of a list: the first line that names the column of names and one more; None for no header."""
    for raw in lines[:_HEADER_WITHIN]:
        columns = tuple(column_of(cell) for cell in _split(raw))
        known = {column for column in columns if column is not None}
        if Field.NAME in known and len(known) > 1:
            return Header(text=raw, columns=columns)
        if column_of(raw) is Field.NAME and not any(mark in raw for mark in _SURE):
            # "Tên thôn, buôn" alone is one title and no two cells.
            return Header(text=raw, columns=(Field.NAME,))
    return None


def cells_of(raw: str, header: Header | None) -> Cells | None:
    """Return the cells of a line; None for a line that is no place: a banner, a total, the header, column numbers."""
    cells = _split(raw, width=len(header.columns) if header else 0)
    words = [word for cell in cells if (word := words_of(cell))]
    if not words or _counts_columns(words):
        return None
    text = next((word for word in words if not word.isdecimal()), words[0])
    if _NOT_A_PLACE.fullmatch(text) or (len(words) == 1 and _NOT_A_PLACE.fullmatch(words_of(raw))):
        return None
    if header is None:
        return _guessed(cells)
    if raw == header.text or sum(column_of(cell) is not None for cell in cells if cell) == len(words) > 1:
        return None
    return _named(cells, header)


def _counts_columns(words: Sequence[str]) -> bool:
    """Whether a line only numbers the columns: 1 2 3 4."""
    return len(words) > _COUNTED and words == [str(n) for n in range(1, len(words) + 1)]


def _split(raw: str, *, width: int = 0) -> list[str]:
    """Return the cells of a line by its strongest separator; `width` is how many a header promises."""
    if raw.count('"') % 2:
        # A quotation mark that never closes would swallow the cells behind it.
        raw = raw.replace('"', "")
    mark = next((mark for mark in _SEPARATORS if mark in raw), None)
    if mark is None:
        return [_IN_FRONT.sub("", raw).strip()]
    cells = [cell.strip() for cell in next(csv.reader([raw], delimiter=mark), [])]
    if mark == "," and len(cells) != width:
        cells = _with_thousands(raw, cells)
    if mark == "|" and cells and not cells[0] and not cells[-1]:
        # A table of plain text has a bar at either end.
        cells = cells[1:-1]
    return cells


def _with_thousands(raw: str, cells: Sequence[str]) -> list[str]:
    """Return cells with "1,250" put together again: a comma without a space between one or two digits and three."""
    joined: list[str] = []
    for cell in cells:
        before = joined[-1] if joined else ""
        if _THREE.fullmatch(cell) and _THOUSANDS.fullmatch(before) and len(joined) > 1 and f"{before},{cell}" in raw:
            joined[-1] = f"{before},{cell}"
        else:
            joined.append(cell)
    return joined


def _named(cells: Sequence[str], header: Header) -> Cells:
    """Return the cells under the titles of the header; a title that stands twice keeps what comes first."""
    texts: dict[Field, str] = {}
    numbers: dict[PopulationGroup, str] = {}
    for column, cell in zip(header.columns, cells, strict=False):
        if isinstance(column, PopulationGroup):
            numbers.setdefault(column, cell)
        elif column is not None and column is not Field.SKIPPED:
            texts.setdefault(column, cell)
    if Field.NAME in texts:
        texts[Field.NAME] = _IN_FRONT.sub("", texts[Field.NAME])
    return Cells(texts=texts, numbers=numbers, unused=tuple(cell for cell in cells[len(header.columns) :] if cell))


def _guessed(cells: Sequence[str]) -> Cells:
    """Return the cells of a line without a header: the first words are the name, the first number the population."""
    rest = [cell for cell in cells if cell]
    if len(rest) > 1 and _ORDINAL.fullmatch(rest[0]):
        rest = rest[1:]
    texts: dict[Field, str] = {}
    numbers: dict[PopulationGroup, str] = {}
    unused: list[str] = []
    worded = [cell for cell in rest if read_count(cell) is None]
    named = next((cell for cell in worded if not _is_code(cell) and kind_word(cell) is None), next(iter(worded), ""))
    for cell in rest:
        if cell == named and Field.NAME not in texts:
            texts[Field.NAME] = _IN_FRONT.sub("", cell)
        elif read_count(cell) is not None and PopulationGroup.ALL not in numbers:
            numbers[PopulationGroup.ALL] = cell
        elif (slot := _slot(cell)) is not None and slot not in texts:
            texts[slot] = cell
        elif not is_blank(cell):
            unused.append(cell)
    return Cells(texts=texts, numbers=numbers, unused=tuple(unused))


_OTHER_KINDS: Final = frozenset({"xa", "phuong", "dac khu", "thi tran", "huyen", "tinh"})
_COMMUNE: Final = re.compile(r"(xa|phuong|dac khu|thi tran) .+")


def _slot(cell: str) -> Field | None:
    """Return what a further text of a line without a header is."""
    if _COMMUNE.fullmatch(words_of(cell)):
        return Field.COMMUNE
    if _is_code(cell):
        return Field.CODE
    return Field.KIND if kind_word(cell) is not None or words_of(cell) in _OTHER_KINDS else None


def _is_code(cell: str) -> bool:
    return _CODE.fullmatch(cell) is not None and read_count(cell) is None
