"""Charts as pictures: SVG for the public board, PNG for documents; the same drawing as on the screen.

Made by vl-convert, without a browser and without the network. The letters come from a font that travels with the
program, because a server may have none, or one without ê̆ and ơ.
"""

from __future__ import annotations

import copy
import textwrap
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import vl_convert

from campaign.charts.palette import GREY, INK, PAPER
from campaign.charts.svg import slim
from campaign.charts.theme import FONT

if TYPE_CHECKING:
    from campaign.charts.theme import Chart

FONTS: Final = Path(__file__).parent / "fonts"
FAMILY: Final = "Campaign Sans"
_VEGA_LITE: Final = "6.4"
_TITLE_SIZE: Final = 15
_SUBTITLE_SIZE: Final = 12
# How wide a letter is, as a share of the font's size: the mean of Vietnamese text, bold and not, with some to spare.
_BOLD_LETTER: Final = 0.6
_LETTER: Final = 0.54


def as_svg(*, chart: Chart, width: int, height: int | None = None, titled: bool = True) -> str:
    """Return a chart as an SVG of that many pixels, with title and subtitle unless the page has them.

    It has a role and a label for who cannot see it, no inline style and no link; the reader's own font draws it.
    """
    return slim(_drawn(chart, width=width, height=height, titled=titled), label=chart.description, font=FONT)


def as_png(*, chart: Chart, width: int, height: int | None = None, scale: float = 2.0, titled: bool = True) -> bytes:
    """Return a chart as a PNG on white; `width` and `height` are those of the drawing, `scale` its pixels for each."""
    spec_svg = _drawn(chart, width=width, height=height, titled=titled, background=PAPER)
    picture: bytes = vl_convert.svg_to_png(slim(spec_svg, label=chart.description, font=FAMILY), scale=scale)
    return picture


def wrapped(text: str, *, width: int, size: int, letter: float = _LETTER) -> list[str]:
    """Return a text in lines that fit so many pixels; marks above and below letters take no room."""
    if not text:
        return []
    most = max(8, int(width / (size * letter)))
    joined = unicodedata.normalize("NFC", text)
    return textwrap.wrap(joined, most)


def _drawn(chart: Chart, *, width: int, height: int | None, titled: bool, background: str = "transparent") -> str:
    _bring_fonts()
    spec: dict[str, Any] = copy.deepcopy(chart.spec)
    spec |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}, "background": background}
    if height is not None and isinstance(spec.get("height"), int):
        spec["height"] = height
    spec["config"] |= {"font": FAMILY, "aria": False}
    if titled:
        spec["title"] = _title(chart, width=width)
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return svg


def _title(chart: Chart, *, width: int) -> dict[str, Any]:
    return {
        "text": wrapped(chart.title, width=width - 8, size=_TITLE_SIZE, letter=_BOLD_LETTER),
        "subtitle": wrapped(chart.subtitle, width=width - 8, size=_SUBTITLE_SIZE),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": _TITLE_SIZE,
        "lineHeight": _TITLE_SIZE + 5,
        "color": INK,
        "subtitleFontSize": _SUBTITLE_SIZE,
        "subtitleLineHeight": _SUBTITLE_SIZE + 4,
        "subtitleColor": GREY,
        "subtitlePadding": 4,
        "offset": 10,
    }


@lru_cache(maxsize=1)
def _bring_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
