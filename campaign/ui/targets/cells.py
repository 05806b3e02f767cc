"""What a cell of the grid shows.

A number is people and a number with a percent sign is a share: the cell always shows which of the two it is, so there
is no mode to be in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.target_cells import HUNDRED, Reading, read
from campaign.domain.vocabulary import TargetKind
from campaign.i18n import number, percent

if TYPE_CHECKING:
    from campaign.services.target_grid import TargetCell

__all__ = ["HUNDRED", "Reading", "read", "text_of", "text_of_cell"]

_WHOLE: Final = 100 * HUNDRED
_TENTHS: Final = 10


def text_of(*, kind: TargetKind, amount: int | None) -> str:
    """Return what a cell shows: `1.000`, `80%`, `80,5%`; nothing for no target."""
    if amount is None:
        return ""
    if kind is TargetKind.COUNT:
        return number(amount)
    digits = 0 if amount % HUNDRED == 0 else 1 if amount % _TENTHS == 0 else 2
    return percent(amount / _WHOLE, digits=digits)


def text_of_cell(cell: TargetCell | None) -> str:
    """Return what a cell of the grid shows, a share with the people that it means: `80% = 248`; a ratio's alone."""
    if cell is None:
        return ""
    text = text_of(kind=cell.kind, amount=cell.amount)
    # The percentage of a ratio is one of no group of people.
    alone = cell.kind is TargetKind.COUNT or cell.population_group is None
    return text if alone else f"{text} = {number(cell.people)}"
