"""What a cell says, whatever the spreadsheet took it for: its text, or that it says nothing."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from campaign.domain.digits import plain_text
from campaign.domain.imports.sheets import Cell
from campaign.domain.names import fold

MAX_SHOWN: Final = 120
"""Characters of a cell that an issue shows."""

# Above, a number of a spreadsheet is no longer exact to its last digit.
_EXACT: Final = 10**15
_NOTHING: Final = re.compile(
    r"[^a-z0-9]*|0+|(khong|chua|ko|kg|k|no)( .*)?|n ?/ ?a|na|nan|none|null|x|mat|that lac|tre em|tre nho|con nho"
)


def text_of(cell: Cell) -> str:
    """Return the text of a cell as a reader of the sheet sees it; 981234567.0 is "981234567", a set mark "x"."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "x"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return f"{day:%d/%m/}{day.year}"
    return str(cell)


def says_nothing(text: str) -> bool:
    """Whether a cell of a number or of words says that there is none: "", "-", "không có", "chua co SĐT", "0"."""
    folded = fold(plain_text(text)).strip(" .,:;-")
    return _NOTHING.fullmatch(folded) is not None and not _a_number(folded)


def shown(text: str) -> str:
    """Return the text as an issue shows it."""
    return " ".join(text.split())[:MAX_SHOWN]


def _a_number(folded: str) -> bool:
    """Whether a number stands in words that begin like a denial: "k dùng 0912 345 678"."""
    return len(re.sub(r"\D", "", folded)) > len("000000")
