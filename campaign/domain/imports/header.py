"""The header of a table: the rows that say what the columns are, under banners, in one row or in several.

Owns finding it and joining its rows: a title that spans its neighbours stands before theirs ("Ngày sinh / Nam").
Refuses a row without a column of names, unless a file has no other: nobody can be made of what stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from campaign.domain.imports.columns import Field
from campaign.domain.imports.headings import UNKNOWN, Dictionary, Found, Part, heading_key
from campaign.domain.imports.sheets import Cell, RawSheet
from campaign.domain.names import fold

# How far down a first header is looked for; lists begin with one to five banner rows.
WITHIN: Final = 60
MOST_COLUMNS: Final = 500
"""Columns beyond are not looked at: no list has them, and a hostile file has 16.384."""

# Longer than any heading: a banner, or a note.
_LONGEST: Final = 120
_DEEPEST: Final = 2
_WIDE: Final = 0.6
_TELLING: Final = frozenset({Field.BIRTH_DATE, Field.BIRTH_YEAR, Field.PHONE, Field.PERSONAL_ID})
_NAME_PARTS: Final = frozenset({Part.FAMILY, Part.GIVEN})
_FEW: Final = 2
_FIGURE: Final = re.compile(r"[\d\s.,/:-]*\d[\d\s.,/:-]*")
_DIGIT: Final = re.compile(r"\d")
_BANNER: Final = re.compile(
    r"cong hoa xa hoi|doc lap|uy ban|ubnd|danh sach|dang cong san|doan tncs|cong an|bieu tong hop|so:|:$|^(xa|phuong) "
)

Rows = Sequence[Sequence[Cell]]


class Title(NamedTuple):
    """One column of a header: where it stands, its whole title, what it means."""

    position: int
    text: str
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table: its first and last row, counted from 0 in the sheet, and its columns."""

    first: int
    last: int
    titles: tuple[Title, ...]


def text_of(cell: Cell) -> str:
    """Return a cell as one line of text; "" for an empty one."""
    return " ".join(str(cell).split()) if cell is not None else ""


@dataclass(frozen=True, slots=True)
class HeaderFinder:
    """Finds the headers of one sheet; `spans` are the merged cells of a row: first column -> last column.

    `nameless`: a row is a header too that tells two other facts of people, so that a clerk can say where the names are.
    """

    rows: Rows
    spans: Mapping[tuple[int, int], int]
    words: Dictionary
    nameless: bool = False
    # What was worked out once: the meanings of titles, the texts of rows, the titles over their columns.
    _known: dict[str, Found] = field(default_factory=dict, repr=False)
    _shown: dict[int, list[str]] = field(default_factory=dict, repr=False)
    _spanning: dict[int, list[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, *, rows: Rows, sheet: RawSheet, words: Dictionary, nameless: bool = False) -> HeaderFinder:
        """Return a finder for the rows of a sheet, whose letters are Unicode by now."""
        spans = {(top, left): right for top, left, _bottom, right in sheet.merged if right > left}
        return cls(rows, spans, words, nameless)

    def first(self, start: int = 0) -> Header | None:
        """Return the first header at or below a row; None when there is none within reach."""
        looked = 0
        for at in range(start, len(self.rows)):
            if any(text_of(cell) for cell in self.rows[at]):
                if header := self.at(at):
                    return header
                looked += 1
            if looked >= WITHIN:
                break
        return None

    def at(self, at: int, *, below: Header | None = None) -> Header | None:
        """Return the header whose names stand in this row; None if the row is none.

        `below` is the header above it: among people, only what surely heads names begins another table, because
        "Chủ hộ" and "Nam" are answers too.
        """
        if not self.names_columns(self.rows[at]) or (below and not self._surely_names(self.rows[at], below)):
            return None
        first = last = at
        while first > 0 and at - first < _DEEPEST and self._groups(first - 1):
            first -= 1
        while last + 1 < len(self.rows) and last - at < _DEEPEST and self._details(last + 1, at):
            last += 1
        return Header(first=first, last=last, titles=tuple(self._titles(first, last)))

    def names_columns(self, row: Sequence[Cell]) -> bool:
        """Whether a row says what columns are: one holds names, and another is known or all look alike."""
        texts = [text for cell in row[:MOST_COLUMNS] if (text := text_of(cell))]
        if not texts or len(texts[0]) > _LONGEST:
            return False
        found = [self._read(text) for text in texts]
        named = [text for text, what in zip(texts, found, strict=True) if _is_name(what)]
        if not named:
            return self.nameless and len({what.field for what in found} & _TELLING) > 1
        sure = any(heading_key(text) in _SURE_NAMES for text in named)
        if any(_FIGURE.fullmatch(text) for text in texts):
            return sure and sum(what.known for what in found) > _FEW
        return sum(what.known for what in found) > 1 or (sure and not any(_DIGIT.search(text) for text in texts))

    def _surely_names(self, row: Sequence[Cell], above: Header) -> bool:
        again = {heading_key(title.text.rpartition(" / ")[2]) for title in above.titles if _is_name(title.found)}
        return any(heading_key(text) in _SURE_NAMES | again for cell in row[:MOST_COLUMNS] if (text := text_of(cell)))

    def _read(self, text: str, parent: str = "") -> Found:
        if len(text) > _LONGEST:
            return UNKNOWN
        if parent:
            return self.words.read(text, parent)
        if text not in self._known:
            self._known[text] = self.words.read(text)
        return self._known[text]

    def _groups(self, at: int) -> bool:
        """Whether the row above a header is part of it: titles that span several columns, or that reach down."""
        above, below = self._texts(at), self._texts(at + 1)
        filled = [column for column, text in enumerate(above) if text]
        if not filled:
            return False
        width = sum(bool(text) for text in below)
        for column in filled:
            text = above[column]
            if _BANNER.search(fold(text)) or len(text) > _LONGEST:
                return False
            under = [c for c in self._reach(at, column, above) if c < len(below) and below[c]]
            stands = not under and self._read(text).known
            spans = len(under) > 1 and (len(filled) > 1 or len(under) < _WIDE * width)
            if not (stands or spans):
                return False
        return True

    def _details(self, at: int, named: int) -> bool:
        """Whether the row below a header is part of it: every cell says more of the title above it."""
        above, below = self._texts(at - 1), self._texts(at)
        filled = [column for column, text in enumerate(below) if text]
        alone = {column for column, text in enumerate(self._texts(named)) if _names_or_numbers(self._read(text))}
        if not filled or any(isinstance(self.rows[at][column], int | float) for column in filled):
            return False
        meant = 0
        for column in filled:
            text = below[column]
            found = self._read(text, self._above(at - 1)[column])
            # "(dd/mm/yyyy)" under a title says how to fill it in.
            hint = not heading_key(text)
            title = above[column] if column < len(above) else ""
            under = hint or not title or len(self._reach(at - 1, column, above)) > 1
            if not under or len(text) > _LONGEST or (_DIGIT.search(text) and not hint and not found.known):
                return False
            if column in alone and not hint and found.part not in _NAME_PARTS:
                return False
            meant += found.known or hint
        return meant * 2 >= len(filled)

    def _texts(self, at: int) -> list[str]:
        if at not in self._shown:
            self._shown[at] = [text_of(cell) for cell in self.rows[at][:MOST_COLUMNS]]
        return self._shown[at]

    def _reach(self, at: int, column: int, texts: Sequence[str]) -> range:
        """Return the columns that a title spans: those of its merged cell, else the empty ones to its right."""
        if (at, column) in self.spans:
            return range(column, self.spans[at, column] + 1)
        below = self._texts(at + 1) if at + 1 < len(self.rows) else []
        end = column + 1
        while end < len(below) and below[end] and not (end < len(texts) and texts[end]):
            if self._stands_alone(below[end], texts[column]):
                break
            end += 1
        return range(column, end)

    def _stands_alone(self, text: str, parent: str) -> bool:
        """Whether a title without one above it means the same alone, so that no neighbour has to span it."""
        alone, under = self._read(text), self._read(text, parent)
        partial = alone.field in {Field.SEX_MALE, Field.SEX_FEMALE, Field.STATUS, Field.STATUS_DAY}
        return alone.known and not partial and alone == under

    def _above(self, at: int) -> list[str]:
        """Return for every column the title in a row that stands over it; "" for none."""
        if at not in self._spanning:
            texts = self._texts(at)
            over = [""] * MOST_COLUMNS
            for start, text in enumerate(texts):
                for column in self._reach(at, start, texts) if text else ():
                    if column < MOST_COLUMNS:
                        over[column] = text
            self._spanning[at] = over
        return self._spanning[at]

    def _titles(self, first: int, last: int) -> Iterator[Title]:
        rows = [self._texts(at) for at in range(first, last + 1)]
        for column in range(max(len(row) for row in rows)):
            owns = [column < len(row) and bool(row[column]) for row in rows]
            if not any(owns):
                continue
            deepest = max(depth for depth, own in enumerate(owns) if own)
            parts = [self._above(first + depth)[column] for depth in range(deepest)]
            parts = list(dict.fromkeys([part for part in parts if part] + [rows[deepest][column]]))
            meant = [part for part in parts if heading_key(part)] or parts
            found = self._read(meant[-1], " / ".join(meant[:-1]))
            yield Title(column, " / ".join(parts), found)


_SURE_NAMES: Final = frozenset({"ho va ten", "ho ten", "ho chu dem va ten", "ho dem va ten", "full name", "name"})


def _is_name(found: Found) -> bool:
    return found.field is Field.FULL_NAME or found.part in _NAME_PARTS


def _names_or_numbers(found: Found) -> bool:
    return _is_name(found) or found.field is Field.NUMBER
