"""The forms of names and numbers by their definitions, one letter at a time: what the quick ways must equal."""

from __future__ import annotations

import unicodedata
from typing import Final

from campaign.domain.collation import APOSTROPHES

_UNSEEN: Final = frozenset({"Cf", "Cc", "Cs"})
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d")
_BASE: Final = {"\u0111": "d", "\u00f0": "d", "\u0256": "d", "\u0180": "b"}
_D_LIKE: Final = {"\u00d0": "\u0110", "\u0189": "\u0110", "\u00f0": "\u0111", "\u0256": "\u0111"}


def tidy(text: str) -> str:
    """A name cleaned of everything but its case."""
    kept = [
        " " if character.isspace() else _D_LIKE.get(character, character)
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    ]
    return unicodedata.normalize("NFC", " ".join(APOSTROPHES.sub("\u2019", "".join(kept)).split()))


def recased(name: str) -> str:
    """A name with small letters inside its words; a mark does not end a word."""
    found: list[str] = []
    inside = False
    for character in name:
        found.append(character.lower() if inside else character)
        if unicodedata.category(character) not in _MARKS:
            inside = character.isalpha()
    return unicodedata.normalize("NFC", "".join(found))


def folded(text: str) -> str:
    """The search fold of domain § 4.4."""
    bare = _without_marks(unicodedata.normalize("NFD", _without_marks(unicodedata.normalize("NFD", text)).casefold()))
    letters = "".join(_BASE.get(character, character) for character in bare)
    spaced = "".join(" " if character in _DASHES else character for character in APOSTROPHES.sub("", letters))
    return " ".join(spaced.split())


def letters(word: str) -> list[str]:
    """The letters of a word with their marks, without apostrophes."""
    found: list[str] = []
    for character in unicodedata.normalize("NFD", APOSTROPHES.sub("", word)):
        if found and unicodedata.category(character) in _MARKS:
            found[-1] += character
        else:
            found.append(character)
    return found


def _without_marks(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN | _MARKS)
