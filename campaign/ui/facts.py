"""What is known of one thing, as pairs of a name and a value below each other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE: Final = (
    "<style>.ct dl.ct-pairs{margin:0;padding:0;line-height:1.4}"
    ".ct-pairs div{display:grid;grid-template-columns:10rem 1fr;gap:0 .75rem;padding:.25rem 0}"
    ".ct-pairs dt{color:#5c6b75;margin:0}.ct-pairs dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}"
    "@media(max-width:640px){.ct-pairs div{grid-template-columns:7rem 1fr}}</style>"
)


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return a list of (name, value); empty values are left out. All text is escaped."""
    lines = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows if value)
    return f'{_STYLE}<div class="ct"><dl class="ct-pairs">{lines}</dl></div>'
