"""Drawing on a poster: texts that know how wide they are, bars, a QR code; SVG in points, A4.

The letters come with the program (Campaign Sans), so that ê̆ and ơ are on every wall.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

import segno
import vl_convert

from campaign.config import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
"""A4 upright, in points."""

_FONTS: Final = ROOT / "campaign" / "charts" / "fonts"
_FAMILY: Final = "Campaign Sans"
# Widths of letters as shares of the size, a little more than the font's own: a text that is thought wider than it is
# leaves a gap, one that is thought narrower runs into its neighbour.
_NARROW: Final = frozenset("iIjl.,:;'’!|()[] ·/")
_WIDE: Final = frozenset("mwMWĐ%@—")
_WIDTHS: Final = (0.34, 0.95, 0.7, 0.6)
_BOLD: Final = 1.08


@lru_cache(maxsize=1)
def bring_fonts() -> None:
    """Tell the drawing library where the letters are."""
    vl_convert.register_font_directory(str(_FONTS))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is, in points, rather too much than too little."""
    narrow, wide, capital, other = _WIDTHS
    total = 0.0
    for letter in unicodedata.normalize("NFC", text):
        if unicodedata.combining(letter):
            continue
        if letter in _NARROW:
            total += narrow
        elif letter in _WIDE:
            total += wide
        else:
            total += capital if letter.isupper() else other
    return total * size * (_BOLD if bold else 1)


def lines_of(text: str, size: float, width: float, *, bold: bool = False, most: int = 2) -> list[str]:
    """Return a text in at most `most` lines; what does not fit ends in an ellipsis behind a whole word."""
    words, lines = text.split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] += " …"
            break
    return lines


def fitting(text: str, size: float, width: float, *, bold: bool = False, least: float = 9) -> float:
    """Return the largest size up to `size` in which a text fits into one line, `least` at the smallest."""
    whole = width_of(text, size, bold=bold)
    return size if whole <= width else max(least, size * width / whole)


def text_at(
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: str,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """Return a line of text whose letters stand on `y`."""
    weight = ' font-weight="700"' if bold else ""
    clean = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{_FAMILY}" font-size="{size:.1f}"{weight} fill="{colour}" '
        f'text-anchor="{anchor}">{escape(clean)}</text>'
    )


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Return a filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{colour}"/>'


def frame(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Return the outline of a rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="none" '
        f'stroke="{colour}" stroke-width="1"/>'
    )


def line(points: Iterable[tuple[float, float]], colour: str, *, width: float, dashed: bool = False) -> str:
    """Return a line through points."""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def qr_code(x: float, y: float, side: float, address: str, colour: str) -> str:
    """Return the QR code of an address as one path, its quiet zone being the paper around it."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    step = side / len(rows)
    path = "".join(
        f"M{x + column * step:.2f} {y + row * step:.2f}h{step:.2f}v{step:.2f}h-{step:.2f}z"
        for row, cells in enumerate(rows)
        for column, dark in enumerate(cells)
        if dark
    )
    return f'<path d="{path}" fill="{colour}"/>'


def page(parts: Iterable[str]) -> str:
    """Return a whole A4 page as SVG."""
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{box(0, 0, WIDTH, HEIGHT, '#ffffff')}{body}</svg>"
    )
