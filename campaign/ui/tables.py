"""Tables and tiles as one piece of HTML each: read by screen readers, printed as they stand, drawn in one message.

The numbers come in as text, because a browser in another language would write `7,850`. All text is escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import pandas as pd

from campaign.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Classes of our own inside our own markup; nothing here reaches for Streamlit's.
_STYLE: Final = """<style>
.ct{font-variant-numeric:tabular-nums;line-height:1.35}
.ct-wrap{overflow-x:auto}
.ct table{border-collapse:collapse;width:100%;font-size:.9375rem}
.ct caption{text-align:left;padding:.25rem 0;color:#5c6b75;font-size:.875rem}
.ct th,.ct td{padding:.375rem .625rem;border-bottom:1px solid #d5dee3;text-align:left;vertical-align:top}
.ct thead th{color:#5c6b75;font-weight:600;font-size:.8125rem;border-bottom:2px solid #82919b;vertical-align:bottom}
.ct th[scope=row]{font-weight:600}
.ct .n{text-align:right}
.ct .sub{display:block;color:#5c6b75;font-size:.8125rem;font-weight:400}
.ct .bar{display:block;height:.375rem;margin-top:.25rem;background:#e1e8ec;border-radius:.1875rem;min-width:4.5rem}
.ct .bar i{display:block;height:100%;border-radius:.1875rem}
.ct a{color:inherit;text-decoration-color:#0b6b8a;text-underline-offset:.2em}
.ct a.why{text-decoration:none}
.ct a.why:hover,.ct a.why:focus-visible{text-decoration:underline dotted #0b6b8a}
.ct .phone,.ct .tail{display:none}
.ct-tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.5rem}
.ct dl.ct-tile{margin:0;border:1px solid #d5dee3;border-radius:.375rem;padding:.5rem .75rem}
.ct-tile dt{color:#5c6b75;font-size:.8125rem;margin:0}
.ct-tile dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.25}
.ct-tile dd+dd{font-size:.8125rem;font-weight:400;color:#5c6b75}
.ct-log>div{display:grid;grid-template-columns:9.5rem 1fr;gap:0 1rem;padding:.375rem 0;border-bottom:1px solid #d5dee3}
.ct-log time{color:#5c6b75}.ct-log .sub{margin-top:.125rem}
.ct-head{margin-top:1.5rem}.ct-head p{margin:.25rem 0 0}
.ct-head h2{font-size:1.25rem;font-weight:600;margin:0;padding:0}
.ct-head h3{font-size:1.0625rem;font-weight:600;margin:0;padding:0}
.ct-tight{margin-top:0}.ct-tight h2,.ct-tight h3{font-size:1.0625rem;line-height:1.3}.ct-tight p{margin:0}
.ct thead [aria-sort]{border-bottom-color:#0b6b8a}
.ct-lead{font-size:1.0625rem;margin:.5rem 0 0}
.ct-tile dd.word{font-size:1.125rem;line-height:1.6}
@media(min-width:641px){.ct td{white-space:nowrap}.ct td.prose{white-space:normal;min-width:14rem}
.ct th[scope=row]{min-width:9rem}}
@media(max-width:640px){
.ct .wide,.ct thead{display:none}.ct .phone{display:block}
.ct table,.ct tbody,.ct caption{display:block}
.ct tr{display:grid;grid-template-columns:repeat(3,1fr);gap:0 .5rem;padding:.5rem 0;border-bottom:1px solid #d5dee3}
.ct th,.ct td{border:0;padding:0;text-align:left}.ct th[scope=row]{grid-column:1/-1;padding-bottom:.25rem}
.ct th[scope=row] .sub{display:inline;margin-left:.5rem}
.ct td.n{text-align:left}
.ct td::before{content:attr(data-label);display:block;color:#5c6b75;font-size:.75rem}
.ct .tail{display:inline}.ct-tile:last-child:nth-child(odd){grid-column:1/-1}
.ct-log>div{grid-template-columns:1fr}
.ct-tiles{grid-template-columns:1fr 1fr}.ct dl.ct-tile{padding:.375rem .5rem}.ct-tile dd{font-size:1.25rem}
}
</style>"""


_LONGEST_NUMBER: Final = 9


class Html(str):
    """Finished HTML. Streamlit takes it as it is; plain text it would first search for indents, in milliseconds."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. On a phone a row becomes a block: its head, then up to three cells; `wide` columns are left out.

    `prose` holds sentences, which break over lines; everything else stands in one line on a laptop. `href` is the
    address that sorts by the column, `sorts` says that the rows stand in its order.
    """

    title: str
    number: bool = False
    wide: bool = False
    prose: bool = False
    href: str = ""
    sorts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its text, a smaller line below, a link, a bar (0 to 1) and a colour.

    `why` is the address that says where the number comes from: a quieter link than `href`.

    `tail` (after the text) and `phone` (a line below) are for phones alone, with what `wide` columns say elsewhere.
    """

    text: str
    tail: str = ""
    sub: str = ""
    phone: str = ""
    href: str = ""
    why: str = ""
    bar: float | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One number at the top of a screen: what it is, how much, one line of sense, and where it comes from."""

    label: str
    value: str
    note: str = ""
    colour: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One event of a log: the time, the person, what was done, and lines of detail."""

    when: str
    who: str
    what: str
    details: tuple[str, ...] = ()


def page(*parts: str) -> Html:
    """Return parts below each other as one element, which carries the style once."""
    return Html(_STYLE + "".join(part.removeprefix(_STYLE) for part in parts))


def heading(text: str, *, below: str = "", level: int = 2, tight: bool = False) -> str:
    """Return the heading of a part, with one line below it; `level` 3 is a part of a part.

    A `tight` one begins a column: it needs no room above, and less for its letters.
    """
    line = f"<p>{escape(below)}</p>" if below else ""
    return (
        f'{_STYLE}<div class="ct ct-head{" ct-tight" if tight else ""}"><h{level}>{escape(text)}</h{level}>{line}</div>'
    )


def small(text: str) -> str:
    """Return a line of fine print: how something was counted."""
    return f'{_STYLE}<div class="ct"><span class="sub">{escape(text)}</span></div>'


def table(*, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], caption: str) -> str:
    """Return a table; the first cell of a row is its head. `caption` says what is counted, for whom, in which unit."""
    heads = "".join(_heading(column) for column in columns)
    body = "".join(
        '<tr role="row">'
        + "".join(_cell(column, cell, first=i == 0) for i, (column, cell) in enumerate(_pairs(columns, row)))
        + "</tr>"
        for row in rows
    )
    return (
        f'{_STYLE}<div class="ct ct-wrap"><table role="table"><caption>{escape(caption)}</caption>'
        f'<thead><tr role="row">{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def tiles(*, shown: Sequence[Tile], lead: str = "") -> str:
    """Return a row of tiles, two beside each other on a phone, with one sentence below that says what follows."""
    cells = "".join(
        f'<dl class="ct-tile"><dt>{escape(tile.label)}</dt>'
        f"<dd{_word(tile)}{_colour(tile.colour)}>{why(tile.why, tile.value)}</dd>"
        f"<dd>{escape(tile.note)}</dd></dl>"
        for tile in shown
    )
    sentence = f'<p class="ct-lead">{escape(lead)}</p>' if lead else ""
    return f'{_STYLE}<div class="ct"><div class="ct-tiles">{cells}</div>{sentence}</div>'


def log(*, lines: Sequence[LogLine]) -> str:
    """Return events below each other: when, who did what, and the values that changed."""
    items = "".join(
        f'<div role="listitem"><time>{escape(line.when)}</time><div><b>{escape(line.who)}</b> {escape(line.what)}'
        + "".join(f'<span class="sub">{escape(text)}</span>' for text in line.details)
        + "</div></div>"
        for line in lines
    )
    return f'{_STYLE}<div class="ct"><div class="ct-log" role="list">{items}</div></div>'


def rows_to_edit(columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """Return the data of a grid that grows: a column without a value yet may still become text, a number or a day."""
    return pd.DataFrame({name: pd.Series(list(values), dtype="object") for name, values in columns.items()})


def why(address: str, text: str) -> str:
    """Return a number as the quiet link to where it comes from; the bare number without an address."""
    if not address:
        return escape(text)
    title = escape(_("Where does this number come from?"))
    return f'<a class="why" href="{escape(address)}" title="{title}">{escape(text)}</a>'


def _pairs(columns: Sequence[Column], row: Sequence[Cell]) -> list[tuple[Column, Cell]]:
    return list(zip(columns, row, strict=True))


def _heading(column: Column) -> str:
    text = escape(column.title)
    if column.href:
        text = f'<a href="{escape(column.href)}">{text}</a>'
    on = ' aria-sort="other"' if column.sorts else ""
    return f'<th scope="col"{on}{_classes(column)}>{text}</th>'


def _cell(column: Column, cell: Cell, *, first: bool) -> str:
    text = why(cell.why, cell.text)
    if cell.href:
        text = f'<a href="{escape(cell.href)}">{text}</a>'
    if cell.tail:
        text += f'<span class="tail">{escape(cell.tail)}</span>'
    if cell.sub:
        text += f'<span class="sub">{escape(cell.sub)}</span>'
    if cell.phone:
        text += f'<span class="sub phone">{escape(cell.phone)}</span>'
    if cell.bar is not None:
        width = round(100 * min(max(cell.bar, 0.0), 1.0))
        text += f'<span class="bar"><i style="width:{width}%;background:{cell.colour or "#0b6b8a"}"></i></span>'
    if first:
        return f'<th scope="row" role="rowheader"{_classes(column)}>{text}</th>'
    # The label stands above the number on a phone, where there is no head; hidden cells need none.
    label = "" if column.wide else f' data-label="{escape(column.title)}"'
    return f'<td role="cell"{label}{_classes(column)}{_colour(cell.colour)}>{text}</td>'


def _word(tile: Tile) -> str:
    # A word is longer than a number and needs no more weight.
    return ' class="word"' if len(tile.value) > _LONGEST_NUMBER else ""


def _classes(column: Column) -> str:
    names = [name for name, on in (("n", column.number), ("wide", column.wide), ("prose", column.prose)) if on]
    return f' class="{" ".join(names)}"' if names else ""


def _colour(value: str) -> str:
    return f' style="color:{value}"' if value else ""
