"""Where it is stuck: villages x steps as a table with the share of the target in every cell, coloured by pace.

A table rather than a chart, because every number in it is a link, a screen reader walks through it cell by cell, and
it costs the server one message. The colour never speaks alone: the shape of the pace word stands in the cell.
"""

from __future__ import annotations

import math
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from campaign.charts.palette import ACCENT, AMBER, GREEN, GREY, ORANGE, SIGNS
from campaign.domain.vocabulary import Figure, Pace
from campaign.i18n import _, current_language, day, number
from campaign.i18n.labels import label
from campaign.ui.progress import kinds, place_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.progress_charts import HeatCell, HeatColumn, HeatRow
    from campaign.services.progress_models import ProgressView
    from campaign.ui.progress.address import Links

_CLASSES: Final = {
    Pace.BEHIND: "hb",
    Pace.AT_RISK: "hr",
    Pace.ON_TRACK: "ht",
    Pace.AHEAD: "ha",
    Pace.DONE: "hd",
    Pace.NOT_STARTED: "hn",
    Pace.NO_TARGET: "hn",
}
STYLE: Final = f"""<style>
.hm-box{{overflow:auto;max-height:14.5rem;border:1px solid #d5dee3;border-radius:.375rem;position:relative}}
.hm{{border-collapse:separate;border-spacing:0;width:100%;font-size:.8125rem;font-variant-numeric:tabular-nums;
line-height:1.25}}
.hm caption{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.hm th,.hm td{{border-bottom:1px solid #fff;border-right:1px solid #fff;padding:.1875rem .375rem;background:#fff}}
.hm td{{text-align:right;white-space:nowrap;min-width:2.75rem}}
.hm thead th{{position:sticky;top:0;z-index:2;font-weight:600;vertical-align:bottom;text-align:right;max-width:5rem;
border-bottom:2px solid #82919b;font-size:.75rem;line-height:1.15;padding-top:.25rem}}
.hm th[scope=row],.hm thead th:first-child{{position:sticky;left:0;z-index:1;text-align:left;font-weight:600;
min-width:7rem;max-width:9.5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}}
.hm th[scope=row] a{{overflow:hidden;text-overflow:ellipsis}}
.hm thead th:first-child{{z-index:3}}
.hm .g th{{text-align:left;color:{GREY};border-bottom:1px solid #d5dee3;position:static}}
.hm a{{color:inherit;text-decoration:none;display:block}}
.hm th a{{text-decoration:underline;text-decoration-color:{ACCENT};text-underline-offset:.2em}}
.hm a:hover,.hm a:focus-visible{{text-decoration:underline}}
.hm [aria-sort]{{box-shadow:inset 0 -3px {ACCENT}}}
.hm td:not(.hn) a::first-letter{{font-size:.6875rem;margin-right:.1875rem}}
.hm .hb{{background:#fbe3d3}}.hb a::first-letter{{color:{ORANGE}}}
.hm .hr{{background:#f8efcb}}.hr a::first-letter{{color:{AMBER}}}
.hm .ht{{background:#eef2f4}}.ht a::first-letter{{color:{GREY}}}
.hm .ha{{background:#d9ebf2}}.ha a::first-letter{{color:{ACCENT}}}
.hm .hd{{background:#d6ece5}}.hd a::first-letter{{color:{GREEN}}}
.hm .hn{{color:{GREY}}}
.pg>div>.hm-box:nth-last-child(-n+2){{max-height:20rem}}
.hm-key{{display:flex;flex-wrap:wrap;gap:.125rem .75rem;margin:.25rem 0 .5rem;font-size:.75rem;color:{GREY}}}
@media(max-width:640px){{.pg>div>.hm-box{{max-height:26rem}}.hm th,.hm td{{padding:.4375rem .375rem}}
.hm th[scope=row],.hm thead th:first-child{{min-width:6rem;max-width:7.5rem}}}}
</style>"""


def heat_table(view: ProgressView, *, places: Mapping[str, int], order: str, links: Links) -> str:
    """Return the table in its box; `places` says where each place stands, `order` which column that is by."""
    heat = view.heat_map
    rows = sorted(heat.rows, key=lambda row: places.get(row.code, len(places)))
    shown = kinds.first(rows, every=links.asked.every)
    heads = "".join(_head(column, order=order, links=links) for column in heat.columns)
    body = []
    groups = [(title, list(found)) for title, found in groupby(shown, key=kinds.title)]
    for title, found in groups:
        if len(groups) > 1:
            body.append(
                f'<tr class="g"><th scope="rowgroup" colspan="{len(heat.columns) + 1}">{escape(title)}</th></tr>'
            )
        body += [_row(row, heat.columns, links=links) for row in found]
    caption = _("Share of the target in percent, as of {day}; the heading of a column sorts by it.").format(
        day=day(min(view.as_of, view.ends_on))
    )
    name = _("Places and steps")
    place = f'<a href="{escape(links.to(order="name"))}">{escape(_("Place"))}</a>'
    sorted_by_name = ' aria-sort="ascending"' if order == "name" else ""
    return (
        f'{STYLE}<div class="hm-box" role="region" tabindex="0" aria-label="{escape(name)}"><table class="hm">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col"{sorted_by_name}>{place}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>{_key(shown)}"
        f"{place_tables.rest(len(rows), shown=len(shown), links=links)}"
    )


def _head(column: HeatColumn, *, order: str, links: Links) -> str:
    english = current_language() == "en"
    name, short = (column.name_en, column.short_en) if english else (column.name_vi, column.short_vi)
    on = ' aria-sort="ascending"' if order == column.key else ""
    title = _("Lowest first: {step}").format(step=name)
    link = f'<a href="{escape(links.to(order=column.key))}" title="{escape(title)}">{escape(short)}</a>'
    return f'<th scope="col"{on}>{link}</th>'


def _row(row: HeatRow, columns: Sequence[HeatColumn], *, links: Links) -> str:
    cells = "".join(_cell(cell, column, row=row, links=links) for cell, column in zip(row.cells, columns, strict=True))
    href = escape(links.to(place=row.code))
    name = escape(row.name)
    return f'<tr><th scope="row"><a href="{href}" title="{name}">{name}</a></th>{cells}</tr>'


def _cell(cell: HeatCell, column: HeatColumn, *, row: HeatRow, links: Links) -> str:
    figure = Figure.RESULT if cell.rate is None else Figure.RATE
    href = escape(links.why(indicator=column.key, figure=figure, place=row.code))
    text = f'<a href="{href}" title="{escape(_sentence(cell, column, row))}">{_text(cell)}</a>'
    # Missing is not behind, though the pace of a day without numbers is.
    colour = "hn" if cell.rate is None else _CLASSES[cell.pace]
    return f'<td class="{colour}">{text}</td>'


def _text(cell: HeatCell) -> str:
    """Return the shape of the pace and the share; without a target the number itself, without data a dash."""
    if cell.rate is None:
        return escape(number(cell.result))
    shape = "" if cell.pace is Pace.NOT_STARTED else SIGNS[cell.pace].shape
    return f"{shape}{escape(whole(cell.rate))}%"


def whole(rate: float) -> str:
    """Return whole percent; what is not nothing never reads 0, and what is not full never reads 100."""
    shown = math.floor(rate * 100 + 0.5)
    if rate < 1:
        shown = min(shown, 99)
    return "<1" if shown == 0 and rate > 0 else number(shown)


def _sentence(cell: HeatCell, column: HeatColumn, row: HeatRow) -> str:
    """Return what a leader would say about a cell, and that it opens to where it comes from."""
    step = column.short_en if current_language() == "en" else column.short_vi
    n = _("no data yet") if cell.result is None else number(cell.toward_target)
    of = f"/{number(cell.target)}" if cell.target else ""
    return f"{row.name} · {step}: {n}{of}, {label(cell.pace).lower()}. {_('Where does this number come from?')}"


def _key(rows: Sequence[HeatRow]) -> str:
    seen = {cell.pace for row in rows for cell in row.cells}
    said = [pace for pace in _CLASSES if pace in seen and pace not in {Pace.NOT_STARTED, Pace.NO_TARGET}]
    if not said:
        return ""
    items = "".join(
        f'<span style="color:{SIGNS[pace].colour}">{SIGNS[pace].shape} {escape(label(pace))}</span>' for pace in said
    )
    return f'<p class="hm-key">{items}</p>'
