"""The tables of one sheet, row by row: under which header and band every person stands.

Owns the order of a sheet. A second header begins a second table, one that repeats the first goes on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from campaign.domain.imports.columns import Field, SourceRow, SourceTable
from campaign.domain.imports.filling import DITTO, Above, fill_down, is_empty, merged_values
from campaign.domain.imports.header import Header, HeaderFinder, text_of
from campaign.domain.imports.joining import Columns, settle
from campaign.domain.imports.lines import Kind, Shape, band_of, is_village, village_in_title
from campaign.domain.imports.sheets import Cell, RawSheet
from campaign.domain.names import fold

_SAMPLE: Final = 200
_KEYS: Final = (
    Field.BIRTH_DATE,
    Field.BIRTH_YEAR,
    Field.BIRTH_MALE,
    Field.BIRTH_FEMALE,
    Field.PHONE,
    Field.PERSONAL_ID,
    Field.ID,
    Field.SEX,
)
_VILLAGES: Final = (Field.VILLAGE, Field.VILLAGE_LOCAL_CODE, Field.PLACE_CODE)
# What is named once for all below it; names and numbers of people never are.
_CARRIED: Final = (*_VILLAGES, Field.HOUSEHOLD)
_OWN: Final = frozenset({Field.NUMBER, Field.FULL_NAME, Field.PERSONAL_ID, Field.ID, Field.JOINED})
# How a total or a blank begins: such a name is looked at twice.
_SUSPECT: Final = frozenset({"", " ", "  ", "Tổ", "TỔ", "tổ", "To", "TO", "to", "Cộ", "CỘ", "cộ", "Co", "CO", "co"})
# How the heading of a column of names begins, composed or not: "Họ và tên" and not "Hoàng".
_NAMED: Final = frozenset({"họ ", "họ,", "họ&", "họv", "họt", "ho ", "ho,", "hov", "hot", "ho\u0323", "ful"})
_ANY_SHEET: Final = re.compile(r"(sheet|trang( tinh)?|ds|danh sach|th|tong hop|data|du lieu|bang|table)[\s_]*\d*")
# A table whose names a clerk has still to point out.
_NOWHERE: Final = 1_000_000
_NUMBER_IN_FRONT: Final = re.compile(r"^\d{1,4}\s*[.)/-]\s*(?=[^\W\d_])")
_LONG_NUMBER: Final = 8
_SHORTEST: Final = 4
_YEAR: Final = 1900


@dataclass(slots=True)
class _Open:
    """A table while its rows are collected."""

    columns: Columns
    shape: Shape
    width: int
    header_row: int
    hidden: tuple[int, ...]
    same: tuple[int, ...]
    above: Above = field(default_factory=Above)
    since_band: int = 0
    rows: list[tuple[int, list[Cell], str]] = field(default_factory=list)
    skipped: int = 0
    band: str = ""
    ended: bool = False


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads the tables of one sheet. `rows` are its cells in Unicode, `converted` those that were not."""

    sheet: RawSheet
    rows: Sequence[Sequence[Cell]]
    finder: HeaderFinder
    converted: frozenset[int]

    def tables(self) -> Iterator[SourceTable]:
        """Yield the tables in their order; nothing for a sheet without a header."""
        header = self.finder.first()
        begin, band = 0, ""
        while header is not None:
            table = self._begin(header, begin=begin, band=band)
            following = self._collect(table, header)
            yield self._close(table)
            begin = table.rows[-1][0] + 1 if table.rows else header.last + 1
            band = "" if table.ended else table.band
            header = following

    def _begin(self, header: Header, *, begin: int, band: str) -> _Open:
        """Return the table of a header; `begin` is the first row of its banner, `band` the one that is still open."""
        sample = [row for row in self.rows[header.last + 1 : header.last + 1 + _SAMPLE] if _filled(row) > 1]
        banner = [text for row in self.rows[begin : header.first] for text in _texts(row)]
        columns = settle(titles=header.titles, sample=sample, words=self.finder.words, banner=" ".join(banner))
        name = (*columns.at(Field.FULL_NAME), _NOWHERE)[0]
        shape = Shape(
            name=name,
            numbers=columns.at(Field.NUMBER),
            villages=columns.at(*_VILLAGES),
            keys=columns.at(*_KEYS),
        )
        hidden = columns.at(Field.SENSITIVE)
        width = max(heading.position for heading in columns.headings) + 1
        same = tuple(heading.position for heading in columns.headings if heading.field not in _OWN)
        return _Open(
            columns=columns,
            shape=shape,
            width=width,
            header_row=self.sheet.first_row + header.last,
            hidden=hidden,
            same=same,
            band=_named_above(banner) or band,
        )

    def _collect(self, table: _Open, header: Header) -> Header | None:
        """Collect the people below a header up to the next one, which is returned."""
        merged = merged_values(self.sheet, self.rows)
        own = {h.position for h in table.columns.headings if h.field in _OWN - {Field.JOINED}}
        shape, name, keys = table.shape, table.shape.name, table.shape.keys
        below = header.last + 1
        for at in range(below, len(self.rows)):
            if at < below:
                continue
            row = self.rows[at]
            if at in merged:
                row = _with_merged(row, [(column, cell) for column, cell in merged[at] if column not in own])
            if is_plain(row, name, keys, shape.numbers):
                table.ended = False
                self._take(table, at, row)
                continue
            found = self._header_in(at, header)
            if found is not None:
                if not _repeats(found, header):
                    return found
                below = found.last + 1
                continue
            line = shape.judge(row, after_end=table.ended)
            if line.kind is Kind.PERSON:
                table.ended = False
                self._take(table, at, row)
                continue
            table.skipped += 1
            table.ended = table.ended or line.kind is Kind.END
            if line.kind is Kind.BAND:
                table.band, table.ended = line.band, False
                table.since_band = len(table.rows)
        return None

    def _header_in(self, at: int, above: Header) -> Header | None:
        shown = {title.text for title in above.titles}
        texts = (cell.strip() for cell in self.rows[at] if isinstance(cell, str))
        likely = any(text[:3].casefold() in _NAMED or text in shown for text in texts)
        return self.finder.at(at, below=above) if likely else None

    def _take(self, table: _Open, at: int, row: Sequence[Cell]) -> None:
        width = table.width
        cells = list(row[:width])
        if len(cells) < width:
            cells += [None] * (width - len(cells))
        for position in table.hidden:
            cells[position] = None
        named = cells[table.shape.name] if table.shape.name < width else None
        if isinstance(named, str) and named[:1].isdigit():
            # "1. Lê Văn A", in a list whose running numbers have no column.
            cells[table.shape.name] = _NUMBER_IN_FRONT.sub("", named)
        if not DITTO.isdisjoint(cells):
            self._say_same(table, cells)
        for join in table.columns.joins:
            mixed = join.mix([cells[position] for position in join.columns])
            for position in join.columns:
                cells[position] = None
            cells[join.target] = mixed
        table.rows.append((at, cells, table.band))

    def _say_same(self, table: _Open, cells: list[Cell]) -> None:
        for position in table.same:
            cell = cells[position]
            if isinstance(cell, str) and cell in DITTO:
                place = position in table.shape.villages
                # The villages above a band are not those below it; without one, the band decides.
                found = table.above.cell(table.rows, position, since=table.since_band if place else 0)
                cells[position] = cell if found is None and not place else found

    def _close(self, table: _Open) -> SourceTable:
        bands = [band for _at, _cells, band in table.rows]
        household = next(iter(table.columns.at(Field.HOUSEHOLD)), None)
        households = [cells[household] for _at, cells, _band in table.rows] if household is not None else []
        for position in table.columns.at(*_CARRIED):
            column = [cells[position] for _at, cells, _band in table.rows]
            for row, cell in fill_down(column=column, groups=bands, households=households).items():
                table.rows[row][1][position] = cell
        first = self.sheet.first_row
        return SourceTable(
            sheet=self.sheet.name,
            headings=table.columns.headings,
            rows=tuple(
                SourceRow(number=first + at, cells=tuple(cells), band=band, converted=at in self.converted)
                for at, cells, band in table.rows
            ),
            header_row=table.header_row,
            village=_village(self.sheet.name),
            skipped=table.skipped,
        )


def is_plain(row: Sequence[Cell], name: int, keys: Sequence[int], numbers: Sequence[int] = ()) -> bool:
    """Whether a row is a person at first sight: a name, and a date, many digits or a running number beside it."""
    width = len(row)
    named = row[name] if name < width else None
    if type(named) is not str or named[:2] in _SUSPECT:
        return False
    for position in keys:
        cell = row[position] if position < width else None
        if type(cell) is str:
            if len(cell) >= _LONG_NUMBER and cell[0].isdigit() and cell[-1].isdigit():
                return True
        elif isinstance(cell, int | float):
            if cell >= _YEAR:
                return True
        elif isinstance(cell, date):
            return True
    return len(named) >= _SHORTEST and any(_counts(row, at) for at in numbers) and _is_plain_name(named)


def _counts(row: Sequence[Cell], position: int) -> bool:
    cell = row[position] if position < len(row) else None
    return cell.isdecimal() if isinstance(cell, str) else isinstance(cell, int | float)


def _is_plain_name(named: str) -> bool:
    """Whether a name does not begin like a village or a heading, so that a number beside it is enough."""
    return named[0].isalpha() and named[:3].casefold() not in _NAMED and not is_village(named)


def _repeats(header: Header, before: Header) -> bool:
    """Whether a header is the one before it, printed again on the next page."""
    return [title[:2] for title in header.titles] == [title[:2] for title in before.titles]


def _with_merged(row: Sequence[Cell], values: Sequence[tuple[int, Cell]]) -> Sequence[Cell]:
    cells = list(row)
    for column, value in values:
        if column < len(cells) and is_empty(cells[column]):
            cells[column] = value
    return cells


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text for cell in row if (text := text_of(cell))]


def _filled(row: Sequence[Cell]) -> int:
    return sum(not is_empty(cell) for cell in row)


def _named_above(banner: Sequence[str]) -> str:
    """Return the village that the banner above a table names: in a line of its own, else at the end of the title."""
    lines = [band for text in reversed(banner) if (band := band_of(text, schools=False))]
    return next(iter(lines or [found for text in reversed(banner) if (found := village_in_title(text))]), "")


def _village(sheet: str | None) -> str:
    """Return the sheet's name, which may be a village's, unless it is one that every spreadsheet has."""
    return sheet if sheet and not _ANY_SHEET.fullmatch(fold(sheet)) else ""
