"""How two names are alike, as a clerk would say it: written alike, without marks, in another order, mistyped.

Owns the spelling habits of Vietnamese and highland names; refuses to call two names one that are both names: Lan and
Loan are two people far more often than one slip of the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from typing import Final

from rapidfuzz.distance import OSA

from campaign.domain.name_words import is_word, mended
from campaign.domain.names import compact, name_fold, same_name_key


class NameGrade(StrEnum):
    """How two names are alike; the codes are shown as words."""

    SAME = "name_same"
    MARKS = "name_marks"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """A name taken apart for comparing: `words` folded and mended, without a highland Y or H’ at their head."""

    name: str
    fold: str
    prefix: str
    words: tuple[str, ...]
    line: str
    sorted_line: str


@lru_cache(maxsize=1 << 17)
def name_form(name: str) -> NameForm:
    """Return a name taken apart; the same for every person who bears it."""
    fold = name_fold(name)
    prefix, words = _without_prefix(fold.split())
    # Lý and Lí, Kỳ and Kì are one name in two spellings.
    tidy = tuple(mended(word).replace("y", "i") for word in words)
    return NameForm(
        name=name,
        fold=fold,
        prefix=prefix,
        words=tidy,
        line=" ".join(tidy),
        sorted_line=" ".join(sorted(tidy)),
    )


def name_grade(a: NameForm, b: NameForm) -> NameGrade | None:
    """Say how two names are alike, the strongest first; None for two names of two people."""
    if compact(a.fold) == compact(b.fold):
        return NameGrade.SAME if same_name_key(a.name) == same_name_key(b.name) else NameGrade.MARKS
    if a.sorted_line == b.sorted_line:
        if a.prefix != b.prefix:
            # Y Siên is a man and H’Siên a woman; a lost prefix is no contradiction.
            return None if a.prefix and b.prefix else NameGrade.PREFIX
        return NameGrade.ORDER if a.line != b.line else NameGrade.TYPING
    if a.prefix and b.prefix and a.prefix != b.prefix:
        return None
    return _mistyped(a, b) or (NameGrade.SHORTER if _is_shorter(a.words, b.words) else None)


def fold_variants(fold: str) -> tuple[str, ...]:
    """Return the folded names under which the same person may be stored: other order, with and without Y or H’."""
    prefix, words = _without_prefix(fold.split())
    orders = list(permutations(words)) if len(words) <= _FORMS_OF else _rotations(words)
    found = {fold}
    for order in orders:
        line = " ".join(order)
        found |= {line, f"y {line}", f"h{line}"} if prefix or len(words) <= _HIGHLAND_WORDS else {line}
    return tuple(sorted(found))


def _without_prefix(words: list[str]) -> tuple[str, tuple[str, ...]]:
    """Part a leading Y, or an H glued to the given name, from the other words."""
    if len(words) > 1 and words[0] in _PREFIXES:
        return words[0], tuple(words[1:])
    first = words[0] if words else ""
    # A glued H stands before a word that begins no Vietnamese syllable with it, or leaves a known word behind.
    if first[:1] == "h" and not is_word(first) and len(words) <= _FORMS_OF and len(first) > _HIGHLAND_WORDS:
        return "h", (first[1:], *words[1:])
    return "", tuple(words)


def _rotations(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at:] + words[:at] for at in range(len(words))]


def _mistyped(a: NameForm, b: NameForm) -> NameGrade | None:
    """Compare letter by letter, in the order as written and sorted by words."""
    room = 2 if min(len(a.line), len(b.line)) >= _LONG else 1
    ordered = OSA.distance(a.line, b.line, score_cutoff=room)
    if ordered <= room:
        return _slip(a.words, b.words)
    if len(a.words) == len(b.words) and OSA.distance(a.sorted_line, b.sorted_line, score_cutoff=room) <= room:
        return _slip(_without(a.words, b.words), _without(b.words, a.words))
    return None


def _slip(ours: tuple[str, ...], theirs: tuple[str, ...]) -> NameGrade | None:
    """Tell a slip from two names: in a slip at least one of two differing words is no word of any name."""
    if len(ours) != len(theirs):
        return NameGrade.TYPING
    differing = [(u, v) for u, v in zip(ours, theirs, strict=True) if u != v]
    if any(min(len(u), len(v)) <= 1 for u, v in differing):
        # A letter alone is an initial, and another letter is another name.
        return None
    known = [_known(u) and _known(v) for u, v in differing]
    if not any(known):
        return NameGrade.TYPING
    return NameGrade.NEAR if len(differing) == 1 else None


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
