"""A file of targets: every row with the targets that it gives, and what is wrong with it.

A row is taken whole or not at all, so that it can be mended and imported again. An empty cell says nothing; it takes
no target back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from campaign.domain.imports.columns import SourceRow
from campaign.domain.imports.grids import Grid, ListRow, ListTable, grids_of, text_of, titles_of
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.sheets import Cell, RawFile
from campaign.domain.imports.target_columns import TargetColumn, TargetField, TargetWords
from campaign.domain.imports.target_places import Places, TargetPlace
from campaign.domain.imports.target_values import Refused, amount_of, day_of
from campaign.domain.indicators import Indicator
from campaign.domain.place_words import words_of
from campaign.domain.target_cells import read
from campaign.domain.vocabulary import TargetKind

_NEEDED: Final = "Địa bàn, Chỉ tiêu"
_TOTALS: Final = frozenset({"tong", "tong so", "tong cong", "cong", "total"})
_DITTO: Final = frozenset({"nt", "nhu tren"})
_SHARE_UNITS: Final = frozenset({"phan tram", "percent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGround:
    """The campaign that a list of targets is for: its places, what it counts, its days."""

    places: Sequence[TargetPlace]
    indicators: Sequence[Indicator]
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One target that a row gives; `heading` is where it stands, `text` what stands there."""

    place: TargetPlace
    indicator: str
    due_on: date
    kind: TargetKind
    amount: int
    heading: str
    text: str

    @property
    def cell(self) -> tuple[int, str, date]:
        """Which target it is."""
        return (self.place.id, self.indicator, self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow(ListRow):
    """One row with the targets that it gives, none when it is refused."""

    wanted: tuple[Wanted, ...] = ()


TargetTable = ListTable[TargetRow]


def read_targets(
    *, file: RawFile, ground: TargetGround, mapping: Mapping[str, str], encoding: str = "auto"
) -> TargetTable:
    """Return every row that gives targets, or should; `mapping` is by folded heading. Raises `header_missing`."""
    words = TargetWords(indicators=ground.indicators, mapping=mapping)
    grids = grids_of(file=file, score=words.score, encoding=encoding, needed=_NEEDED)
    reader = _Reader(ground=ground, words=words, places=Places(ground.places))
    rows = tuple(_without_twice([row for grid in grids for row in reader.rows(grid)]))
    feeds = {title: column for title in titles_of(grids) if (column := words.column(title)) is not None}
    columns: dict[str, tuple[str, ...]] = {}
    for title, column in feeds.items():
        if column.field is not TargetField.SKIPPED:
            columns[column.name] = (*columns.get(column.name, ()), title)
    return ListTable(
        rows=rows,
        grids=grids,
        columns=columns,
        unknown=tuple(title for title in titles_of(grids) if title not in feeds and not words.left_out(title)),
    )


def _without_twice(rows: Sequence[TargetRow]) -> Iterator[TargetRow]:
    """Yield the rows; one that gives a target another number than a row before it is refused."""
    given: dict[tuple[int, str, date], tuple[TargetKind, int]] = {}
    for row in rows:
        twice = [w for w in row.wanted if given.get(w.cell, (w.kind, w.amount)) != (w.kind, w.amount)]
        if twice:
            told = (RowIssue(row.sheet, row.number, w.heading, "target_twice", w.text) for w in twice)
            yield replace(row, issues=(*row.issues, *told), wanted=())
            continue
        given.update({w.cell: (w.kind, w.amount) for w in row.wanted})
        yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    ground: TargetGround
    words: TargetWords
    places: Places

    def rows(self, grid: Grid) -> Iterator[TargetRow]:
        """Yield the rows of one table; a place that is left empty below another is that one again."""
        columns = _settled([self.words.column(title) if title else None for title in grid.titles], grid)
        above = ""
        for source in grid.rows:
            row = _Row(grid=grid, source=source, columns=columns)
            named = row.text(TargetField.PLACE)
            if row.is_total:
                continue
            if above and (words_of(named) in _DITTO or (not named and row.text(TargetField.INDICATOR))):
                row = replace(row, above=above)
            above = row.text(TargetField.PLACE) or above
            if row.says_something:
                yield self._row(row)

    def _row(self, row: _Row) -> TargetRow:
        issues: list[RowIssue] = []
        wanted: list[Wanted] = []
        try:
            place = self._place(row)
            for column, index in row.amounts():
                try:
                    wanted.append(self._wanted(row, place, column, index))
                except Refused as refused:
                    issues.append(row.issue(refused))
            if not wanted and not issues:
                raise Refused(row.heading(TargetField.AMOUNT), "target_amount_missing", "")  # noqa: TRY301 - refused like the rest
        except Refused as refused:
            issues.append(row.issue(refused))
        return TargetRow(
            sheet=row.grid.sheet,
            number=row.source.number,
            issues=tuple(issues),
            wanted=() if issues else tuple(wanted),
        )

    def _place(self, row: _Row) -> TargetPlace:
        code, name = row.text(TargetField.PLACE_CODE), row.text(TargetField.PLACE)
        found = self.places.find(code=code, name=name, commune=row.text(TargetField.COMMUNE))
        if len(found) != 1:
            heading = row.heading(TargetField.PLACE) or row.heading(TargetField.PLACE_CODE)
            raise Refused(heading, "place_ambiguous" if found else "place_unknown", name or code)
        return found[0]

    def _wanted(self, row: _Row, place: TargetPlace, column: TargetColumn, index: int) -> Wanted:
        heading, text = row.grid.titles[index], text_of(row.source.cells[index])
        indicator = column.indicator or self._indicator(row)
        kind, amount = amount_of(row.source.cells[index], heading, share=column.share or row.in_percent)
        return Wanted(
            place=place,
            indicator=indicator,
            due_on=self._due(row, column),
            kind=kind,
            amount=amount,
            heading=heading,
            text=text,
        )

    def _indicator(self, row: _Row) -> str:
        text, heading = row.text(TargetField.INDICATOR), row.heading(TargetField.INDICATOR)
        if not text:
            raise Refused(heading, "target_indicator_missing", "")
        found = self.words.indicator(text)
        if found is None:
            raise Refused(heading, "target_indicator_unknown", text)
        return found

    def _due(self, row: _Row, column: TargetColumn) -> date:
        cell, heading = row.value(TargetField.DUE), row.heading(TargetField.DUE)
        due = column.due_on or (day_of(cell, heading) if text_of(cell) else self.ground.ends_on)
        if not self.ground.starts_on <= due <= self.ground.ends_on:
            raise Refused(heading, "target_due_outside", f"{due:%d/%m/%Y}")
        return due


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row under its columns; `above` is the place of the row above where its own is left empty."""

    grid: Grid
    source: SourceRow
    columns: Sequence[TargetColumn | None]
    above: str = ""

    def value(self, field: TargetField) -> Cell:
        """Return the cell of a field, None without such a column."""
        index = next((i for i, column in enumerate(self.columns) if column and column.field is field), None)
        return None if index is None else self.source.cells[index]

    def text(self, field: TargetField) -> str:
        """Return the text of a field; of the place, that of the row above where it stands for it."""
        return self.above if field is TargetField.PLACE and self.above else text_of(self.value(field))

    def heading(self, field: TargetField) -> str:
        """Return the heading of a field, "" without such a column."""
        titles = (
            t for t, column in zip(self.grid.titles, self.columns, strict=True) if column and column.field is field
        )
        return next(titles, "")

    def amounts(self) -> Iterator[tuple[TargetColumn, int]]:
        """Yield the columns that give a target in this row: each indicator's, else the first amount."""
        for index, column in enumerate(self.columns):
            if column and text_of(self.source.cells[index]).strip("-– "):
                if column.indicator:
                    yield column, index
                elif column.field is TargetField.AMOUNT:
                    yield column, index
                    return

    @property
    def is_total(self) -> bool:
        """Whether the row adds up those above it: "Tổng cộng", in whatever column."""
        texts = (text for cell in self.source.cells if (text := text_of(cell)))
        return words_of(next(texts, "")) in _TOTALS or words_of(self.text(TargetField.PLACE)) in _TOTALS

    @property
    def in_percent(self) -> bool:
        """Whether the unit of the row is a percentage."""
        unit = text_of(self.value(TargetField.UNIT))
        return "%" in unit or words_of(unit) in _SHARE_UNITS

    @property
    def says_something(self) -> bool:
        """Whether the row gives a target, or names an indicator and should."""
        return any(True for _ in self.amounts()) or bool(
            self.text(TargetField.INDICATOR) and self.text(TargetField.PLACE)
        )

    def issue(self, refused: Refused) -> RowIssue:
        """Return what keeps the row out."""
        return RowIssue(self.grid.sheet, self.source.number, refused.heading, refused.code, refused.value)


def _settled(columns: list[TargetColumn | None], grid: Grid) -> list[TargetColumn | None]:
    """Return the columns; of two that could name the indicator (Nội dung, Chỉ tiêu) one with numbers is the target."""
    naming = [i for i, column in enumerate(columns) if column and column.field is TargetField.INDICATOR]
    if len(naming) > 1 and not any(column and column.field is TargetField.AMOUNT for column in columns):
        for index in naming:
            first = next((text for row in grid.rows if (text := text_of(row.cells[index]))), "")
            if read(first).readable:
                columns[index] = TargetColumn(field=TargetField.AMOUNT)
    return columns
