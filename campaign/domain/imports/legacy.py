"""Old eight-bit Vietnamese fonts: TCVN3 (.VnTime) and VNI, told apart and turned into Unicode.

A text is only turned when more of its words become Vietnamese than were it before; what is Unicode already stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from campaign.domain.imports.sheets import TextEncoding
from campaign.domain.imports.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TCVN3: Final = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ", 0xA8: "ă", 0xA9: "â", 0xAA: "ê",
    0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ", 0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ",
    0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ", 0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è",
    0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ", 0xD7: "ì",
    0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó", 0xE4: "ọ", 0xE5: "ồ",
    0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ", 0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù",
    0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ", 0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ",
    0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip
"""TCVN 5712:1993, one character a letter. Equals data/reference."""

_MARKED: Final = {
    "a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "ô": "ùớøờûởõỡïợ",
    "u": "ùúøùûủõũïụ",
    "ö": "ùứøừûửõữïự",
    "y": "ùýøỳûỷõỹ",
}
_ALONE: Final = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_OUTSIDE_LATIN: Final = re.compile(r"[^\x00-\xff]")
_WORD: Final = re.compile(r"[^\s\d.,;:/()\-+\"'’&]+")
_LATIN: Final = re.compile(r"[\xa1-\xff]")
_NO_LETTER: Final = re.compile(r"[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7]")
_ENOUGH_TEXTS: Final = 20_000
_ENOUGH_WORDS: Final = 2
# So much of what is told apart must speak for the old font, or the rest of the list would be put at risk.
_SHARE: Final = 0.1


def detect(texts: Iterable[str], fonts: frozenset[str]) -> TextEncoding:
    """Return how the letters of a sheet are written; Unicode unless it is sure that they are not.

    `fonts` are the names of the fonts in the file: with one of .VnTime or VNI a single sure word is enough.
    """
    votes = dict.fromkeys(TextEncoding, 0)
    foreign = (text for text in texts if not text.isascii())
    for word in {word for text in islice(foreign, _ENOUGH_TEXTS) for word in _WORD.findall(text)}:
        if reading := _only_reading(word):
            votes[reading] += 1
    old = max(_TABLES, key=votes.__getitem__)
    enough = 1 if any(_font_of(font) is old for font in fonts) else _ENOUGH_WORDS
    sure = votes[old] >= enough and votes[old] >= _SHARE * sum(votes.values())
    return old if sure else TextEncoding.UNICODE


def to_unicode(text: str, *, encoding: TextEncoding) -> str:
    """Return the text in Unicode; a text that is Unicode already, or not sure to be in the encoding, as it is.

    Words in capitals (of .VnTimeH, whose letters with tones are stored small) become capitals altogether.
    """
    if encoding is TextEncoding.UNICODE or text.isascii() or _OUTSIDE_LATIN.search(text):
        return text
    turned = _TABLES[encoding](text)
    if turned is None or not _better(text, turned):
        return text
    return turned


def _tcvn3(text: str) -> str | None:
    turned = text.translate(TCVN3)
    # What the table does not know was never written with it: à and ò stand in Unicode alone.
    if any(letter in "\xc0\xc1\xc3\xc4\xc5\xd9\xda\xdb\xe0\xf0" for letter in text):
        return None
    return turned.upper() if _in_capitals(text) else turned


def _in_capitals(text: str) -> bool:
    """Whether a text was typed as capitals: a word shows it whose letters with tones could not be ("NGUYÔN")."""
    if any("a" <= letter <= "z" for letter in text):
        return False
    toned = (word for word in _WORD.findall(text) if not word.isascii())
    return any(sum("A" <= letter <= "Z" for letter in word) > 1 for word in toned)


def _vni(text: str) -> str | None:
    turned = _VNI_PAIR.sub(lambda found: _VNI[found[0]], text)
    return None if turned == text else turned


_TABLES: Final[dict[TextEncoding, Callable[[str], str | None]]] = {
    TextEncoding.TCVN3: _tcvn3,
    TextEncoding.VNI: _vni,
}


def _vni_table() -> dict[str, str]:
    """Return every letter of VNI with its mark, small, capital, and a capital with a small mark."""
    small = dict(_ALONE)
    for letter, marks in _MARKED.items():
        small.update({letter + mark: made for mark, made in zip(marks[::2], marks[1::2], strict=True)})
    capitals = {written.upper(): made.upper() for written, made in small.items()}
    mixed = {written[0].upper() + written[1:]: made.upper() for written, made in small.items() if written[1:]}
    return {**mixed, **capitals, **small}


_VNI: Final = _vni_table()
_VNI_PAIR: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


@lru_cache(maxsize=50_000)
def _only_reading(word: str) -> TextEncoding | None:
    """Return the one way to read a word that makes it Vietnamese; None when there is no such way, or several."""
    if word.isascii():
        return None
    readings = [TextEncoding.UNICODE] if is_syllable(word) else []
    if not _OUTSIDE_LATIN.search(word):
        readings += [old for old, table in _TABLES.items() if (made := table(word)) and is_syllable(made)]
    return readings[0] if len(readings) == 1 else None


def _better(text: str, turned: str) -> bool:
    """Tell whether a text is more Vietnamese after it was turned, or holds what is no letter in Unicode."""
    before = sum(is_syllable(word) for word in _WORD.findall(text) if _LATIN.search(word))
    after = sum(is_syllable(new) for old, new in zip(_words(text), _words(turned), strict=False) if _LATIN.search(old))
    return after > before or (after == before and (after > 0 or bool(_NO_LETTER.search(text))))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _font_of(name: str) -> TextEncoding | None:
    if name.lower().startswith(".vn"):
        return TextEncoding.TCVN3
    return TextEncoding.VNI if name.lower().startswith("vni") else None
