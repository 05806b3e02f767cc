"""A Word file as its readers take it: the tables as rows of texts, the paragraphs, the fonts that it names."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table as WordTable

_PARTS: Final = ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/header2.xml")


def opened(made: bytes) -> WordDocument:
    """Return the document of a file."""
    return Document(io.BytesIO(made))


def text_of(made: bytes) -> str:
    """Return every text of a file, a line a paragraph, tables included."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        markup = parts.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", markup, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in paragraphs)


def rows_of(table: WordTable) -> list[list[str]]:
    """Return the texts of a table; a cell over several columns stands in each of them."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_with(document: WordDocument, head: str) -> list[list[str]]:
    """Return the first table that has a heading."""
    return next(rows for rows in map(rows_of, document.tables) if any(head in row for row in rows[:2]))


def fonts_of(made: bytes) -> set[str]:
    """Return the fonts that a file names, of the theme among them ("theme:…")."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        names = set(parts.namelist())
        for part in names & set(_PARTS):
            for named in re.findall(r"<w:rFonts [^>]*>", parts.read(part).decode()):
                found |= set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', named))
                found |= {f"theme:{name}" for name in re.findall(r'w:\w*[tT]heme="([^"]+)"', named)}
    return found
