"""The colours of charts and tables, named once, and the signs of the pace words.

Told apart with red-green and blue-yellow colour blindness (after Okabe and Ito), they carry text on white with at
least 4.5 : 1; a shape and a word always stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from campaign.domain.vocabulary import Pace

ACCENT: Final = "#0b6b8a"
ORANGE: Final = "#b34f00"
AMBER: Final = "#7a5c00"
GREEN: Final = "#00705a"
GREY: Final = "#5c6b75"
INK: Final = "#1c2a33"
GRID: Final = "#e1e8ec"
PAPER: Final = "#ffffff"
# What stands back: the bars of the others, and what people had before.
PALE: Final = "#a9c3d0"
# Shares from nothing to the whole target and beyond, in steps that grey paper keeps apart; ink is read on the first
# four, white on the last two.
RAMP: Final = ("#f0f5f7", "#d3e4eb", "#aacddb", "#7fb3c8", "#0b6b8a", "#064458")
RAMP_INK: Final = (INK, INK, INK, INK, PAPER, PAPER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What stands for a pace word: a geometric shape (no emoji) and a colour."""

    shape: str
    colour: str

    @property
    def mark(self) -> str:
        """The name of the same shape as a mark of a chart."""
        return _MARKS[self.shape]


_MARKS: Final[Mapping[str, str]] = {
    "▲": "triangle-up",
    "●": "circle",
    "◆": "diamond",
    "▼": "triangle-down",
    "■": "square",
    "○": "circle",
    "–": "stroke",
}


SIGNS: Final[Mapping[Pace, Sign]] = {
    Pace.AHEAD: Sign(shape="▲", colour=ACCENT),
    Pace.ON_TRACK: Sign(shape="●", colour=GREY),
    Pace.AT_RISK: Sign(shape="◆", colour=AMBER),
    Pace.BEHIND: Sign(shape="▼", colour=ORANGE),
    Pace.DONE: Sign(shape="■", colour=GREEN),
    Pace.NOT_STARTED: Sign(shape="○", colour=GREY),
    Pace.NO_TARGET: Sign(shape="–", colour=GREY),
}
