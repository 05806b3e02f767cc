"""What the cells of a list of targets say: people or a share, and the day by which."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from campaign.domain.imports.grids import text_of
from campaign.domain.imports.sheets import Cell
from campaign.domain.target_cells import HUNDRED, read
from campaign.domain.vocabulary import TargetKind

_WHOLE: Final = HUNDRED * HUNDRED
_DAY: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")


class Refused(Exception):  # noqa: N818 - a way out of one row, no fault of the program
    """What keeps a row out: the heading, the code and what the cell says."""

    def __init__(self, heading: str, code: str, value: str) -> None:
        super().__init__(code)
        self.heading, self.code, self.value = heading, code, value


def amount_of(cell: Cell, heading: str, *, share: bool) -> tuple[TargetKind, int]:
    """Return people, or hundredths of a percent where the column (`share`) or the cell says so; raises `Refused`."""
    text = text_of(cell)
    if isinstance(cell, float) and (0 < cell < 1 or (share and cell == 1)):
        # Excel holds 80 % as 0.8 and shows the sign only by its format.
        return TargetKind.PERCENT, round(cell * _WHOLE)
    found = read(f"{text}%" if share and "%" not in text else text)
    if not found.readable or found.amount is None:
        raise Refused(heading, "target_unreadable", text)
    if found.amount < 0:
        raise Refused(heading, "target_negative", text)
    if found.kind is TargetKind.PERCENT and found.amount > _WHOLE:
        raise Refused(heading, "target_over_hundred", text)
    return found.kind, found.amount


def day_of(cell: Cell, heading: str) -> date:
    """Return a day that a cell holds; raises `Refused`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    found = day_in(text)
    if found is None:
        raise Refused(heading, "target_due_unread", text)
    return found


def day_in(text: str) -> date | None:
    """Return the day that a text names as 31/12/2026 or 2026-12-31, None for none or one that cannot be."""
    found, iso = _DAY.search(text), _ISO.search(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def without_day(text: str) -> str:
    """Return a text without the day that it names."""
    return _ISO.sub(" ", _DAY.sub(" ", text))
