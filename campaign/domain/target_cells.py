"""What somebody means who writes a target: a number is people, a number with a percent sign is a share.

Refuses to guess: 7,5 people or a share with three decimals is handed back as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from campaign.domain.vocabulary import TargetKind

HUNDRED: Final = 100
"""Hundredths of a percent in one percent."""

# Thousands may be grouped as Excel does in either language; in a number of people nothing else can be meant by it.
_PEOPLE: Final = re.compile(r"-?(?:\d{1,9}|[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})?)")
_SHARE: Final = re.compile(r"(?P<whole>-?\d{1,4})(?:[.,](?P<part>\d{1,2}))?%")
# What the grid itself adds to a share, so that a cell can be copied onto another one.
_MEANING: Final = re.compile(r"(?<=%)=(?:[\d.,]+|–)$")


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
