"""The sheets of what remains, one a village, to be printed on A4 and ticked by hand: as HTML, or as a workbook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import xlsxwriter

from campaign.errors import CampaignError
from campaign.i18n import _, current_language, day, ngettext, number
from campaign.reports.sheets import sheet_name
from campaign.reports.whole_file import whole_file
from campaign.services.remaining import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from campaign.services.remaining import Remaining, RemainingPerson, RemainingVillage

_STYLE: Final = """@page{size:A4 landscape;margin:10mm}
*{box-sizing:border-box}
body{margin:0;font:11pt/1.3 "Times New Roman",Tinos,"Liberation Serif",serif;color:#000}
section{break-after:page}section:last-child{break-after:auto}
h1{font-size:14pt;margin:0}p{margin:1mm 0}.note{font-size:10pt}
table{border-collapse:collapse;width:100%;margin-top:2mm}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{border:1px solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-size:9pt}td.mark,th.mark{text-align:center;width:6%}td.n,th.n{text-align:right;width:4%}
td.phone{white-space:nowrap;font-variant-numeric:tabular-nums}
td.mark{font-size:13pt;line-height:1}th.notes{width:14%}
.legend{white-space:pre-wrap}
@media screen{body{max-width:297mm;margin:0 auto;padding:6mm}.wide{overflow-x:auto}table{min-width:240mm}}"""
# A box to tick, and a box that is half done: understood without colour, and printed by every font.
_SIGNS: Final = {
    Mark.MISSING: "☐",
    Mark.ASSISTED: "◐",
    Mark.UNREACHABLE: "○",
    Mark.DONE: "✓",
    Mark.NOT_ASKED: "–",
}
# In a workbook what is missing stays an empty cell, and the entry's id stands in a hidden column: a sheet with its
# ticks can be imported, and nobody on it becomes a second person.
_CELLS: Final = {**_SIGNS, Mark.MISSING: "", Mark.ASSISTED: "", Mark.UNREACHABLE: "", Mark.NOT_ASKED: ""}
_A4: Final = 9
_FIRST_STEP: Final = 4
_HEAD_ROW: Final = 3


def remaining_html(*, found: Remaining) -> str:
    """Return all sheets as one HTML document that needs nothing else; one village begins one page."""
    title = _("What remains · {place}").format(place=found.place_name)
    body = "".join(_section(found, village) for village in found.villages)
    nothing = f"<p>{escape(_('Nothing remains: everybody has every required step.'))}</p>"
    return (
        f'<!doctype html><html lang="{current_language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body or nothing}</body></html>"
    )


def write_remaining(*, found: Remaining, path: Path) -> int:
    """Write the sheets to an `.html` or `.xlsx` file and return the number of people on them.

    Raises `remaining_kind_unknown` for another ending, `file_not_writable` when the folder refuses.
    """
    ending = path.suffix.lower()
    if ending not in {".html", ".xlsx"}:
        raise CampaignError("remaining_kind_unknown", name=path.name)
    with whole_file(path) as unfinished:
        if ending == ".html":
            unfinished.write_text(remaining_html(found=found), encoding="utf-8")
        else:
            _write_workbook(found, unfinished)
    return found.people


def _heading(found: Remaining, village: RemainingVillage) -> tuple[str, str]:
    """Return the two lines above a table: whose sheet it is, and how much is left on which day."""
    left = len(village.people)
    counted = ngettext(
        "{n} of {asked} people still has steps to do, as of {day}.",
        "{n} of {asked} people still have steps to do, as of {day}.",
        left,
    ).format(n=number(left), asked=number(village.asked), day=day(found.day))
    return _("What remains · {place}").format(place=village.name), f"{found.campaign}. {counted}"


def _legend() -> str:
    return _("☐ not done yet   ◐ guided, not finished   ○ not reached   ✓ done   – not asked of this person")


def _private() -> str:
    return _("Personal data: for visits only. Do not copy or photograph; give the sheet back to the commune after use.")


def _heads(found: Remaining) -> list[str]:
    language = current_language()
    people = [_("No."), _("Full name"), _("Born in"), _("Phone")]
    return [*people, *(step.short(language) for step in found.steps), _("Note")]


def _section(found: Remaining, village: RemainingVillage) -> str:
    title, counted = _heading(found, village)
    heads = _heads(found)
    classes = ["n", "", "", "", *["mark"] * len(found.steps), "notes"]
    head = "".join(f'<th class="{kind}">{escape(text)}</th>' for kind, text in zip(classes, heads, strict=True))
    rows = "".join(_row(n, person) for n, person in enumerate(village.people, start=1))
    return (
        f"<section><h1>{escape(title)}</h1><p>{escape(counted)}</p>"
        f'<p class="note legend">{escape(_legend())}</p><p class="note">{escape(_private())}</p>'
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _row(n: int, person: RemainingPerson) -> str:
    marks = "".join(f'<td class="mark">{_SIGNS[mark]}</td>' for mark in person.marks)
    return (
        f'<tr><td class="n">{n}</td><td>{escape(person.full_name)}</td><td>{person.birth_year or ""}</td>'
        f'<td class="phone">{escape(person.phone)}</td>{marks}<td></td></tr>'
    )


def _write_workbook(found: Remaining, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        box = {"border": 1, "valign": "top"}
        pen = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({**box, "bold": True, "text_wrap": True, "font_size": 9}),
            "text": book.add_format({**box, "text_wrap": True}),
            "mark": book.add_format({**box, "align": "center"}),
        }
        taken: set[str] = set()
        for village in found.villages:
            page = book.add_worksheet(sheet_name(village.name, taken=taken))
            _set_up(page, found)
            _write_page(page, pen, found, village)
        if not found.villages:
            book.add_worksheet().write_string(0, 0, _("Nothing remains: everybody has every required step."))


def _write_page(page: Worksheet, pen: Mapping[str, Format], found: Remaining, village: RemainingVillage) -> None:
    title, counted = _heading(found, village)
    page.write_string(0, 0, title, pen["title"])
    page.write_string(1, 0, counted)
    heads = _heads(found)
    note, hidden = len(heads) - 1, len(heads)
    for column, text in enumerate(heads):
        page.write_string(_HEAD_ROW, column, text, pen["head"])
    page.write_string(_HEAD_ROW, hidden, "id")
    page.set_column(hidden, hidden, None, None, {"hidden": True})
    for row, person in enumerate(village.people, start=_HEAD_ROW + 1):
        page.write_number(row, 0, row - _HEAD_ROW, pen["text"])
        for column, text in enumerate((person.full_name, str(person.birth_year or ""), person.phone), start=1):
            page.write_string(row, column, text, pen["text"])
        for column, mark in enumerate(person.marks, start=_FIRST_STEP):
            page.write_string(row, column, _CELLS[mark], pen["mark"])
        page.write_blank(row, note, None, pen["text"])
        page.write_string(row, hidden, str(person.id))
    page.print_area(0, 0, _HEAD_ROW + len(village.people), note)


def _set_up(page: Worksheet, found: Remaining) -> None:
    """Make a sheet that comes out of the printer as it should: A4, landscape, one page wide, its head on every page."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    page.repeat_rows(_HEAD_ROW)
    page.freeze_panes(_HEAD_ROW + 1, 2)
    page.set_footer(f"&L{_private()}&R&P/&N")
    for column, width in enumerate((5, 28, 9, 13, *[11] * len(found.steps), 18)):
        page.set_column(column, column, width)
