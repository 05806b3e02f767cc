"""Cells that are said without being written: merged ranges, "nt", the village that is named once for those below.

Owns what a reader's eye fills in. Refuses to fill a hole in a column that is otherwise written out: that is a missing
answer, not the answer above.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from campaign.domain.imports.sheets import Cell, RawSheet

_SAME: Final = (
    *("nt", "nt.", "n.t", "n/t", "-nt-", "- nt -", "–nt–", "như trên", "nhu tren", "-như trên-"),
    *('"', "''", '""', "”", "“", "″", "〃", "-//-", "//", '-"-', '- " -', "-”-", ",,", "--//--"),
)
DITTO: Final = frozenset(
    form
    for word in _SAME
    for cased in (word, word.upper(), word.capitalize())
    for form in (cased, f" {cased}", f"{cased} ", f" {cased} ")
)
"""What stands for the cell above."""

_MUCH: Final = 2


def merged_values(sheet: RawSheet, rows: Sequence[Sequence[Cell]]) -> dict[int, list[tuple[int, Cell]]]:
    """Return the cells below the first row of merged ranges: row -> columns with the value that is shown there."""
    found: dict[int, list[tuple[int, Cell]]] = {}
    for top, left, bottom, _right in sheet.merged:
        if bottom <= top or top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            found.setdefault(row, []).append((left, rows[top][left]))
    return found


def say_same(
    *, cells: list[Cell], columns: Collection[int], above: Sequence[Sequence[Cell]], places: Collection[int]
) -> None:
    """Put in what "nt" stands for: the nearest filled cell of the column in the rows above.

    `above` are those rows, already resolved. Without such a cell a place says nothing, so that the band decides.
    """
    for position in columns:
        cell = cells[position]
        if isinstance(cell, str) and cell in DITTO:
            found = (row[position] for row in reversed(above) if not is_empty(row[position]))
            cells[position] = next(found, None if position in places else cell)


def fill_down(
    *, column: Sequence[Cell], groups: Sequence[object], households: Sequence[Cell] = ()
) -> Mapping[int, Cell]:
    """Return what a column's empty cells hold where it names a village once for everybody below: row -> value.

    It does when no cell repeats the one above it and at least half of them are empty. A row whose household is empty
    too belongs to the household above it in any case (`households` may be left out). `groups` are the bands of the
    rows; nothing is carried from one to the next.
    """
    if all(column):
        return {}
    filled = [(row, cell) for row, cell in enumerate(column) if not is_empty(cell)]
    repeats = any(before[1] == after[1] and before[0] + 1 == after[0] for before, after in itertools.pairwise(filled))
    once = not repeats and len(filled) * _MUCH <= len(column)
    found: dict[int, Cell] = {}
    last: Cell = None
    for row, cell in enumerate(column):
        if row and groups[row] != groups[row - 1]:
            last = None
        if not is_empty(cell):
            last = cell
        elif last is not None and (once or (households and is_empty(households[row]))):
            found[row] = last
    return found


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
