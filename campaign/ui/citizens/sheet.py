"""A narrow table with a title before every line, which stays a table on a phone: facts, steps, two entries compared."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from campaign.i18n import _
from campaign.ui.tables import Html

if TYPE_CHECKING:
    from collections.abc import Sequence

# Classes of our own inside our own markup; nothing here reaches for Streamlit's.
_STYLE: Final = """<style>
.pr{font-variant-numeric:tabular-nums;line-height:1.35}
.pr table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:.9375rem}
.pr caption{text-align:left;padding:.25rem 0;color:#5c6b75;font-size:.875rem}
.pr th,.pr td{padding:.3125rem .5rem .3125rem 0;border-bottom:1px solid #e1e8ec;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
.pr th[scope=row]{color:#5c6b75;font-weight:400;font-size:.875rem}
.pr .two th[scope=row]{width:26%}
.pr th .tag{display:block;color:#8a4b00;font-weight:600}
.pr tr.differs td{font-weight:600}
.pr thead th{font-weight:600}.pr thead a{color:inherit;text-decoration-color:#0b6b8a;text-underline-offset:.2em}
.pr .why{color:#5c6b75;font-size:.875rem;margin:.25rem 0 0}
</style>"""


def facts(lines: Sequence[tuple[str, str]], *, caption: str) -> Html:
    """Return (title, value) below each other."""
    rows = "".join(row(title, (value,)) for title, value in lines)
    return Html(
        f'{_STYLE}<div class="pr"><table><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table></div>'
    )


def compared(*, head: str, rows: Sequence[str], below: str) -> Html:
    """Return two entries beside each other: the row of their names, a row a field, a line below."""
    return Html(
        f'{_STYLE}<div class="pr"><table class="two"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
        f'<p class="why">{escape(below)}</p></div>'
    )


def row(title: str, values: Sequence[str], *, differs: bool = False) -> str:
    """Return one line; what differs says so in a word, because weight and colour alone tell too little."""
    cells = "".join(f"<td>{escape(value or '–')}</td>" for value in values)
    marked = ' class="differs"' if differs else ""
    return f'<tr{marked}><th scope="row">{escape(title)}{mark(differs=differs)}</th>{cells}</tr>'


def mark(*, differs: bool) -> str:
    """Return the word beside the title of a field in which two entries differ."""
    return f'<span class="tag">≠ {escape(_("differs"))}</span>' if differs else ""
