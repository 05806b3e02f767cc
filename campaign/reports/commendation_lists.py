"""The list for the commendation council: as a Word file in the style of an official document, and as a workbook.

Number and signature stay blank, and so does whatever nobody chose yet: the council decides on paper. No citizen is
named, and every number is that of the screen.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from campaign.domain.commendation import Part
from campaign.domain.vocabulary import CommendationKind
from campaign.i18n import _, day, in_language, number
from campaign.i18n.labels import label
from campaign.reports import commendation_words as words
from campaign.reports.administrative import page
from campaign.reports.administrative.blocks import Column, Row, Table, blank
from campaign.reports.administrative.frame import draw_closing, draw_head, draw_title
from campaign.reports.administrative.grid import draw_table
from campaign.reports.administrative.profiles import list_profile
from campaign.reports.administrative.words import counted, day_long
from campaign.reports.sheets import Cell, Sheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from campaign.services.shortlist import Shortlist, ShortlistLine

_KINDS: Final = (CommendationKind.COLLECTIVE, CommendationKind.INDIVIDUAL)


def council_document(*, found: Shortlist) -> bytes:
    """Return the list as the bytes of a .docx file, in Vietnamese whoever asks."""
    made = io.BytesIO()
    with in_language("vi"):
        _draw(found).save(made)
    return made.getvalue()


def council_sheet(*, found: Shortlist) -> Sheet:
    """Return the list with every part of the score, in the reader's words; rates as fractions, days as dd/MM/yyyy."""
    parts = tuple(Part)
    heads = (
        _("No."),
        _("Kind"),
        _("Name"),
        _("Unit"),
        _("Place"),
        _("Works"),
        _("Rank"),
        _("Ranked among"),
        _("Score"),
        *(words.part_name(part) for part in parts),
        _("People helped in all"),
        _("Days with work"),
        _("Why there is no rank"),
        _("Chosen on"),
        _("Chosen by"),
        _("Number of the decision"),
    )
    return Sheet(
        name=_("Skilful mobilisation"),
        heads=heads,
        rows=[_sheet_row(n, line, parts) for n, line in enumerate(found.lines, start=1)],
    )


def _sheet_row(n: int, line: ShortlistLine, parts: tuple[Part, ...]) -> tuple[Cell, ...]:
    stored, standing, work = line.stored, line.standing, line.work
    rates = [line.shares[part] for part in parts]
    return (
        n,
        label(stored.kind),
        stored.name,
        stored.unit,
        stored.place.name,
        stored.works,
        standing.rank,
        words.group_name(standing.kind, standing.ground),
        None if standing.score is None else round(float(standing.score), 2),
        *(None if share is None else round(float(share.rate), 4) for share in rates),
        None if work is None else work.helped,
        None if work is None else work.days,
        words.why_unranked(line),
        day(stored.chosen_on) if stored.chosen_on else "",
        stored.chosen_by,
        stored.decision_number,
    )


def _draw(found: Shortlist) -> WordDocument:
    place = found.place
    title, subject = _("LIST"), _("Collectives and individuals registered for commendation “Skilful mobilisation”")
    document = page.new_document(title=f"{title}: {subject}", subject=found.campaign.name, on=found.on)
    profile = list_profile(name=place.name, kind=place.kind)
    draw_head(document, profile, dated=day_long(found.on))
    draw_title(
        document,
        title=title,
        subject=f"{subject}\n({found.campaign.name})",
        notice=_("(Sample data for demonstration; nobody in it is real)") if found.campaign.synthetic else "",
        addressed=_("(With proposal No. {blank})").format(blank=blank(_("number and day of the proposal"))),
    )
    _say(document, _opening(found))
    for numeral, kind in zip(("I", "II"), _KINDS, strict=True):
        lines = [line for line in found.lines if line.stored.kind is kind]
        if lines:
            named = _("Collectives") if kind is CommendationKind.COLLECTIVE else _("Individuals")
            heading = document.add_heading(level=1)
            page.write_text(heading, f"{numeral}. {named}")
            draw_table(document, _table(lines, named), width=page.WIDTH, style=page.SMALL_CELL)
    document.add_paragraph()
    heading = document.add_heading(level=1)
    heading.paragraph_format.keep_with_next = True
    page.write_text(heading, _("How the list was made"))
    for part in Part:
        weight = words.weight_of(part, found)
        _say(document, f"- {words.part_name(part)} ({weight}): {words.rule_of(part, found)}")
    for text in words.other_rules(found):
        _say(document, f"- {text}")
    draw_closing(document, profile)
    return document


def _opening(found: Shortlist) -> str:
    kinds = [line.stored.kind for line in found.lines]
    chosen = sum(line.stored.chosen_on is not None for line in found.lines)
    text = _(
        "As of {day}, {collectives} collectives and {individuals} individuals are registered; {chosen} are chosen."
        " The order follows the rules below; the council and the leader decide."
    )
    return text.format(
        day=day_long(found.on),
        collectives=counted(kinds.count(CommendationKind.COLLECTIVE)),
        individuals=counted(kinds.count(CommendationKind.INDIVIDUAL)),
        chosen=counted(chosen) if chosen else number(0),
    )


def _table(lines: list[ShortlistLine], caption: str) -> Table:
    columns = (
        Column(head=_("No."), share=7, align="center"),
        Column(head=_("Name, unit"), share=30, align="left"),
        Column(head=_("Works"), share=31, align="left"),
        Column(head=_("People helped"), share=11, align="right"),
        Column(head=_("Score"), share=10, align="right"),
        Column(head=_("Rank"), share=8, align="center"),
        Column(head=_("Choice"), share=19, align="left"),
    )
    rows = tuple(Row(cells=_cells(n, line)) for n, line in enumerate(lines, start=1))
    return Table(caption=caption, columns=columns, rows=rows)


def _cells(n: int, line: ShortlistLine) -> tuple[str, ...]:
    stored = line.stored
    chosen = "" if stored.chosen_on is None else f"✓ {day(stored.chosen_on)}, {stored.chosen_by}"
    return (
        number(n),
        ", ".join(part for part in (stored.name, stored.unit) if part),
        stored.works,
        "–" if line.work is None else number(line.work.helped),
        words.score_text(line),
        words.rank_text(line),
        ", ".join(part for part in (chosen, stored.decision_number) if part),
    )


def _say(document: WordDocument, text: str) -> None:
    page.write_text(document.add_paragraph(), text)
