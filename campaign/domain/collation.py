"""Vietnamese alphabetical order as a plain key.

Owns the order of letters, tones and numbers (a ă â b c d đ e ê ...; none, huyền, hỏi, ngã, sắc, nặng;
"Thôn 2" before "Thôn 10"). Keys hold only 0-9 and a-z, so that every database and language of the server
sorts them alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = re.compile(
    "['\u2018\u2019\u201b`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2032\u2035\ua78c\uff07\uff40]+"
)
"""Every sign met in place of the apostrophe of H’Then, in runs."""

MAX_KEY = 400
"""Characters of the longest key; a longer one is cut, which keeps the order up to there."""

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_END = "00"
_SPACE = "01"
_DASH = "02"
_OTHER_SIGN = "03"
_NUMBER = re.compile(r"[0-9]+")
_MAX_DIGITS = len(_ALPHABET) - 1
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARK_RANK = {"\u0306": 1, "\u030c": 2, "\u0302": 3}
_ANY_MARK = 4
_TONES = len(_TONE_RANK) + 1
_WORDS_KEPT = 1 << 14
USUAL_WORD = 40
"""Characters of the longest word that is worth remembering: lists hold few words many times."""
_LETTERS = {
    "a\u0306": "a1",
    "a\u0302": "a2",
    "\u0180": "b1",
    "\u0111": "d1",
    "\u00f0": "d1",
    "\u0256": "d1",
    "e\u0302": "e1",
    "o\u0302": "o1",
    "o\u031b": "o2",
    "u\u031b": "u1",
}


def sort_key(text: str) -> str:
    """Return the text's place in Vietnamese alphabetical order as lower-case ASCII letters and digits.

    Letters decide first, then tones and foreign marks from left to right; numbers count by value; case,
    apostrophes and leading zeros do not count. Keys may be joined: the end of a key sorts before everything.
    """
    words = [_word(word) if len(word) <= USUAL_WORD else _weighed(word) for word in text.split()]
    if any(word.loose for word in words):
        words = [_weighed(text)]
    kept = [word for word in words if word.primary]
    primary = _SPACE.join([word.primary for word in kept])
    # A gap weighs nothing on the second level.
    secondary = _ALPHABET[1].join([word.secondary for word in kept])
    key = primary + _END + secondary.rstrip(_ALPHABET[1]) + _END
    return key[:MAX_KEY]


class _Weighed(NamedTuple):
    """The two levels of a text; `loose` when it begins with a mark, which then stands on the gap before it."""

    primary: str
    secondary: str
    loose: bool


def _weighed(text: str) -> _Weighed:
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    plain = " ".join(APOSTROPHES.sub("", decomposed).split())
    elements = list(_elements(plain))
    return _Weighed(
        primary="".join(token for token, _ in elements),
        secondary="".join(_ALPHABET[weight + 1] for _, weight in elements),
        loose=unicodedata.category(plain[0]).startswith("M") if plain else False,
    )


_word = lru_cache(maxsize=_WORDS_KEPT)(_weighed)


def _elements(plain: str) -> Iterator[tuple[str, int]]:
    """Yield the first-level token and the second-level weight of every letter, number, gap and sign."""
    position = 0
    while position < len(plain):
        if number := _NUMBER.match(plain, position):
            yield _number_token(number.group()), 0
            position = number.end()
            continue
        end = position + 1
        while end < len(plain) and unicodedata.category(plain[end]).startswith("M"):
            end += 1
        yield _letter(plain[position], plain[position + 1 : end])
        position = end


def _number_token(digits: str) -> str:
    """Longer numbers are larger, so the length goes before the digits."""
    value = digits.lstrip("0")[:_MAX_DIGITS]
    return "1" + _ALPHABET[len(value)] + value


def _letter(base: str, marks: str) -> tuple[str, int]:
    token = _LETTERS.get(base)
    rest = marks
    for mark in marks:
        if base + mark in _LETTERS:
            token = _LETTERS[base + mark]
            rest = marks.replace(mark, "", 1)
            break
    tone = next((_TONE_RANK[mark] for mark in rest if mark in _TONE_RANK), 0)
    others = [mark for mark in rest if mark not in _TONE_RANK]
    other = _MARK_RANK.get(others[0], _ANY_MARK) if others else 0
    return token or _base_token(base), other * _TONES + tone


def _base_token(base: str) -> str:
    if "a" <= base <= "z":
        return base + "0"
    if base == " ":
        return _SPACE
    if unicodedata.category(base) == "Pd":
        return _DASH
    return ("zz" if base.isalpha() else _OTHER_SIGN) + _code_point(base)


def _code_point(character: str) -> str:
    """Four characters in base 36 hold every code point."""
    number = ord(character)
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits
