"""The page of an official document: paper, margins, styles, page number, and the few strokes Word has no word for.

All measures are those of NĐ 30/2020/NĐ-CP, Phụ lục I; everything is black and in Times New Roman.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from campaign.reports.administrative.blocks import BLANK

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
BODY: Final = 14
"""Size of the body's letters; 13 or 14 by the decree."""

PAGE: Final = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
"""Margins in mm: 20-25, 20-25, 30-35 and 15-20 by the decree."""

WIDTH: Final = PAGE[0] - LEFT - RIGHT
WIDE: Final = PAGE[1] - LEFT - RIGHT
"""Width of the text in mm, upright and landscape."""

_KEPT: Final = frozenset(
    {
        "Normal",
        "heading 1",
        "heading 2",
        "caption",
        "header",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    }
)
CELL, SMALL_CELL, HEAD = "Table cell", "Table cell, small", "Document head"
CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
TO_THE_RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT
_LANGUAGE: Final = "vi-VN"
_OF_THE_TEMPLATE: Final = ("/thumbnail", "/stylesWithEffects")
_HEADER_AT: Final = 10
_FIRST_LINE: Final = 12.7
_AFTER: Final = 6
_POINT_IN_MM: Final = 0.3528
# Advance widths of Times Bold, in thousandths of the size: a rule is drawn as long as a part of the words above it.
_BOLD: Final = {
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("ACDNRUVXY", 722),
    **dict.fromkeys("GHKOQ", 778),
    "F": 611,
    "I": 389,
    "J": 500,
    "M": 944,
    "P": 611,
    "S": 556,
    "W": 1000,
    " ": 250,
}
_BOLD_LOWER: Final = 500


def new_document(*, title: str, subject: str, on: date) -> WordDocument:
    """Return an empty document of a day, with the page and the styles of an official one."""
    document = Document()
    _tidy(document)
    _styles(document)
    _upright(document.sections[0])
    core = document.core_properties
    core.title, core.subject, core.author, core.comments, core.keywords = title[:255], subject[:255], "", "", ""
    core.language = _LANGUAGE
    core.created = core.modified = datetime.combine(on, time())
    return document


def _tidy(document: WordDocument) -> None:
    """Take out of the template what is of no document of ours: a picture of it, its styles once more, an old layout."""
    parts: Any = document.part
    for rels in (parts.rels, parts.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_OF_THE_TEMPLATE)]:
            del rels[name]
    settings: Any = document.settings.element
    old = settings.find(f".//{qn('w:useFELayout')}")
    old.getparent().remove(old)
    # Word opens the file as one of its own, not in its mode for files of 2010.
    mode = next(s for s in settings.iter(qn("w:compatSetting")) if s.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")
    languages = settings.find(qn("w:themeFontLang"))
    for script in ("val", "eastAsia"):
        languages.set(qn(f"w:{script}"), _LANGUAGE)


def landscape_section(document: WordDocument) -> Section:
    """Begin the pages of an appendix: landscape, and the page number goes on."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[1]), Mm(PAGE[0])
    section.different_first_page_header_footer = False
    return section


def _upright(section: Section) -> None:
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(_HEADER_AT)
    # The number of the first page is not shown.
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    _page_field(number)


def _page_field(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.font.element.append(mark)
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = text
            run.font.element.append(code)
        else:
            run.text = text


def _styles(document: WordDocument) -> None:
    styles: Any = document.styles
    # The template brings some hundred styles in other fonts; a clerk is to find those of this document alone.
    for style in list(styles.element.style_lst):
        if style.name_val not in _KEPT:
            styles.element.remove(style)
        else:
            for link in style.findall(qn("w:link")):
                style.remove(link)
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}")
    _name_font(defaults.find(f".//{qn('w:rFonts')}"))
    for script in ("val", "eastAsia"):
        defaults.find(f".//{qn('w:lang')}").set(qn(f"w:{script}"), _LANGUAGE)
    normal = styles["Normal"]
    _font(normal, BODY)
    _spacing(normal, after=_AFTER, first_line=_FIRST_LINE)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.widow_control = True
    for level in (1, 2):
        heading = styles[f"Heading {level}"]
        _font(heading, BODY, bold=True)
        _spacing(heading, before=_AFTER, after=_AFTER, first_line=_FIRST_LINE)
        heading.paragraph_format.keep_with_next = True
    caption = styles["Caption"]
    _font(caption, BODY - 1, bold=True)
    _spacing(caption, before=_AFTER, after=3)
    caption.paragraph_format.alignment = CENTER
    _font(styles["Header"], BODY)
    _spacing(styles["Header"])
    for name, size in ((CELL, BODY - 2), (SMALL_CELL, BODY - 3), (HEAD, BODY - 1)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size)
        _spacing(style)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _font(style: ParagraphStyle, size: int, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.italic = False
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    _name_font(fonts)
    language = OxmlElement("w:lang")
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), _LANGUAGE)
    properties.append(language)


def _name_font(fonts: Any) -> None:  # noqa: ANN401 - an element of lxml
    # Fonts of the theme would win over the name.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _spacing(style: ParagraphStyle, *, before: float = 0, after: float = 0, first_line: float = 0) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.first_line_indent = Mm(first_line)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE


def element_of(paragraph: Paragraph) -> Any:  # noqa: ANN401 - an element of lxml
    """Return the markup of a paragraph, for what python-docx has no word for."""
    return paragraph.paragraph_format.element


def write_text(paragraph: Paragraph, text: str) -> None:
    """Add a text to a paragraph; gaps for the clerk are marked in colour, so that none is signed unseen."""
    while BLANK in text:
        before, _mark, rest = text.partition(BLANK)
        hint, _end, text = rest.partition("]")
        if before:
            paragraph.add_run(before)
        gap = paragraph.add_run(f"{BLANK}{hint}]")
        gap.italic = True
        gap.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if text:
        paragraph.add_run(text)


def bold_width(text: str, size: float) -> float:
    """Return about how many mm a bold text takes in Times New Roman."""
    plain = (c for c in unicodedata.normalize("NFD", text.replace("Đ", "D")) if not unicodedata.combining(c))
    return sum(_BOLD.get(c, _BOLD_LOWER) for c in plain) / 1000 * size * _POINT_IN_MM


def rule_below(paragraph: Paragraph, *, room: float, length: float) -> None:
    """Draw a rule in an empty paragraph of 2 points: `length` mm in the middle of `room` mm."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max((room - length) / 2, 0))
    shape.first_line_indent = Mm(0)
    shape.space_before, shape.space_after = Pt(0), Pt(_AFTER)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    properties = element_of(paragraph).get_or_add_pPr()
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
