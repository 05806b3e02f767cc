"""The address of a public board, and its QR code as a picture for the page, the screen and the printer."""

from __future__ import annotations

import io
from typing import Final
from urllib.parse import urlencode

import segno

BOARD: Final = "/cong-khai"
_DOT: Final = 4
_PRINTED_DOT: Final = 16


def board_address(site: str, *, campaign: str, place: str | None = None, hall: bool = False) -> str:
    """Return where everybody finds a board, or its screen for the hall; `site` is scheme and host, "" for neither."""
    query = {"campaign": campaign} | ({"place": place} if place else {}) | ({"man-hinh": "1"} if hall else {})
    return f"{site}{BOARD}?{urlencode(query)}"


def code_svg(address: str, *, title: str) -> bytes:
    """Return the QR code of an address as SVG, of any size without a loss."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=_DOT, dark="#000", light="#fff", omitsize=True, title=title
    )
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()


def code_png(address: str) -> bytes:
    """Return the QR code of an address as PNG, large enough for a poster."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=_PRINTED_DOT)
    return out.getvalue()
