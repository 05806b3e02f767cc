"""A report put together and drawn: head, title, body, closing and appendices, in Vietnamese whoever asks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from campaign.domain.vocabulary import ReportProfile
from campaign.i18n import _, in_language
from campaign.reports.administrative import page
from campaign.reports.administrative.blocks import Appendix, Heading, Paragraph, Picture, blank
from campaign.reports.administrative.body import IN_BODY, body
from campaign.reports.administrative.frame import draw_closing, draw_head, draw_title
from campaign.reports.administrative.grid import draw_table
from campaign.reports.administrative.profiles import profile_of
from campaign.reports.administrative.tables import by_unit, by_unit_and_indicator
from campaign.reports.administrative.words import day_long, name_in_text, period_text
from campaign.reports.summary_bands import roman
from campaign.reports.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as WordDocument

    from campaign.reports.administrative.blocks import Block
    from campaign.reports.administrative.profiles import Profile
    from campaign.services.document_models import DocumentPicture, DocumentView

_PICTURE_WIDTH: Final = 155
_WITH_SIGNATURE: Final = 3


def administrative_report(
    *, view: DocumentView, profile: ReportProfile = ReportProfile.UBND, pictures: Sequence[DocumentPicture] = ()
) -> bytes:
    """Return the report of a place and period as the bytes of a .docx file, laid out as NĐ 30/2020/NĐ-CP asks.

    Number, signature and what only people know stay blank and marked. `pictures` are the charts that could be drawn.
    """
    made = io.BytesIO()
    with in_language("vi"):
        _draw(view, profile_of(view, profile), pictures).save(made)
    return made.getvalue()


def write_administrative_report(
    *,
    view: DocumentView,
    path: Path,
    profile: ReportProfile = ReportProfile.UBND,
    pictures: Sequence[DocumentPicture] = (),
) -> None:
    """Write the report to a file, whole or not at all; raises `file_not_writable` when the folder refuses."""
    made = administrative_report(view=view, profile=profile, pictures=pictures)
    with whole_file(path) as unfinished:
        unfinished.write_bytes(made)


def _draw(view: DocumentView, profile: Profile, pictures: Sequence[DocumentPicture]) -> WordDocument:
    title, subject = _("REPORT"), _subject(view)
    document = page.new_document(title=f"{title}: {subject}", subject=view.campaign_name, on=view.as_of)
    dated = day_long(view.as_of)
    draw_head(document, profile, dated=dated)
    draw_title(
        document,
        title=title,
        subject=f"{subject}\n({period_text(view.period)})",
        notice=_("(Sample data for demonstration; nobody in it is real)") if view.synthetic else "",
        addressed=_("To: {blank}").format(blank=blank(_("the body that receives the report"))),
    )
    for block in (_opening(view, profile), *body(view, pictures={p.chart: p for p in pictures}), _ending(profile)):
        _draw_block(document, block, width=page.WIDTH)
    # A signature never stands alone on a page: the last sentences go with it.
    for paragraph in document.paragraphs[-_WITH_SIGNATURE:]:
        paragraph.paragraph_format.keep_with_next = True
    draw_closing(document, profile)
    appendices = _appendices(view)
    if appendices:
        page.landscape_section(document)
    for n, appendix in enumerate(appendices):
        _draw_appendix(document, appendix, profile, year=view.as_of.year, is_first=n == 0)
    return document


def _subject(view: DocumentView) -> str:
    about = _("Results of “{campaign}”").format(campaign=view.campaign_name)
    place = name_in_text(view.place_name, view.place_kind)
    return about if place.lower() in about.lower() else _("{about} in {place}").format(about=about, place=place)


def _opening(view: DocumentView, profile: Profile) -> Paragraph:
    plan = view.plan_number or blank(_("number and day of the plan"))
    if plan[:1].isdigit():
        plan = _("plan No. {number}").format(number=plan)
    text = _("Under {plan}, {issuer} reports the results of “{campaign}” ({period}) as follows:")
    return Paragraph(
        text=text.format(plan=plan, issuer=profile.issuer, campaign=view.campaign_name, period=period_text(view.period))
    )


def _ending(profile: Profile) -> Paragraph:
    return Paragraph(text=_("This is the report of {issuer}./.").format(issuer=profile.issuer))


def _appendices(view: DocumentView) -> tuple[Appendix, ...]:
    if not view.units:
        return ()
    found: list[tuple[str, tuple[Block, ...]]] = []
    if len(view.units) > IN_BODY:
        found.append((_("Summary table of results"), (by_unit(view, caption="", is_small=True),)))
    found.append((_("Results by unit and indicator"), by_unit_and_indicator(view)))
    return tuple(
        Appendix(number=_("Appendix {n}").format(n=roman(n)), title=title.upper(), blocks=blocks)
        for n, (title, blocks) in enumerate(found, start=1)
    )


def _draw_appendix(document: WordDocument, appendix: Appendix, profile: Profile, *, year: int, is_first: bool) -> None:
    number = document.add_paragraph(appendix.number, style="Heading 1")
    number.alignment = page.CENTER
    number.paragraph_format.first_line_indent = Mm(0)
    number.paragraph_format.page_break_before = not is_first
    for text, bold, italic in ((appendix.title, True, False), (_with(profile, year), False, True)):
        line = document.add_paragraph(style=page.HEAD)
        line.alignment = page.CENTER
        line.paragraph_format.space_after = Pt(3)
        line.paragraph_format.keep_with_next = True
        run = line.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(page.BODY)
    for block in appendix.blocks:
        _draw_block(document, block, width=page.WIDE)


def _with(profile: Profile, year: int) -> str:
    text = _("(With report {number} of … {year} of {issuer})")
    return text.format(number=profile.number_in_text, year=year, issuer=profile.issuer)


def _draw_block(document: WordDocument, block: Block, *, width: float) -> None:
    if isinstance(block, Heading):
        document.add_paragraph(block.text, style=f"Heading {block.level}")
    elif isinstance(block, Paragraph):
        page.write_text(document.add_paragraph(), block.text)
    elif isinstance(block, Picture):
        _draw_picture(document, block)
    else:
        if block.caption:
            caption = document.add_paragraph(block.caption, style="Caption")
            caption.paragraph_format.keep_with_next = True
        if block.unit:
            unit = document.add_paragraph(_("Counted in: {unit}").format(unit=block.unit), style=page.CELL)
            unit.alignment, unit.runs[0].italic = page.TO_THE_RIGHT, True
            unit.paragraph_format.keep_with_next = True
        draw_table(document, block, width=width, style=page.SMALL_CELL if block.is_small else page.CELL)
        document.add_paragraph(style=page.SMALL_CELL)


def _draw_picture(document: WordDocument, picture: Picture) -> None:
    paragraph = document.add_paragraph(style=page.HEAD)
    paragraph.alignment = page.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(_PICTURE_WIDTH))
    # What somebody hears who cannot see the chart.
    told = next(page.element_of(paragraph).iter(qn("wp:docPr")))
    told.set("descr", picture.description)
    told.set("title", picture.caption)
    document.add_paragraph(picture.caption, style="Caption")
