"""What the body of a report consists of, before it is drawn: headings, paragraphs, tables, pictures, as plain data.

Whoever writes the words knows nothing of Word, and whoever draws knows nothing of campaigns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

BLANK: Final = "[…"
"""How a gap begins that only a clerk can fill; it ends with "]" and is marked in colour in the file."""

Align = Literal["left", "center", "right"]
RowKind = Literal["plain", "band", "total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 ("I. …") or 2 ("1. …")."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body; what stands between BLANK and "]" is a gap for the clerk."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; one heading `group` over several columns is drawn once, above theirs. `share` is its part
    of the width that is left.
    """

    head: str
    share: float
    align: Align = "right"
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: one cell a column; a band has one, which goes across."""

    cells: tuple[str, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; `unit` is said above its right edge ("Đơn vị tính: người")."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart: a PNG, its caption, and what it shows in words for somebody who cannot see it."""

    png: bytes
    caption: str
    description: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """An appendix with its title, on landscape pages of its own."""

    number: str
    title: str
    blocks: tuple[Block, ...]


def blank(hint: str) -> str:
    """Return a gap with a hint of what belongs into it."""
    return f"{BLANK} {hint}]"
