"""A table as text: its encoding and its delimiter, found by looking at what comes out.

Bytes of old fonts come out as the letters that Windows shows for them; `campaign.domain.imports.legacy` turns them.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import islice
from typing import Final

from campaign.domain.imports.legacy import detect
from campaign.domain.imports.sheets import Cell, TextEncoding
from campaign.domain.imports.syllables import is_syllable

_DELIMITERS: Final = ",;\t|"
_LOOKED_AT: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 200_000
_MANY: Final = 5


def rows_of(content: bytes) -> list[list[Cell]] | None:
    """Return the rows of a text table, every cell as text or None; None when this is no text at all."""
    text = _decoded(content)
    if text is None or _CONTROL.search(text):
        return None
    said = _SAID.match(text)
    # Excel itself writes and hides such a first line; the rows are numbered without it.
    body = text[said.end() :] if said else text
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=said[1] if said else _delimiter(body))
    known: dict[str, str | None] = {"": None}
    kept = known.setdefault
    try:
        rows: list[list[Cell]] = [[kept(cell, cell) for cell in row] for row in reader]
    except csv.Error:
        return None
    return [row if any(cell is not None for cell in row) else [] for row in rows]


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    if content[1:200:2].count(0) > len(content[1:200:2]) // 2:
        return _strictly(content, "utf-16-le")
    if content[:200:2].count(0) > len(content[:200:2]) // 2:
        return _strictly(content, "utf-16-be")
    text = _strictly(content, "utf-8-sig")
    # UTF-8 that was cut off or damaged is no other encoding, and read as one its names would be noise.
    return text if text is not None or _is_damaged(content) else _eight_bit(content)


def _is_damaged(content: bytes) -> bool:
    """Whether this is UTF-8 with a few broken letters: nearly all that is not ASCII reads well."""
    letters = [letter for letter in content.decode("utf-8", "replace") if not letter.isascii()]
    broken = letters.count("\ufffd")
    return broken * _MANY < len(letters)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _eight_bit(content: bytes) -> str:
    """Return the text in Windows-1258 or with the letters of an old font, whichever is Vietnamese."""
    as_fonts = content.decode("latin-1")
    as_windows = _strictly(content, "cp1258")
    if as_windows is None:
        return as_fonts
    # Windows-1258 writes the tone behind its letter.
    as_windows = unicodedata.normalize("NFC", as_windows)
    sample = as_windows[:_SAMPLE]
    good = sum(is_syllable(word) for word in set(_WORD.findall(sample)) if not word.isascii())
    old = detect(as_fonts[:_SAMPLE].split("\n"), frozenset())
    bad = sum(not is_syllable(word) for word in set(_WORD.findall(sample)) if not word.isascii())
    return as_fonts if old is not TextEncoding.UNICODE and bad > good else as_windows


def _delimiter(text: str) -> str:
    """Return what parts the cells: the one that gives the most rows of one width, and the widest."""

    def score(delimiter: str) -> int:
        sample = io.StringIO(text, newline="")
        try:
            widths = Counter(len(row) for row in islice(csv.reader(sample, delimiter=delimiter), _LOOKED_AT))
        except csv.Error:
            return 0
        return max(((width - 1) * n for width, n in widths.items()), default=0)

    return max(_DELIMITERS, key=score)
