"""Names of people: cleaning them for display, folding them for search, comparing them.

Owns the spelling variants of Vietnamese and highland names. Refuses to split a name into parts or to strip
punctuation inside it: legacy fonts wrote letters with it.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial

from campaign.domain.collation import APOSTROPHES, MAX_KEY, USUAL_WORD, sort_key
from campaign.errors import CampaignError

__all__ = [
    "APOSTROPHE",
    "MAX_LENGTH",
    "clean_name",
    "compact",
    "fold",
    "is_recased",
    "name_matches",
    "person_sort_key",
    "place_sort_key",
    "same_name_key",
    "search_tokens",
    "sort_key",
]

MAX_LENGTH = 200
APOSTROPHE = "\u2019"
_DASHES = re.compile(r"[\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_LOOK_ALIKES = str.maketrans(
    {"\u00d0": "\u0110", "\u0189": "\u0110", "\u00f0": "\u0111", "\u0256": "\u0111"},
)
_TO_BASE_LETTER = str.maketrans({"\u0111": "d", "\u00f0": "d", "\u0256": "d", "\u0180": "b"})
_INVISIBLE = frozenset({"Cf", "Cc", "Cs"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aeiouy")
_SHOWN_IN_ERROR = 80
_GLUED_PREFIX = f"h{APOSTROPHE}"
_LOOSE_PREFIXES = frozenset({"y", "h", _GLUED_PREFIX})
_WORDS_KEPT = 1 << 14


def _word_by_word(make: Callable[[str], str], /, *, between: str = " ") -> Callable[[str], str]:
    """Return a function that makes a text word by word and remembers the words.

    Names are few words many times over: a list of 100.000 people holds some thousand. White space never joins the
    letters at its sides, so a text is its words. What becomes of nothing vanishes.
    """
    remembered = lru_cache(maxsize=_WORDS_KEPT)(make)

    def made(text: str) -> str:
        words = [remembered(word) if len(word) <= USUAL_WORD else make(word) for word in text.split()]
        return between.join([word for word in words if word])

    return made


def clean_name(text: str) -> str:
    """Return the name as it is stored and shown.

    NFC; white space of every kind collapsed; invisible characters gone; apostrophes as U+2019; look-alikes of
    Đ as U+0110; a name all in capitals re-cased word by word, where a letter after an apostrophe starts a
    word (H’MARYAM NIÊ becomes H’Maryam Niê). Punctuation and the case of other names stay as they were
    written.

    Raises:
        CampaignError: "name_missing"; "name_invalid" (no letter, or over 200 characters).
    """
    tidy = _tidy(text)
    if not tidy:
        raise CampaignError("name_missing")
    # The fold is stored in as many characters as the name, and casefolding can lengthen a foreign letter.
    if max(len(tidy), len(tidy.casefold())) > MAX_LENGTH or not any(character.isalpha() for character in tidy):
        raise CampaignError("name_invalid", value=tidy[:_SHOWN_IN_ERROR])
    return _recase(tidy) if tidy.isupper() else tidy


def is_recased(*, raw: str, cleaned: str) -> bool:
    """Tell whether cleaning changed the case of the name, beyond white space and Unicode form."""
    return _tidy(raw) != cleaned


def fold(text: str) -> str:
    """Return the text for search: no diacritics, no case, no apostrophes, words parted by single spaces.

    NFD, casefold, drop combining marks, đ to d, ƀ to b, white space and dashes to one space.
    Equal folds do not mean equal names (An and Ân fold alike).
    """
    return _folded(text)


def compact(folded: str) -> str:
    """Return a fold without its spaces, so that "h then" and "hthen" are one."""
    return folded.replace(" ", "")


def name_fold(name: str) -> str:
    """Return the fold under which a name is stored and searched.

    The H of a highland name is written glued, spaced or with an apostrophe; it is stored glued, so that H' Then,
    H Then, HThen and H’Then are one fold.
    """
    words = fold(name).split()
    if len(words) > 1 and words[0] == "h":
        words[:2] = [words[0] + words[1]]
    return " ".join(words)


def search_tokens(query: str) -> tuple[str, ...]:
    """Return the folded words of a search query; () when nothing searchable was typed."""
    return tuple(name_fold(query).split())


def name_matches(*, name_fold: str, query: str) -> bool:
    """Decide whether a name, given by its fold, answers a search query.

    It does when every word of the folded query begins a word of the name, in any order, or when the query
    without spaces occurs anywhere in the name without spaces: so H' Then, H Then, HThen and H’Then find each
    other. A query without a letter or digit matches every name, like an empty search box.
    """
    tokens = search_tokens(query)
    words = name_fold.split()
    if all(any(word.startswith(token) for word in words) for token in tokens):
        return True
    return "".join(tokens) in compact(name_fold)


def same_name_key(name: str) -> str:
    """Return a key that is equal for two spellings of one name.

    Ignores case, Unicode form, apostrophes, spaces and the placement of the tone inside a group of vowels
    (Hòa is Hoà, Thủy is Thuỷ), and nothing else: An is not Ân, Lý is not Lí.
    """
    return _tones_last(_tidy(name))


def person_sort_key(name: str) -> str:
    """Return the place of a person in a list: by given name, then by the rest from the left.

    The given name is the last word; behind a leading Y or H’ (Y Siên Ayun, H’Maryam Niê, H Then) it is the
    next one. Format as `sort_key`: ASCII letters and digits, compared bytewise.
    """
    words = APOSTROPHES.sub(APOSTROPHE, unicodedata.normalize("NFC", name)).split()
    if not words:
        return sort_key("")
    given, rest = _given_name(words)
    return (sort_key(given) + sort_key(" ".join(rest)))[:MAX_KEY]


def place_sort_key(name: str) -> str:
    """Return the place of a village, school or agency in a list: from the left, "Thôn 2" before "Thôn 10"."""
    return sort_key(name)


def _given_name(words: list[str]) -> tuple[str, list[str]]:
    """Return the given name and the other words, for a name of at least one word."""
    first, *others = words
    if others and first.casefold() in _LOOSE_PREFIXES:
        return others[0], [*others[1:], first]
    if first[:2].casefold() == _GLUED_PREFIX and len(first) > len(_GLUED_PREFIX):
        return first[2:], [*others, first[:2]]
    # HThen, written without its apostrophe, shows it by the second capital.
    if first[0] == "H" and first[1:2].isupper() and first[2:].islower():
        return first[1:], [*others, first[0]]
    return words[-1], words[:-1]


@_word_by_word
def _tidy(word: str) -> str:
    """Return the text with everything cleaned but its case."""
    seen = "".join(
        character
        for character in unicodedata.normalize("NFC", word)
        if unicodedata.category(character) not in _INVISIBLE
    )
    return unicodedata.normalize("NFC", APOSTROPHES.sub(APOSTROPHE, seen.translate(_LOOK_ALIKES)))


@_word_by_word
def _recase(word: str) -> str:
    """Lower every letter but the first of each word; a mark on a letter does not end the word."""
    recased: list[str] = []
    inside_word = False
    for character in word:
        recased.append(character.lower() if inside_word else character)
        if unicodedata.category(character) not in _MARKS:
            inside_word = character.isalpha()
    return unicodedata.normalize("NFC", "".join(recased))


class _Bare(dict[int, int | None]):
    """A translation table that decides each character once: marks and invisible ones go, white space stays."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        category = unicodedata.category(character)
        dropped = category in _MARKS | _INVISIBLE and not character.isspace()
        self[code] = None if dropped else code
        return self[code]


_BARE = _Bare()


def _without_marks(text: str) -> str:
    """Return a decomposed text without its combining marks and invisible characters."""
    return text.translate(_BARE)


@_word_by_word
def _folded(word: str) -> str:
    # Casefolding can bring marks and apostrophes of its own, so marks are dropped before and after it.
    bare = _without_marks(unicodedata.normalize("NFD", word))
    letters = _without_marks(unicodedata.normalize("NFD", bare.casefold())).translate(_TO_BASE_LETTER)
    return " ".join(_DASHES.sub(" ", APOSTROPHES.sub("", letters)).split())


@partial(_word_by_word, between="")
def _tones_last(word: str) -> str:
    """Return the text folded in case and decomposed, each tone behind its group of vowels, without apostrophes."""
    moved: list[str] = []
    tones: list[str] = []
    after_vowel = False
    for character in unicodedata.normalize("NFD", APOSTROPHES.sub("", word.casefold())):
        if character in _TONES and after_vowel:
            tones.append(character)
            continue
        if unicodedata.category(character) not in _MARKS:
            after_vowel = character in _VOWELS
            if not after_vowel:
                moved.extend(tones)
                tones.clear()
        moved.append(character)
    return "".join(moved + tones)
