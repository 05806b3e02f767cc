"""Whether a word can be a Vietnamese syllable: the shape that tells right letters from those of a wrong table.

Owns the sounds of the standard spelling only; names of the highlands (Kdăm, Êban) do not fit and prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSET: Final = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_NUCLEUS: Final = (
    "(?:oai|oay|oao|oeo|uây|uôi|uyê|uya|uyu|ươi|ươu|iêu|yêu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|[aăâeêioôơuưy])"
)
_SYLLABLE: Final = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = re.compile("(?:ch|[cpt])$")
# A syllable that ends in a stop bears one of two tones, or its letters came from a wrong table.
_STOPPED_TONES: Final = "\u0301\u0323"


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether the word, of letters alone, has the shape of one Vietnamese syllable with at most one tone."""
    if word != word.upper() and word[1:] != word[1:].lower():
        # NguyÔn: a capital inside a word is a letter of another table.
        return False
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not (tones and _STOPPED.search(bare) and tones[0] not in _STOPPED_TONES)
