"""A file as read: its sheets with their cells, before anybody knows what a column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds; a formula is its last result; an empty cell and an error ("#REF!") are None."""


class TextEncoding(StrEnum):
    """How letters are written in a sheet: as Unicode, or in one of the two eight-bit ways of old fonts."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet. `name` is None for a CSV; `rows[0]` is the row that Excel numbers `first_row`.

    `merged` are ranges (first row, first column, last row, last column), counted from 0 in `rows`, in which only the
    first cell holds the value. `fonts` are the names of the fonts that the cells use, where the file tells.
    """

    name: str | None
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    fonts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """One file: its name without a folder, the SHA-256 of its bytes in hexadecimal, its sheets in their order."""

    name: str
    file_hash: str
    sheets: tuple[RawSheet, ...]
