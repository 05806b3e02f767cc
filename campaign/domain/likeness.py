"""How likely two entries are one person: evidence for and against, weighed in bits and told in reasons.

Every agreement is worth as much as it is unlikely by chance (Fellegi and Sunter's way): a name that sixty others in the
commune bear says little, the same day of birth says a lot, a phone is a hint because families share one. The weights
are the author's, tried on the truth set of `bench/duplicates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log2
from typing import TYPE_CHECKING, Final

from campaign.domain.likeness_names import NameGrade, name_form, name_grade

if TYPE_CHECKING:
    import uuid

    from campaign.domain.vocabulary import Sex

# Bits for a name that nobody else bears, by how it is alike.
_NAME: Final = {
    NameGrade.SAME: 10.0,
    NameGrade.MARKS: 9.5,
    NameGrade.OTHER_MARKS: 6.0,
    NameGrade.ORDER: 9.0,
    NameGrade.PREFIX: 9.0,
    NameGrade.TYPING: 8.0,
    NameGrade.SHORTER: 6.0,
    NameGrade.NEAR: 1.5,
}
_FOLDED_ALIKE: Final = frozenset({NameGrade.SAME, NameGrade.MARKS, NameGrade.OTHER_MARKS})
_SAME_ID, _TWO_IDS = 14.0, -7.0
_SAME_PLACE, _OTHER_PLACE = 3.0, -0.5
_SAME_PHONE = 3.0
_SAME_SEX, _OTHER_SEX = 0.5, -4.0
_OTHER_BIRTH = -8.0
ENOUGH: Final = 10.0
"""From so many bits on a pair is worth a clerk's look."""
_SCALE: Final = 40
SURE: Final = round(13 * _SCALE)
"""From this score on hardly any pair is two people: worth holding somebody up who writes a person down."""
_CENTURY: Final = 100
MAX_SCORE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an entry is compared by; phone and personal id as their keyed indexes."""

    id: uuid.UUID
    name: str
    birth_date: date | None
    birth_year: int | None
    place_id: int
    sex: Sex | None
    phone_index: bytes | None
    personal_id_index: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much speaks for one person (0 to 1000), and what, the most telling first."""

    score: int
    reasons: tuple[str, ...]


def likeness(a: Profile, b: Profile, *, bearers: int = 1) -> Likeness | None:
    """Weigh two entries; None when they are not worth a look. The order does not matter.

    `bearers` says how many people of the commune bear the more frequent of the two names.
    """
    grade = name_grade(name_form(a.name), name_form(b.name))
    if grade is None:
        return None
    birth, birth_bits = _birth(a, b)
    same_place, same_phone = a.place_id == b.place_id, _both(a.phone_index, b.phone_index)
    same_id = _both(a.personal_id_index, b.personal_id_index)
    bits = _NAME[grade] - 0.8 * log2(max(1, bearers)) + birth_bits
    bits += _SAME_PLACE if same_place else _OTHER_PLACE
    bits += _SAME_PHONE if same_phone else 0.0
    two_ids = not same_id and None not in {a.personal_id_index, b.personal_id_index}
    bits += _SAME_ID if same_id else _TWO_IDS if two_ids else 0.0
    other_sex = None not in {a.sex, b.sex} and a.sex is not b.sex
    bits += _OTHER_SEX if other_sex else _SAME_SEX if a.sex is not None and a.sex is b.sex else 0.0
    # The contract's own rule (one folded name with one year and village, or with one phone) is always worth a look,
    # unless something speaks against it.
    against = other_sex or two_ids or birth_bits < 0
    promised = grade in _FOLDED_ALIKE and (same_phone or (same_place and birth_bits > 0))
    if bits < ENOUGH and (against or not promised):
        return None
    reasons = {
        "same_id": same_id,
        grade.value: True,
        birth: bool(birth),
        "same_phone": same_phone,
        "same_place": same_place,
    }
    score = min(MAX_SCORE, max(0, round(max(bits, ENOUGH) * _SCALE)))
    return Likeness(score=score, reasons=tuple(code for code, holds in reasons.items() if holds))


def _birth(a: Profile, b: Profile) -> tuple[str, float]:
    """Return the reason and the bits of two births."""
    if a.birth_year is None or b.birth_year is None:
        return "", 0.0
    ours, theirs = _full(a.birth_date), _full(b.birth_date)
    if ours is not None and theirs is not None:
        return _days(ours, theirs)
    if a.birth_year == b.birth_year:
        return "birth_year", 4.0
    return ("birth_typing", -2.0) if year_slip(a.birth_year, b.birth_year) else ("", _OTHER_BIRTH)


def _days(a: date, b: date) -> tuple[str, float]:
    if a == b:
        return "birth_same", 8.0
    if a.year == b.year:
        if (a.day, a.month) == (b.month, b.day):
            return "birth_swapped", 6.5
        if (a.month == b.month) != (a.day == b.day):
            return "birth_typing", 3.0
        return "", -1.0
    if (a.day, a.month) == (b.day, b.month):
        return "birth_typing", 5.5 if year_slip(a.year, b.year) else -1.0
    return "", _OTHER_BIRTH


def year_slip(a: int, b: int) -> bool:
    """Tell whether one year is the other mistyped: one digit by one, or two digits exchanged (1958, 1985)."""
    wrong = [(int(x), int(y)) for x, y in zip(str(a), str(b), strict=True) if x != y]
    if len(wrong) == 1:
        return abs(wrong[0][0] - wrong[0][1]) == 1
    return len(wrong) == len("58") and wrong[0] == wrong[1][::-1] and abs(a - b) < _CENTURY


def _full(day: date | None) -> date | None:
    """Return a day that was really told: the first of January is what lists write when only the year is known."""
    return None if day is None or (day.day, day.month) == (1, 1) else day


def _both(left: object, right: object) -> bool:
    return left is not None and left == right
