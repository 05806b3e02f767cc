"""What a cell of the grid says, and what somebody who types into it means.

A number is people and a number with a percent sign is a share: the cell always shows which of the two it is, so there
is no mode to be in. Refuses to guess: 7,5 people or a share with three decimals is handed back as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import TargetKind
from campaign.i18n import number, percent

if TYPE_CHECKING:
    from campaign.services.target_grid import TargetCell

HUNDRED: Final = 100
"""Hundredths of a percent in one percent."""

_WHOLE: Final = 100 * HUNDRED
# Thousands may be grouped as Excel does in either language; in a number of people nothing else can be meant by it.
_PEOPLE: Final = re.compile(r"-?(?:\d{1,9}|[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})?)")
_SHARE: Final = re.compile(r"(?P<whole>-?\d{1,4})(?:[.,](?P<part>\d{1,2}))?%")
# What the grid itself adds to a share, so that a cell can be copied onto another one.
_MEANING: Final = re.compile(r"(?<=%)=(?:[\d.,]+|–)$")
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a typed text means. `amount` is people or hundredths of a percent, None to have no target."""

    kind: TargetKind = TargetKind.COUNT
    amount: int | None = None
    readable: bool = True


def read(text: str) -> Reading:
    """Return what a text means: `200`, `1.000` or `1,000` people; `80%`, `80,5 %` a share; empty for no target."""
    typed = _MEANING.sub("", "".join(text.split()).replace("\u2212", "-"))
    if typed in {"", "-", "–"}:
        return Reading()
    if _PEOPLE.fullmatch(typed):
        return Reading(amount=int(typed.replace(".", "").replace(",", "")))
    share = _SHARE.fullmatch(typed)
    if share is None:
        return Reading(readable=False)
    part = int((share["part"] or "").ljust(2, "0"))
    whole = int(share["whole"]) * HUNDRED
    return Reading(kind=TargetKind.PERCENT, amount=whole - part if typed.startswith("-") else whole + part)


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
