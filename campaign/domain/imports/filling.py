"""Cells that are said without being written: merged ranges, "nt", the village that is named once for those below.

Owns what a reader's eye fills in. Refuses to fill a hole in a column that is otherwise written out: that is a missing
answer, not the answer above.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
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
# More than any list has; a file that claims more is made to do harm.
_MOST_MERGED: Final = 1_000_000


def merged_values(sheet: RawSheet, rows: Sequence[Sequence[Cell]]) -> dict[int, list[tuple[int, Cell]]]:
    """Return the cells below the first row of merged ranges: row -> columns with the value that is shown there."""
    found: dict[int, list[tuple[int, Cell]]] = {}
    room = _MOST_MERGED
    for top, left, bottom, _right in sheet.merged:
        if bottom <= top or top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        below = range(top + 1, min(bottom, len(rows) - 1) + 1)
        room -= len(below)
        for row in below if room >= 0 else ():
            found.setdefault(row, []).append((left, rows[top][left]))
    return found


class Above:
    """The nearest filled cell above, column by column, for "nt"; every row is looked at once."""

    def __init__(self) -> None:
        """Begin a table."""
        self._seen: dict[int, tuple[int, Cell]] = {}

    def cell(self, rows: Sequence[tuple[int, list[Cell], str]], position: int, *, since: int = 0) -> Cell:
        """Return the nearest filled cell of a column in the rows from `since` on; None for none."""
        upto, found = self._seen.get(position, (0, None))
        if upto < since:
            upto, found = since, None
        for row in range(len(rows) - 1, upto - 1, -1):
            if not is_empty(cell := rows[row][1][position]):
                found = cell
                break
        self._seen[position] = (len(rows), found)
        return found


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
