"""How two names are alike, as a clerk would say it: written alike, without marks, in another order, mistyped.

Owns the spelling habits of Vietnamese and highland names; refuses to call two names one that are both names: Lan and
Loan are two people far more often than one slip of the keyboard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from typing import Final

from rapidfuzz.distance import OSA

from campaign.domain.name_words import is_highland, is_word, mended
from campaign.domain.names import APOSTROPHE, compact, fold, name_fold, same_name_key


class NameGrade(StrEnum):
    """How two names are alike; the codes are shown as words."""

    SAME = "name_same"
    MARKS = "name_marks"
    OTHER_MARKS = "name_other_marks"
    ORDER = "name_order"
    PREFIX = "name_prefix"
    TYPING = "name_typing"
    SHORTER = "name_shorter"
    NEAR = "name_near"


# Short names have room for one slip, long ones for two.
_LONG: Final = 11
_PREFIXES: Final = frozenset({"y", "h"})
_HIGHLAND_WORDS: Final = 2
_FORMS_OF: Final = 3
_APOSTROPHE_H: Final = re.compile(rf"\b[Hh]\s*{APOSTROPHE}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """A name taken apart for comparing: `words` folded and mended, without a highland Y or H’ at their head."""

    name: str
    fold: str
    glued: str
    same: str
    bare: bool
    prefix: str
    words: tuple[str, ...]
    line: str
    sorted_line: str


@lru_cache(maxsize=1 << 17)
def name_form(name: str) -> NameForm:
    """Return a name taken apart; the same for every person who bears it."""
    prefix, words = _without_prefix(fold(_APOSTROPHE_H.sub("h ", name)).split())
    folded = name_fold(name)
    # Lý and Lí, Kỳ and Kì are one name in two spellings.
    tidy = tuple(mended(word).replace("y", "i") for word in words)
    return NameForm(
        name=name,
        fold=folded,
        glued=compact(folded),
        same=same_name_key(name),
        bare=name.isascii() or fold(name) == name.casefold(),
        prefix=prefix,
        words=tidy,
        line=" ".join(tidy),
        sorted_line=" ".join(sorted(tidy)),
    )


def name_grade(a: NameForm, b: NameForm) -> NameGrade | None:
    """Say how two names are alike, the strongest first; None for two names of two people."""
    if a.glued == b.glued:
        if a.same == b.same:
            return NameGrade.SAME
        # Where one was typed without any mark, marks tell nothing; else Hoa and Hòa may well be two.
        return NameGrade.MARKS if a.bare or b.bare else NameGrade.OTHER_MARKS
    if a.sorted_line == b.sorted_line:
        if a.prefix != b.prefix:
            # Y Siên is a man and H’Siên a woman; a lost prefix is no contradiction.
            return None if a.prefix and b.prefix else NameGrade.PREFIX
        return NameGrade.ORDER if a.line != b.line else NameGrade.TYPING
    if a.prefix and b.prefix and a.prefix != b.prefix:
        return None
    return _mistyped(a, b) or (NameGrade.SHORTER if _is_shorter(a.words, b.words) else None)


def fold_variants(form: NameForm) -> tuple[str, ...]:
    """Return the folded names under which the same person may be stored: other order, with and without Y or H’."""
    _prefix, words = _without_prefix(form.fold.split())
    orders = list(permutations(words)) if len(words) <= _FORMS_OF else _rotations(words)
    found = {form.fold}
    for order in orders:
        line = " ".join(order)
        found |= {line, f"y {line}", f"h{line}"} if form.prefix or len(words) <= _HIGHLAND_WORDS else {line}
    return tuple(sorted(found))


def _without_prefix(words: list[str]) -> tuple[str, tuple[str, ...]]:
    """Part the Y or H of a highland name, loose or glued to the given name, from the other words."""
    for at, word in enumerate(words):
        if word in _PREFIXES and at < len(words) - 1:
            return word, (*words[:at], *words[at + 1 :])
        others = words[:at] + words[at + 1 :]
        if word[:1] == "h" and not is_word(word) and (is_word(word[1:]) or any(map(is_highland, others))):
            return "h", (*words[:at], word[1:], *words[at + 1 :])
    return "", tuple(words)


def _rotations(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at:] + words[:at] for at in range(len(words))]


def _mistyped(a: NameForm, b: NameForm) -> NameGrade | None:
    """Compare letter by letter, in the order as written and sorted by words."""
    room = 2 if min(len(a.line), len(b.line)) >= _LONG else 1
    wrong = OSA.distance(a.line, b.line, score_cutoff=room)
    if wrong <= room:
        return _slip(a.words, b.words, wrong)
    wrong = OSA.distance(a.sorted_line, b.sorted_line, score_cutoff=room)
    if len(a.words) == len(b.words) and wrong <= room:
        return _slip(_without(a.words, b.words), _without(b.words, a.words), wrong)
    return None


def _slip(ours: tuple[str, ...], theirs: tuple[str, ...], wrong: int) -> NameGrade | None:
    """Tell a slip from two names: in a slip at least one of two differing words is no word of any name."""
    if len(ours) != len(theirs):
        return NameGrade.TYPING
    differing = [(u, v) for u, v in zip(ours, theirs, strict=True) if u != v]
    if any(min(len(u), len(v)) == 1 or not (u + v).isalpha() for u, v in differing):
        # A letter alone is an initial, a digit tells two of a kind apart: another one is another name.
        return None
    known = [_known(u) and _known(v) for u, v in differing]
    if not any(known):
        return NameGrade.TYPING
    return NameGrade.NEAR if wrong == 1 else None


def _known(word: str) -> bool:
    return is_word(word) or is_word(word.replace("i", "y"))


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that the other name has not, in their order."""
    left = list(others)
    found = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            found.append(word)
    return tuple(found)


def _is_shorter(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one name leaves out words in the middle of the other: Nguyễn An, Nguyễn Văn An."""
    short, long = sorted((a, b), key=len)
    if len(short) < _HIGHLAND_WORDS or len(short) == len(long) or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(word in rest for word in short)
