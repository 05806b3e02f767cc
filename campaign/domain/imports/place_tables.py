"""A file of the places of a commune: its columns, and every row by the rules of a pasted list.

A row that names a place that is there already changes nothing; it is no mistake of the clerk's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from campaign.domain.imports.columns import SourceRow
from campaign.domain.imports.grids import JOINT, Grid, ListRow, ListTable, grids_of, text_of, titles_of
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.sheets import RawFile
from campaign.domain.place_cells import Cells, Header, cells_of
from campaign.domain.place_lists import MAX_LINES, Ground, Issue, Line, settle
from campaign.domain.place_words import Column, Field, column_of, words_of
from campaign.domain.vocabulary import PopulationGroup
from campaign.errors import CampaignError

COLUMNS: Final[Mapping[str, Column]] = {
    "name": Field.NAME,
    "kind": Field.KIND,
    "local_code": Field.CODE,
    "commune": Field.COMMUNE,
    "latitude": Field.LATITUDE,
    "longitude": Field.LONGITUDE,
    "coordinates": Field.COORDINATES,
    "population": PopulationGroup.ALL,
    **{group.value: group for group in PopulationGroup if group is not PopulationGroup.ALL},
}
"""Our columns by the names of the answer."""

_OF_CODE: Final[Mapping[str, Field]] = {
    "list_kind_assumed": Field.NAME,
    "list_kind_differs": Field.KIND,
    "list_kind_unknown": Field.KIND,
    "list_other_commune": Field.COMMUNE,
    "local_code_invalid": Field.CODE,
    "place_code_taken": Field.CODE,
}
_POINTS: Final = (Field.COORDINATES, Field.LATITUDE, Field.LONGITUDE)
_WHOLE: Final = frozenset({"tong", "tong so", "tong cong", "chung", "total"})
_NEEDED: Final = "Tên thôn, buôn"
_THERE: Final = "list_name_there"
# The detail of an issue that is what the cell says.
_VALUES: Final = ("value", "kind", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(ListRow):
    """One row with the place that it would become."""

    line: Line


PlaceTable = ListTable[PlaceRow]


def read_places(*, file: RawFile, ground: Ground, mapping: Mapping[str, str], encoding: str = "auto") -> PlaceTable:
    """Return every row of a file with what was understood and what is wrong; `mapping` is by folded heading.

    Raises `header_missing`, and `place_list_too_long` for more rows than a commune has places.
    """
    meaning = _Meaning(mapping)
    grids = grids_of(file=file, score=meaning.score, encoding=encoding, needed=_NEEDED)
    sources = [source for grid in grids for source in _sources(grid, meaning)]
    if len(sources) > MAX_LINES:
        raise CampaignError("place_list_too_long", n=len(sources), limit=MAX_LINES)
    lines = settle(found=[(source.row.number, "", source.cells) for source in sources], ground=ground)
    rows = tuple(_row(source, line, meaning) for source, line in zip(sources, lines, strict=True))
    feeds = {title: column for title in titles_of(grids) if (column := meaning.of(title)) is not None}
    return ListTable(
        rows=rows,
        grids=grids,
        columns={
            name: titles
            for name, column in COLUMNS.items()
            if (titles := tuple(title for title, fed in feeds.items() if fed is column))
        },
        unknown=tuple(title for title in titles_of(grids) if title not in feeds and not meaning.left_out(title)),
    )


class _Meaning:
    """What the headings of a file hold, by the clerk's own mapping first."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._own = mapping

    def of(self, title: str) -> Column | None:
        """Return the column; None for a heading that is not known, or that the commune leaves out."""
        own = self._own.get(words_of(title))
        if own is not None:
            return COLUMNS.get(own)
        over, _joint, under = title.rpartition(JOINT)
        # "Dân số / Tổng" is the population; "Dân số / Nam" is a part of it.
        return column_of(title) or column_of(over if words_of(under) in _WHOLE else under)

    def left_out(self, title: str) -> bool:
        """Whether the commune said that a heading is of no use here."""
        return self._own.get(words_of(title)) == ""

    def score(self, titles: Sequence[str]) -> int:
        """Return how many titles of a row are known; 0 when it is no header."""
        known = {self.of(title) for title in titles if title} - {None, Field.SKIPPED}
        alone = sum(1 for title in titles if title) == 1
        return len(known) if Field.NAME in known and (len(known) > 1 or alone) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One row that means a place, with its cells by what they are."""

    grid: Grid
    row: SourceRow
    cells: Cells

    def heading(self, wanted: Column, meaning: _Meaning) -> str:
        """Return the heading over the cell of a column, "" for none."""
        return next((title for title in self.grid.titles if title and meaning.of(title) is wanted), "")


def _sources(grid: Grid, meaning: _Meaning) -> Iterator[_Source]:
    header = Header(text=_line_of(grid.titles), columns=tuple(meaning.of(title) for title in grid.titles))
    for row in grid.rows:
        cells = cells_of(_line_of([text_of(cell) for cell in row.cells]), header)
        if cells is not None:
            yield _Source(grid=grid, row=row, cells=cells)


def _line_of(cells: Sequence[str]) -> str:
    """Return cells as a line of a pasted list."""
    line = io.StringIO()
    csv.writer(line, delimiter="\t", lineterminator="").writerow([*cells, ""])
    return line.getvalue()


def _row(source: _Source, line: Line, meaning: _Meaning) -> PlaceRow:
    known = any(issue.code == _THERE for issue in line.issues)
    # Of a place that is there nothing else matters: nothing of it is taken.
    told = [issue for issue in line.issues if issue.code == _THERE] if known else line.issues
    issues = [_told(source, line, issue, meaning) for issue in told]
    if source.row.converted:
        issues.append(_issue(source, source.heading(Field.NAME, meaning), "text_converted", line.name))
    return PlaceRow(sheet=source.grid.sheet, number=source.row.number, issues=tuple(issues), known=known, line=line)


def _told(source: _Source, line: Line, issue: Issue, meaning: _Meaning) -> RowIssue:
    """Return an issue of a pasted line as one of a row: the cell that it is about stands in its own column."""
    value = next((str(issue.details[name]) for name in _VALUES if name in issue.details), line.name)
    column: Column = _OF_CODE.get(issue.code, Field.NAME)
    if issue.code == "list_group_larger":
        column = PopulationGroup(str(issue.details["group"]))
        value = source.cells.numbers[column]
    elif issue.code.startswith("list_coordinates"):
        column = next(place for place in _POINTS if source.cells.texts.get(place, "").strip())
    elif issue.code == "list_number_unread":
        column = next(group for group, text in source.cells.numbers.items() if text.strip() == value)
    return _issue(
        source, source.heading(column, meaning), "duplicate_place" if issue.code == _THERE else issue.code, value
    )


def _issue(source: _Source, heading: str, code: str, value: str) -> RowIssue:
    return RowIssue(source.grid.sheet, source.row.number, heading, code, value)
