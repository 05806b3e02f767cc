"""The register of models and initiatives: as a table in the reader's words, and as a Word file to be printed.

The Word file has the head of an official document; number and signature stay blank.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import InitiativeKind
from campaign.i18n import _, day, in_language, number
from campaign.i18n.labels import label
from campaign.reports.administrative import page
from campaign.reports.administrative.blocks import Column, Row, Table
from campaign.reports.administrative.frame import draw_closing, draw_head, draw_title
from campaign.reports.administrative.grid import draw_table
from campaign.reports.administrative.profiles import list_profile
from campaign.reports.administrative.words import counted, day_long
from campaign.reports.sheets import Cell, Sheet

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as WordDocument

    from campaign.services.initiatives_view import InitiativeList, StoredInitiative


def initiatives_sheet(*, found: InitiativeList) -> Sheet:
    """Return what the list shows, one row each, days as dd/MM/yyyy."""
    rows: list[tuple[Cell, ...]] = [
        (
            n,
            label(one.kind),
            one.name,
            one.place.name,
            one.lead_unit,
            day(one.started_on),
            day(one.recognised_on) if one.recognised_on else "",
            one.recognised_by,
            one.summary,
            one.evidence,
        )
        for n, one in enumerate(found.rows, start=1)
    ]
    heads = (
        _("No."),
        _("Kind"),
        _("Name"),
        _("Place"),
        _("Lead unit"),
        _("Since"),
        _("Recognised on"),
        _("Recognised by"),
        _("Main content"),
        _("Evidence"),
    )
    return Sheet(name=_("Models and initiatives"), heads=heads, rows=rows)


def initiatives_document(*, found: InitiativeList, on: date) -> bytes:
    """Return what the list shows as the bytes of a .docx file, in Vietnamese whoever asks."""
    made = io.BytesIO()
    with in_language("vi"):
        _draw(found, on).save(made)
    return made.getvalue()


def _draw(found: InitiativeList, on: date) -> WordDocument:
    title, subject = _("LIST"), _("Models and initiatives")
    document = page.new_document(title=f"{title}: {subject}", subject=found.campaign.name, on=on)
    profile = list_profile(name=found.office.name, kind=found.office.kind)
    draw_head(document, profile, dated=day_long(on))
    draw_title(
        document,
        title=title,
        subject=f"{subject}\n({found.campaign.name})",
        notice=_("(Sample data for demonstration; nobody in it is real)") if found.campaign.synthetic else "",
        addressed="",
    )
    page.write_text(document.add_paragraph(), _opening(found, on))
    rows = tuple(Row(cells=_cells(n, one)) for n, one in enumerate(found.rows, start=1))
    columns = (
        Column(head=_("No."), share=7, align="center"),
        Column(head=_("Name"), share=29, align="left"),
        Column(head=_("Place"), share=19, align="left"),
        Column(head=_("Lead unit"), share=22, align="left"),
        Column(head=_("Since"), share=16, align="center"),
        Column(head=_("Recognised"), share=20, align="left"),
    )
    table = Table(caption=subject, columns=columns, rows=rows)
    draw_table(document, table, width=page.WIDTH, style=page.SMALL_CELL)
    draw_closing(document, profile)
    return document


def _opening(found: InitiativeList, on: date) -> str:
    models = sum(one.kind is InitiativeKind.MODEL for one in found.rows)
    text = _("As of {day}, {place} has {models} models and {initiatives} initiatives, {recognised} of them recognised.")
    return text.format(
        day=day_long(on),
        place=found.place_name,
        models=_amount(models),
        initiatives=_amount(len(found.rows) - models),
        recognised=_amount(sum(one.recognised_on is not None for one in found.rows)),
    )


def _amount(n: int) -> str:
    return counted(n) if n else number(0)


def _cells(n: int, one: StoredInitiative) -> tuple[str, ...]:
    recognised = "" if one.recognised_on is None else f"✓ {day(one.recognised_on)}, {one.recognised_by}"
    return (
        number(n),
        f"{one.name} ({label(one.kind).lower()})",
        one.place.name,
        one.lead_unit,
        day(one.started_on),
        recognised,
    )
