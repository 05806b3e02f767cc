"""Personal identification numbers: 12 digits (số định danh cá nhân) and the 9 digits of the old card (CMND).

Owns their shape, the repair of zeros that a spreadsheet lost, and what a number tells about sex and birth
year. Refuses other shapes only: an unknown province or a contradiction is a warning, because the number has
no check digit.
"""

import re
from dataclasses import dataclass

from campaign.domain.digits import MASK, mask_digits, plain_text, undo_float
from campaign.domain.vocabulary import Sex
from campaign.errors import CampaignError

PROVINCE_CODES: frozenset[str] = frozenset(
    """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038
    040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082
    083 084 086 087 089 091 092 093 094 095 096
    """.split(),  # noqa: SIM905 -- sixty-three quoted codes would fill a page.
)
"""The provinces of birth registration, TT 59/2021/TT-BCA. Equals data/reference."""

_LENGTH = 12
_OLD_LENGTH = 9
_ONE_ZERO_LOST = 11
_TWO_ZEROS_LOST = 10
_PROVINCE = 3
_DECORATION = re.compile(r"[\s.\-'\u2018\u2019`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalId:
    """A number of the right shape; notes: "id_zero_restored", "id_old_format", "id_province_unknown"."""

    value: str
    last4: str
    old_format: bool = False
    notes: tuple[str, ...] = ()


def parse_personal_id(text: str) -> PersonalId:
    """Return the number in a cell, with lost leading zeros restored.

    Eleven digits lost one zero; ten lost two, which only the provinces 001 to 008 can have (Hà Nội to Tuyên
    Quang); nine are the old card. Structure: NĐ 137/2015/NĐ-CP Art. 13, TT 59/2021/TT-BCA Art. 4.

    Raises:
        CampaignError: "id_malformed" with the masked value, also when digits were lost ("6.609E+10") or when
            all digits are the same, which is a clerk's placeholder.
    """
    if len(text) == _LENGTH and text.isascii() and text.isdecimal() and text[:_PROVINCE] in PROVINCE_CODES:
        # Nearly every cell of a list, and a list has 100.000 of them; no province is made of one digit.
        return PersonalId(value=text, last4=text[-4:])
    plain = plain_text(text)
    digits = _DECORATION.sub("", undo_float(text=plain.strip("'\u2018\u2019` "), code="id_malformed"))
    malformed = CampaignError("id_malformed", value=mask_digits(plain))
    if not digits.isdecimal() or not digits.isascii() or len(set(digits)) == 1:
        raise malformed
    if len(digits) == _OLD_LENGTH:
        return PersonalId(value=digits, last4=digits[-4:], old_format=True, notes=("id_old_format",))
    # A spreadsheet takes every leading zero, so a shorter number that still has one misses another digit.
    if not _TWO_ZEROS_LOST <= len(digits) <= _LENGTH or (len(digits) < _LENGTH and digits.startswith("0")):
        raise malformed
    value = digits.zfill(_LENGTH)
    known = value[:_PROVINCE] in PROVINCE_CODES
    if len(digits) == _TWO_ZEROS_LOST and not known:
        raise malformed
    notes: list[str] = []
    if len(digits) <= _ONE_ZERO_LOST:
        notes.append("id_zero_restored")
    if not known:
        notes.append("id_province_unknown")
    return PersonalId(value=value, last4=value[-4:], notes=tuple(notes))


def sex_and_year(personal_id: str) -> tuple[Sex, int] | None:
    """Return the sex and the birth year inside a 12-digit number, or None for any other text.

    The fourth digit is the century and the sex: 0 and 1 a man and a woman of the twentieth century, 2 and 3
    of the twenty-first, and so on; the next two are the year.
    """
    if len(personal_id) != _LENGTH or not personal_id.isdecimal():
        return None
    century, is_female = divmod(int(personal_id[3]), 2)
    return (Sex.FEMALE if is_female else Sex.MALE), 1900 + 100 * century + int(personal_id[4:6])


def cross_check(*, personal_id: str, sex: Sex | None, birth_year: int | None, today_year: int) -> tuple[str, ...]:
    """Return the warnings of a number that contradicts the rest of the row; () for the old format.

    "id_sex_mismatch"; "id_year_mismatch", also for a birth year in the future. What the row does not say is
    not compared.
    """
    inside = sex_and_year(personal_id)
    if inside is None:
        return ()
    id_sex, id_year = inside
    warnings: list[str] = []
    if sex is not None and sex != id_sex:
        warnings.append("id_sex_mismatch")
    if id_year > today_year or (birth_year is not None and birth_year != id_year):
        warnings.append("id_year_mismatch")
    return tuple(warnings)


def mask_personal_id(personal_id: str) -> str:
    """Return the number as lists show it: the first three and the last two digits, "066•••••••34"."""
    return f"{personal_id[:3]}{MASK * max(len(personal_id) - 5, 0)}{personal_id[-2:]}"
