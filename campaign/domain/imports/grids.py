"""Small tables of a spreadsheet: their header, and their rows as texts; for lists of places and of targets.

Lists of people have shapes of their own, which `layout` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Generic, TypeVar

from campaign.domain.imports.columns import Heading, SourceRow, SourceTable
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.legacy import detect, to_unicode
from campaign.domain.imports.sheets import Cell, RawFile, RawSheet, TextEncoding
from campaign.domain.place_words import words_of
from campaign.domain.vocabulary import Severity
from campaign.errors import CampaignError

# How far down a header is looked for: the office, the title, the day, an empty line or two.
_HEADER_WITHIN: Final = 20
JOINT: Final = " / "
_HAS_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table: its titles, and its rows as they stand in the file, each as many cells as there are titles."""

    sheet: str | None
    header_row: int
    titles: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    encoding: TextEncoding

    def only(self, numbers: Collection[int]) -> SourceTable:
        """Return the table with some of its rows only, as a file of refused rows is written."""
        return SourceTable(
            sheet=self.sheet,
            headings=tuple(Heading(position=position, title=title) for position, title in enumerate(self.titles)),
            rows=tuple(row for row in self.rows if row.number in numbers),
            header_row=self.header_row,
            encoding=self.encoding,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of a list and what is wrong with it. `known`: it says nothing that is not there already."""

    sheet: str | None
    number: int
    issues: tuple[RowIssue, ...]
    known: bool = False

    @property
    def refused(self) -> bool:
        """Whether the row is not taken."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def doubtful(self) -> bool:
        """Whether the row is taken with something to look at."""
        return not self.known and not self.refused and any(i.severity is Severity.WARNING for i in self.issues)


R = TypeVar("R", bound=ListRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable(Generic[R]):
    """A file as understood: `columns` are our column names with the headings that feed them, `unknown` the others."""

    rows: tuple[R, ...]
    grids: tuple[Grid, ...]
    columns: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]

    def tables(self) -> tuple[SourceTable, ...]:
        """Return the tables of the file with all of their rows."""
        return tuple(grid.only({row.number for row in grid.rows}) for grid in self.grids)

    def only(self, rows: Sequence[ListRow]) -> tuple[SourceTable, ...]:
        """Return the tables of the file with some of the rows only."""
        wanted = {(row.sheet, row.number) for row in rows}
        found = (grid.only({number for sheet, number in wanted if sheet == grid.sheet}) for grid in self.grids)
        return tuple(table for table in found if table.rows)


def titles_of(grids: Sequence[Grid]) -> tuple[str, ...]:
    """Return the headings of all tables, each once."""
    return tuple(dict.fromkeys(title for grid in grids for title in grid.titles if title))


def grids_of(*, file: RawFile, score: Callable[[Sequence[str]], int], encoding: str, needed: str) -> tuple[Grid, ...]:
    """Return the table of every sheet that has one; `score` is how many titles of a row are known, 0 for no header.

    `encoding` is auto, unicode, tcvn3 or vni. Raises `header_missing`, which names the headings that are `needed`, when
    no sheet has a header.
    """
    found = tuple(grid for sheet in file.sheets if (grid := _grid(_in_unicode(sheet, encoding), score)) is not None)
    if not found:
        raise CampaignError("header_missing", name=file.name, needed=needed)
    return found


def text_of(cell: Cell) -> str:
    """Return a cell as a clerk reads it, on one line: 1250.0 is 1250, a date dd/mm/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A sheet whose texts are Unicode; `converted` are the indices of rows that were not."""

    sheet: RawSheet
    encoding: TextEncoding
    converted: frozenset[int] = frozenset()


def _in_unicode(sheet: RawSheet, encoding: str) -> _Read:
    texts = (cell for row in sheet.rows for cell in row if isinstance(cell, str))
    found = detect(texts, sheet.fonts) if encoding == "auto" else TextEncoding(encoding)
    if found is TextEncoding.UNICODE:
        return _Read(sheet=sheet, encoding=found)
    rows = [[to_unicode(c, encoding=found) if isinstance(c, str) else c for c in row] for row in sheet.rows]
    changed = frozenset(index for index, row in enumerate(rows) if row != list(sheet.rows[index]))
    return _Read(sheet=replace(sheet, rows=rows), encoding=found, converted=changed)


def _grid(read: _Read, score: Callable[[Sequence[str]], int]) -> Grid | None:
    sheet, above = read.sheet, list[list[str]]()
    for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        titles = [text_of(cell) for cell in row]
        above.append(titles)
        if not score(titles):
            continue
        below = [text_of(cell) for cell in sheet.rows[index + 1]] if index + 1 < len(sheet.rows) else []
        joined = _joined(titles, below)
        if _are_titles(below) and score(joined) > score(titles):
            return _below(read, index + 2, joined)
        return _below(read, index + 1, titles)
    return _of_two(read, above, score)


def _of_two(read: _Read, above: Sequence[list[str]], score: Callable[[Sequence[str]], int]) -> Grid | None:
    """Return the table whose titles are known only when two rows are read together."""
    for index in range(len(above) - 1):
        joined = _joined(above[index], above[index + 1])
        if _are_titles(above[index + 1]) and score(joined):
            return _below(read, index + 2, joined)
    return None


def _joined(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the titles of a header of two rows: a title over several columns stands before each of theirs."""
    titles, over = [], ""
    for column in range(max(len(top), len(below))):
        own = top[column] if column < len(top) else ""
        under = below[column] if column < len(below) else ""
        over = own or (over if under else "")
        titles.append(JOINT.join(part for part in (over, under) if part))
    return titles


def _are_titles(row: Sequence[str]) -> bool:
    """Whether a row may be the second of a header: words, and no figures."""
    worded = [text for text in row if text]
    return bool(worded) and all(_HAS_LETTER.search(text) for text in worded)


def _below(read: _Read, start: int, titles: Sequence[str]) -> Grid:
    sheet = read.sheet
    last = max((column for column, title in enumerate(titles) if title), default=-1)
    shown = tuple(titles[: last + 1])
    return Grid(
        sheet=sheet.name,
        header_row=sheet.first_row + start - 1,
        titles=shown,
        rows=tuple(_rows(read, start, len(shown))),
        encoding=read.encoding,
    )


def _rows(read: _Read, start: int, width: int) -> Iterator[SourceRow]:
    sheet = read.sheet
    for index in range(start, len(sheet.rows)):
        cells = tuple(sheet.rows[index])[:width]
        cells += (None,) * (width - len(cells))
        texts = [text_of(cell) for cell in cells]
        if any(texts) and not _counts_columns(texts):
            yield SourceRow(number=sheet.first_row + index, cells=cells, converted=index in read.converted)


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1 2 3, (1) (2) (3), A B 1 2."""
    said = [words_of(cell.strip("()")) for cell in cells if cell]
    letters = [word for word in said if not word.isdecimal()]
    numbers = [word for word in said if word.isdecimal()]
    counted = numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return len(said) > 2 and counted and all(word in "abcd" and len(word) == 1 for word in letters)  # noqa: PLR2004 - two cells may be a running number and a figure
